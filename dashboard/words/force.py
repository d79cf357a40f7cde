"""Whether a measure is in effect, since or from when, and what ended it: the words of a row."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.words.basis import resting_on
from laws.rules.parts import parts_out
from laws.text.dates import PartialDate, as_known
from laws.vocabulary import CAME_TO_NOTHING, ActionKind, Force, Stage

FORCE: dict[str, str] = dict(Force.choices)
STAGES: dict[str, str] = dict(Stage.choices)
PARTLY = "Partly in effect"
ENDED_BY: dict[str, str] = {
    ActionKind.REPEALED: "repealed",
    ActionKind.EXPIRED: "expired",
    ActionKind.EXPIRES: "expired as scheduled",
    ActionKind.STRUCK_DOWN: "struck down by a court",
    ActionKind.ENJOINED: "suspended by a court",
}


def word(force: str, stage: str | None) -> str:
    """A measure's force in words; what may still become law is never in effect so far."""
    is_over = stage in (*CAME_TO_NOTHING, Stage.ENDED)
    return FORCE[force] + (" so far" if force == Force.NEVER and not is_over else "")


def when(force: str, starts: PartialDate | None, ends: PartialDate | None, by: str) -> str:
    """What follows the word: since when, from when, ended by what. Nothing for the rest.

    `starts` and `ends` are those of the term that tells it; `by` is the kind of what ended it.
    """
    if force == Force.IN_EFFECT and starts:
        return f"since {starts.say_short()}"
    if force == Force.NOT_YET and starts:
        return f"from {starts.say_short()}"
    if force == Force.NO_LONGER and ends:
        return f"since {ends.say_short()}: {ENDED_BY.get(by, 'ended')}"
    return ""


def word_of(measure: Any) -> str:
    """The word for a measure that came with its stage and its force."""
    return PARTLY if is_partly(measure) else word(measure.force, measure.stage)


def is_partly(measure: Any) -> bool:
    """Whether such a measure is in effect without one of its answers (R15)."""
    in_effect = measure.force == Force.IN_EFFECT
    return in_effect and parts_out(measure.own_days, measure.told_on) > 0


def when_of(measure: Any) -> str:
    """What follows the word for such a measure."""
    return when(measure.force, starts_of(measure), ends_of(measure), measure.end_kind)


def starts_of(measure: Any) -> PartialDate | None:
    """When the term that tells the force of such a measure starts, as precisely as is known."""
    return _known(measure.may_start_on, measure.since, measure.since)


def ends_of(measure: Any) -> PartialDate | None:
    """When that term ends, as precisely as is known."""
    return _known(measure.until, measure.may_end_on, measure.until)


def _known(first: date | None, last: date | None, counted: date | None) -> PartialDate | None:
    return as_known(first, last, counted) if counted else None


def ground_of(measure: Any) -> str:
    """What must stand beside its force where that rests on more than recorded dates."""
    if measure.force == Force.NO_LONGER:
        return resting_on(measure.until_basis)
    told = measure.force in (Force.IN_EFFECT, Force.NOT_YET)
    return resting_on(measure.since_basis) if told else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a measure stands, in one phrase, and what must stand beside it."""

    words: str
    ground: str


def standing_of(measure: Any) -> Standing:
    """Of what was or will be in effect since when or from when; else how far it got."""
    if measure.force in (Force.NOT_YET, Force.NO_LONGER):
        return Standing(f"{word_of(measure)} {when_of(measure)}", ground_of(measure))
    stage = STAGES[measure.stage] if measure.stage else "Stage not certain"
    return Standing(stage, resting_on(measure.stage_basis, stage=measure.stage))
