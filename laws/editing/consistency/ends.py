"""Checks of how a measure begins, ends, is put off, suspended and taken up again."""

from collections.abc import Iterator
from datetime import date

from laws.editing.consistency.facts import MeasureFacts
from laws.editing.consistency.findings import Finding, at_act, check
from laws.rules.terms import endings, first_start, scheduled_ends
from laws.vocabulary import ChamberKind, MeasureKind

LAW = {"enacted", "veto_overridden", "effective"}
UNDONE = {"repealed", "expired", "struck_down", "enjoined"}


@check("Extended without a new end")
def extended_without_end(facts: MeasureFacts) -> Iterator[Finding]:
    extended = facts.last_of({"extended"})
    if extended is None:
        return
    plain = [act.plain for act in facts.acts]
    ahead = [end for end in scheduled_ends(plain) if end.on.last > extended.on.first]
    if ahead or any(not act.is_before(extended) for act in facts.of(UNDONE - {"enjoined"})):
        return
    yield at_act(
        extended,
        "Extended: until when? Without a new end it counts as in effect for good. Add “Set to "
        "expire” with the new day.",
    )


@check("Extended after it had ended")
def extended_too_late(facts: MeasureFacts) -> Iterator[Finding]:
    over = facts.of({"expires", "expired", "repealed", "struck_down"})
    again = facts.of({"reinstated"})
    for act in facts.of({"extended"}):
        past = [end for end in over if end.is_before(act)]
        if past and len(past) == len(over) and not again:
            yield at_act(
                act,
                f"It had ended before ({past[-1].on.say()}), so it can't be extended any more. "
                "Correct one of the two dates, or add “Reinstated”.",
            )


@check("Ends before it takes effect")
def ends_before_it_begins(facts: MeasureFacts) -> Iterator[Finding]:
    start = _first_possible_day(facts)
    for act in facts.of({"expires", "expired"}):
        if start and act.on.last < start:
            yield at_act(
                act,
                f"{act.say()} is before the day on which it takes effect, so it would never be in "
                "effect. Correct one of the two dates.",
            )


@check("Ended, though nothing says that it took effect")
def ended_but_never_began(facts: MeasureFacts) -> Iterator[Finding]:
    if _first_possible_day(facts) or facts.of({"vetoed"}):
        return
    for act in facts.of(UNDONE | {"expires", "extended", "amended"}):
        yield at_act(
            act,
            f"{act.say()}, but no row puts it into effect. Add “Enacted” or “Takes effect” with "
            "the day.",
        )


@check("Reinstated, though nothing had ended it")
def reinstated_without_end(facts: MeasureFacts) -> Iterator[Finding]:
    ends = endings(act.plain for act in facts.acts)
    for act in facts.of({"reinstated"}):
        if not any(end.on.first <= act.on.last for end in ends):
            yield at_act(
                act,
                f"{act.say()}, but no row before it says that it was suspended or ended. Add "
                "“Enjoined” or what ended it.",
            )


@check("The voters passed it, and it does not count as law")
def ballot_without_effect(facts: MeasureFacts) -> Iterator[Finding]:
    is_ballot = facts.kind == MeasureKind.BALLOT_MEASURE
    if not facts.is_legislature or facts.of(LAW | {"failed"}):
        return
    for act in facts.of({"passed"})[-1:]:
        if is_ballot or act.chamber == ChamberKind.VOTERS:
            yield at_act(
                act,
                "The voters of a state passed it, but so far it does not count as law. Add "
                "“Enacted” or “Takes effect” with the day.",
            )


def _first_possible_day(facts: MeasureFacts) -> date | None:
    start = first_start((act.plain for act in facts.acts), not facts.is_legislature)
    return start[1] if start else None
