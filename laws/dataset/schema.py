"""The files of the shipped record: their columns, and what each cell may hold.

laws/data/README.md explains the columns to those who edit the files.
"""

from laws.dataset.cells import (
    Parser,
    choice,
    choices,
    day,
    degrees,
    divisions,
    flag,
    geoids,
    maybe,
    maybe_partial_date,
    names,
    number,
    partial_date,
    pattern,
    text,
    urls,
)
from laws.text.measure_fields import FIELDS, MeasureField
from laws.vocabulary import (
    ActionKind,
    Answer,
    Basis,
    CarryOver,
    CaseDid,
    CaseStanding,
    CaseSubject,
    ChamberKind,
    ChangeCause,
    Confidence,
    Effect,
    JurisdictionKind,
    LocalSubject,
    MayAct,
    Reach,
    Regulates,
    RelationKind,
    SearchHow,
    SearchOutcome,
    Sought,
    SponsorKind,
    TextRead,
    UseMode,
)

USPS = pattern(r"[A-Z]{2}|", "a state's two capital letters, or nothing for the country")
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters and digits with hyphens"
PLACE = pattern(*SLUG, longest=120)
MEASURE = pattern(*SLUG, longest=80)
DIVISION = pattern(r"ocd-division/country:us\S*", "an Open Civic Data division id", longest=200)
OTHER_DIVISION = pattern(r"|ocd-division/country:us\S*", "a division id, or nothing")
ADDRESS = r"https?://\S{1,490}"
OTHER_ADDRESS = pattern(
    rf"({ADDRESS})?", "an address that starts with http:// or https://, or nothing"
)
YEAR = number(1600, 2200)
OF_MEASURES = {"slug": MEASURE, "division_id": DIVISION, "session": text(60), "verified_on": day()}
"""Columns of measures.csv that are neither text nor words of the vocabulary."""

JURISDICTIONS = {
    "division_id": DIVISION,
    "name": text(120, required=True),
    "full_name": text(150, required=True),
    "kind": choice(JurisdictionKind),
    "state": USPS,
    "slug": PLACE,
    "geoid": text(10),
    "county_geoids": geoids,
    "wikidata_id": pattern(r"(Q[1-9]\d*)?", "a Wikidata id, as Q771, or nothing", longest=20),
    "same_as": OTHER_DIVISION,
    "covering_city": OTHER_DIVISION,
    "id_status": text(20),
    "active": flag,
    "is_government": flag,
    "population": number(0, 10**9),
    "population_year": YEAR,
    "population_2020": number(0, 10**9),
    "population_source": text(30),
    "latitude": degrees(90),
    "longitude": degrees(180),
    "coordinate_source": text(40),
    "coordinate_precision": text(10),
    "notes": text(2000),
}
COUNTY = pattern(r"(\d{5})?", "five digits of a county, or nothing")
COMMON_NAMES = {"name": text(120, required=True), "division_id": DIVISION}
PLACE_NAMES = {
    "state": USPS,
    "name": text(120, required=True),
    "division_id": OTHER_DIVISION,
    "county_geoids": geoids,
    "postal_cities": divisions,
    "zip_codes": number(0, 1000, empty=False),
    "population": number(0, 10**8),
}
ZIP_CODES = {
    "zip_code": pattern(r"\d{5}", "five digits"),
    "state": USPS,
    "county_geoid": COUNTY,
    "names": names,
}
SESSIONS = {
    "state": USPS,
    "identifier": text(60, required=True),
    "name": text(120, required=True),
    "classification": text(20),
    "start_on": day(empty=False),
    "end_on": day(),
    "carry_over": choice(CarryOver, empty=True),
    "carried_until": day(),
    "note": text(2000),
}
CHAMBERS = {
    "state": USPS,
    "kind": choice(ChamberKind),
    "name": text(60, required=True),
    "legislature_name": text(120, required=True),
    "seats": number(1, 1000),
    "url": text(300),
}
QUESTIONS = {
    "slug": pattern(r"[a-z_]{1,40}", "lower-case letters and underscores"),
    "group": text(30, required=True),
    "text": text(200, required=True),
    "yes_means": text(300, required=True),
    "qualified_means": text(300),
    "weight": number(0, 100, empty=False),
}


def _measure_cell(field: MeasureField) -> Parser:
    if field.several:
        return choices(field.words, field.required)
    if field.words:
        return choice(field.words, empty=field.unknown == "")
    return text(field.longest, field.required)


MEASURES = {
    field.file: OF_MEASURES.get(field.file) or _measure_cell(field)
    for field in FIELDS
    if field.shipped
}
SOURCES = {
    "measure": MEASURE,
    "url": pattern(ADDRESS, "an address that starts with http:// or https://"),
    "official": maybe,
    "seen_on": day(),
    "note": text(200),
}
ACTIONS = {
    "measure": MEASURE,
    "order": number(1, 999, empty=False),
    "date": partial_date,
    "kind": choice(ActionKind),
    "chamber": choice(ChamberKind, empty=True),
    "yes": number(0, 10**9),
    "no": number(0, 10**9),
    "description": text(300),
    "basis": choice(Basis),
    "source_urls": urls,
}
PROVISIONS = {
    "measure": MEASURE,
    "question": text(40, required=True),
    "answer": choice(Answer),
    "answer_on": day(),
    "detail": text(300),
    "pinpoint": text(100),
    "source_urls": urls,
    "effective_on": maybe_partial_date,
    "ended_on": maybe_partial_date,
}
QUOTATIONS = {
    "measure": MEASURE,
    "question": text(40),
    "quote": text(1000, required=True),
    "pinpoint": text(100),
    "version": text(100),
    "url": pattern(ADDRESS, "an address that starts with http:// or https://"),
    "seen_on": day(),
}
SECOND_CODINGS = {
    "measure": MEASURE,
    "coder": text(80, required=True),
    "coded_on": day(),
    "effect": choice(Effect, empty=True),
    "reach": choice(Reach, empty=True),
    "regulates": choices(Regulates),
    "use_modes": choices(UseMode),
    "first_effect": choice(Effect, empty=True),
    "note": text(500),
    "text_read": choice(TextRead),
}
SECOND_ANSWERS = {
    "measure": MEASURE,
    "coder": text(80, required=True),
    "question": text(40, required=True),
    "answer": choice(Answer),
    "answer_on": day(),
    "detail": text(300),
    "pinpoint": text(150),
    "quote": text(1000),
    "url": OTHER_ADDRESS,
    "text_read": choice(TextRead),
    "first_answer": choice(Answer, empty=True),
    "first_answer_on": day(),
    "settled_answer": choice(Answer, empty=True),
    "settled_why": text(500),
    "settled_on": day(),
}
SPONSORSHIPS = {
    "measure": MEASURE,
    "name": text(150, required=True),
    "classification": choice(SponsorKind),
    "party": text(40),
    "district": text(60),
    "source_urls": urls,
}
RELATIONS = {
    "from_measure": MEASURE,
    "to_measure": MEASURE,
    "kind": choice(RelationKind),
    "note": text(300),
    "source_urls": urls,
}
EXCEPTIONS = {
    "measure": MEASURE,
    "rule": pattern(r"[a-z_]{1,40}", "the name of a rule in laws/editing/consistency"),
    "about": text(120, required=True),
    "reason": text(500, required=True),
}
SEARCHES = {
    "division_id": DIVISION,
    "session": text(60),
    "agency": text(120),
    "date": partial_date,
    "how": choice(SearchHow),
    "sought": choice(Sought),
    "where": text(300, required=True),
    "words": text(500),
    "outcome": choice(SearchOutcome),
    "found": number(1, 10**6),
    "note": text(2000),
}
PREEMPTION = {
    "division_id": DIVISION,
    "subject": choice(LocalSubject),
    "from_on": day(),
    "answer": choice(MayAct),
    "rests_on": text(300, required=True),
    "citation": text(150, required=True),
    "url": pattern(ADDRESS, "an address that starts with http:// or https://"),
    "basis": choice(Basis),
    "checked_on": day(empty=False),
    "note": text(2000),
}
CASES = {
    "slug": MEASURE,
    "name": text(200, required=True),
    "division_id": DIVISION,
    "subject": choice(CaseSubject),
    "court": text(150),
    "docket": text(100),
    "filed": maybe_partial_date,
    "decided": maybe_partial_date,
    "standing": choice(CaseStanding),
    "summary": text(600, required=True),
    "outcome": text(600),
    "confidence": choice(Confidence),
    "source_urls": urls,
    "note": text(2000),
}
CASE_EFFECTS = {
    "case": MEASURE,
    "measure": MEASURE,
    "did": choice(CaseDid),
    "date": maybe_partial_date,
    "note": text(300),
}
MILESTONES = {
    "date": partial_date,
    "title": text(150, required=True),
    "description": text(2000),
    "category": text(30, required=True),
    "state": USPS,
    "confidence": choice(Confidence),
    "source_urls": urls,
    "case": pattern(rf"({SLUG[0]})?", "the slug of a case in cases.csv, or nothing", 80),
}
LISTS = {
    "key": MEASURE,
    "publisher": text(120, required=True),
    "published_on": partial_date,
    "what": text(200, required=True),
    "count": number(0, 100_000, empty=False),
    "unit": pattern("places|bills", "places or bills"),
    "filters": pattern(r"[a-z_]+=[a-z_0-9]+(&[a-z_]+=[a-z_0-9]+)*", "a query of /measures/"),
    "counted_on": day(empty=False),
    "counted_since": day(),
    "names": divisions,
    "url": pattern(ADDRESS, "an address that starts with http:// or https://"),
    "names_url": pattern(f"|{ADDRESS}", "an address, or nothing"),
    "note": text(500),
}
LIST_ROWS = {
    "list": MEASURE,
    "division_id": DIVISION,
    "measure": pattern(r"[a-z0-9-]*", "the slug of a measure, or nothing", longest=80),
    "why": text(300, required=True),
}
CHANGES = {
    "version": text(20, required=True),
    "kind": choice(ChangeCause),
    "file": text(40, required=True),
    "key": text(600, required=True),
    "field": text(40),
    "into": pattern(rf"({SLUG[0]})?", "a measure's slug, or nothing", longest=80),
    "why": text(300, required=True),
    "source": pattern(
        rf"({ADDRESS})?", "an address that starts with http:// or https://, or nothing"
    ),
}
