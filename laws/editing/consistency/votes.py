"""Checks of votes."""

from collections.abc import Iterator

from laws.editing.consistency.facts import LEGISLATIVE, MeasureFacts
from laws.editing.consistency.findings import ODD, Finding, at_act, check
from laws.vocabulary import ChamberKind


@check("More votes than the chamber has seats")
def more_votes_than_seats(facts: MeasureFacts) -> Iterator[Finding]:
    for act in facts.acts:
        seats = facts.seats.get(act.chamber) if act.chamber in LEGISLATIVE else None
        total = (act.yes or 0) + (act.no or 0)
        if seats and total > seats and "joint" not in act.description.lower():
            chamber = ChamberKind(act.chamber).label
            yield at_act(
                act,
                f"{act.yes or 0} to {act.no or 0} are more votes than the {chamber} has seats "
                f"({seats}). Correct the votes, or who voted.",
            )


@check("Passed with no more votes for it than against it")
def passed_without_majority(facts: MeasureFacts) -> Iterator[Finding]:
    for act in facts.of({"passed_chamber", "passed", "veto_overridden"}):
        if act.yes is not None and act.no is not None and act.yes <= act.no:
            yield at_act(
                act,
                f"{act.say()} with {act.yes} votes for it and {act.no} against it. Correct the "
                "votes, or what happened.",
                ODD,
            )
