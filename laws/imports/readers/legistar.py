"""A matter of Legistar (webapi.legistar.com), the system that many councils keep their bills in.

A matter does not say whose it is: that is told by the importer, or by an address of the city's own
pages in it. Its histories, sponsors and texts are answers of their own there; here they stand in
the matter, or beside it in one object, under any of the names in `PARTS`.
"""

import re

from laws.imports.readers.fields import digest_of, fields_of, in_sequence
from laws.imports.readers.pages import each_once, source
from laws.imports.readers.states import division_of_id
from laws.imports.types import (
    LEGISTAR,
    IncomingAction,
    IncomingMeasure,
    IncomingSponsor,
    RefusedRecord,
    Where,
)
from laws.refusals import Refusal
from laws.vocabulary import ChamberKind, MeasureKind, SponsorKind

PARTS = {
    "histories": ("MatterHistories", "Histories", "histories", "history"),
    "sponsors": ("MatterSponsors", "Sponsors", "sponsors"),
    "texts": ("MatterTexts", "Texts", "texts", "MatterText"),
    "items": ("EventItems", "eventitems"),
}
KINDS = (
    (re.compile(r"resolution", re.I), MeasureKind.RESOLUTION),
    (re.compile(r"executive order", re.I), MeasureKind.EXECUTIVE_ORDER),
    (re.compile(r"ordinance|introduction|\bbill\b|local law|legislation|charter", re.I),
     MeasureKind.ORDINANCE),
)  # fmt: skip
CLIENT = re.compile(r"https?://([a-z0-9-]+)\.legistar\.com/", re.I)
CLIENTS = {
    "chicago": "state:il/place:chicago",
    "kingcounty": "state:wa/county:king",
    "madison": "state:wi/place:madison",
    "milwaukee": "state:wi/place:milwaukee",
    "nyc": "state:ny/place:new_york",
    "oakland": "state:ca/place:oakland",
    "phila": "state:pa/place:philadelphia",
    "pittsburgh": "state:pa/place:pittsburgh",
    "sanjose": "state:ca/place:san_jose",
    "seattle": "state:wa/place:seattle",
    "sfgov": "state:ca/place:san_francisco",
}
"""Governments whose pages stand under a name of their own at legistar.com."""
NO_PLACE = (
    "Legistar does not say whose matter this is: name the government by its Open Civic Data id "
    "with import_legistar --place."
)
EXECUTIVE = re.compile(r"\bmayor|executive|president\b", re.I)
COUNCIL = re.compile(
    r"^(?!.*\b(?:committee|subcommittee|commission|task force)\b)"
    r".*(?:council|board of supervisors|commissioners|aldermen|legislature)",
    re.I,
)
CLERK = re.compile(r"\bclerk\b", re.I)
DATE = "MatterHistoryActionDate"
TALLY = re.compile(r"\s*(\d{1,3})\s*[:\-–]\s*(\d{1,3})(?:\s*[:\-–]\s*\d{1,3})*\s*")


def measure_of(matter: dict, where: Where) -> IncomingMeasure | RefusedRecord:
    """A matter with what is told of it, by itself or as `Matter` beside its histories."""
    if isinstance(matter, dict) and isinstance(inner := matter.get("Matter"), dict):
        matter = inner | {name: part for name, part in matter.items() if name != "Matter"}
    try:
        return _measure(fields_of(matter), where)
    except Refusal as error:
        return RefusedRecord(where, str(error))


def _measure(matter, where):
    number = matter.text("MatterFile", 60, required=True)
    division = _division(matter)
    if not division:
        return RefusedRecord(where, NO_PLACE, matter.content)
    remarks, title = [], matter.first("MatterTitle", "MatterName")
    return IncomingMeasure(
        record=LEGISTAR,
        record_id=f"{division}/{matter.text('MatterId', 40, required=True)}",
        version=digest_of(matter.content),
        where=where,
        jurisdiction=division,
        identifier=number,
        title=title or matter.text("MatterTitle", required=True),
        kind=_kind(matter),
        summary=matter.text("MatterName") if matter.has("MatterTitle") else "",
        text="\n".join(row.text("MatterTextPlain") for row in _rows(matter, "texts")),
        actions=tuple(_actions(matter, remarks)),
        sources=each_once([source(matter.text("MatterInSiteURL"), official=True)]),
        sponsors=tuple(_sponsors(matter)),
        status=matter.text("MatterStatusName"),
        has_history=bool(_rows(matter, "histories")),
        remarks=(*remarks, *_enactment(matter)),
        raw=matter.content,
    )


def _division(matter):
    """Whose matter it is: told by the importer, or by an address of the government's own pages."""
    if told := matter.text("Place"):
        if found := division_of_id(told):
            return found
        raise matter.misfit("Place", "the Open Civic Data id of a government")
    client = CLIENT.match(matter.text("MatterInSiteURL"))
    below = CLIENTS.get(client[1].lower()) if client else None
    return below and f"ocd-division/country:us/{below}"


def _kind(matter):
    said = matter.text("MatterTypeName")
    for words, kind in KINDS:
        if words.search(said):
            return kind.value
    raise matter.misfit("MatterTypeName", "the type of a measure: an ordinance, a bill, …")


def _rows(matter, part):
    name = next((name for name in PARTS[part] if matter.has(name)), "")
    if part == "texts" and isinstance(matter.content.get(name), dict):
        return [matter.part(name)]
    return matter.rows(name) if name else []


def _actions(matter, remarks):
    tallies = {
        row.text("EventItemId"): row.text("EventItemTally") for row in _rows(matter, "items")
    }
    rows = in_sequence(_rows(matter, "histories"), "MatterHistoryMinutesSequence", DATE)
    for order, row in enumerate(rows, start=1):
        day, name = row.day(DATE), row.text("MatterHistoryActionName")
        body = row.text("MatterHistoryActionBodyName")
        if not day:
            remarks.append(f"An action without a date was left out: {name[:200]}")
        elif name:
            chamber, classes = _who(body, name)
            if row.text("MatterHistoryPassedFlagName").lower() == "fail":
                classes = ("legistar-fail",)
            tally = row.text("MatterHistoryTally") or tallies.get(row.text("MatterHistoryId"), "")
            votes = TALLY.fullmatch(tally)
            yes, no = (int(votes[1]), int(votes[2])) if votes else (None, None)
            text = name if not body or body.lower() in name.lower() else f"{name} ({body})"
            yield IncomingAction(day, text, order, chamber, classes, yes=yes, no=no)


def _who(body, name):
    """Who acted, as one of our chambers and as a class for the rules of actions."""
    if EXECUTIVE.search(body) or re.search(r"\bby mayor\b", name, re.I):
        return ChamberKind.EXECUTIVE.value, ("legistar-executive",)
    if COUNCIL.search(body):
        return ChamberKind.COUNCIL.value, ("legistar-council",)
    return "", ("legistar-clerk" if CLERK.search(body) else "legistar-committee",)


def _sponsors(matter):
    rows = _rows(matter, "sponsors")
    for row in sorted(rows, key=lambda row: row.whole("MatterSponsorSequence") or 0):
        if name := row.first("MatterSponsorName"):
            is_first = not row.whole("MatterSponsorSequence")
            kind = SponsorKind.PRIMARY if is_first else SponsorKind.COSPONSOR
            yield IncomingSponsor(name, kind.value)


def _enactment(matter):
    """What the matter itself says of becoming law, for staff to hold against its history."""
    number, day = matter.text("MatterEnactmentNumber"), matter.day("MatterEnactmentDate")
    if number or day:
        when = f" on {day.isoformat()}" if day else ""
        yield f"Legistar says that it was enacted{when}{f' as {number}' if number else ''}."
