"""Numbers in the options of commands: read, or refused in one sentence."""

import math
from argparse import ArgumentTypeError
from typing import NamedTuple

from django.core.management.base import CommandError


class Number(NamedTuple):
    """What an option takes: whole numbers or fractions, from the lowest to the highest."""

    lowest: float
    highest: float
    kind: type = int

    def __call__(self, told):
        try:
            number = self.kind(told)
        except (ValueError, OverflowError):
            number = math.nan
        if not self.fits(number):
            raise ArgumentTypeError(f"{str(told)[:80]!r} is refused; allowed: {self.allowed}.")
        return number

    def fits(self, number):
        """Whether it lies between the bounds; what is no number lies nowhere."""
        return self.lowest <= number <= self.highest

    @property
    def allowed(self):
        """What is taken, in words."""
        noun = "a whole number" if self.kind is int else "a number"
        return f"{noun} from {self.lowest:,} to {self.highest:,}"


SECONDS = Number(0, 3600, float)
TIMEOUT = Number(0.1, 3600, float)
DAYS = Number(0, 36_500)
MANY = Number(1, 1_000_000)


def check(**options):
    """Refuse numbers that came past the command line: each option's value and what it takes."""
    for name, (value, number) in options.items():
        if value is not None and not number.fits(value):
            option = name.replace("_", "-")
            raise CommandError(f"--{option} {value!r} is refused; allowed: {number.allowed}.")
