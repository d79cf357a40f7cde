"""A bill of LegiScan: an answer of its API, a file of its data sets, a row of its CSV set."""

import re

from laws.imports.readers.chambers import chamber_of
from laws.imports.readers.fields import digest_of, fields_of, in_sequence, years_in
from laws.imports.readers.legiscan_progress import EVENTS, with_events
from laws.imports.readers.pages import each_once, source
from laws.imports.readers.states import division_in_path, division_of_code
from laws.imports.readers.votes import Vote, with_votes
from laws.imports.types import (
    LEGISCAN,
    IncomingAction,
    IncomingMeasure,
    IncomingRelation,
    IncomingSponsor,
    RefusedRecord,
    Where,
)
from laws.refusals import Refusal
from laws.vocabulary import MeasureKind, RelationKind, SponsorKind

IN_ADDRESS = re.compile(r"https?://(?:www\.)?legiscan\.com/([A-Z]{2})/[a-z]+/[^/]+/(\d{4})")
BY_TYPE = {
    MeasureKind.RESOLUTION: {"R", "CR", "JR", "JRCA", "CA", "M", "JM", "CM"},
    MeasureKind.EXECUTIVE_ORDER: {"EO"},
    MeasureKind.BALLOT_MEASURE: {"I", "IP"},
}
RESOLUTION = re.compile(r"([HSAL]?[CJ]?R|[HSA][CJ]?M)\d", re.IGNORECASE)
"""Numbers of resolutions and memorials (HR 5, SCR 12, HJM 3), where nothing else tells the type."""
RELATIONS = {
    1: RelationKind.COMPANION,
    4: RelationKind.REPLACES,
    5: RelationKind.COMPANION,
}
"""Its types same as, replaces and crossfiled; of the rest only `related` is true, since
`replaced by` reads the other way round."""
PARTIES = {"D": "Democratic", "R": "Republican", "I": "Independent"}
RELATION_NAMES = {"same as": 1, "replaces": 4, "crossfiled": 5}


def measure_of(bill: dict, where: Where) -> IncomingMeasure | RefusedRecord:
    """A LegiScan `bill` object without its wrapper."""
    try:
        return _measure(fields_of(bill), where)
    except Refusal as error:
        return RefusedRecord(where, str(error))


def says_as_much(stored: dict, coming: dict) -> bool:
    """Whether a row of the CSV set tells nothing that the JSON of the bill has not told already:
    it has no version of its own, and less of everything but its title and its history.
    """
    is_poorer = bool(stored.get("change_hash")) and not coming.get("change_hash")
    return is_poorer and _gist(stored) == _gist(coming)


def _gist(bill):
    texts = [" ".join(str(bill.get(name) or "").split()) for name in ("bill_number", "title")]
    rows = [(str(row.get("date")), " ".join(str(row.get("action")).split()))
            for row in bill.get("history") or ()]  # fmt: skip
    return texts, sorted(rows)


def _measure(bill, where):
    number, title = bill.text("bill_number", 60, required=True), bill.text("title")
    description = bill.text("description")
    division, remarks = _division(bill, where), []
    names, years = _session(bill)
    actions = with_votes(_actions(bill, division, remarks), _votes(bill, division))
    return IncomingMeasure(
        record=LEGISCAN,
        record_id=bill.text("bill_id", 40, required=True),
        version=bill.text("change_hash", 60) or digest_of(bill.content),
        where=where,
        jurisdiction=division,
        identifier=number,
        title=title or description or bill.text("title", required=True),
        kind=_kind(bill, number),
        session_names=names,
        years=years,
        summary="" if description == title else description,
        subjects=tuple(filter(None, (r.text("subject_name") for r in bill.rows("subjects")))),
        actions=with_events(actions, _events(bill, remarks)),
        sources=_sources(bill),
        sponsors=tuple(_sponsors(bill)),
        relations=_relations(bill),
        status=_status(bill),
        completed=bool(bill.whole("completed")) if bill.has("completed") else None,
        has_history=bill.has("history"),
        is_simple=bill.text("bill_type").upper() == "R",
        remarks=tuple(remarks),
        raw=bill.content,
    )


def _division(bill, where):
    """Its state; the CSV has none and tells it only in the addresses, or in the folder."""
    if told := bill.text("state"):
        if found := division_of_code(told):
            return found
        raise bill.misfit("state", "the two capital letters of a state, or US for Congress")
    address = IN_ADDRESS.match(bill.text("url"))
    if found := (address and division_of_code(address[1])) or division_in_path(where.file):
        return found
    raise bill.misfit("state", "the two capital letters of a state, or US for Congress")


def _session(bill):
    """The names of its session and its years."""
    session = bill.part("session")
    told = [session.text(name) for name in ("session_name", "session_title", "session_tag")]
    names = tuple(dict.fromkeys(filter(None, told)))
    first, last = session.whole("year_start"), session.whole("year_end")
    if first and first <= (last or first) < 2200:
        return names, (first, last or first)
    address = IN_ADDRESS.match(bill.text("url"))
    # An address has only the first year; a session that went on says so in its last action.
    began = int(address[2]) if address else 0
    acted = [day.year for row in bill.rows("history") if (day := row.day("date"))]
    return names, years_in(*names) or ((began, max([began, *acted])) if began else None)


def _kind(bill, number):
    told = bill.text("bill_type").upper()
    if not told and RESOLUTION.match(number):
        return MeasureKind.RESOLUTION.value
    kinds = (kind.value for kind, types in BY_TYPE.items() if told in types)
    return next(kinds, MeasureKind.BILL.value)


def _actions(bill, division, remarks):
    rows = in_sequence(bill.rows("history"), "sequence", "date")
    for order, row in enumerate(rows, start=1):
        day, text = row.day("date"), row.text("action")
        chamber = chamber_of(row.text("chamber"), division)
        if day:
            yield IncomingAction(day, text, order, chamber)
        else:
            remarks.append(f"An action without a date was left out: {text[:200]}")


def _votes(bill, division):
    for row in [*bill.rows("votes"), *bill.rows("rollcalls")]:
        day, yes, no = row.day("date"), row.whole("yea"), row.whole("nay")
        # Rows of nothing but noughts are voice votes.
        if day and yes is not None and no is not None and yes + no:
            chamber = chamber_of(row.text("chamber"), division)
            yield Vote(day, chamber, row.first("desc", "description"), yes, no)


def _events(bill, remarks):
    """(day, name) of each step that LegiScan itself tells; the CSV has only the last of them."""
    for row in bill.rows("progress"):
        day, event = row.day("date"), row.whole("event")
        if day and event in EVENTS:
            yield day, EVENTS[event]
        elif event in EVENTS:
            remarks.append(f"LegiScan's step {EVENTS[event]} has no date and was left out.")
    if not bill.has("progress") and _status(bill) and (day := bill.day("status_date")):
        yield day, _status(bill)


def _status(bill):
    """LegiScan's name for how far the bill got; it writes numbers, and words as well in its CSV."""
    return EVENTS.get(bill.whole("status"), "")


def _sources(bill):
    official = source(bill.text("state_link"), official=True)
    return each_once([official, source(bill.text("url"), "LegiScan", official=False)])


def _sponsors(bill):
    """Its sponsors in their order, of type 0 sponsor, 1 primary, 2 cosponsor or 3 joint sponsor.

    A CSV set tells neither names nor types, only numbers of people: those are passed over.
    """
    rows = [row for row in bill.rows("sponsors") if row.has("name")]
    for row in sorted(rows, key=lambda row: row.whole("sponsor_order") or 0):
        kind = row.whole("sponsor_type_id")
        classification = SponsorKind.COSPONSOR if kind == 2 else SponsorKind.PRIMARY
        party = row.text("party")
        yield IncomingSponsor(
            row.text("name"),
            classification.value,
            PARTIES.get(party, party),
            row.text("district"),
        )


def _relations(bill):
    found = []
    for row in bill.rows("sasts"):
        kind = row.whole("type_id") or RELATION_NAMES.get(row.text("type").lower())
        if number := row.text("sast_bill_number"):
            told = RELATIONS.get(kind, RelationKind.RELATED).value
            found.append(IncomingRelation(told, number))
    return tuple(dict.fromkeys(found))
