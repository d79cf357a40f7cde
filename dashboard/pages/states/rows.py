"""The tables of a state's page: local measures, own laws, bills by session."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.charts.svg import marks
from dashboard.charts.svg.rows import PlaceMark
from dashboard.charts.svg.scales import STRENGTH, look, strongest
from dashboard.filters.bill_list import list_of_bills
from dashboard.filters.filters import BECAME_LAW, session_key
from dashboard.pages.states.data import StateRecord
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.words.basis import named_basis, resting_on
from dashboard.words.display_class import (
    display_class,
    display_label,
    effect_mark,
    is_on_businesses,
)
from dashboard.words.force import ends_of, when_of
from dashboard.words.links import host
from dashboard.words.names import law_name, session_name
from dashboard.words.use_modes import use_cell
from laws.counting.on_date import MeasureInForce
from laws.models import LegislativeSession, Measure
from laws.vocabulary import CAME_TO_NOTHING, PENDING, Force, JurisdictionKind, Stage

Row = dict[str, Any]

STAGES = [
    *reversed(PENDING),
    Stage.ENACTED,
    Stage.IN_FORCE,
    Stage.ENDED,
    *CAME_TO_NOTHING,
]
SOURCES_SHOWN = 2  # of a law; its page has all
MOST_PENDING = 15  # more are for the page of pending bills


def law_row(law: MeasureInForce, kept: str) -> Row:
    """A measure in effect, as a row or as part of one."""
    return {
        "href": path_to("measure", law.slug) + kept,
        "name": law_name(law),
        "title": law.title,
        "effect": effect_mark(law),
        "use": use_cell(law.use_modes),
        "government": law.place.display_name,
        "since": law.starts,
        "until": law.ends,
        "partly": law.partly,
        "basis": named_basis(law.start_basis),
        "why": law.start_why,
        "summary": law.summary,
    }


def source_rows(record: StateRecord) -> list[Row]:
    """The best sources of each of the state's laws in effect, in the order of the laws."""
    rows = []
    for law in record.own_in_force:
        own = [url for slug, url in record.sources if slug == law.slug]
        links = [(url, host(url)) for url in own[:SOURCES_SHOWN]]
        rows.append({"law": law_name(law), "links": links})
    return [row for row in rows if row["links"]]


def ended_row(measure: Measure, kept: str) -> Row:
    """A law of the state that is no longer in effect."""
    return {
        "href": path_to("measure", measure.slug) + kept,
        "name": law_name(measure),
        "title": measure.title,
        "effect": effect_mark(measure),
        "use": use_cell(measure.use_modes),
        "ended": ends_of(measure),
        "basis": named_basis(measure.stage_basis),
        "businesses": is_on_businesses(measure),
    }


def local_rows(record: StateRecord, kept: str) -> list[Row]:
    """A row for each local government with a measure in effect, by strength, then by people."""
    rows = []
    for group in record.local_in_force:
        on_government = [b for b in group if not is_on_businesses(b)]
        if on_government:
            rows.append(_local_row(on_government, kept))
    last = len(STRENGTH)
    return sorted(
        rows, key=lambda r: (STRENGTH.get(r["key"], last), -(r["population"] or 0), r["name"])
    )


def _local_row(laws: list[MeasureInForce], kept: str) -> Row:
    place = laws[0].place
    key = strongest([display_class(b) for b in laws])
    shown = [b for b in laws if display_class(b) == key]
    first = min(shown, key=lambda b: b.starts_on)
    return {
        "name": place.display_name,
        "href": path_to("place", place.state_code.lower(), place.slug) + kept,
        "key": key,
        "effect": effect_mark(first),
        "use": use_cell({mode for b in shown for mode in b.use_modes}),
        "measures": _measures(laws, key, kept),
        "since": first.starts,
        "basis": named_basis(first.basis),
        "population": place.population,
        "is_drawn": place.point is not None,
    }


def _measures(laws: list[MeasureInForce], key: str, kept: str) -> list[Row]:
    """The measures behind a row; what differs from the row's own class is said beside it."""
    rows, names = [], set()
    for law in sorted(laws, key=lambda b: (display_class(b) != key, b.starts_on)):
        row = law_row(law, kept)
        # Two measures that stand in one chapter of the code are told apart by their titles.
        if row["name"] in names:
            row["name"] = law.title
        names.add(row["name"])
        row["beside"] = "" if display_class(law) == key else display_label(law).lower()
        rows.append(row)
    return rows


def place_marks(record: StateRecord, kept: str = "") -> list[PlaceMark]:
    """The marks of the state's map."""
    found = []
    for government in record.marked:
        place, first = government.place, government.measures[0]
        longitude, latitude = place.point or (None, None)
        word = look(display_class(first)).word.lower()
        found.append(
            PlaceMark(
                name=place.display_name,
                state_code=place.state_code,
                effect_class=display_class(first),
                lon=longitude,
                lat=latitude,
                population=place.population,
                href=path_to("place", place.state_code.lower(), place.slug) + kept,
                title=f"{place.display_name}: {word} since {first.starts.say_short()}",
                doubt="; ".join(government.doubts),
                county=place.geoid if place.kind == JurisdictionKind.COUNTY else "",
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session: how many bills we know of, how many became law, and the list of them."""

    name: str
    number: int
    became_law: int
    href: str


def sessions(record: StateRecord, as_of: AsOf) -> list[SessionLine]:
    """The state's bills by session, newest first."""
    groups: dict[LegislativeSession | None, list[Measure]] = {}
    for bill in record.bills:
        groups.setdefault(bill.session, []).append(bill)
    return [
        _session_line(record, session, groups[session], as_of)
        for session in sorted(groups, key=_session_order, reverse=True)
    ]


def _session_line(
    record: StateRecord, session: LegislativeSession | None, bills: list[Measure], as_of: AsOf
) -> SessionLine:
    code = record.state.state_code
    asked = {"session": session_key(code, session.identifier)} if session else {}
    return SessionLine(
        session_name(session) if session else "Session not recorded",
        len(bills),
        sum(bill.stage in BECAME_LAW for bill in bills),
        list_of_bills(as_of, code, **asked),
    )


def pending_rows(record: StateRecord, kept: str) -> list[Row]:
    """The pending bills of the state that got furthest."""
    bills = sorted(record.pending_bills, key=_by_stage)
    return [_bill_row(bill, kept) for bill in bills[:MOST_PENDING]]


def _session_order(session: LegislativeSession | None):
    """By the day a session began; what has none comes last."""
    return (session.start_on, session.pk) if session else (date.min, 0)


def no_bills(record: StateRecord, kept: str) -> list[Row]:
    """What is no bill and is not in the tables of laws: the resolutions and orders considered."""
    over = {law.slug for law in record.own_in_force} | {law.slug for law in record.ended}
    found = [measure for measure in record.no_bills if measure.slug not in over]
    return [_bill_row(measure, kept) for measure in sorted(found, key=_by_stage)]


def _by_stage(measure: Measure):
    place = STAGES.index(measure.stage) if measure.stage in STAGES else len(STAGES)
    return place, len(measure.identifier), measure.identifier


def _bill_row(measure: Measure, kept: str) -> Row:
    return {
        "href": path_to("measure", measure.slug) + kept,
        "name": law_name(measure),
        "title": measure.title,
        "effect": effect_mark(measure),
        "use": use_cell(measure.use_modes),
        "stage": Stage(measure.stage).label if measure.stage else "Not certain",
        "steps": marks.steps(measure.stage),
        "when": when_of(measure) if measure.force in (Force.NOT_YET, Force.NO_LONGER) else "",
        "basis": resting_on(measure.stage_basis, stage=measure.stage),
        "government": measure.jurisdiction.display_name,
    }


def pending_locally(record: StateRecord, kept: str) -> list[Row]:
    """What local governments of the state consider, as rows."""
    return [_bill_row(measure, kept) for measure in record.pending_locally]
