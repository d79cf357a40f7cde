"""The short lists under the map: what is in effect on the day, what is pending, what changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Value, When, Window

from dashboard.charts.svg.marks import steps
from dashboard.map.layers import BUSINESSES
from dashboard.map.listed_measures import (
    COLUMNS,
    HOW_FAR,
    LIMITS_FIRST,
    ListedGovernment,
    ListedMeasure,
)
from dashboard.map.selection import OF_MAP, MapSelection
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.words.basis import named_basis
from dashboard.words.changes_in_law import ChangeRow, about, change_row
from dashboard.words.display_class import effect_mark
from dashboard.words.measure_rows import standing_on
from dashboard.words.names import law_name, name_with_state
from dashboard.words.use_modes import use_cell, use_words
from laws.counting.changes import HAPPENED, law_changes
from laws.counting.counts import counts_as_ban
from laws.counting.history import History
from laws.counting.on_date import LawOnDate, MeasureInForce, once
from laws.counting.shared import once_per_state
from laws.models import Measure
from laws.text.measure_names import number_with_year
from laws.vocabulary import NOT_LOCAL, PENDING, Effect, Stage

Names = Mapping[str, str]  # of the states, by their codes
Section = dict[str, Any]
STAGES: dict[str, str] = dict(Stage.choices)

IN_FORCE_SHOWN, PENDING_SHOWN, CHANGES_SHOWN = 10, 6, 7
EFFECTS = {"permits": Effect.AUTHORIZATION, BUSINESSES: Effect.PRIVATE_SECTOR}
PAUSING = [Effect.BAN, Effect.MORATORIUM]
IS_LOCAL = Case(When(jurisdiction__kind__in=NOT_LOCAL, then=Value(0)), default=Value(1))


def in_force_list(selection: MapSelection, state_names: Names) -> Section:
    """What is in effect: bans and moratoria of general reach, or what the filters select."""
    if selection.asks_stage:
        return _at_any_stage(selection, state_names)
    in_force = _in_force(selection.counted, not selection.is_filtered)
    rows = [_listed(measure) for measure in in_force[:IN_FORCE_SHOWN]]
    return _section(rows, len(in_force), selection.as_of, state_names)


@once
def _in_force(law: LawOnDate, only_bans: bool) -> list[MeasureInForce]:
    """Those in effect, the largest governments' first."""
    in_force = [b for b in law.in_force if not only_bans or counts_as_ban(b, "broad")]
    return sorted(in_force, key=lambda b: (b.place.is_local, -(b.place.population or 0), b.slug))


def _listed(measure: MeasureInForce) -> ListedMeasure:
    place = measure.place
    government = (getattr(place, name) for name in ListedGovernment._fields)
    own = {name: getattr(measure, name) for name in COLUMNS if "__" not in name}
    return ListedMeasure(
        **own,
        session_start_on=measure.session_start_on,
        government=ListedGovernment(*government),
        stage=Stage.IN_FORCE,
        since=measure.starts,
        since_basis=measure.start_basis,
        partly=measure.partly,
    )


def _at_any_stage(selection: MapSelection, state_names: Names) -> Section:
    """What the filters select where they ask for a stage, or for what is not in effect."""
    on = selection.as_of.on
    measures = _of_places(selection.measures, selection).with_stage(on)
    if selection.marks:
        measures = measures.filter(slug__in=[b.slug for g in selection.marked for b in g.measures])
    order = (IS_LOCAL, F("jurisdiction__population").desc(nulls_last=True), "slug")
    columns = (*COLUMNS, "stage", "stage_basis")
    listed, total = _first(measures.order_by(*order), columns, IN_FORCE_SHOWN)
    return _section(listed, total, selection.as_of, state_names)


def pending_list(selection: MapSelection, state_names: Names) -> Section:
    """What is pending on the day: general limits first, then what got furthest."""
    on = selection.as_of.on
    if selection.is_filtered:
        listed, total = _first_pending(_of_places(selection.measures, selection), on)
    else:
        listed, total = _all_pending(on)
    return _section(listed, total, selection.as_of, state_names)


@once_per_state
def _all_pending(on: date) -> tuple[list[ListedMeasure], int]:
    return _first_pending(Measure.objects.published(), on)


def _first_pending(measures: QuerySet[Measure], on: date) -> tuple[list[ListedMeasure], int]:
    pending: Any = standing_on(measures, PENDING, on)
    pending = pending.order_by(LIMITS_FIRST, HOW_FAR, "-moved", "slug")
    return _first(pending, (*COLUMNS, "stage", "stage_basis"), PENDING_SHOWN)


def _of_places(measures: QuerySet[Measure], selection: MapSelection) -> Any:
    if not selection.selects_states:
        return measures
    return measures.filter(jurisdiction__state_code__in=selection.states)


def _first(measures: Any, columns: Sequence[str], number: int) -> tuple[list[ListedMeasure], int]:
    """The first so many of some measures, and how many there are. One query."""
    counted = measures.annotate(total=Window(Count("pk"))).values_list("total", *columns)
    rows = list(counted[:number])
    total = rows[0][0] if rows else 0
    return [ListedMeasure.from_columns(*row[1:]) for row in rows], total


def _section(
    measures: Sequence[ListedMeasure], total: int, as_of: AsOf, state_names: Names
) -> Section:
    rows = [_row(measure, as_of.query, state_names) for measure in measures]
    return {"rows": rows, "total": total, "shown": len(rows)}


def _row(measure: ListedMeasure, date_query: str, state_names: Names) -> dict[str, Any]:
    law, people = law_name(measure), measure.government.population
    return {
        "government": name_with_state(measure.government, state_names),
        "government_href": _government_href(measure.government) + date_query,
        "href": path_to("measure", measure.slug) + date_query,
        "law": law,
        "number": number_with_year(measure),
        "title": "" if measure.title == law else measure.title,
        "effect": effect_mark(measure),
        "use": use_cell(measure.use_modes),
        "use_words": use_words(measure.use_modes),
        "since": measure.since and measure.since.say_short() + _basis(measure.since_basis),
        "partly": measure.partly,
        "steps": steps(measure.stage),
        "stage": measure.stage and STAGES[measure.stage] + _basis(measure.stage_basis),
        "population": people and f"{people:,}",
    }


def _government_href(government: ListedGovernment) -> str:
    state_code = government.state_code.lower()
    if government.kind in NOT_LOCAL:
        return path_to("state", state_code or "us")
    return path_to("place", state_code, government.slug)


def _basis(basis: str | None) -> str:
    named = named_basis(basis)
    return f", {named}" if named else ""


def whole_list(selection: MapSelection) -> str:
    """The address of the list that the short one is the beginning of."""
    address = selection.address.at(path_to("measures")).without(*OF_MAP)
    if not selection.is_filtered:
        address = address.having("effect", *PAUSING).having("reach", "general")
        address = address.having("regulates", "police", "government")
    if selection.selects_states:
        address = address.having("state", *sorted(code.lower() for code in selection.states))
    if selection.marks:
        effects = [EFFECTS.get(key, key) for key in selection.marks]
        address = address.having("level", "local").having("effect", *effects)
        if BUSINESSES not in selection.marks:
            address = address.having("reach", "general")
    return str(address if selection.asks_stage else address.having("force", "yes"))


def whole_pending(selection: MapSelection) -> str:
    """The address of the list of all that is pending."""
    address = selection.address.at(path_to("measures")).without(*OF_MAP)
    if selection.selects_states:
        address = address.having("state", *sorted(code.lower() for code in selection.states))
    return str(address.without("force").having("stage", "pending"))


def recent_changes(past: History, as_of: AsOf, state_names: Names) -> list[ChangeRow]:
    """The last changes of the law on police, government and schools up to the date or today, the
    latest first. One query.
    """
    last = min(as_of.on, as_of.today)
    done = (
        one
        for one in reversed(law_changes(past, as_of.on, as_of.today))
        if one.day <= last and one.kind in HAPPENED and about(one.measure) == "public"
    )
    return [change_row(one, as_of, state_names) for one in islice(done, CHANGES_SHOWN)]
