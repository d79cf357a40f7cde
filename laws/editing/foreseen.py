"""What follows for the public from a change of a measure, told before it is public.

The change is stored, counted and undone, so that what is foretold is what the pages will say.
"""

from contextlib import AbstractContextManager
from datetime import date
from typing import NamedTuple

from laws.counting.counts import StateCount, marked_governments, municipal_bans, own_rule
from laws.counting.on_date import LawOnDate, law_on
from laws.editing.merge import Document
from laws.editing.rehearsal import as_if_public
from laws.models import Jurisdiction, Measure, Term
from laws.models.reckoned import reckon_measure
from laws.rules.reckoning import Reckoning
from laws.text.dates import PartialDate
from laws.vocabulary import Basis, Effect, StateRule

MOST_DAYS = 3


class Change(NamedTuple):
    """A figure or a class that changes: what it is of, and its words before and after."""

    what: str
    before: str
    after: str


class Turning(NamedTuple):
    """What changes as of a day, and that day as precisely as it is known."""

    on: date
    changes: list[Change]
    when: PartialDate


class Foreseen(NamedTuple):
    """What follows from the actions before and after (None: not public), and the days on which
    counts or classes differ.
    """

    before: Reckoning | None
    after: Reckoning
    turnings: list[Turning]


def foresee(measure: Measure, content: Document | None, today: date) -> Foreseen:
    """What follows if a measure is published, or is given another content.

    Raises IntegrityError where the database refuses that content.
    """
    return foresee_within(as_if_public(measure, content), [measure], today)


def foresee_within(
    rehearsal: AbstractContextManager[None], measures: list[Measure], today: date
) -> Foreseen:
    """What follows from whatever holds within a rehearsal, for the first of the measures of one
    government that change in it, and for the figures.
    """
    measure = measures[0]
    before = reckon_measure(measure) if measure.is_public else None
    state = _state_of(measure.jurisdiction)
    turning = _turning_days([one for one in measures if one.is_public])
    with rehearsal:
        fresh = Measure.objects.select_related("jurisdiction", "session").get(pk=measure.pk)
        after = reckon_measure(fresh)
        turning |= _turning_days([measure])
        coming = sorted(day for day in turning if day > today)
        days = [today, *coming][:MOST_DAYS]
        then = [_figures(law_on(day), state, fresh.jurisdiction) for day in days]
    now = [_figures(law_on(day), state, measure.jurisdiction) for day in days]
    turnings = [
        Turning(day, _differing(was, will), turning.get(day) or PartialDate(day))
        for day, was, will in zip(days, now, then, strict=True)
    ]  # fmt: skip
    return Foreseen(before, after, [one for one in turnings if one.changes])


def foresee_place(
    place: Jurisdiction, rehearsal: AbstractContextManager[None], on: date
) -> list[Change]:
    """The figures of a place that differ with what holds of it within a rehearsal, on a day."""
    now = _figures(law_on(on), _state_of(place), place)
    with rehearsal:
        then = _figures(law_on(on), _state_of(place), Jurisdiction.objects.get(pk=place.pk))
    # The place itself may be called something else then.
    return _differing(now, dict(zip(now, then.values(), strict=True)))


def _state_of(place: Jurisdiction) -> Jurisdiction | None:
    return Jurisdiction.objects.state_level().filter(state_code=place.state_code).first()


def _turning_days(measures: list[Measure]) -> dict[date, PartialDate]:
    """The days on which terms of the measures begin and end, as precisely as these are known."""
    terms = list(Term.objects.filter(measure__in=measures))
    ends = {term.ends_on: term.ends for term in terms if term.ends_on and term.ends}
    return ends | {term.starts_on: term.starts for term in terms}


def _differing(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    return [Change(what, before[what], after[what]) for what in before
            if before[what] != after[what]]  # fmt: skip


def _figures(law: LawOnDate, state: Jurisdiction | None, place: Jurisdiction) -> dict[str, str]:
    """What the map and the rankings say of a measure's state and place, in words."""
    said = {}
    counts = municipal_bans(law)
    if state is not None:
        rule = own_rule(law, state.state_code, state.searched_on)
        doubt = " (disputed)" if rule.basis == Basis.DISPUTED else ""
        said[f"Statewide rule of {state.name}"] = f"{StateRule(rule.rule).label}{doubt}"
        of_state = [row for row in counts if row.state_code == state.state_code]
        said[f"Municipal bans in {state.name}"] = _count(of_state)
    said["Municipal bans in the United States"] = _count(counts)
    if place.is_local:
        marked = [one for one in marked_governments(law) if one.place.pk == place.pk]
        effects = [Effect(one.effect).label for one in marked]
        said[f"{place.name_in_state} on the map"] = effects[0] if effects else "Not marked"
    return said


def _count(rows: list[StateCount]) -> str:
    certain, most = sum(row.certain for row in rows), sum(row.count for row in rows)
    return f"{most}" if certain == most else f"{certain} or {most}"
