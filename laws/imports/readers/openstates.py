"""A bill of Open States: an answer of its API, its scrapers' files, its bulk JSON and CSV."""

import re

from laws.imports.readers.chambers import of_organization
from laws.imports.readers.fields import digest_of, fields_of, in_sequence, years_in
from laws.imports.readers.pages import each_once, source
from laws.imports.readers.states import (
    division_in_path,
    division_of_id,
    division_of_name,
    is_local,
    zone_of,
)
from laws.imports.readers.votes import Vote, with_votes
from laws.imports.types import (
    OPENSTATES,
    IncomingAction,
    IncomingMeasure,
    IncomingRelation,
    IncomingSponsor,
    RefusedRecord,
    Where,
)
from laws.refusals import Refusal
from laws.vocabulary import MeasureKind, RelationKind, SponsorKind

RELATIONS = {
    "companion": RelationKind.COMPANION,
    "prior-session": RelationKind.REINTRODUCES,
    "replaces": RelationKind.REPLACES,
}
"""Its relations as ours; `replaced-by` reads the other way round, so that only `related` is true
of it, as of all the rest."""
NO_BILLS = ("resolution", "memorial", "proclamation", "commemoration", "nomination", "appointment")
"""What it also keeps among bills, and what can't become law: Hawaii's messages of the governor."""
RESOLUTION = re.compile(r"(?:[AHS][CJ]R|AR)\s?\d")
"""How resolutions are numbered; it calls those of Nevada bills. (An HR of Congress is a bill.)"""


def measure_of(bill: dict, where: Where) -> IncomingMeasure | RefusedRecord:
    """A bill of Open States in any of its forms; parts that were not asked for are not there."""
    try:
        return _measure(fields_of(bill), where)
    except Refusal as error:
        return RefusedRecord(where, str(error))


def _measure(bill, where):
    identifier = bill.text("identifier", 60, required=True)
    division, sessions = _division(bill, where), _sessions(bill)
    zone, remarks = zone_of(division), []
    return IncomingMeasure(
        record=OPENSTATES,
        record_id=_id(bill, division, sessions, identifier),
        version=_version(bill),
        where=where,
        jurisdiction=division,
        identifier=identifier,
        title=bill.text("title", required=True),
        kind=_kind(bill, division),
        session_names=sessions,
        years=years_in(*sessions),
        summary=" ".join(filter(None, (row.text("abstract") for row in bill.rows("abstracts")))),
        subjects=bill.words("subject"),
        text="\n".join(filter(None, _texts(bill))),
        actions=with_votes(_actions(bill, division, zone, remarks), _votes(bill, division, zone)),
        sources=_sources(bill),
        sponsors=tuple(_sponsors(bill)),
        relations=_relations(bill),
        has_history=bill.has("actions"),
        is_simple=bill.words("classification") == ("resolution",),
        remarks=tuple(remarks),
        raw=bill.content,
    )


def _division(bill, where):
    """Its government: told by an id, by a name, or only by the folders of the file."""
    told = bill.content.get("jurisdiction")
    place = bill.part("jurisdiction") if isinstance(told, dict) else bill
    names = ("division_id", "id", "name") if place is not bill else ("jurisdiction",)
    words = [place.text(name) for name in names]
    words += [bill.text("jurisdiction_id"), bill.text("jurisdiction_name")]
    for word in filter(None, words):
        if found := division_of_id(word) or division_of_name(word):
            return found
    if not any(words) and (found := division_in_path(where.file)):
        return found
    raise bill.misfit("jurisdiction", "an Open Civic Data id, or the name of a state")


def _sessions(bill):
    """All the names that it has for its session."""
    names = []
    for field in ("legislative_session", "session", "session_identifier"):
        if isinstance(bill.content.get(field), dict):
            part = bill.part(field)
            names += [part.text("identifier"), part.text("name")]
        else:
            names.append(bill.text(field))
    return tuple(dict.fromkeys(filter(None, names)))


def _id(bill, division, sessions, identifier):
    """Its id, which a scraper's file does not have: each of its runs gives it another one."""
    told = bill.text("id", 200)
    made = "/".join((division, *sessions[:1], identifier))
    return told if told.startswith("ocd-bill/") else made[-200:]


def _version(bill):
    """When it was updated last; a bill without its actions says less than the same with them."""
    updated = bill.text("updated_at", 60)
    if not updated:
        return digest_of(bill.content)
    return updated if "actions" in bill.content else f"{updated} without actions"


def _kind(bill, division):
    words = " ".join(bill.words("classification")).lower()
    is_numbered_so = RESOLUTION.match(bill.text("identifier"))
    if is_numbered_so or any(word in words for word in NO_BILLS):
        return MeasureKind.RESOLUTION.value
    if is_local(division):
        return MeasureKind.ORDINANCE.value
    return (MeasureKind.EXECUTIVE_ORDER if "order" in words else MeasureKind.BILL).value


def _texts(bill):
    yield from (row.text("title") for row in bill.rows("other_titles"))
    yield bill.text("raw_text")


def _actions(bill, division, zone, remarks):
    rows = in_sequence(bill.rows("actions"), "order", "date")
    for order, row in enumerate(rows, start=1):
        when, text = row.when("date", zone), row.text("description")
        chamber, classes = of_organization(row, division), row.words("classification")
        if when:
            precision = when.precision
            yield IncomingAction(when.day, text, order, chamber, classes, precision=precision)
        else:
            remarks.append(f"An action without a date was left out: {text[:200]}")


def _votes(bill, division, zone):
    for row in bill.rows("votes"):
        counts = {count.text("option"): count.whole("value") for count in row.rows("counts")}
        day, yes, no = row.day("start_date", zone), counts.get("yes"), counts.get("no")
        if day and yes is not None and no is not None:
            yield Vote(day, of_organization(row, division), row.text("motion_text"), yes, no)


def _sources(bill):
    found = [source(row.text("url"), row.text("note")) for row in bill.rows("sources")]
    found.append(source(bill.text("openstates_url"), "Open States"))
    return each_once(found)


def _sponsors(bill):
    """Its sponsors; whom the record calls primary in any of its ways introduced the bill."""
    for row in bill.rows("sponsorships"):
        said = row.text("classification").lower()
        is_primary = row.content.get("primary") in (True, "True", "true", "1") or said == "primary"
        person = row.part("person") if isinstance(row.content.get("person"), dict) else row
        yield IncomingSponsor(
            row.text("name"),
            (SponsorKind.PRIMARY if is_primary else SponsorKind.COSPONSOR).value,
            person.text("party"),
        )


def _relations(bill):
    found = []
    for row in bill.rows("related_bills"):
        kind = RELATIONS.get(row.text("relation_type"), RelationKind.RELATED)
        session = row.text("legislative_session")
        if number := row.text("identifier"):
            found.append(IncomingRelation(kind.value, number, session))
    return tuple(dict.fromkeys(found))
