"""The law of every day at once: what a curve, a ranking over time or a who-when is counted in."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from laws.counting.on_date import LawOnDate, MeasureInForce, all_bindings
from laws.vocabulary import Basis


@dataclass
class History:
    """Every term of the record, from which the law of any day is read without asking again.

    `law(on)` equals `laws.counting.on_date.law_on(on)`, so that a number in a curve is counted by
    the very functions that count it on a page of that day.
    """

    bindings: list[MeasureInForce]

    @cached_property
    def days(self) -> list[date]:
        """The days on which something begins or ends to bind, in order."""
        starts = {b.starts_on for b in self.bindings}
        return sorted(starts | {b.ends_on for b in self.bindings if b.ends_on})

    def law(self, on: date) -> LawOnDate:
        """All that binds on the day, and what ended before it in doubt."""
        found = []
        for binding in self.bindings:
            if binding.ends_on is None or on < binding.ends_on:
                if binding.starts_on <= on:
                    found.append(binding)
            elif binding.end_basis == Basis.DISPUTED:
                found.append(replace(binding, is_over=True))
        return LawOnDate(on, found)


def history(measures=None, places=None) -> History:
    """The history of everything published, or of the given measures and places only. One query."""
    return History(all_bindings(measures, places))
