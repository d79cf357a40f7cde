"""The filters that narrow a list of measures, each with the number of rows that it would leave.

One query reads every measure on the record at the date together with which of the chosen filters
it meets. From that follow the rows that match all of them in their order, the count beside every
value of every facet, and how many would match without each filter.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper

from dashboard.filters.filters import FORCE, UNRECORDED, MeasureFilterSet
from dashboard.web.params import query
from laws.counting.tiers import tier
from laws.vocabulary import NOT_LOCAL, ORDER_KINDS, STATE_LEVEL, Force, JurisdictionKind, Stage

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
# The values of the facet that each force answers to.
FORCE_OF = {force: [str(force), "no"] for force in Force} | {Force.IN_EFFECT: ["yes"]}
COLUMNS = (
    "pk", "jurisdiction__kind", "jurisdiction__state_code", "kind", "effect", "reach", "regulates",
    "use_modes", "first_action_on__year", "stage", "force", "tier",
)  # fmt: skip


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


class ListedRow(NamedTuple):
    """A measure of the record: its key, its values for each facet, the filters it does not meet."""

    pk: int
    values: dict[str, list[str]]
    missed: set[str]


class FacetedList:
    """The rows of a filter set at its date, in order, and what every further filter would leave.

    `kept` are the other parameters of the list's address: its order and its date.
    """

    def __init__(
        self,
        filters: MeasureFilterSet,
        on: date,
        order: Sequence[Any],
        kept: Mapping[str, str | None],
    ):
        self.filters, self.kept = filters, kept
        fits = {
            f"fits_{name}": ExpressionWrapper(condition, output_field=BooleanField())
            for name, condition in filters.conditions.items()
        }
        rows = (
            filters.queryset.with_stage(on)
            .with_force(on)
            .annotate(tier=tier(), **fits)
            .order_by(*order)
        )
        names = list(filters.conditions)
        self.rows = [_row(columns, names) for columns in rows.values(*COLUMNS, *fits)]

    @cached_property
    def matching(self) -> list[int]:
        """The keys of the measures that meet every filter, in order."""
        return [row.pk for row in self.rows if not row.missed]

    @cached_property
    def in_effect(self) -> int:
        """How many of them are in effect on the date."""
        return sum("yes" in row.values["force"] for row in self.rows if not row.missed)

    def without(self, name: str) -> int:
        """How many would match if one filter were removed."""
        return sum(row.missed <= {name} for row in self.rows)

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
        counts = Counter(
            value for row in self.rows if row.missed <= {name} for value in row.values[name]
        )
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


def _row(columns: Mapping[str, Any], names: Iterable[str]) -> ListedRow:
    level, kind = columns["jurisdiction__kind"], columns["kind"]
    values = {
        "level": [_level(level), *_wider(level, kind)],
        "effect": [columns["effect"]],
        "stage": [columns["stage"]] if columns["stage"] else [],
        "force": FORCE_OF[columns["force"]],
        "regulates": columns["regulates"],
        "use": columns["use_modes"] or [UNRECORDED],
        "reach": [columns["reach"]],
        "kind": [kind],
        "tier": [columns["tier"]],
        "state": [columns["jurisdiction__state_code"].lower() or "us"],
        "year": [str(columns["first_action_on__year"])],
    }
    missed = {name for name in names if not columns[f"fits_{name}"]}
    return ListedRow(columns["pk"], values, missed)


def _level(kind: str) -> str:
    if kind in STATE_LEVEL:
        return "state"
    return kind if kind in (*NOT_LOCAL, JurisdictionKind.COUNTY) else "place"


def _wider(level: str, kind: str) -> list[str]:
    if level not in NOT_LOCAL:
        return ["local"]
    return [] if kind in ORDER_KINDS else ["legislature"]


def _rank(value: str) -> tuple[int, int, str]:
    """The place of a stage, an answer or a year in its own order."""
    order = [*Stage.values, *dict(FORCE)]
    return (0, order.index(value), "") if value in order else (1, 0, value)


def _as_list(values: str | list[str]) -> list[str]:
    return values if isinstance(values, list) else [values]
