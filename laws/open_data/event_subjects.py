"""What an event is about: the measure and the government, and what is told together with it."""

from collections.abc import Iterable

from laws.models import Jurisdiction, Measure, RecordEvent
from laws.open_data.table import Row

OF_MEASURE = {"measures": "slug", "withdrawn_measures": "slug", "relations": "from_measure"}
"""By which column a table names the measure that a row is of, if not by `measure`."""
# A part of something else, by the table and the column that name it.
WHOLE = {"case_effects": ("cases", "case")}
Place = tuple[str, str]
"""A government: its division id, and its state as an address names it."""


def give_subjects(events: Iterable[RecordEvent]) -> None:
    """Say of each event what it is about. Two queries at most."""
    events = list(events)
    for event in events:
        event.measure = measure_of(event.table, event.row)
    places = _places_of({event.measure for event in events} - {""})
    for event in events:
        if event.table == "measures":
            places.setdefault(event.measure, _place_in(event.row))
    states = _states_of(events)
    for event in events:
        place = places.get(event.measure) if event.measure else _place_in(event.row)
        event.division_id, event.state = place or ("", "")
        if event.division_id and not event.state:
            event.state = states.get(event.division_id, "")
        event.subject = _subject(event)


def measure_of(table: str, row: Row) -> str:
    """The slug of the measure that a row is of; empty where it is of none."""
    # What a court did is told with its case.
    return "" if table in WHOLE else str(row.get(OF_MEASURE.get(table, "measure")) or "")


def _subject(event: RecordEvent) -> str:
    if event.measure:
        return f"measures {event.measure}"
    if event.table in WHOLE:
        table, column = WHOLE[event.table]
        return f"{table} {event.row[column]}"
    return " ".join([event.table, *map(str, event.key_parts)])


def _place_in(row: Row) -> Place:
    division_id = str(row.get("division_id") or row.get("jurisdiction") or "")
    state = row.get("state")
    return division_id, str(state).lower() if state else ""


def _places_of(slugs: Iterable[str]) -> dict[str, Place]:
    measures = Measure.objects.filter(slug__in=slugs).order_by()
    columns = ("slug", "jurisdiction__division_id", "jurisdiction__state_code")
    return {
        slug: (division_id, state.lower() or "us")
        for slug, division_id, state in measures.values_list(*columns)
    }


def _states_of(events: Iterable[RecordEvent]) -> dict[str, str]:
    ids = {_place_in(event.row)[0] for event in events} - {""}
    places = Jurisdiction.objects.filter(division_id__in=ids).order_by()
    return {
        division_id: state.lower() or "us"
        for division_id, state in places.values_list("division_id", "state_code")
    }
