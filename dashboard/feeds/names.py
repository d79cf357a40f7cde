"""What the things that events are about are called."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from dashboard.words.names import full_name
from laws.models import FollowedRow, Measure, RecordEvent
from laws.open_data.events import key_text
from laws.open_data.tables import TABLE

# Columns that name a measure beside the one that an event is of.
OTHER_MEASURES = ("to_measure", "measure", "merged_into")
OWN_NAMES = ("name", "title", "text")


class Names(NamedTuple):
    """Measures by slug, and what each subject of an event is called (`measures ma-s927-2023`)."""

    measures: dict[str, Measure]
    called: dict[str, str]


def names_of(
    events: list[RecordEvent], slugs: Iterable[str], rows: list[FollowedRow], today: date
) -> Names:
    """The names of what events are about, and of measures by their slugs; `rows` are those that
    `rows_named` found. One query.
    """
    own = [event.after or event.before or {} for event in events]
    wanted = {event.measure for event in events} | set(slugs)
    wanted |= {row[name] for row in own for name in OTHER_MEASURES if row.get(name)}
    public = Measure.objects.published() | Measure.objects.withdrawn()
    found = public.filter(slug__in=wanted - {""}).select_related("jurisdiction", "session")
    measures = {measure.slug: measure for measure in found}
    called = {
        f"measures {slug}": full_name(measure, today, with_government=True)
        for slug, measure in measures.items()
    }
    return Names(measures, called | _others(events, rows))


def rows_named(events: list[RecordEvent]) -> Q:
    """The condition of the rows that name questions, and what events are about that is no
    measure.
    """
    keys, tables = set(), {"questions", "jurisdictions"}
    for event in events:
        if event.table in ("provisions", "quotations"):
            keys.add(key_text(event.key_parts[-1:]))
        if not event.measure:
            tables.add(event.subject.split()[0])
            keys |= {event.key, key_text(event.key_parts[:1]), key_text([event.division_id])}
    return Q(table__in=tables, key__in=keys)


def _others(events: list[RecordEvent], rows: list[FollowedRow]) -> dict[str, str]:
    """The names of what is no measure: questions, cases, governments and the like."""
    called = {}
    for one in rows:
        if name := _own_name(one.row):
            called[" ".join([one.table, *map(str, one.key_parts)])] = name
    for event in events:
        if event.measure or event.subject in called:
            continue
        government = called.get(f"jurisdictions {event.division_id}", event.state.upper())
        noun = TABLE[event.subject.split()[0]].title
        whole = f"{government}, {noun[0].lower()}{noun[1:]}" if government else noun
        called[event.subject] = _own_name(event.after or event.before or {}) or whole
    return called


def _own_name(row: dict[str, Any]) -> str:
    return next((str(row[name]) for name in OWN_NAMES if row.get(name)), "")
