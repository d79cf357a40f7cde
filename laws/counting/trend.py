"""Trends: which laws came and went, and whether recently more or fewer than before.

Counted in a `History`, by the rules of counting.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from laws.counting.counts import Government, counts_as_ban, municipal_bans
from laws.counting.history import History
from laws.counting.on_date import STRENGTH, MeasureInForce, once
from laws.text.dates import months_before
from laws.vocabulary import Effect

WINDOW = 24  # months
TOO_FEW = 5


class CountChange(NamedTuple):
    """A day on which local governments started or stopped counting, and how many count after it,
    in all and beyond doubt.
    """

    day: date
    came: tuple[Government, ...]
    went: tuple[Government, ...]
    total: int
    certain: int


@once
def count_changes(history: History, preset: str) -> list[CountChange]:
    """The days on which the number of municipal bans changed, in order (R7)."""
    bans = History([measure for measure in history.measures if counts_as_ban(measure, preset)])
    changes: list[CountChange] = []
    before: dict[int, Government] = {}
    for day in bans.days:
        states = municipal_bans(bans.law(day), preset)
        now = {one.place.government: one for state in states for one in state.governments}
        came = tuple(one for key, one in now.items() if key not in before)
        went = tuple(one for key, one in before.items() if key not in now)
        if came or went:
            certain = sum(one.is_certain for one in now.values())
            changes.append(CountChange(day, came, went, len(now), certain))
        before = now
    return changes


class Step(NamedTuple):
    """A day on which one government's law got tighter or looser, and the measure that made it so.

    `what` is the effect of a limit that started, ENDED for a limit that ended, or authorization.
    """

    day: date
    is_tighter: bool
    what: str
    measure: MeasureInForce


ENDED = "ended"


@once
def steps(history: History) -> list[Step]:
    """What tightened and what loosened the law on police or government use, in order.

    Only measures of general reach count, and what one government does on one day counts once. A
    limit that starts tightens the law, unless it replaces one at least as strong that ends on that
    day. A limit that ends loosens it, unless its government keeps one at least as strong. An
    authorization that starts loosens it.
    """
    by_government = defaultdict(list)
    for measure in history.measures:
        if measure.limits_government or measure.permits_government:
            by_government[measure.place.government].append(measure)
    found = [step for measures in by_government.values() for step in _steps_of(measures)]
    return sorted(found, key=lambda step: (step.day, step.measure.slug, not step.is_tighter))


def _steps_of(measures: Sequence[MeasureInForce]) -> Iterator[Step]:
    """The steps of one government."""
    limits = [measure for measure in measures if measure.limits_government]
    days = {m.starts_on for m in measures} | {m.ends_on for m in limits if m.ends_on}
    for day in sorted(days):
        started = _strongest(m for m in limits if m.starts_on == day)
        ended = _strongest(m for m in limits if m.ends_on == day)
        remaining = _strongest(m for m in limits if m.starts_on <= day and not _is_over(m, day))
        permits = [m for m in measures if m.permits_government and m.starts_on == day]
        if started and not (ended and _rank(ended) <= _rank(started)):
            yield Step(day, True, started.effect, started)
        if ended and not (remaining and _rank(remaining) <= _rank(ended)):
            yield Step(day, False, ENDED, ended)
        elif permits:
            yield Step(day, False, Effect.AUTHORIZATION, permits[0])


def _is_over(measure: MeasureInForce, day: date) -> bool:
    return measure.ends_on is not None and measure.ends_on <= day


def _rank(measure: MeasureInForce) -> int:
    return STRENGTH[measure.effect]


def _strongest(measures: Iterable[MeasureInForce]) -> MeasureInForce | None:
    return min(measures, key=_rank, default=None)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many came in the last 24 months, in the 24 before, and in the busiest 24 months ever.

    `verdict` is growing, steady, waning, ebbed, few or none. `busiest_to` is the last day of the
    busiest 24 months; of several, of the first.
    """

    verdict: str
    recent: int
    before: int
    most: int = 0
    busiest_to: date | None = None


def pace(days: Iterable[date], on: date) -> Pace:
    """We compare the 24 months up to the date with the 24 months before them.

    Fewer than two thirds as many: waning. More than one and a half times as many: growing.
    Anything in between: steady.

    With fewer than five in the two periods together, a change may be chance. Then the busiest 24
    months so far decide: if they had five or more, and three times as many as the last 24 months,
    it has ebbed; otherwise there are too few to tell.
    """
    days = sorted(day for day in days if day <= on)
    if not days:
        return Pace("none", 0, 0)
    recent = within(days, on)
    before = within(days, months_before(on, WINDOW))
    most, _, busiest_to = max((within(days, day), -n, day) for n, day in enumerate(days))
    return Pace(_verdict(recent, before, most), recent, before, most, busiest_to)


def within(days: Sequence[date], last: date, months: int = WINDOW) -> int:
    """How many of the sorted days lie in the months that end with `last`."""
    return bisect_right(days, last) - bisect_right(days, months_before(last, months))


def _verdict(recent: int, before: int, most: int) -> str:
    if recent + before < TOO_FEW:
        return "ebbed" if most >= TOO_FEW and most >= 3 * recent else "few"
    if 3 * recent < 2 * before:
        return "waning"
    return "growing" if 2 * recent > 3 * before else "steady"


class Wait(NamedTuple):
    """The last day, how many days ago that is, and the median of days from one to the next."""

    last: date
    since: int
    median: float | None


def wait(days: Iterable[date], on: date) -> Wait | None:
    """How long ago the last one was, and how long the wait usually is; None if there was none."""
    days = sorted(day for day in days if day <= on)
    if not days:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return Wait(days[-1], (on - days[-1]).days, median(gaps) if gaps else None)
