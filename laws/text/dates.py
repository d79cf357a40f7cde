"""Dates that may be known only to the month or the year (R1), and how they are written."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def say(day: date) -> str:
    """A day in words: July 20, 2023."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def say_short(day: date) -> str:
    """A day in a table: Jul 20, 2023."""
    return f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier; of a shorter month, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; in the year 9999, its last day."""
    return (
        date.max if day.year * 12 + day.month + months > 9999 * 12 else months_before(day, -months)
    )


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as it is known: to the day, the month or the year (`precision`).

    `day` is any day of its span; only the part that is known of it counts.
    """

    day: date
    precision: str = "day"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError, which says what is allowed."""
        match = ISO.fullmatch(text.strip())
        try:
            if not match:
                raise ValueError
            year, month, day = match.groups()
            precision = "day" if day else "month" if month else "year"
            return cls(date(int(year), int(month or 1), int(day or 1)), precision)
        except ValueError:
            raise ValueError(
                f"{text!r} is no date: allowed are YYYY, YYYY-MM or YYYY-MM-DD"
            ) from None

    @classmethod
    def spanning(cls, first: date, last: date) -> Self | None:
        """The month or the year that lasts from the first to the last day, or None."""
        spans = (cls(first, precision) for precision in ("month", "year"))
        return next((span for span in spans if (span.first, span.last) == (first, last)), None)

    @property
    def first(self) -> date:
        """The first day it can stand for."""
        if self.precision == "year":
            return self.day.replace(month=1, day=1)
        return self.day.replace(day=1) if self.precision == "month" else self.day

    @property
    def last(self) -> date:
        """The last day it can stand for."""
        if self.precision == "year":
            return self.day.replace(month=12, day=31)
        if self.precision == "month":
            return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return self.day

    def isoformat(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD, as precise as it is known."""
        return self.day.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]

    def say(self) -> str:
        """In words, as precise as it is known: July 20, 2023, July 2023, 2023."""
        if self.precision == "year":
            return str(self.day.year)
        if self.precision == "month":
            return f"{MONTHS[self.day.month - 1]} {self.day.year}"
        return say(self.day)

    def say_short(self) -> str:
        """For a table: Jul 20, 2023, Jul 2023, 2023."""
        if self.precision == "day":
            return say_short(self.day)
        if self.precision == "month":
            return f"{MONTHS[self.day.month - 1][:3]} {self.day.year}"
        return str(self.day.year)


def as_known(first: date | None, last: date | None, counted: date) -> PartialDate:
    """The month or the year that two days enclose, else the day from which it counts."""
    return (first and last and PartialDate.spanning(first, last)) or PartialDate(counted)
