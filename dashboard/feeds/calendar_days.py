"""What a calendar holds: the days on which law begins and ends, bills die and hearings are held.

It is read from the log of laws.open_data.events, which knows what each day was before: so a day
that moved keeps its event, and one that is set no more is told as cancelled.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import uuid5

from django.db.models import F, Q

from dashboard.feeds.entries import SPACE
from dashboard.feeds.names import names_of
from dashboard.feeds.selection import Selection
from dashboard.web.page_url import path_to
from dashboard.words.names import name_with_state, session_name
from dashboard.words.numbers import counted
from laws.models import LegislativeSession, Measure, RecordEvent
from laws.open_data.events import log, replay
from laws.vocabulary import ActionKind, Basis, EventKind, Stage

BACK = timedelta(days=366)
STARTS, ENDS, HEARING = "starts", "ends", "hearing"
SAID = {STARTS: "Takes effect", ENDS: "Ends", HEARING: "Hearing"}
OF_PENDING = (
    "slug", "jurisdiction__division_id", "jurisdiction__state_code",
    *(f"session__{name}" for name in ("identifier", "name", "start_on", "end_on")),
    *(f"session__jurisdiction__{name}" for name in (
        "division_id", "state_code", "kind", "name", "full_name",
    )),
)  # fmt: skip
"""What is read of a bill that fails with its session."""
Row = dict[str, Any]


@dataclass(slots=True)
class Track:
    """One thing that has a day, from when the log first had it: its row now, or None once it is
    set no more; `moved` counts how often its day changed.
    """

    number: int
    row: Row | None
    day: date
    at: datetime
    moved: int = 0


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """An event of a calendar: it takes the whole day. `uid` stays when the day moves."""

    uid: str
    day: date
    title: str
    words: str
    path: str
    at: datetime
    sequence: int
    status: str


@dataclass(slots=True)
class Days:
    """The events of a calendar, and how many days it leaves out as only their month or year is
    known.
    """

    events: list[CalendarDay] = field(default_factory=list)
    without_day: int = 0


def calendar_days(selection: Selection, today: date) -> Days:
    """What a selection's calendar holds, from a year ago on. Seven queries."""
    found = Days()
    tracks, inexact = _tracks()
    shown = {key: [one for one in own if one.day >= today - BACK] for key, own in tracks.items()}
    told = [key for key, own in shown.items() if own or inexact[key]]
    names = names_of([], [slug for slug, _ in told], [], today)
    for slug, what in told:
        measure = names.measures.get(slug)
        if measure is None or not selection.covers(measure):
            continue
        called = names.called[f"measures {slug}"]
        found.without_day += inexact[slug, what]
        found.events += [_event(slug, what, track, called) for track in shown[slug, what]]
    found.events += _sessions(selection, today)
    found.events.sort(key=lambda event: (event.day, event.uid))
    return found


# --- from the log -----------------------------------------------------------------------------


def _tracks() -> tuple[dict[tuple[str, str], list[Track]], dict[tuple[str, str], int]]:
    """The things that have a day, by measure and what they are; and how many have none now."""
    tracks: dict[tuple[str, str], list[Track]] = {}
    inexact: dict[tuple[str, str], int] = {}
    hearings = log().filter(Q(after__kind=HEARING) | Q(before__kind=HEARING))
    heard = hearings.filter(table="actions").values("key")
    events = log().filter(Q(table="terms") | Q(table="actions", key__in=heard))
    ordered = events.select_related("note").order_by("measure", "pk")
    for slug, own in groupby(ordered, key=lambda event: event.measure):
        past: list[RecordEvent] = []
        for _, lot in groupby(own, key=lambda event: event.note_id):
            past += lot
            at = past[-1].note.at
            rows = replay(past)
            for what in SAID:
                dated, others = _dated(rows, what)
                _follow(tracks.setdefault((slug, what), []), dated, at)
                inexact[slug, what] = others
    return tracks, inexact


def _dated(rows: dict[tuple[str, str], Row], what: str) -> tuple[list[tuple[date, Row]], int]:
    """The rows of a measure that have a day, in the order of the days; and how many have none."""
    dated, others = [], 0
    for (table, _), row in rows.items():
        text = _day_of(row, what) if (table == "actions") == (what == HEARING) else None
        if text and len(text) == len("2026-01-01"):
            dated.append((date.fromisoformat(text), row))
        elif text:
            others += 1
    return sorted(dated, key=lambda one: one[0]), others


def _day_of(row: Row, what: str) -> str | None:
    """The day that a row sets: cut to its year where it may be another day."""
    if what == HEARING:
        return row["date"] if row["kind"] == HEARING else None
    day, other = row[f"{what}_on"], row[f"may_{what[:-1]}_on"]
    return day[:4] if day and other and other != day else day


def _follow(tracks: list[Track], dated: list[tuple[date, Row]], at: datetime) -> None:
    """Bring tracks up to what the log says by now: what kept its day goes on, what is left over
    on both sides moved, in the order of the days.
    """
    open_tracks = [track for track in tracks if track.row is not None]
    fresh = list(dated)
    for track in list(open_tracks):
        same = next((one for one in fresh if one[0] == track.day), None)
        if same:
            track.row = same[1]
            fresh.remove(same)
            open_tracks.remove(track)
    for track, (day, row) in zip(open_tracks, fresh, strict=False):
        track.day, track.row, track.at, track.moved = day, row, at, track.moved + 1
    for track in open_tracks[len(fresh) :]:
        track.row, track.at, track.moved = None, at, track.moved + 1
    for day, row in fresh[len(open_tracks) :]:
        tracks.append(Track(len(tracks), row, day, at))


def _event(slug: str, what: str, track: Track, called: str) -> CalendarDay:
    row = track.row
    basis, why = _grounds(row, what)
    status = "CANCELLED" if row is None else "CONFIRMED" if basis == Basis.RECORDED else "TENTATIVE"
    words = [why] if why else []
    if row is None:
        words = ["This day is set no more; the page of the measure says what is known now."]
    elif basis != Basis.RECORDED:
        words.insert(0, f"This day is {Basis(basis).label.lower()}.")
    elif what == ENDS and row["end_kind"]:
        words.insert(0, f"{ActionKind(row['end_kind']).label}.")
    return CalendarDay(
        uid=str(uuid5(SPACE, f"calendar {slug} {what} {track.number}")),
        day=track.day,
        title=f"{SAID[what]}: {called}",
        words=" ".join(words),
        path=path_to("measure", slug),
        at=track.at,
        sequence=track.moved,
        status=status,
    )


def _grounds(row: Row | None, what: str) -> tuple[str, str]:
    """What a day rests on, and why or what is said of it."""
    if row is None:
        return Basis.RECORDED, ""
    if what == HEARING:
        return row["basis"], row["description"] or ""
    side = "start" if what == STARTS else "end"
    return row[f"{side}_basis"], row[f"{side}_why"] or ""


# --- ends of sessions ---------------------------------------------------------------------------


def _sessions(selection: Selection, today: date) -> Iterator[CalendarDay]:
    """The days on which bills fail with their session unless they pass before. Three queries."""
    pending = (
        Measure.objects.published()
        .pending(today)
        .filter(
            stages__stage=Stage.FAILED,
            stages__basis=Basis.INFERRED,
            stages__from_on__gt=today,
            session__isnull=False,
        )
        .annotate(fails_on=F("stages__from_on"))
        .select_related("jurisdiction", "session__jurisdiction")
        .only(*OF_PENDING)
        .order_by("session", "fails_on", "pk")
    )
    chosen = [measure for measure in pending if selection.covers(measure)]
    moved = _moves_of_sessions()
    for session, of_session in groupby(chosen, key=lambda one: one.session):
        later = 0
        for day, bills in groupby(of_session, key=lambda one: one.fails_on):
            later += day != session.end_on
            what = f"carry-over {later}" if day != session.end_on else "end"
            yield _end_of(session, day, what, len(list(bills)), moved)


def _end_of(
    session: LegislativeSession, day: date, what: str, bills: int, moved: dict[str, Any]
) -> CalendarDay:
    """The day on which bills fail: the end of their session, or of what carries them over."""
    whose = name_with_state(session.jurisdiction)
    state = session.jurisdiction.state_code.lower() or "us"
    own = f"{session.jurisdiction.division_id} {session.identifier}"
    sequence, at = moved.get(own, (0, moved["first"]))
    number = counted(bills, "bill")
    fails = "fails" if bills == 1 else "fail"
    ends = "ends" if what == "end" else "carry-over ends"
    return CalendarDay(
        uid=str(uuid5(SPACE, f"calendar {own} {what}")),
        day=day,
        title=f"{whose}, {session_name(session)} {ends}: {number} {fails} unless passed before",
        words="Inferred from the last day of the session; carry-over, if any, is counted.",
        path=path_to("state", state),
        at=at,
        sequence=sequence,
        status="TENTATIVE",
    )


def _moves_of_sessions() -> dict[str, Any]:
    """How often each session changed in the log, by its key, and when last; `first`: when the log
    began.
    """
    events = log().filter(table="sessions").order_by("pk")
    first = events.values("pk")[:1]
    events = events.filter(Q(pk__in=first) | ~Q(kind=EventKind.FIRST))
    found: dict[str, Any] = {}
    for event in events.select_related("note").defer("before", "after"):
        found.setdefault("first", event.note.at)
        if event.kind != EventKind.FIRST:
            name = " ".join(map(str, event.key_parts))
            found[name] = found.get(name, (0, None))[0] + 1, event.note.at
    return found
