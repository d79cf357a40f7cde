"""Checks of how a measure begins, ends, is put off, suspended and taken up again."""

from collections.abc import Iterator
from datetime import date

from laws.editing.consistency.facts import Act, MeasureFacts
from laws.editing.consistency.findings import ODD, Finding, at_act, check
from laws.rules.terms import ActionFacts, Extension, endings, extensions, first_start
from laws.vocabulary import ChamberKind, MeasureKind

LAW = {"enacted", "veto_overridden", "effective"}
UNDONE = {"repealed", "expired", "struck_down", "enjoined"}


@check("Extended without a new end")
def extended_without_end(facts: MeasureFacts) -> Iterator[Finding]:
    for act, extension in _extensions(facts):
        standing = extension.standing
        if standing and (extension.replaced or _ended_before(facts, act)):
            continue
        if _is_undone_first(facts, act, standing):
            continue
        said = "Without a new end it counts as in effect for good."
        if standing:
            said = (
                f"One end alone stands after it ({standing[0].on.say()}), so it puts off nothing."
            )
        yield at_act(
            act,
            f"Extended: until when? {said} Add “Set to expire” with the new end, beside the one "
            "with the old end.",
            beside=[end.on.isoformat() for end in standing],
        )


@check("Extended to an end that is not later")
def extended_to_earlier_end(facts: MeasureFacts) -> Iterator[Finding]:
    for act, extension in _extensions(facts):
        new = extension.standing[:1]
        for old in extension.replaced if new else ():
            if new[0].on.last <= old.on.first:
                yield at_act(
                    act,
                    f"{act.say()}, yet its new end ({new[0].on.say()}) is not later than the old "
                    f"one ({old.on.say()}). Correct one of the two ends.",
                    beside=[old.on.isoformat(), new[0].on.isoformat()],
                )


@check("Extended after it had ended")
def extended_too_late(facts: MeasureFacts) -> Iterator[Finding]:
    if facts.of({"reinstated"}):
        return
    for act in facts.of({"extended"}):
        past = _ended_before(facts, act)
        if past:
            yield at_act(
                act,
                f"It had ended before ({past[0].on.say()}), so it can't be extended any more. "
                "Correct one of the two dates, or add “Reinstated”.",
                beside=[past[0].on.isoformat()],
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
                beside=[start.isoformat()],
            )


@check("Takes effect on a day that is not known")
def effect_delayed_without_day(facts: MeasureFacts) -> Iterator[Finding]:
    delayed = facts.last_of({"effect_delayed"})
    if delayed and not facts.of({"effective"} | UNDONE - {"enjoined"}):
        yield at_act(
            delayed,
            "It counts as not in effect until its day is known. Enter the day on which it takes "
            "effect: add “Takes effect”.",
            ODD,
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


def _extensions(facts: MeasureFacts) -> list[tuple[Act, Extension]]:
    """Each extension with what it put off, the earliest first."""
    acts = {act.plain: act for act in facts.acts}
    return [(acts[one.act], one) for one in extensions(acts)]


def _ended_before(facts: MeasureFacts, act: Act) -> list[ActionFacts]:
    """What had certainly ended it when something happened, the earliest first; an order of a court
    that suspended it did not.
    """
    ends = endings(act.plain for act in facts.acts)
    past = [end for end in ends if end.kind != "enjoined" and end.on.last <= act.on.first]
    return sorted(past, key=lambda end: end.on.first)


def _is_undone_first(facts: MeasureFacts, act: Act, ends: list[ActionFacts]) -> bool:
    """Whether something else undid it later on, and before a scheduled end would have."""
    undone = [one for one in facts.of(UNDONE - {"enjoined"}) if not one.is_before(act)]
    first = ends[0].on.last if ends else None
    return any(first is None or one.on.first <= first for one in undone)
