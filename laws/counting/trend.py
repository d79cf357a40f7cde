"""Whether the movement gathers pace or wanes: what came and went, and how much of it of late.

Counted in a `History`, by the rules of counting; what day it is, is told.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from laws.counting.counts import Government, counts_as_ban, municipal_bans
from laws.counting.history import History
from laws.counting.on_date import STRENGTH, MeasureInForce
from laws.text.dates import months_before
from laws.vocabulary import Effect

WINDOW = 24  # months
TOO_FEW = 5


class CountChange(NamedTuple):
    """A day on which local governments came to count or ceased to, and how many then counted."""

    day: date
    came: tuple[Government, ...]
    went: tuple[Government, ...]
    count: int


def turns(past: History, preset: str) -> list[CountChange]:
    """The days on which the municipal bans changed, in order (R7)."""
    bans = History([b for b in past.bindings if counts_as_ban(b, preset)])
    found, before = [], {}
    for day in bans.days:
        rows = municipal_bans(bans.law(day), preset)
        now = {one.place.government: one for row in rows for one in row.governments}
        came = tuple(one for key, one in now.items() if key not in before)
        went = tuple(one for key, one in before.items() if key not in now)
        if came or went:
            found.append(CountChange(day, came, went, len(now)))
        before = now
    return found


class Step(NamedTuple):
    """One government's law became tighter or looser on a day, by what began or ended."""

    day: date
    is_tighter: bool
    what: str  # the effect that began; ended, for a limit that ended; authorization
    binding: MeasureInForce


ENDED = "ended"


def steps(past: History) -> list[Step]:
    """What tightened and what loosened the law on police and government use, in order.

    Only measures of general reach count, and what one government does on one day counts once. A
    limit that begins tightens, unless it takes the place of one as strong that ends on that day.
    A limit that ends loosens, unless its government keeps one as strong. An authorization that
    begins loosens.
    """
    own = defaultdict(list)
    for binding in past.bindings:
        if binding.limits_government or binding.permits_government:
            own[binding.place.government].append(binding)
    found = [step for bindings in own.values() for step in _steps_of(bindings)]
    return sorted(found, key=lambda step: (step.day, step.binding.slug, not step.is_tighter))


def _steps_of(bindings):
    limits = [b for b in bindings if b.limits_government]
    days = {b.starts_on for b in bindings} | {b.ends_on for b in limits if b.ends_on}
    for day in sorted(days):
        begins = _strongest(b for b in limits if b.starts_on == day)
        ends = _strongest(b for b in limits if b.ends_on == day)
        kept = _strongest(b for b in limits if b.starts_on <= day and not _over(b, day))
        permits = [b for b in bindings if b.permits_government and b.starts_on == day]
        if begins and not (ends and _rank(ends) <= _rank(begins)):
            yield Step(day, True, begins.effect, begins)
        if ends and not (kept and _rank(kept) <= _rank(ends)):
            yield Step(day, False, ENDED, ends)
        elif permits:
            yield Step(day, False, Effect.AUTHORIZATION, permits[0])


def _over(binding, day):
    return binding.ends_on is not None and binding.ends_on <= day


def _rank(binding):
    return STRENGTH[binding.effect]


def _strongest(bindings):
    return min(bindings, key=_rank, default=None)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many of something came in the last 24 months, in those before, and at the most.

    `verdict` is growing, steady, waning, ebbed, few or none. `busiest_to` is the day on which the
    first of the busiest 24 months ended.
    """

    verdict: str
    recent: int
    before: int
    most: int = 0
    busiest_to: date | None = None


def pace(days: Iterable[date], on: date) -> Pace:
    """The 24 months up to the date are laid beside the 24 months before them.

    Less than two thirds as many: it wanes. More than one and a half times as many: it grows.
    Anything between: it holds its pace.

    With fewer than five in the two periods together no such change is more than chance. Then the
    busiest 24 months so far decide: if they had five or more, and three times as many as the last
    24 months, it has ebbed; otherwise there is too little to say.
    """
    days = sorted(day for day in days if day <= on)
    if not days:
        return Pace("none", 0, 0)
    recent = within(days, on)
    before = within(days, months_before(on, WINDOW))
    most, _, busiest_to = max((within(days, day), -n, day) for n, day in enumerate(days))
    return Pace(_verdict(recent, before, most), recent, before, most, busiest_to)


def within(days: Sequence[date], last: date, months=WINDOW) -> int:
    """How many of the sorted days lie in the months that end with the last day."""
    return bisect_right(days, last) - bisect_right(days, months_before(last, months))


def _verdict(recent, before, most):
    if recent + before < TOO_FEW:
        return "ebbed" if most >= TOO_FEW and most >= 3 * recent else "few"
    if 3 * recent < 2 * before:
        return "waning"
    return "growing" if 2 * recent > 3 * before else "steady"


class Wait(NamedTuple):
    """The days since the last of something, and the median of days between one and the next."""

    last: date
    since: int
    median: float | None


def wait(days: Iterable[date], on: date) -> Wait | None:
    """How long ago the last one came, beside how long the next one usually took to come."""
    days = sorted(day for day in days if day <= on)
    if not days:
        return None
    gaps = [(b - a) / timedelta(1) for a, b in pairwise(days)]
    return Wait(days[-1], (on - days[-1]).days, median(gaps) if gaps else None)
