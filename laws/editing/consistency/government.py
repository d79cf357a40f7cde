"""Checks of what fits a government: the kind of a measure, who acts, and what it needs to say."""

from collections.abc import Iterator

from laws.editing.consistency.facts import MeasureFacts
from laws.editing.consistency.findings import ODD, Finding, at_act, at_field, check
from laws.vocabulary import (
    ActionKind,
    ChamberKind,
    EditorialStatus,
    JurisdictionKind,
    MeasureKind,
)

OF_LEGISLATURES = (MeasureKind.BILL, MeasureKind.STATUTE)
ONLY = {
    ActionKind.VETOED: (ChamberKind.EXECUTIVE,),
    ActionKind.STRUCK_DOWN: (ChamberKind.COURT,),
    ActionKind.ENJOINED: (ChamberKind.COURT,),
    ActionKind.VETO_OVERRIDDEN: (ChamberKind.LOWER, ChamberKind.UPPER, ChamberKind.COUNCIL),
    ActionKind.PASSED_CHAMBER: (ChamberKind.LOWER, ChamberKind.UPPER, ChamberKind.COUNCIL),
}
"""Who does what no one else can do."""
GOES_PUBLIC = (EditorialStatus.IN_REVIEW, EditorialStatus.PUBLISHED)


@check("A kind that does not fit the government")
def kind_does_not_fit(facts: MeasureFacts) -> Iterator[Finding]:
    place, kind = facts.place, facts.kind
    if place is None or not kind:
        return
    label = MeasureKind(kind).label
    if place.is_local and kind in OF_LEGISLATURES:
        yield at_field(
            "kind",
            f"{label}: a local government has none. Choose “Ordinance” or “Resolution”.",
            beside=[kind, place.name],
        )
    if not place.is_local and kind == MeasureKind.ORDINANCE:
        yield at_field(
            "kind",
            f"{label}: a state or the country has none. Choose “Bill” or the right place.",
            beside=[kind, place.name],
        )
    if place.kind == JurisdictionKind.COUNTRY and kind == MeasureKind.BALLOT_MEASURE:
        said = f"{label}: the country votes on none. Choose the right place."
        yield at_field("kind", said, beside=[kind])


@check("Someone acts who does not belong to the government")
def actor_does_not_fit(facts: MeasureFacts) -> Iterator[Finding]:
    for act in facts.acts if facts.place else ():
        if act.chamber not in (ChamberKind.LOWER, ChamberKind.UPPER, ChamberKind.COUNCIL):
            continue
        is_there = act.chamber == ChamberKind.COUNCIL
        if facts.place and not facts.place.is_local:
            is_there = not facts.chambers or act.chamber in facts.chambers
        if not is_there and facts.place:
            who = ChamberKind(act.chamber).label
            said = f"{act.say()} by the {who}: {facts.place.name} has none. Correct who acted."
            yield at_act(act, said, beside=[facts.place.name])


@check("Someone did what only another can do")
def actor_cannot_do_it(facts: MeasureFacts) -> Iterator[Finding]:
    for act in facts.acts:
        allowed = ONLY.get(ActionKind(act.kind))
        if allowed and act.chamber and act.chamber not in allowed:
            who = ChamberKind(act.chamber).label
            yield at_act(act, f"{act.say()} by “{who}” can hardly be. Correct who acted.", ODD)


@check("Covers cities and towns, and is no county’s")
def county_reach_of_no_county(facts: MeasureFacts) -> Iterator[Finding]:
    if facts.county_reach and facts.place and facts.place.kind != JurisdictionKind.COUNTY:
        said = f"{facts.place.name} is not a county. Leave this empty."
        yield at_field("county_reach", said, beside=[facts.county_reach, facts.place.name])


@check("Nothing to read about it")
def no_summary(facts: MeasureFacts) -> Iterator[Finding]:
    if facts.status in GOES_PUBLIC and not facts.summary.strip():
        yield at_field("summary", "It has no summary: readers would not learn what it does.", ODD)


@check("A bill of no session")
def bill_without_session(facts: MeasureFacts) -> Iterator[Finding]:
    is_bill = facts.is_legislature and facts.kind == MeasureKind.BILL
    if is_bill and facts.session is None and facts.acts:
        yield at_field("session", "A bill belongs to a session, with which it ends. Choose it.")
