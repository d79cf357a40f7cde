"""What others count beside what the record counts on the same day, by the filters of /measures/."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict

from dashboard.filters.filters import MeasureFilterSet
from laws.counting.shared import once_per_state
from laws.dataset.lists import PublishedList
from laws.models import Jurisdiction, Measure
from laws.vocabulary import UNSURE_EFFECT, Basis

OF_ROW = ("list", "slug", "division", "effect_basis", "basis")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published list, and the measures that we count by government; `certain` are those that
    count beyond doubt.
    """

    published: PublishedList
    measures: dict[str, list[str]]
    certain: dict[str, list[str]]

    @property
    def ours(self) -> int:
        return self._size(self.measures)

    @property
    def ours_certain(self) -> int:
        return self._size(self.certain)

    def _size(self, counted: dict[str, list[str]]) -> int:
        if self.published.unit == "places":
            return len(counted)
        return sum(map(len, counted.values()))

    @property
    def both(self) -> set[str]:
        """The governments that it names and we count."""
        return self.published.names & self.measures.keys()

    @property
    def theirs_only(self) -> set[str]:
        """The governments that it names and we do not count."""
        return set(self.published.names - self.measures.keys())

    @property
    def ours_only(self) -> set[str]:
        """The governments that we count and it does not; none where it does not name all."""
        named = self.published.names
        return self.measures.keys() - named if self.published.names_all else set()

    @property
    def agrees(self) -> bool:
        """Whether the numbers are the same, and the names as far as it has any."""
        return self.ours == self.published.count and not (self.theirs_only or self.ours_only)

    @property
    def not_named(self) -> int:
        """By how many it differs from ours that no row explains."""
        explained = self.ours + len(self.theirs_only) - len(self.ours_only)
        return self.published.count - explained


class ListsBesideRecord:
    """The lists published by a day, each with what the record counts on the day it speaks of."""

    def __init__(self, lists: Sequence[PublishedList], on: date):
        self.lists = [one for one in lists if max(one.counted_on, one.published_on.first) <= on]

    @cached_property
    def comparisons(self) -> list[Comparison]:
        found = _rows(tuple(map(_Asked.of, self.lists)))
        return [
            _compared(one, found.get(2 * index, []), found.get(2 * index + 1, []))
            for index, one in enumerate(self.lists)
        ]

    @cached_property
    def places(self) -> dict[str, Jurisdiction]:
        """The governments that any of them names or we count, by their ids."""
        wanted = {
            key for one in self.comparisons for key in one.published.names | one.measures.keys()
        }
        return {one.division_id: one for one in Jurisdiction.objects.filter(division_id__in=wanted)}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The measures behind a difference, by their slugs."""
        wanted = {
            slug for one in self.comparisons for key in one.ours_only for slug in one.measures[key]
        } | {
            reason.measure for one in self.comparisons for reason in one.published.reasons.values()
        }
        rows = Measure.objects.published().filter(slug__in=wanted)
        return {one.slug: one for one in rows.select_related("session")}


class _Asked(NamedTuple):
    """What a list asks the record."""

    key: str
    filters: str
    counted_on: date
    counted_since: date | None

    @classmethod
    def of(cls, one: PublishedList) -> "_Asked":
        return cls(one.key, one.filters, one.counted_on, one.counted_since)


@once_per_state
def _rows(lists: Sequence[_Asked]) -> dict[int, list[dict[str, Any]]]:
    """The rows of all lists in one query: even numbers of its day, odd ones of an earlier."""
    queries = []
    for index, one in enumerate(lists):
        queries.append(_counting(one, one.counted_on, 2 * index))
        if one.counted_since:
            queries.append(_counting(one, one.counted_since, 2 * index + 1))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in queries[0].union(*queries[1:], all=True) if queries else ():
        found[row["list"]].append(row)
    return dict(found)


def _counting(one: _Asked, on: date, number: int) -> QuerySet[Measure, dict[str, Any]]:
    """The measures that count for a list on a day, as rows under its number."""
    asked = QueryDict(one.filters)
    states = [(code, code) for code in asked.getlist("state")]
    filters = MeasureFilterSet(asked, Measure.objects.published().on_record(on), on, states)
    if not filters.is_valid():
        raise ValueError(f"{one.key}: {filters.errors.as_text()}")
    by_force = "force" in asked
    rows = filters.qs.with_force(on) if by_force else filters.qs.with_stage(on)
    return rows.annotate(
        list=Value(number, IntegerField()),
        division=Coalesce("jurisdiction__same_as__division_id", "jurisdiction__division_id"),
        basis=F("since_basis" if by_force else "stage_basis"),
    ).order_by().values(*OF_ROW)  # fmt: skip


def _compared(
    one: PublishedList, rows: list[dict[str, Any]], before: list[dict[str, Any]]
) -> Comparison:
    earlier = {row["division"] for row in before}
    measures, certain = defaultdict(list), defaultdict(list)
    for row in rows:
        if row["division"] not in earlier:
            measures[row["division"]].append(row["slug"])
            if row["effect_basis"] not in UNSURE_EFFECT and row["basis"] != Basis.DISPUTED:
                certain[row["division"]].append(row["slug"])
    return Comparison(one, dict(measures), dict(certain))
