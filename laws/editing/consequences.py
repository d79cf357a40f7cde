"""What a changed session, place or rule does to measures, told before anything is saved."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Model

from laws.models import Jurisdiction, LegislativeSession, Measure
from laws.models.reckoned import reckon_measure
from laws.rules.reckoning import Reckoning
from laws.text.dates import say
from laws.vocabulary import PENDING, Basis, Stage

Span = tuple[str, date, date | None, str]
"""A stage, the day from which and the day before which it lasted, and its basis."""


class Turn(NamedTuple):
    """Measures that a change takes from one stage to another, both in words."""

    before: str
    after: str
    measures: list[Measure]


def consequences(row: Model | None, on: date) -> list[Turn]:
    """What follows from a session or a place that is not saved yet, most measures first.

    Pure but for reading: the measures are calculated with the new row in hand. Three queries.
    """
    return turns(_measures_of(row), on)


def turns(measures: Iterable[Measure], on: date) -> list[Turn]:
    """How the stages of measures, as they are at hand, differ from those that are stored."""
    return joined(turn for measure in measures if (turn := _turn(measure, on)))


def joined(turns: Iterable[Turn]) -> list[Turn]:
    """Turns of the same words as one, most measures first."""
    measures: dict[tuple[str, str], list[Measure]] = {}
    for turn in turns:
        measures.setdefault((turn.before, turn.after), []).extend(turn.measures)
    every = [Turn(before, after, many) for (before, after), many in measures.items()]
    return sorted(every, key=lambda turn: -len(turn.measures))


def in_parts(turns: list[Turn]) -> list[str]:
    """How many measures go from which stage to which."""
    return [f"{len(turn.measures)} from {turn.before} to {turn.after}" for turn in turns]


def _measures_of(row: Model | None) -> Iterable[Measure]:
    """The measures that a row says something of, as they would be with it."""
    if not isinstance(row, LegislativeSession | Jurisdiction) or not row.pk:
        return
    measures = row.measures.select_related("jurisdiction", "session__jurisdiction")
    for measure in measures.prefetch_related("actions", "stages").order_by("title", "pk"):
        if isinstance(row, LegislativeSession):
            measure.session = row
        else:
            measure.jurisdiction = row
            if measure.session:
                measure.session.jurisdiction = row
        yield measure


def _turn(measure: Measure, on: date) -> Turn | None:
    result: Reckoning = reckon_measure(measure)
    new = [(one.stage, one.from_on, one.until_on, one.basis) for one in result.stages]
    old = [(one.stage, one.from_on, one.until_on, one.basis) for one in measure.stages.all()]
    if old == new:
        return None
    day = _telling_day(old, new, on)
    return Turn(_say(_at(old, day), day, on), _say(_at(new, day), day, on), [measure])


def _telling_day(old: list[Span], new: list[Span], on: date) -> date:
    """The day to tell the difference by: today, else the next one that differs, else the last."""
    days = sorted({on, *(span[1] for span in old + new)})
    differing = [day for day in days if _known(old, day) != _known(new, day)] or [on]
    return next((day for day in differing if day >= on), differing[-1])


def _known(spans: list[Span], day: date) -> tuple[str, date, str] | None:
    span = _at(spans, day)
    return span and (span[0], span[1], span[3])


def _at(spans: list[Span], day: date) -> Span | None:
    return next((s for s in spans if s[1] <= day and (s[2] is None or day < s[2])), None)


def _say(span: Span | None, day: date, on: date) -> str:
    if span is None:
        return "no stage"
    stage, since, until, basis = span
    if stage in PENDING:
        return f"Pending until {say(until)}" if until and day > on else "Pending"
    if stage == Stage.FAILED and basis == Basis.INFERRED:
        return f"Failed when the session {'ends' if since > on else 'ended'} on {say(since)}"
    return f"{Stage(stage).label} {'from' if since > on else 'since'} {say(since)}"
