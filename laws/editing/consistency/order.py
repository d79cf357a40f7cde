"""Checks of the order in which things happened, and of days that can't be."""

from collections.abc import Iterator
from datetime import date

from laws.editing.consistency.facts import Act, MeasureFacts
from laws.editing.consistency.findings import ODD, Finding, at_act, check
from laws.rules.stages import Session
from laws.text.dates import say
from laws.vocabulary import ORDER_KINDS, MeasureKind

PASSAGE = {"passed_chamber", "passed"}
LAW = {"enacted", "veto_overridden"}
DECIDED = {*PASSAGE, *LAW, "vetoed", "effective"}
PENDING_ACTS = {"introduced", "referred", "hearing", "reported", "amended_text", *PASSAGE}
HAPPENED = {*PENDING_ACTS, *LAW, "vetoed", "extended", "expired", "struck_down", "failed",
            "carried_over"} - {"hearing"}  # fmt: skip
"""What is recorded once it has happened. A hearing, a start and an end may be set for a day."""
RUNS = {"introduced", "referred", "reported", *PASSAGE}
AHEAD_OF_SESSION = 1  # year
FIRST_YEAR = 1990
YEARS_AHEAD = 50
CORRECT_ONE = "Correct one of the two dates."


@check("Recorded, but in the future")
def recorded_in_the_future(facts: MeasureFacts) -> Iterator[Finding]:
    for act in facts.of(HAPPENED):
        if act.on.first > facts.today:
            what = "Choose “Set to expire”" if act.kind == "expired" else "Correct the date"
            yield at_act(
                act,
                f"{act.say()} is in the future, so it has not happened yet. {what}, or remove the "
                "row until it happens.",
            )


@check("A year that can hardly be")
def year_hardly_possible(facts: MeasureFacts) -> Iterator[Finding]:
    latest = facts.today.year + YEARS_AHEAD
    for act in facts.acts:
        if not FIRST_YEAR <= act.on.first.year <= latest:
            yield at_act(act, f"{act.say()}: look at the year again.", ODD)


@check("Decided before it was introduced")
def decided_before_introduced(facts: MeasureFacts) -> Iterator[Finding]:
    introduced = facts.of({"introduced"})
    if not introduced:
        return
    for act in facts.of(DECIDED):
        if all(act.is_before(one) for one in introduced):
            yield _wrong_order(act, introduced[0])


@check("Passed before any chamber passed it")
def passed_before_a_chamber_passed(facts: MeasureFacts) -> Iterator[Finding]:
    chambers, passed = facts.of({"passed_chamber"}), facts.last_of({"passed"})
    if chambers and passed and all(passed.is_before(one) for one in chambers):
        yield _wrong_order(passed, chambers[0])


@check("The second chamber passed it before the first")
def second_chamber_before_first(facts: MeasureFacts) -> Iterator[Finding]:
    first = _origin(facts)
    if not first:
        return
    own = [act for act in facts.of({"passed_chamber"}) if act.chamber == first]
    for act in facts.of({"passed_chamber"}):
        other = act.chamber in ("lower", "upper") and act.chamber != first
        if own and other and all(act.is_before(one) for one in own):
            yield at_act(
                act,
                f"Its number says that it began in the other chamber, which passed it only on "
                f"{own[0].on.say()}, after {act.on.say()}. {CORRECT_ONE}",
                ODD,
                [own[0].on.isoformat()],
            )


@check("Signed or vetoed before it passed")
def signed_before_passed(facts: MeasureFacts) -> Iterator[Finding]:
    passed = facts.of({"passed"})
    for act in facts.of({"enacted", "vetoed"}):
        if passed and all(act.is_before(one) for one in passed):
            yield _wrong_order(act, passed[0])


@check("In effect before it became law")
def effective_before_enacted(facts: MeasureFacts) -> Iterator[Finding]:
    law = facts.of(LAW) or ([] if facts.is_legislature else facts.of({"passed"}))
    for act in facts.of({"effective"}):
        if law and all(act.is_before(one) for one in law) and not _says(act, "retroactive"):
            yield at_act(
                act,
                f"{act.say()} is before it became law ({law[0].on.say()}). {CORRECT_ONE} If the "
                "law says so itself, write “retroactive” in the description of this row.",
                beside=[law[0].on.isoformat()],
            )


@check("Law after a veto that nothing overrode")
def law_after_a_veto(facts: MeasureFacts) -> Iterator[Finding]:
    if facts.of({"veto_overridden"}):
        return
    for veto in facts.of({"vetoed"}):
        for act in facts.of({"enacted", "effective"}):
            again = any(not one.is_before(veto) for one in facts.of(PASSAGE))
            if veto.is_before(act) and not again and not _says(veto, "part", "line", "item"):
                yield at_act(
                    act,
                    f"It was vetoed on {veto.on.say()}, and no later row says that the veto was "
                    "overridden or that it passed again. Add what happened, or remove this row.",
                    beside=[veto.on.isoformat()],
                )


@check("An override without a veto before it")
def override_without_veto(facts: MeasureFacts) -> Iterator[Finding]:
    vetoes = facts.of({"vetoed"})
    for act in facts.of({"veto_overridden"}):
        if not any(veto.on.first <= act.on.last for veto in vetoes):
            yield at_act(act, f"{act.say()}, but no veto stands before it. Add “Vetoed”.")


@check("Law after it failed")
def law_after_failure(facts: MeasureFacts) -> Iterator[Finding]:
    failed = facts.last_of({"failed"})
    alive = RUNS | {"amended_text", "hearing", "carried_over"}
    if failed is None or any(not act.is_before(failed) for act in facts.of(alive)):
        return
    for act in facts.of(LAW | {"effective"}):
        if failed.is_before(act):
            yield at_act(
                act,
                f"It failed on {failed.on.say()}, and no later row says that it was taken up "
                "again. Add what happened in between, or remove one of the two rows.",
                beside=[failed.on.isoformat()],
            )


@check("In effect, though nothing says that it became law")
def effect_without_law(facts: MeasureFacts) -> Iterator[Finding]:
    adopted = facts.of(LAW if facts.is_legislature else LAW | {"passed"})
    is_ballot = facts.kind == MeasureKind.BALLOT_MEASURE and bool(facts.of({"passed"}))
    needs_none = is_ballot or facts.kind in (MeasureKind.STATUTE, *ORDER_KINDS)
    if adopted or needs_none or not facts.of(PENDING_ACTS):
        return
    for act in facts.of({"effective"})[:1]:
        yield at_act(
            act,
            "No row says that it became law, yet from this day it counts as law. Add "
            f"“{'Enacted' if facts.is_legislature else 'Passed'}” with its date, or remove this "
            "row.",
        )


@check("Still moving after its session ended")
def after_its_session(facts: MeasureFacts) -> Iterator[Finding]:
    session = facts.session
    end = _runs_until(session, bool(facts.of({"carried_over"}))) if session else None
    for act in facts.of(RUNS):
        if end and act.on.first > end:
            yield at_act(
                act,
                f"{act.say()} is after the end of its session, {facts.session_name} "
                f"({say(end)}). Correct the date or the session; if the session ran on, its last "
                "day is wrong.",
                ODD,
                [end.isoformat()],
            )


def _runs_until(session: Session, is_carried_over: bool) -> date | None:
    """The last day on which a measure can move, as far as its session tells it."""
    if is_carried_over or session.carries_all:
        return session.carried_until
    return session.ends_on


@check("Long before its session began")
def before_its_session(facts: MeasureFacts) -> Iterator[Finding]:
    session = facts.session
    for act in facts.of(PENDING_ACTS | LAW) if session else []:
        if session and act.on.last.year < session.starts_on.year - AHEAD_OF_SESSION:
            yield at_act(
                act,
                f"{act.say()} is long before its session, {facts.session_name}, began "
                f"({say(session.starts_on)}). Correct the date or the session.",
                ODD,
                [session.starts_on.isoformat()],
            )


@check("Enacted twice")
def enacted_twice(facts: MeasureFacts) -> Iterator[Finding]:
    enacted = [act for act in facts.of({"enacted"}) if act.basis != "disputed"]
    for act in enacted[1:]:
        if enacted[0].is_before(act):
            yield at_act(
                act,
                f"It was enacted on {enacted[0].on.say()} already. If this changed it, choose "
                "“Amended”; else remove one of the two rows.",
                ODD,
                [enacted[0].on.isoformat()],
            )


@check("The same row twice")
def same_row_twice(facts: MeasureFacts) -> Iterator[Finding]:
    seen = set()
    for act in facts.acts:
        row = act.kind, act.on.first, act.on.precision, act.chamber, act.description.strip()
        if row in seen:
            said = f"{act.say()} stands here twice. Remove one of the two rows."
            yield at_act(act, said, ODD, [act.description])
        seen.add(row)


def _wrong_order(first: Act, later: Act) -> Finding:
    said = f"{first.say()} is before {later.say()}. {CORRECT_ONE}"
    return at_act(first, said, beside=[later.on.isoformat(), later.kind])


def _says(act: Act, *words: str) -> bool:
    return any(word in act.description.lower() for word in words)


def _origin(facts: MeasureFacts) -> str:
    """The chamber in which a bill began, as its number tells; "" where it does not."""
    has_both = {"lower", "upper"} <= facts.chambers
    letter = facts.identifier[:1].upper() if has_both and facts.is_legislature else ""
    return {"H": "lower", "A": "lower", "S": "upper"}.get(letter, "")
