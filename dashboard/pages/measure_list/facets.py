"""The choices that narrow a list of measures, each with the number of rows that it would leave.

One query reads every measure on the record at the date together with which of the chosen filters
it meets. From that follow the rows that fit all of them in their order, the count beside every
value of every facet, and how many would fit without each filter.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import BooleanField, ExpressionWrapper

from dashboard.filters.filters import UNRECORDED
from dashboard.web.params import on_parameter, query
from laws.vocabulary import NOT_LOCAL, ORDER_KINDS, STATE_LEVEL, JurisdictionKind, Stage

SHOWN = 6  # values of a facet above its fold
FACETS = ("level", "effect", "stage", "force", "regulates", "use", "reach", "kind", "state", "year")
# Facets whose values are read in the vocabulary's own order; the rest by their counts.
IN_ORDER = ("stage", "force", "year")
ONE_VALUE = ("force", "reach", "q")
# Levels that hold others: offered where they were chosen, not beside those they hold.
WIDER = ("local", "legislature")
WHOLE = ("level", "effect", "stage")
COLUMNS = (
    "pk", "jurisdiction__kind", "jurisdiction__state_code", "kind", "effect", "reach", "regulates",
    "use_modes", "first_action_on__year", "stage", "since",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
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
    shown: list[Entry]
    folded: list[Entry]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen value as words, and the address of the list without it."""

    words: str
    href: str


class FacetedList:
    """The rows of a filter set at its date, in order, and what every further choice would leave."""

    def __init__(self, asked, on, order, kept=None):
        self.asked, self.on = asked, on
        self.kept = kept or {}
        self.names = list(asked.conditions)
        fits = {
            f"fits_{name}": ExpressionWrapper(condition, output_field=BooleanField())
            for name, condition in asked.conditions.items()
        }
        rows = asked.queryset.with_stage(on).with_term(on).annotate(**fits).order_by(*order)
        self.rows = [_row(values, self.names) for values in rows.values_list(*COLUMNS, *fits)]

    @cached_property
    def fitting(self):
        """The keys of the measures that meet every filter, in order."""
        return [pk for pk, _, missed in self.rows if not missed]

    @cached_property
    def binding(self):
        """How many of them bind on the date."""
        return sum(values["force"] == ["yes"] for _, values, missed in self.rows if not missed)

    def without(self, name):
        """How many would fit if one filter were dropped."""
        return sum(missed <= {name} for _, _, missed in self.rows)

    def address(self, choice):
        """The list's query string for a choice of filters, at the same date and in its order."""
        return query(**choice, **self.kept, on=on_parameter(self.on)) or "?"

    def facets(self):
        """Every facet that has a value to offer."""
        return [facet for facet in map(self._facet, FACETS) if facet.shown]

    def choices(self):
        """What is chosen, each with the address that drops it alone."""
        return [
            Choice(self._said(name, value), self.address(self._toggled(name, value)))
            for name, values in self.asked.chosen.items()
            for value in _as_list(values)
        ]

    def drops(self):
        """Each filter in words, with what the list would hold without it: those that help first."""
        chosen = self.asked.chosen
        offers = [
            {
                "words": " or ".join(self._said(name, value) for value in _as_list(chosen[name])),
                "count": self.without(name),
                "href": self.address({one: chosen[one] for one in chosen if one != name}),
            }
            for name in chosen
        ]
        return sorted(offers, key=lambda offer: -offer["count"])

    def _facet(self, name):
        counts = Counter(
            value for _, values, missed in self.rows if missed <= {name} for value in values[name]
        )
        chosen = _as_list(self.asked.chosen.get(name, []))
        for value in set(WIDER) & counts.keys() - set(chosen):
            del counts[value]
        # What is not recorded is no answer, however often: it comes after those that are.
        values = sorted(counts, key=lambda v: (v not in chosen, v == UNRECORDED, -counts[v], v))
        if name in IN_ORDER:
            values = sorted(counts, key=_rank, reverse=name == "year")
        values += [value for value in chosen if value not in counts]
        entries = [self._entry(name, value, counts[value], value in chosen) for value in values]
        # A fold that would hide a single value hides nothing worth hiding.
        long = len(entries) > SHOWN + 1 and name not in WHOLE
        cut = SHOWN if long else len(entries)
        label = str(self.asked.form.fields[name].label)
        return Facet(name, label, entries[:cut], entries[cut:], bool(chosen))

    def _entry(self, name, value, count, chosen):
        href = self.address(self._toggled(name, value))
        return Entry(self.asked.word(name, value), count, href, chosen)

    def _toggled(self, name, value):
        """The choice with a value taken in, or dropped where it was chosen."""
        chosen = dict(self.asked.chosen)
        have = chosen.get(name, "" if name in ONE_VALUE else [])
        if name in ONE_VALUE:
            chosen[name] = "" if have == value else value
        else:
            left = [one for one in have if one != value]
            chosen[name] = left if value in have else [*have, value]
        return chosen

    def _said(self, name, value):
        if name == "q":
            return f"“{value}”"
        return f"{self.asked.form.fields[name].label}: {self.asked.word(name, value)}"


def _row(values, names):
    """The key of a measure, its value for each facet, and the names of the filters it misses."""
    pk, level, state_code, kind, effect, reach, regulates, use, year, stage, since = values[
        : len(COLUMNS)
    ]
    fits = values[len(COLUMNS) :]
    answers = {
        "level": [_level(level), *_wider(level, kind)],
        "effect": [effect],
        "stage": [stage] if stage else [],
        "force": ["yes" if since else "no"],
        "regulates": regulates,
        "use": use or [UNRECORDED],
        "reach": [reach],
        "kind": [kind],
        "state": [state_code.lower() or "us"],
        "year": [str(year)],
    }
    return pk, answers, {name for name, fit in zip(names, fits, strict=True) if not fit}


def _level(kind):
    if kind in STATE_LEVEL:
        return "state"
    return kind if kind in (*NOT_LOCAL, JurisdictionKind.COUNTY) else "place"


def _wider(level, kind):
    if level not in NOT_LOCAL:
        return ["local"]
    return [] if kind in ORDER_KINDS else ["legislature"]


def _rank(value):
    """The place of a stage, an answer or a year in its own order."""
    order = [*Stage.values, "yes", "no"]
    return (0, order.index(value), "") if value in order else (1, 0, value)


def _as_list(values) -> Iterable[str]:
    return values if isinstance(values, list) else [values]
