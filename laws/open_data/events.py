"""The log of events: what became of each row of the published record, in the order of numbers.

`note_events` compares the followed tables of `tables.TABLES` with what the log has by then, and
writes down what differs. So the log, replayed from nothing, gives the tables as they are; what is
saved and says the same makes no event; and nothing is missed, whoever changed it in which way.

To read what happened since a number that was kept (0: from the beginning):

    note_events()                                    # cheap where nothing changed
    events = events_of(measure="ma-s927-2023")       # or place=, state=, kind=, table=, or nothing
    fresh = list(events.filter(pk__gt=number)[:500])
    number = fresh[-1].pk if fresh else number       # keep it with what was sent

Events are numbered in the order in which they become visible, so that a reader who keeps the
last number misses none and gets none twice. What came when the log began is of the kind `first`:
whoever tells people news begins at `newest()`, or leaves that kind out (`is_news`). For the
filters of /measures/ see dashboard.feeds.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet, Subquery

from laws.databases import use_primary
from laws.models import EventNote, FollowedRow, LoadedRecord, PublicChange, RecordEvent
from laws.models.edition import edition_read
from laws.models.public_change import OF_STATE, State, state_of
from laws.open_data.event_kinds import give_kinds
from laws.open_data.event_reasons import give_reasons
from laws.open_data.event_subjects import give_subjects
from laws.open_data.table import Row, Table
from laws.open_data.tables import TABLE, TABLES
from laws.vocabulary import EventDid, EventKind

LOCK = 1_521_000_401  # one look at a time, of all processes
CHUNK = 1000
SILENT = (EventKind.FIRST, EventKind.FORM)
"""The kinds that are no news: no feed tells them."""
Rows = dict[tuple[str, str], Row]
Digests = dict[tuple[str, str], str]


def note_events(anew: bool = False) -> int:
    """Write down what changed in the published record since the last look; returns how many events.

    Where the record's state has not moved since, no table is read; `anew` looks all the same, as a
    transaction must that changed the record itself. One query then, else some forty. While an
    edition is read nothing is noted: it says what the record said once.
    """
    if edition_read() or (not anew and _is_seen()):
        return 0
    use_primary()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # Asked before the tables are read: what comes in between is seen by the next look.
        state = PublicChange.objects.state()
        last = EventNote.objects.first()
        if not anew and last and last.state == state.name:
            return 0
        found = _differences()
        if last and not found:
            EventNote.objects.filter(pk=last.pk).update(state=state.name)
            return 0
        return _write(found, last, state)


def events_of(
    measure: str = "",
    place: str = "",
    state: str = "",
    kinds: Iterable[str] = (),
    table: str = "",
) -> QuerySet[RecordEvent]:
    """The events of a measure (its slug), a government (its division id), a state (its postal code
    in small letters, us for the country), of kinds or a table, in the order of their numbers.
    """
    asked = {"measure": measure, "division_id": place, "state": state, "table": table}
    events = RecordEvent.objects.filter(**{name: value for name, value in asked.items() if value})
    kinds = list(kinds)
    return (events.filter(kind__in=kinds) if kinds else events).select_related("note")


def log() -> QuerySet[RecordEvent]:
    """The events that the record which is read knows: all of today's, and of an edition those of
    before it was made.
    """
    edition = edition_read()
    events = RecordEvent.objects.all()
    return events.filter(note__at__lte=edition.made_at) if edition else events


def log_began() -> datetime | None:
    """When the log of the record that is read began; None where it had not begun by the edition."""
    began = EventNote.objects.filter(is_first=True).values_list("at", flat=True).first()
    edition = edition_read()
    return None if began and edition and edition.made_at < began else began


def rows_known(condition: Q) -> list[FollowedRow]:
    """The rows of a condition on their `table` and `key`, as the record that is read has them."""
    if edition_read() is None:
        return list(FollowedRow.objects.filter(condition))
    rows = replay(log().filter(condition).order_by("pk"))
    return [FollowedRow(table=table, key=key, row=row) for (table, key), row in rows.items()]


def is_news() -> Q:
    """The condition of what a feed or a mail tells: not what was there when the log began, nor the
    reasons of changes, which stand beside the changes.
    """
    return ~Q(kind__in=SILENT) & ~Q(table="changes")


def newest() -> int:
    """The number of the latest event; 0 where there is none."""
    return RecordEvent.objects.aggregate(last=Max("pk"))["last"] or 0


def replay(events: Iterable[RecordEvent]) -> Rows:
    """The rows that events give from nothing, by their table and key."""
    rows: Rows = {}
    for event in events:
        place = event.table, event.key
        if event.did == EventDid.REMOVED:
            del rows[place]
        elif event.did == EventDid.ADDED:
            rows[place] = dict(event.after)
        else:
            gone = event.before.keys() - event.after.keys()
            row = rows[place] | event.after
            rows[place] = {name: value for name, value in row.items() if name not in gone}
    return rows


def followed() -> list[Table]:
    """The tables whose rows the log follows."""
    return [table for table in TABLES if table.is_followed]


def current() -> Iterator[tuple[str, str, Row]]:
    """The table, the key and the row of all that is followed, as the record says it now."""
    for table in followed():
        for row in table.rows():
            yield table.name, key_text(table.key_of(row)), row


def key_text(key: Iterable[Any]) -> str:
    """A key as the log writes it, as JSON: blanks between its parts would not tell all apart."""
    return json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))


# --- what differs -------------------------------------------------------------------------------


def _is_seen() -> bool:
    """Whether the log says what the record says in its state. One query."""
    seen = Max(Subquery(EventNote.objects.values("state")[:1]))
    found = PublicChange.objects.aggregate(**OF_STATE, seen=seen)
    return bool(found["seen"] == state_of(found).name)


def _differences() -> list[RecordEvent]:
    """What differs between the tables and the log, as events without kind, reason and number."""
    known: Digests = {
        (table, key): digest
        for table, key, digest in FollowedRow.objects.values_list("table", "key", "digest")
    }
    fresh: Rows = {}
    for table, key, row in current():
        if known.pop((table, key), None) != _digest(row):
            fresh[table, key] = row
    gone = set(known)
    stored = _stored({*fresh, *gone})
    events = [_event(place, stored.get(place), row) for place, row in fresh.items()]
    return events + [_event(place, stored[place], None) for place in sorted(gone)]


def _stored(places: set[tuple[str, str]]) -> Rows:
    found: Rows = {}
    for table in {table for table, _ in places}:
        keys = [key for own, key in places if own == table]
        rows = FollowedRow.objects.filter(table=table, key__in=keys)
        found |= {(table, key): row for key, row in rows.values_list("key", "row")}
    return found


def _event(place: tuple[str, str], before: Row | None, after: Row | None) -> RecordEvent:
    """What became of a row; beside the columns of the log it has its whole `row`."""
    event = RecordEvent(table=place[0], key=place[1], before=before, after=after)
    event.row = after or before
    if before is None or after is None:
        event.did = EventDid.ADDED if before is None else EventDid.REMOVED
        return event
    event.did = EventDid.CHANGED
    differ = {k for k in before.keys() & after.keys() if before[k] != after[k]}
    for columns in TABLE[place[0]].together:
        differ |= columns if columns & differ else set()
    event.before = {k: v for k, v in before.items() if k not in after or k in differ}
    event.after = {k: v for k, v in after.items() if k not in before or k in differ}
    return event


def _digest(row: Row) -> str:
    said = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return blake2b(said.encode(), digest_size=16).hexdigest()


# --- writing ------------------------------------------------------------------------------------


def _write(events: list[RecordEvent], last: EventNote | None, state: State) -> int:
    record = LoadedRecord.objects.first()
    release = record.version if record else ""
    at = datetime.fromtimestamp(state.since, UTC)
    note = EventNote.objects.create(
        at=max(at, last.at) if last else at, state=state.name, release=release,
        is_first=last is None,
    )  # fmt: skip
    give_subjects(events)
    if last:
        give_reasons(events, since=last, release=release)
    give_kinds(events, is_first=last is None)
    order = {table.name: number for number, table in enumerate(TABLES)}
    events.sort(key=lambda one: (one.subject, order.get(one.table, 0), one.key))
    for event in events:
        event.note = note
    RecordEvent.objects.bulk_create(events, batch_size=CHUNK)
    _follow(events)
    return len(events)


def _follow(events: list[RecordEvent]) -> None:
    """Keep the rows as the events left them."""
    for table in {event.table for event in events}:
        gone = [e.key for e in events if e.table == table and e.did != EventDid.ADDED]
        FollowedRow.objects.filter(table=table, key__in=gone).delete()
    rows = [
        FollowedRow(table=one.table, key=one.key, row=one.row, digest=_digest(one.row))
        for one in events
        if one.did != EventDid.REMOVED
    ]
    FollowedRow.objects.bulk_create(rows, batch_size=CHUNK)
