"""A bill of New York's Open Legislation (legislation.nysenate.gov), as its API answers.

Its lists stand in an object under `items`, its amendments by their letters: "" is the first print.
"""

from laws.imports.readers.chambers import chamber_of
from laws.imports.readers.fields import Fields, digest_of, fields_of, in_sequence
from laws.imports.readers.pages import each_once, source
from laws.imports.readers.votes import Vote, with_votes
from laws.imports.types import (
    OPEN_LEGISLATION,
    IncomingAction,
    IncomingMeasure,
    IncomingRelation,
    IncomingSponsor,
    RefusedRecord,
    Where,
)
from laws.refusals import Refusal
from laws.vocabulary import ChamberKind, MeasureKind, RelationKind, SponsorKind

NEW_YORK = "ocd-division/country:us/state:ny"
PAGE = "https://www.nysenate.gov/legislation/bills/{session}/{number}"
AYES = ("AYE", "AYEWR")
"""Votes for a bill; the second is “aye with reservations”."""


def measure_of(bill: dict, where: Where) -> IncomingMeasure | RefusedRecord:
    """The `result` of an answer that is one bill, or an item of a list of bills."""
    try:
        return _measure(fields_of(bill), where)
    except Refusal as error:
        return RefusedRecord(where, str(error))


def _measure(bill, where):
    number, session = bill.text("basePrintNo", 60, required=True), bill.whole("session")
    if not session:
        raise bill.misfit("session", "the first year of a session of two years")
    remarks = []
    active = _active(bill)
    return IncomingMeasure(
        record=OPEN_LEGISLATION,
        record_id=f"{session}/{number}",
        version=digest_of(bill.content),
        where=where,
        jurisdiction=NEW_YORK,
        identifier=number,
        title=bill.text("title") or bill.text("summary", required=True),
        kind=_kind(bill),
        session_names=(f"{session}-{session + 1}",),
        years=(session, session + 1),
        summary=bill.text("summary"),
        subjects=tuple(filter(None, (active.text("lawSection"),))),
        text=active.text("fullText"),
        actions=with_votes(_actions(bill, remarks), _votes(bill)),
        sources=each_once([source(PAGE.format(session=session, number=number), official=True)]),
        sponsors=tuple(_sponsors(bill, active)),
        relations=_relations(bill, active),
        status=bill.part("status").text("statusDesc"),
        has_history=bool(_items(bill, "actions")),
        remarks=tuple(remarks),
        raw=bill.content,
    )


def _items(fields, name):
    """A list of the record; what a summary of a bill leaves out is none."""
    return fields.part(name).rows("items")


def _active(bill):
    """The amendment that counts now."""
    versions = bill.part("amendments").part("items")
    return versions.part(bill.text("activeVersion")) if versions.content else Fields({})


def _kind(bill):
    is_resolution = bill.part("billType").content.get("resolution") is True
    return (MeasureKind.RESOLUTION if is_resolution else MeasureKind.BILL).value


def _actions(bill, remarks):
    for order, row in enumerate(in_sequence(_items(bill, "actions"), "sequenceNo", "date"), 1):
        day, text = row.day("date"), row.text("text")
        if day:
            yield IncomingAction(day, text, order, chamber_of(row.text("chamber"), NEW_YORK))
        else:
            remarks.append(f"An action without a date was left out: {text[:200]}")


def _votes(bill):
    """Votes on the floor: it keeps those of the Senate alone."""
    for row in _items(bill, "votes"):
        day, members = row.day("voteDate"), row.part("memberVotes").part("items")
        if row.text("voteType") == "FLOOR" and day and members.content:
            yes = sum(members.part(name).whole("size") or 0 for name in AYES)
            no = members.part("NAY").whole("size") or 0
            yield Vote(day, ChamberKind.UPPER.value, "PASSED SENATE", yes, no)


def _sponsors(bill, active):
    if name := _name(bill.part("sponsor").part("member")):
        yield IncomingSponsor(name, SponsorKind.PRIMARY.value)
    members = [*_items(active, "coSponsors"), *_items(active, "multiSponsors")]
    for name in filter(None, map(_name, members)):
        yield IncomingSponsor(name, SponsorKind.COSPONSOR.value)


def _name(member):
    return member.first("fullName", "shortName")


def _relations(bill, active):
    named = [(RelationKind.COMPANION, row) for row in _items(active, "sameAs")]
    named += [(RelationKind.REINTRODUCES, row) for row in _items(bill, "previousVersions")]
    named.append((RelationKind.RELATED, bill.part("substitutedBy")))
    found = []
    for kind, row in named:
        if number := row.text("basePrintNo"):
            session = row.whole("session") or bill.whole("session")
            found.append(IncomingRelation(kind.value, number, f"{session}-{session + 1}"))
    return tuple(dict.fromkeys(found))
