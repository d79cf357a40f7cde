"""The filters that narrow a list of measures, each with the number of rows that it would leave.

They are counted in sets of measures (`MeasureIndex`): from those follow the number beside every
value of every facet, and how many would match without each filter.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from dashboard.filters.filters import CONDITIONS, FORCE, UNRECORDED, MeasureFilterSet
from dashboard.pages.measure_list.index import measure_days
from dashboard.web.params import query
from laws.models import Measure
from laws.vocabulary import PENDING, Stage

SHOWN = 6  # values of a facet above its fold
FACETS = (
    "level", "effect", "stage", "force", "regulates", "use", "reach", "kind", "tier", "state",
    "year",
)  # fmt: skip
# Facets whose values are read in the vocabulary's own order; the rest by their counts.
IN_ORDER = ("stage", "force", "year")
ONE_VALUE = ("force", "reach", "q")
# Values that hold others: offered where they were chosen, not beside those they hold.
WIDER = ("local", "legislature", "no")
WHOLE = ("level", "effect", "stage", "force")


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value of a facet: its word, the rows it leaves, and the address that asks for it."""

    word: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One question about the list, with the values that its rows answer."""

    name: str
    label: str
    shown: list[FacetOption]
    folded: list[FacetOption]
    chosen: bool


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A chosen value as words, and the address of the list without it."""

    words: str
    href: str


class FacetedList:
    """The measures of a filter set at its date, and what every further filter would leave.

    `kept` are the other parameters of the list's address: its order and its date.
    """

    def __init__(self, filters: MeasureFilterSet, on: date, kept: Mapping[str, str | None]):
        self.filters, self.kept = filters, kept
        days = measure_days()
        self.index, self.day = days.index, days.on(on)
        self._fits = {name: self._fitting(name, value) for name, value in filters.chosen.items()}
        self.matching = self._meeting_all_but("")
        self.total = self.matching.bit_count()

    def keys(self, sort: str, first: int, last: int) -> list[int]:
        """The keys of some of those that match, in an order."""
        return self.day.keys(self.matching, sort, first, last)

    @property
    def recorded(self) -> int:
        """How many measures are on the record at the date."""
        return self.day.recorded.bit_count()

    @property
    def in_effect(self) -> int:
        """How many of those that match are in effect on the date."""
        return (self.matching & self.day.sets["force"].get("yes", 0)).bit_count()

    def without(self, name: str) -> int:
        """How many would match if one filter were removed."""
        return self._meeting_all_but(name).bit_count()

    def _meeting_all_but(self, name: str) -> int:
        found = self.day.recorded
        for other, members in self._fits.items():
            if other != name:
                found &= members
        return found

    def _fitting(self, name: str, value: Any) -> int:
        """The measures that meet one filter."""
        if name not in FACETS:
            rows = Measure.objects.published().filter(CONDITIONS[name](value, self.filters.on))
            if name == "q":
                rows = Measure.objects.matching(value)
            return self.index.having(rows.order_by().values_list("pk", flat=True))
        values = _as_list(value)
        values = [*values, *PENDING] if name == "stage" and "pending" in values else values
        sets = self.day.sets.get(name, {})
        return reduce(or_, (sets.get(one, 0) for one in values), 0)

    def address(self, chosen: Mapping[str, Any]) -> str:
        """The list's query string for some filters, at the same date and in its order."""
        return query(**chosen, **self.kept) or "?"

    def facets(self) -> list[Facet]:
        """Every facet that has a value to offer."""
        return [facet for facet in map(self._facet, FACETS) if facet.shown]

    def active_filters(self) -> list[ActiveFilter]:
        """What is chosen, each with the address that removes it alone."""
        return [
            ActiveFilter(self._in_words(name, value), self.address(self._toggled(name, value)))
            for name, values in self.filters.chosen.items()
            for value in _as_list(values)
        ]

    def relaxed(self) -> list[dict[str, Any]]:
        """Each filter in words, with what the list would hold without it: those that help first."""
        chosen = self.filters.chosen
        offers = [
            {
                "words": " or ".join(
                    self._in_words(name, value) for value in _as_list(chosen[name])
                ),
                "count": self.without(name),
                "href": self.address({key: chosen[key] for key in chosen if key != name}),
            }
            for name in chosen
        ]
        return sorted(offers, key=lambda offer: -offer["count"])

    def _facet(self, name: str) -> Facet:
        others, sets = self._meeting_all_but(name), self.day.sets.get(name, {})
        found = ((value, (others & members).bit_count()) for value, members in sets.items())
        counts = Counter({value: number for value, number in found if number})
        chosen = _as_list(self.filters.chosen.get(name, []))
        for value in set(WIDER) & counts.keys() - set(chosen):
            del counts[value]
        # What is not recorded is no answer, however often: it comes after those that are.
        values = sorted(counts, key=lambda v: (v not in chosen, v == UNRECORDED, -counts[v], v))
        if name in IN_ORDER:
            values = sorted(counts, key=_rank, reverse=name == "year")
        values += [value for value in chosen if value not in counts]
        options = [self._option(name, value, counts[value], value in chosen) for value in values]
        # A fold that would hide a single value hides nothing worth hiding.
        long = len(options) > SHOWN + 1 and name not in WHOLE
        cut = SHOWN if long else len(options)
        label = str(self.filters.form.fields[name].label)
        return Facet(name, label, options[:cut], options[cut:], bool(chosen))

    def _option(self, name: str, value: str, count: int, chosen: bool) -> FacetOption:
        href = self.address(self._toggled(name, value))
        return FacetOption(self.filters.word(name, value), count, href, chosen)

    def _toggled(self, name: str, value: str) -> dict[str, Any]:
        """The filters with a value added, or removed where it was chosen."""
        chosen = dict(self.filters.chosen)
        current = chosen.get(name, "" if name in ONE_VALUE else [])
        if name in ONE_VALUE:
            chosen[name] = "" if current == value else value
        else:
            left = [one for one in current if one != value]
            chosen[name] = left if value in current else [*current, value]
        return chosen

    def _in_words(self, name: str, value: str) -> str:
        if name == "q":
            return f"“{value}”"
        return f"{self.filters.form.fields[name].label}: {self.filters.word(name, value)}"


def _rank(value: str) -> tuple[int, int, str]:
    """The place of a stage, an answer or a year in its own order."""
    order = [*Stage.values, *dict(FORCE)]
    return (0, order.index(value), "") if value in order else (1, 0, value)


def _as_list(values: str | list[str]) -> list[str]:
    return values if isinstance(values, list) else [values]
