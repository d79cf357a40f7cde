"""Every published measure's values for the facets, as sets; read once for a state of the record.

A set of measures is a number whose bit n stands for the n-th of them, so that to count what several
filters leave costs next to nothing, however many measures there are. What changes from day to day
is worked out once for a day, by the rules' own functions. All of it stands in arrays of days and
bytes, some hundred bytes a measure and ten for each day that is kept: as objects of Python it would
be ten times as much. What keeps answers is referred to by none of them, so that it is gone as soon
as it is replaced: a ring of objects would wait for the collector, which comes seldom.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from itertools import compress, islice
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Window
from django.db.models.functions import DenseRank, JSONArray

from dashboard.filters.filters import UNRECORDED
from dashboard.words.measure_rows import SORTS
from laws.counting.shared import OncePerState
from laws.counting.tiers import tier
from laws.models import Action, Measure, StageSpan, Term
from laws.rules.force import force_on
from laws.vocabulary import NOT_LOCAL, ORDER_KINDS, STATE_LEVEL, Force, JurisdictionKind, Stage

Sets = Mapping[str, int]  # of a facet's values: the measures that have each
# The values of the facet that each force answers to.
FORCE_OF = {force: [str(force), "no"] for force in Force} | {Force.IN_EFFECT: ["yes"]}
DAYS_KEPT = 8
ORDERS_KEPT = 4  # of each day
STAGES = ("", *Stage.values)
"""The stages by the bytes that stand for them; none first."""
CODES = {stage: code for code, stage in enumerate(STAGES)}
BY_DAY = ("stage", "since", "last")  # orders that follow from the day
COLUMNS = (
    "pk", "jurisdiction__kind", "jurisdiction__state_code", "kind", "effect", "reach", "regulates",
    "use_modes", "first_action_on", "tier",
)  # fmt: skip


class TermDays(NamedTuple):
    """The days of a term, as the rule on force asks for them."""

    starts_on: date
    ends_on: date | None
    may_start_on: date | None
    may_end_on: date | None

    def covers(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


class MeasureIndex:
    """The published measures by their keys, and what holds of each on every day."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.keys = array("q")
        self.ranks: dict[str, array[int]] = {name: array("i") for name in ranked()}
        self.firsts = array("i")
        # The days of actions, and four days of each term, of all measures one after the other;
        # and where those of each measure end.
        self.acts, self.act_ends = array("i"), array("i")
        self.terms, self.term_ends = array("i"), array("i")
        self.adopts = bytearray()
        # Of each stage that a measure was at: which measure, which stage, from and until when.
        self.spans = array("i"), bytearray(), array("i"), array("i")
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for n, row in enumerate(rows):
            self._add(n, row)
            for facet, values in _values(row).items():
                for value in values:
                    found[facet][value].append(n)
        self.sets: dict[str, Sets] = {
            facet: {value: _set(members) for value, members in values.items()}
            for facet, values in found.items()
        }

    def _add(self, n: int, row: Mapping[str, Any]) -> None:
        self.keys.append(row["pk"])
        for place, ranks in enumerate(self.ranks.values()):
            ranks.append(row[f"rank_{place}"])
        self.firsts.append(_ordinal(row["first_action_on"]))
        self.acts.extend(sorted(_ordinal(day) for day in row["act_days"]))
        self.act_ends.append(len(self.acts))
        for stage, first, until in row["stage_days"]:
            span = n, CODES[stage], _from(first), _from(until)
            for column, value in zip(self.spans, span, strict=True):
                column.append(value)
        for term in row["term_days"]:
            self.terms.extend(_from(day) if day else 0 for day in term)
        self.term_ends.append(len(self.terms))
        local = row["jurisdiction__kind"] not in NOT_LOCAL
        self.adopts.append(local or row["kind"] in ORDER_KINDS)

    def terms_of(self, n: int) -> list[TermDays]:
        """The terms of the n-th measure."""
        days = self.terms[self.term_ends[n - 1] if n else 0 : self.term_ends[n]]
        known = [date.fromordinal(day) if day else None for day in days]
        return [TermDays(*known[at : at + 4]) for at in range(0, len(known), 4)]

    def having(self, keys: Iterable[int]) -> int:
        """The set of the measures with these keys, as far as they are published."""
        places = {key: n for n, key in enumerate(self.keys)}
        return _set(places[key] for key in keys if key in places)


class MeasuresOnDay:
    """The measures on record on a day: their sets, and their orders."""

    def __init__(self, index: MeasureIndex, on: date) -> None:
        self.index, day = index, on.toordinal()
        self.recorded = _set(n for n, first in enumerate(index.firsts) if first <= day)
        self.stages = bytearray(len(index.keys))
        for n, code, first, until in zip(*index.spans, strict=True):
            if first <= day < until:
                self.stages[n] = code
        # The first day of the term that tells whether it is in effect, and whether it is.
        self.since = array("i", bytes(4 * len(index.keys)))
        self.in_effect = bytearray(len(index.keys))
        self.sets = index.sets | {"stage": self._by_stage(), "force": self._by_force(on)}
        orders = Orders(index, day, self.stages, self.since, self.in_effect)
        self.order = lru_cache(maxsize=ORDERS_KEPT)(orders.order)

    def _by_stage(self) -> Sets:
        found = defaultdict(list)
        for n, code in enumerate(self.stages):
            if code:
                found[STAGES[code]].append(n)
        return {stage: _set(members) for stage, members in found.items()}

    def _by_force(self, on: date) -> Sets:
        found = defaultdict(list)
        for n, adopts in enumerate(self.index.adopts):
            if terms := self.index.terms_of(n):
                stage = STAGES[self.stages[n]] or None
                force, term = force_on(terms, stage, bool(adopts), on)
                self.since[n] = term.starts_on.toordinal() if term else 0
                self.in_effect[n] = force == Force.IN_EFFECT
                found[force].append(n)
        told = {force: _set(members) for force, members in found.items()}
        known = sum(told.values())
        told[Force.NEVER] = told.get(Force.NEVER, 0) | ((1 << len(self.index.keys)) - 1) & ~known
        sets: dict[str, int] = defaultdict(int)
        for force, members in told.items():
            for value in FORCE_OF[Force(force)]:
                sets[value] |= members
        return dict(sets)

    def keys(self, members: int, sort: str, first: int, last: int) -> list[int]:
        """The keys of some members of a set in an order: from the first to before the last."""
        bits = f"{members:0{len(self.index.keys)}b}"[::-1]
        order = self.order(sort)
        found = compress(order, (bits[n] == "1" for n in order))
        return [self.index.keys[n] for n in islice(found, first, last)]


@dataclass
class Orders:
    """The orders of the list on a day, by what holds of each measure then."""

    index: MeasureIndex
    day: int
    stages: bytearray
    since: "array[int]"
    in_effect: bytearray

    @cached_property
    def lasts(self) -> "array[int]":
        """The day of the latest action of each measure by the day."""
        acts, first, found = self.index.acts, 0, array("i")
        for end in self.index.act_ends:
            at = bisect_right(acts, self.day, first, end)
            found.append(acts[at - 1] if at > first else 0)
            first = end
        return found

    def order(self, sort: str) -> "array[int]":
        """All measures in an order of the list; ties: the latest action first, then by address."""
        rank, slug = self._rank(sort), self.index.ranks["slug"]
        places = sorted(range(len(slug)), key=lambda n: (rank(n), -self.lasts[n], slug[n]))
        return array("i", places)

    def _rank(self, sort: str) -> Any:
        name, sign = sort.removeprefix("-"), -1 if sort.startswith("-") else 1
        if name not in BY_DAY:
            return self.index.ranks[sort].__getitem__
        if name == "last":
            return lambda n: _last_of_all(self.lasts[n] or None, sign)
        if name == "stage":
            return lambda n: _last_of_all(self.stages[n] or None, sign)
        return lambda n: self._since_key(n, sign)

    def _since_key(self, n: int, sign: int) -> tuple[Any, ...]:
        since = self.since[n] or None
        in_effect = since if self.in_effect[n] else None
        return _last_of_all(in_effect, sign), _last_of_all(since, sign)


class MeasureDays:
    """The measures on each day; those of the last few days that were asked for are kept."""

    def __init__(self, index: MeasureIndex) -> None:
        self.index = index
        self.on = lru_cache(maxsize=DAYS_KEPT)(partial(MeasuresOnDay, index))


def ranked() -> dict[str, list[Any]]:
    """The expressions of the orders that follow from no day, in both directions; none: last."""
    found: dict[str, list[Any]] = {"slug": ["slug"]}
    for name, keys in SORTS.items():
        if name not in BY_DAY:
            found[name] = [key.asc(nulls_last=True) for key in keys]
            found[f"-{name}"] = [key.desc(nulls_last=True) for key in keys]
    return found


def _read() -> MeasureDays:
    of = {"measure": OuterRef("pk")}
    spans = StageSpan.objects.filter(**of).order_by()
    days = ("starts_on", "ends_on", "may_start_on", "may_end_on")
    terms, acts = Term.objects.filter(**of).order_by(), Action.objects.filter(**of).order_by()
    ranks = {
        f"rank_{place}": Window(DenseRank(), order_by=keys)
        for place, keys in enumerate(ranked().values())
    }
    rows = Measure.objects.published().annotate(
        tier=tier(),
        stage_days=ArraySubquery(spans.values(told=JSONArray("stage", "from_on", "until_on"))),
        term_days=ArraySubquery(terms.values(told=JSONArray(*days))),
        act_days=ArraySubquery(acts.values("day")),
        **ranks,
    )
    columns = (*COLUMNS, "stage_days", "term_days", "act_days", *ranks)
    found = rows.order_by("pk").values(*columns).iterator(chunk_size=1000)
    return MeasureDays(MeasureIndex(found))


_days = OncePerState(_read)
measure_days = _days.now


def _values(row: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """What a measure has for each facet, whatever the day."""
    level, kind = row["jurisdiction__kind"], row["kind"]
    first = row["first_action_on"]
    return {
        "level": [_level(level), *_wider(level, kind)],
        "effect": [row["effect"]],
        "regulates": row["regulates"],
        "use": row["use_modes"] or [UNRECORDED],
        "reach": [row["reach"]],
        "kind": [kind],
        "tier": [row["tier"]],
        "state": [row["jurisdiction__state_code"].lower() or "us"],
        "year": [str(first.year)] if first else [],
    }


def _level(kind: str) -> str:
    if kind in STATE_LEVEL:
        return "state"
    return kind if kind in (*NOT_LOCAL, JurisdictionKind.COUNTY) else "place"


def _wider(level: str, kind: str) -> list[str]:
    if level not in NOT_LOCAL:
        return ["local"]
    return [] if kind in ORDER_KINDS else ["legislature"]


def _set(members: Iterable[int]) -> int:
    members = list(members)
    bits = bytearray(max(members, default=0) // 8 + 1)
    for n in members:
        bits[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(bits, "little")


def _last_of_all(value: int | None, sign: int) -> tuple[bool, int]:
    """Where a value stands in an order; none comes last, whichever way it runs."""
    return value is None, sign * (value or 0)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ordinal(day: date | None) -> int:
    """A day as a number; none is after all days."""
    return (day or date.max).toordinal()


def _from(text: str | None) -> int:
    return _ordinal(_day(text))
