"""Governments, their legislatures, and what was found out about them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from laws.models import (
    CaseEffect,
    Chamber,
    CourtCase,
    Jurisdiction,
    LegislativeSession,
    Measure,
    Preemption,
    Search,
)
from laws.open_data.table import MADE, Column, Row, Table, partial, read
from laws.vocabulary import (
    NOT_LOCAL,
    Basis,
    CarryOver,
    ChamberKind,
    EditorialStatus,
    JurisdictionKind,
    LocalSubject,
    MayAct,
    SearchHow,
    SearchOutcome,
    Sought,
)

WHOSE = Column(
    "division_id", "string", "The government, as an Open Civic Data division id.",
    of="jurisdiction__division_id",
)  # fmt: skip
STATE = Column(
    "state", "string", "The postal code of its state; empty for the country.",
    of="jurisdiction__state_code",
)  # fmt: skip
PLACES = (
    Column("division_id", "string", "Its Open Civic Data division id."),
    Column("name", "string", "Its name without “city”, “town” or “County”."),
    Column("full_name", "string", "Its whole name."),
    Column("kind", "string", "What sort of government it is.", JurisdictionKind),
    Column(
        "state", "string", "The postal code of its state; empty for the country.", of="state_code"
    ),
    Column(
        "state_fips", "string", "The two digits of its state in the Census Bureau’s codes (FIPS).",
        of=MADE,
    ),
    Column(
        "geoid", "string", "The Census Bureau’s code: two digits for a state, five for a county, "
        "seven for a place, ten for a county subdivision. Of a county it is the FIPS code.",
    ),
    Column(
        "wikidata_id", "string", "Its item in Wikidata, as Q771: of the country, every state, "
        "district and territory, and of 22 counties and 5 independent cities with something on "
        "record, 84 in all. Empty: no source at hand gives one for its code.",
    ),
    Column("slug", "string", "Its name in the addresses of this site."),
    Column("path", "string", "The address of its page on this site, without the site.", of=MADE),
    Column("county_geoids", "list", "The codes of the counties in which it lies."),
    Column(
        "same_as", "string", "The id under which this record keeps it, where this row is a second "
        "id of the same government.", of="same_as__division_id",
    ),
    Column(
        "covering_city", "string", "Of a county that lies wholly in one city: the id of that city, "
        "whose law applies there.", of="covering_city__division_id",
    ),
    Column(
        "id_status", "string", "Whether the division id is one of Open Civic Data’s list "
        "(canonical), another one of the same government (alias), or made here in the same style "
        "(constructed).",
    ),
    Column("active", "boolean", "Whether it still exists."),
    Column(
        "is_government", "boolean", "Whether it governs: false for a county without a government."
    ),
    Column("population", "integer", "How many people live there."),
    Column("population_year", "integer", "The year of that figure."),
    Column("population_2020", "integer", "How many people the census of 2020 counted."),
    Column("population_source", "string", "Which of the Census Bureau’s files says so."),
    Column(
        "population_outside", "integer", "Of a county: its people outside of any city, town or "
        "township, at least. Calculated. Empty: not known.",
    ),
    Column("latitude", "number", "Of a point in it, in degrees."),
    Column("longitude", "number", "Of the same point."),
    Column("coordinate_source", "string", "Where the point is from."),
    Column(
        "coordinate_precision", "string", "How exact it is; county: the point of its county, not "
        "its own.",
    ),
    Column(
        "searched_on", "date", "When we last searched for its own law. Empty: we have not searched."
    ),
    Column("search_note", "string", "What was noted at that search."),
    Column("notes", "string", "What is special about it."),
)  # fmt: skip
SESSIONS = (
    WHOSE,
    STATE,
    Column("identifier", "string", "The session, as the legislature writes it."),
    Column("name", "string", "Its name."),
    Column("classification", "string", "Whether it is a regular or a special session."),
    Column("start_on", "date", "Its first day."),
    Column("end_on", "date", "Its last day. Empty: not known."),
    Column(
        "carry_over", "string", "Which of its unfinished bills another session takes up. Empty: "
        "not known.", CarryOver,
    ),
    Column("carried_until", "date", "The last day of the session that takes them up."),
    Column("note", "string", "What the source had wrong, and what the days given rest on."),
)  # fmt: skip
CHAMBERS = (
    WHOSE,
    STATE,
    Column("kind", "string", "Which chamber.", ChamberKind),
    Column("name", "string", "Its name."),
    Column("legislature_name", "string", "The name of its legislature."),
    Column("seats", "integer", "How many seats it has."),
    Column("url", "string", "Its site."),
)
PREEMPTION = (
    WHOSE,
    STATE,
    Column("use_by", "string", "Whose use a local law would be about.", LocalSubject, "subject"),
    Column(
        "from", "date", "The first day on which it is so. Empty: not known; it answers from "
        "`checked_on`.", of="from_on",
    ),
    Column("answer", "string", "Whether they may.", MayAct),
    Column("rests_on", "string", "What the law says, in our words."),
    Column("citation", "string", "Where it says so."),
    Column("source", "string", "The page that was read.", of="url"),
    Column("basis", "string", "What the answer rests on.", Basis),
    Column("checked_on", "date", "When it was looked at."),
    Column("note", "string", "What is open or in doubt."),
)  # fmt: skip
SEARCHES = (
    WHOSE,
    STATE,
    Column(
        "session", "string", "Whose bills were read, as `identifier` in `sessions`. Empty: it was "
        "no session of a legislature.", of="session__identifier",
    ),
    Column("agency", "string", "The agency looked at. Empty: the government."),
    Column("date", "date", "When, as precise as it is known.", of=partial("day", "precision")),
    Column("how", "string", "How someone or something looked.", SearchHow),
    Column("looked_for", "string", "What was looked for.", Sought, "sought"),
    Column("where", "string", "The site, code or list that was read."),
    Column("words", "string", "The words used. Empty: not noted."),
    Column("outcome", "string", "What came of it.", SearchOutcome),
    Column("found", "integer", "How many were found. Empty: not counted."),
    Column("note", "string", "What was noted."),
)  # fmt: skip
PLACE_KEY = ("division_id",)
SEARCH_KEY = ("division_id", "session", "agency", "date", "how", "looked_for", "where")


def _read(places: QuerySet[Jurisdiction]) -> Iterator[Row]:
    """Governments with what no column has: their address, and the code of their state."""
    states = Jurisdiction.objects.state_level().order_by()
    fips = dict(states.filter(same_as=None).values_list("state_code", "geoid"))

    def finish(row: Row) -> None:
        row["state_fips"] = fips.get(row["state"])
        code = row["state"].lower()
        is_local = row["kind"] not in NOT_LOCAL
        name, parts = ("place", [code, row["slug"]]) if is_local else ("state", [code or "us"])
        row["path"] = reverse(name, args=parts)

    return read(places, PLACES, PLACE_KEY, finish)


def _named() -> QuerySet[Jurisdiction]:
    """The country, every state, and each government that a row of another table names."""
    effects = CaseEffect.objects.filter(measure__status=EditorialStatus.PUBLISHED)
    named = Q(pk__in=Measure.objects.published().values("jurisdiction"))
    named |= Q(pk__in=effects.values("case__jurisdiction"))
    for table in (LegislativeSession, Chamber, CourtCase, Preemption, Search):
        rows: Any = table
        named |= Q(pk__in=rows.objects.order_by().values("jurisdiction"))
    within = Jurisdiction.objects.filter(named).order_by()
    near = Q(pk__in=within.values("covering_city")) | Q(pk__in=within.values("same_as"))
    return Jurisdiction.objects.filter(named | near | Q(kind__in=NOT_LOCAL))


def _jurisdictions() -> Iterator[Row]:
    return _read(_named())


def _governments() -> Iterator[Row]:
    return _read(Jurisdiction.objects.all())


def _sessions() -> Iterator[Row]:
    return read(LegislativeSession.objects.all(), SESSIONS, ("division_id", "identifier"))


def _chambers() -> Iterator[Row]:
    return read(Chamber.objects.all(), CHAMBERS, ("division_id", "kind"))


def _preemption() -> Iterator[Row]:
    return read(Preemption.objects.all(), PREEMPTION, ("division_id", "use_by", "from"))


def _searches() -> Iterator[Row]:
    return read(Search.objects.all(), SEARCHES, SEARCH_KEY)


TABLES = (
    Table(
        "jurisdictions", "Governments named in the record",
        "The country, every state, district and territory, and each other government that a row of "
        "another table names.",
        PLACE_KEY, PLACES, _jurisdictions,
    ),
    Table(
        "sessions", "Sessions of legislatures", "When each legislature meets.",
        ("division_id", "identifier"), SESSIONS, _sessions,
    ),
    Table(
        "chambers", "Chambers", "The chambers of each legislature.",
        ("division_id", "kind"), CHAMBERS, _chambers,
    ),
    Table(
        "preemption", "May a city act",
        "Whether the local governments of a state may pass a law of their own on face recognition. "
        "A state without a row is not researched, which is never a yes.",
        ("division_id", "use_by", "from"), PREEMPTION, _preemption,
    ),
    Table(
        "searches", "Searches",
        "Who looked for measures of a government, when, where and with which words. A government "
        "without a search for its law is not researched: that no law is listed says nothing.",
        SEARCH_KEY, SEARCHES, _searches,
    ),
)  # fmt: skip
GOVERNMENTS = Table(
    "governments", "All governments",
    "Every local government, county, state and territory of the United States, with a second id "
    "of the same government as a row of its own.",
    PLACE_KEY, PLACES, _governments, is_followed=False,
)  # fmt: skip
