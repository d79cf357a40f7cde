"""Numbers in the options of commands: parsed, or refused in one sentence."""

import math
from argparse import ArgumentTypeError
from typing import NamedTuple

from django.core.management.base import CommandError


class Number(NamedTuple):
    """The numbers that an option takes, from the lowest to the highest: whole ones, or any. For
    argparse it is the option's type."""

    lowest: float
    highest: float
    kind: type = int

    def __call__(self, text: str) -> float:
        try:
            number = self.kind(text)
        except (ValueError, OverflowError):
            number = math.nan
        if not self.fits(number):
            raise ArgumentTypeError(f"{str(text)[:80]!r} is refused; allowed: {self.allowed}.")
        return number

    def fits(self, number: float) -> bool:
        """Whether a number lies between the bounds; NaN does not."""
        return self.lowest <= number <= self.highest

    @property
    def allowed(self) -> str:
        """The numbers allowed, in words."""
        noun = "a whole number" if self.kind is int else "a number"
        return f"{noun} from {self.lowest:,} to {self.highest:,}"


SECONDS = Number(0, 3600, float)
TIMEOUT = Number(0.1, 3600, float)
DAYS = Number(0, 36_500)
MANY = Number(1, 1_000_000)


def check(**options: tuple[float | None, Number]) -> None:
    """CommandError for a number that call_command passed without parsing it: (value, Number) by
    the option's name."""
    for name, (value, number) in options.items():
        if value is not None and not number.fits(value):
            option = name.replace("_", "-")
            raise CommandError(f"--{option} {value!r} is refused; allowed: {number.allowed}.")
