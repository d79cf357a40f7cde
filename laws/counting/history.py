"""The law on every date at once: what a chart over time is counted in."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Any

from django.db.models import QuerySet

from laws.counting.on_date import LawOnDate, MeasureInForce, all_terms
from laws.models import Jurisdiction, Measure
from laws.vocabulary import Basis

# Of a history that is shared: the laws of how many days are kept, and of how many measures at most.
FEWEST_DAYS, MOST_KEPT = 16, 100_000


@dataclass
class History:
    """Every term of every measure, from which the law on any date is read without a query.

    `law(on)` equals `laws.counting.on_date.law_on(on)`, so that a number in a chart is counted by
    the same functions as on the page of that date.
    """

    measures: list[MeasureInForce]
    is_shared: bool = False

    def __post_init__(self) -> None:
        self.made: dict[Any, Any] | None = {} if self.is_shared else None
        days = max(FEWEST_DAYS, MOST_KEPT // (1 + len(self.measures)))
        # Of the terms alone, not of this history: together they would be a ring of objects, which
        # waits for the collector when the record changes.
        of = partial(_law, self.measures, self.is_shared)
        self._kept = lru_cache(maxsize=days)(of) if self.is_shared else of

    @cached_property
    def days(self) -> list[date]:
        """The days on which something takes effect or ends, in order."""
        starts = {measure.starts_on for measure in self.measures}
        return sorted(starts | {measure.ends_on for measure in self.measures if measure.ends_on})

    def law(self, on: date) -> LawOnDate:
        """What is in effect on the date, and what ended before it in dispute."""
        return self._kept(on)


def _law(terms: list[MeasureInForce], is_shared: bool, on: date) -> LawOnDate:
    measures = []
    for measure in terms:
        if measure.ends_on is None or on < measure.ends_on:
            if measure.starts_on <= on:
                measures.append(measure.as_on(on))
        elif measure.end_basis == Basis.DISPUTED:
            measures.append(replace(measure, is_over=True))
    return LawOnDate(on, measures, {} if is_shared else None)


def history(
    measures: QuerySet[Measure] | None = None, places: QuerySet[Jurisdiction] | None = None
) -> History:
    """The history of all published measures, or of those given, and of all governments, or of those
    given. One query.
    """
    return History(all_terms(measures, places))
