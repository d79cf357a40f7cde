"""Checks of votes."""

import re
from collections.abc import Iterator

from laws.editing.consistency.facts import Act, MeasureFacts
from laws.editing.consistency.findings import ODD, Finding, at_act, check
from laws.vocabulary import ChamberKind, JurisdictionKind, MeasureKind

JOINT = re.compile(r"\bjoint\b", re.I)
LARGEST_COUNCIL = 100
"""Twice the seats of the largest, New York City's 51: more votes than that are a slip."""
LARGEST_ASSEMBLY = 1000
"""An elected town meeting has some hundreds of members (Brookline's vote of 179 to 8 is shipped),
and no legislature has as many; one open to all is entered as that of the voters.
"""
ASSEMBLIES = (JurisdictionKind.TOWN, JurisdictionKind.TOWNSHIP, JurisdictionKind.OTHER)
BODIES = (ChamberKind.EXECUTIVE, ChamberKind.COURT)


@check("More votes than the chamber has seats")
def more_votes_than_seats(facts: MeasureFacts) -> Iterator[Finding]:
    for act in facts.acts:
        most, whose = _most_votes(facts, act)
        if most and (act.yes or 0) + (act.no or 0) > most:
            yield at_act(
                act,
                f"{act.yes or 0} to {act.no or 0} are more votes than {whose} ({most}). Correct "
                "the votes, or who voted.",
                beside=[str(most)],
            )


def _most_votes(facts: MeasureFacts, act: Act) -> tuple[int, str]:
    """How many votes there can be at most, and what that rests on; 0 where it is not known."""
    by_ballot = not act.chamber and facts.kind == MeasureKind.BALLOT_MEASURE
    if facts.place is None or act.chamber == ChamberKind.VOTERS or by_ballot:
        return 0, ""
    own = 0 if JOINT.search(act.description) else facts.seats.get(act.chamber, 0)
    if own:
        return own, f"the {ChamberKind(act.chamber).label} has seats"
    if facts.place.kind in ASSEMBLIES:
        return LARGEST_ASSEMBLY, "any council or elected town meeting has members"
    if facts.place.is_local or act.chamber in BODIES:
        return LARGEST_COUNCIL, "any council, board or court has members"
    if facts.seats and facts.chambers <= facts.seats.keys():
        return sum(facts.seats.values()), "its legislature has seats"
    return LARGEST_ASSEMBLY, "any legislature has seats"


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
