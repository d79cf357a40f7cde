"""The entries of a feed, the latest first: what changed of one thing at one time is one entry."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Max, Q
from django.utils import timezone

from dashboard.feeds.names import Names, names_of, rows_named
from dashboard.feeds.selection import YEAR, Selection
from dashboard.web.page_url import path_to
from dashboard.words.record_events import Difference, calendar_difference, differences, title_of
from laws.models import FollowedRow, Measure, RecordEvent
from laws.open_data.event_kinds import ORDER
from laws.open_data.events import key_text, log, rows_known
from laws.vocabulary import UNSURE_EFFECT, EventDid, EventKind

LATEST = 50
SPACE = uuid5(NAMESPACE_URL, "https://facelaw/changes")
PAGES = {
    "cases": "cases", "milestones": "timeline", "questions": "provisions",
    "preemption": "preemption", "searches": "coverage",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    `key` never changes and is the same on every server of this log; `at` is when the record
    changed, or the day that the calendar brought. `measure` is a slug, `path` a page of this site.
    """

    key: str
    at: datetime
    kind: str
    title: str
    path: str
    differences: tuple[Difference, ...]
    reasons: tuple[tuple[str, str], ...]  # why, and the page that says so
    doubt: str
    measure: str
    events: tuple[RecordEvent, ...] = ()

    @property
    def day(self) -> date:
        """The day of the change."""
        return timezone.localtime(self.at).date()


def latest_entries(selection: Selection, today: date) -> list[Entry]:
    """The entries of a selection. Five queries, however many there are."""
    lots = _lots(selection)
    events = [event for lot in lots for event in lot]
    rows = rows_known(rows_named(events) | Q(table="terms"))
    terms = _days_of_calendar(rows, today) if selection.has_calendar else []
    names = names_of(events, [row["measure"] for row, *_ in terms], rows, today)
    entries = [_of_events(lot, names) for lot in lots]
    entries += [
        _of_calendar(row, column, day, names)
        for row, column, day in terms
        if row["measure"] in names.measures and selection.covers(names.measures[row["measure"]])
    ]
    return sorted(entries, key=lambda one: one.at, reverse=True)[:LATEST]


# --- from the log ---------------------------------------------------------------------------------


def _lots(selection: Selection) -> list[list[RecordEvent]]:
    """The events of the latest entries: each lot of one note and subject. Two queries."""
    chosen = log().filter(selection.condition).order_by()
    keys = chosen.values("note", "subject").annotate(last=Max("pk")).order_by("-last")[:LATEST]
    lots: dict[tuple[int, str], list[RecordEvent]] = {
        (one["note"], one["subject"]): [] for one in keys
    }
    notes, subjects = {note for note, _ in lots}, {subject for _, subject in lots}
    events = log().filter(note__in=notes, subject__in=subjects)
    for event in events.select_related("note"):
        if (event.note_id, event.subject) in lots:
            lots[event.note_id, event.subject].append(event)
    return list(lots.values())


def _of_events(lot: list[RecordEvent], names: Names) -> Entry:
    first = lot[0]
    at = first.note.at
    kind = next(one for one in ORDER if one in {event.kind for event in lot})
    found = differences(lot, names.called, timezone.localtime(at).date())
    return Entry(
        key=uuid5(SPACE, f"{at.isoformat()} {first.subject}").urn,
        at=at,
        kind=kind,
        title=title_of(kind, names.called.get(first.subject, first.subject), found),
        path=_path(first),
        differences=tuple(found),
        reasons=tuple(dict.fromkeys((e.why, e.source) for e in lot if e.why)),
        doubt=_doubt(names.measures.get(first.measure)),
        measure=first.measure,
        events=tuple(lot),
    )


def _path(event: RecordEvent) -> str:
    if event.measure:
        return path_to("measure", event.measure)
    table = event.subject.split()[0]
    if table in PAGES:
        return path_to(PAGES[table])
    return path_to("state", event.state) if event.state else path_to("changes")


def _doubt(measure: Measure | None) -> str:
    if measure is None or measure.effect_basis not in UNSURE_EFFECT:
        return ""
    return measure.effect_note or "What it does is in doubt."


# --- from the calendar ----------------------------------------------------------------------------


def _days_of_calendar(
    rows: list[FollowedRow], today: date
) -> list[tuple[dict[str, Any], str, date]]:
    """The starts and ends of terms within a year that the log knew before their day: nothing was
    edited on that day, and yet the law moved. Each with its column and its day; of an end known
    to the month that is the last day on which it may have been in effect. One query.
    """
    found = []
    for row in (one.row for one in rows if one.table == "terms"):
        for column, told in (("starts_on", row["starts_on"]),
                             ("ends_on", row["may_end_on"] or row["ends_on"])):  # fmt: skip
            day = date.fromisoformat(told) if told else None
            if day and today - YEAR < day <= today:
                found.append((row, column, day))
    said = _said_on([row for row, _, _ in found])
    return [one for one in found if said[_key(one[0]), one[1]] < one[2]]


def _said_on(rows: list[dict[str, Any]]) -> dict[tuple[str, str], date]:
    """When the log came to say what the columns of some terms say."""
    events = log().filter(table="terms", key__in=[_key(row) for row in rows])
    found: dict[tuple[str, str], date] = {}
    for event in events.exclude(did=EventDid.REMOVED).select_related("note").order_by("pk"):
        for column in event.after:
            found[event.key, column] = timezone.localtime(event.note.at).date()
    return found


def _key(row: dict[str, Any]) -> str:
    return key_text([row["measure"], row["starts_on"]])


def _of_calendar(row: dict[str, Any], column: str, day: date, names: Names) -> Entry:
    slug = row["measure"]
    found = calendar_difference(row, column)
    return Entry(
        key=uuid5(SPACE, f"{column} {day} {slug}").urn,
        at=timezone.make_aware(datetime.combine(day, time.min)),
        kind=EventKind.LAW,
        title=title_of(EventKind.LAW, names.called[f"measures {slug}"], [found]),
        path=path_to("measure", slug),
        differences=(found,),
        reasons=(),
        doubt=_doubt(names.measures[slug]),
        measure=slug,
    )
