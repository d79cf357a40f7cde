"""What a measure does, as a sentence in the tense of the day that is shown.

Built from what is coded (effect, reach, whom it regulates, live video or photos), so that every
measure has one and none says more than the record.
"""

import re
from dataclasses import dataclass

from dashboard.pages.measure_detail.status import MeasureStatus
from dashboard.words.basis import basis_note
from dashboard.words.display_class import in_doubt
from dashboard.words.lists import listed
from dashboard.words.tense import Tense
from laws.models import Measure
from laws.text.dates import say
from laws.vocabulary import Basis, Effect, Force, Reach, Regulates, Stage, UseMode


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb: ban, banned, banned."""

    base: str
    past: str
    participle: str


VERBS = {
    Effect.BAN: Verb("ban", "banned", "banned"),
    Effect.MORATORIUM: Verb("pause", "paused", "paused"),
    Effect.RESTRICTION: Verb("restrict", "restricted", "restricted"),
    Effect.OVERSIGHT: Verb("require", "required", "required"),
    Effect.AUTHORIZATION: Verb("permit", "permitted", "permitted"),
    Effect.REPEAL: Verb("loosen", "loosened", "loosened"),
    Effect.STUDY: Verb("order", "ordered", "ordered"),
    Effect.PRIVATE_SECTOR: Verb("regulate", "regulated", "regulated"),
    Effect.SCHOOLS: Verb("regulate", "regulated", "regulated"),
    Effect.OTHER: Verb("concern", "concerned", "concerned"),
}
OBJECTS = {
    Effect.OVERSIGHT: "oversight of ",
    Effect.REPEAL: "earlier limits on ",
    Effect.STUDY: "a study of ",
}
USERS = {
    Regulates.POLICE: "police",
    Regulates.GOVERNMENT: "government",
    Regulates.PRIVATE: "business",
}
DEVICES = {Regulates.BODY_CAMERAS: "body cameras", Regulates.DRONES: "drones"}
WOULD = "Would "
CLAUSE = re.compile(r"[.;](?: |$)")
LONGEST_PROPOSAL = 220
SETTINGS = {
    Regulates.SCHOOLS: "in schools",
    Regulates.UNIVERSITIES: "at universities",
    Regulates.TRANSIT: "in public transit",
    Regulates.HOUSING: "in housing",
    Regulates.LICENSING: "in driver licensing",
}


def used(measure: Measure) -> str:
    """The use that it is about: police and government use of face recognition."""
    users = listed(word for key, word in USERS.items() if key in measure.regulates)
    devices = listed(word for key, word in DEVICES.items() if key in measure.regulates)
    settings = listed(word for key, word in SETTINGS.items() if key in measure.regulates)
    technology = "face recognition"
    if list(measure.use_modes) == [UseMode.LIVE]:
        technology = "live face recognition"
    if devices:
        technology += f" with {devices}"
    if not users:
        return f"the use of {technology} {settings}".rstrip()
    # What is narrow without a device or a setting that says how reaches only a part of the use.
    some = "some " if measure.reach == Reach.NARROW and not devices and not settings else ""
    also = f" and its use {settings}" if settings else ""
    return f"{some}{users} use of {technology}{also}"


def _object(measure):
    return OBJECTS.get(measure.effect, "") + used(measure)


def proposal(measure: Measure) -> str:
    """What its summary opens with, of what was not law when that was written: let only the State
    Police search faces. Empty where the summary says it otherwise, or at length.
    """
    first = CLAUSE.split(measure.summary, maxsplit=1)[0].rstrip(".")
    if not first.startswith(WOULD) or len(first) > LONGEST_PROPOSAL:
        return ""
    return first.removeprefix(WOULD)


def summary_after(measure: Measure, phrase: str) -> str:
    """The summary without its first clause where the headline says that."""
    said = proposal(measure)
    if not said or not phrase.endswith(said):
        return measure.summary
    rest = CLAUSE.split(measure.summary, maxsplit=1)[1].strip()
    return rest[:1].upper() + rest[1:]


def would(measure: Measure) -> str:
    """Of what is pending: would let only the State Police search faces; without a summary that says
    so, would ban police use of face recognition.
    """
    said = proposal(measure)
    if said.startswith("have "):
        said = ""
    return f"would {said or f'{VERBS[measure.effect].base} {_object(measure)}'}"


def would_have(measure: Measure) -> str:
    """Of what came to nothing: would have banned police use of face recognition."""
    said = proposal(measure)
    if said.startswith("have "):
        return f"would {said}"
    if said:
        return f"proposed to {said}"
    return f"would have {VERBS[measure.effect].participle} {_object(measure)}"


def has(measure: Measure, tense: Tense) -> str:
    """Of what is in effect, before the day since which it is: has banned police use of …."""
    have = tense.verb("have")
    return f"{have} {VERBS[measure.effect].participle} {_object(measure)}"


def headline(status: MeasureStatus, tense: Tense) -> tuple[str, str, str]:
    """The answer of a measure's page: its subject, its quotable phrase and what follows."""
    subject, phrase, rest = _standing(status, tense)
    return subject, phrase, f"{rest} {in_doubt(status.measure)}".rstrip()


def _standing(status: MeasureStatus, tense: Tense) -> tuple[str, str, str]:
    stage, measure, subject = status.stage, status.measure, status.subject
    if stage is None:
        return subject, "", _not_yet(status)
    if status.term:
        basis = basis_note(status.term.start_basis)
        return subject, has(measure, tense), f" since {status.start.say()}{basis}."
    if stage == Stage.ENDED:
        return _ended(status)
    if stage == Stage.ENACTED or status.force == Force.NOT_YET:
        return (
            subject,
            f"{tense.verb('be')} set to {VERBS[measure.effect].base} {_object(measure)}",
            _to_come(status),
        )
    if status.is_pending:
        day = f" on {say(tense.on)}" if tense.is_past else ""
        return subject, would(measure), f". It {tense.verb('be')} pending{day}."
    return subject, would_have(measure), _how_it_failed(status)


def _how_it_failed(status):
    if status.stage == Stage.INACTIVE:
        return f". It counts as inactive since {say(status.span.from_on)} (inferred)."
    if status.stage == Stage.VETOED:
        return f". It was vetoed{basis_note(status.span.basis)}."
    if status.span.basis == Basis.INFERRED and status.measure.session:
        return ". It failed when its session ended (inferred)."
    return f". It failed{basis_note(status.span.basis)}."


def _not_yet(status):
    first = status.measure.first_action_on
    if first and first <= status.on:
        return f" may have begun by {say(status.on)}; its first date is not exact."
    return f" had not begun by {say(status.on)}."


def _ended(status):
    measure, subject = status.measure, status.subject
    if not status.last_term:
        return subject, would_have(measure), ". It ended before taking effect."
    past = f"{VERBS[measure.effect].past} {_object(measure)}"
    basis = basis_note(status.last_term.end_basis)
    return subject, past, f" from {status.start.say()} until {status.end.say()}{basis}."


def _to_come(status):
    if status.force == Force.NOT_YET:
        return f" from {status.start.say()}."
    if status.is_open:
        return f". It may already be in effect: only {status.start.say()} is known of its start."
    return ". It became law; no effective date found."
