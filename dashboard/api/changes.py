"""Changes by the API: the log of events from a number on, so that others can keep the record."""

from functools import cached_property
from typing import Any

from dashboard.api.measures import STATES, refuse_unlisted
from dashboard.api.operation import Asked, Operation
from dashboard.api.parameters import Misunderstood, Parameter, fields_of, one_of, several_of, words
from dashboard.api.record import SLUG
from dashboard.feeds.formats import event_row
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from dashboard.words.place_addresses import places_at
from laws.models import RecordEvent
from laws.open_data.events import events_of, followed, log_began, newest, note_events
from laws.open_data.table import Column
from laws.vocabulary import EventDid, EventKind

MOST_EVENTS, EVENTS = 1000, 100
SINCE = Parameter(
    "since",
    "The number of the last event that you have: what came after it is given. 0, or nothing: from "
    "the beginning of the log, which begins with every row that there was.",
    {"type": "integer", "minimum": 0, "maximum": 99_999_999, "default": 0},
)
LIMIT = Parameter(
    "limit",
    "The most events of one answer.",
    {"type": "integer", "minimum": 1, "maximum": MOST_EVENTS, "default": EVENTS},
)
PLACE = words(
    "place", "One government, by the end of its address: ma/somerville, ma, us.",
    r"^[-a-zA-Z0-9_/]+$", "the address of a state or a place is allowed, as ma or ma/somerville",
)  # fmt: skip
EVENT = (
    Column("cursor", "integer", "Its number. Numbers grow; keep the last one that you have."),
    Column("at", "string", "When the record changed: a moment, with its offset from UTC."),
    Column("table", "string", "The table of the row, as the files have it."),
    Column("key", "list", "What names the row: the values of the table’s key columns."),
    Column("did", "string", "What became of the row.", EventDid),
    Column("kind", "string", "What kind of thing happened.", EventKind),
    Column(
        "before", "object", "What the row said: all of a removed row, the columns that differ of a "
        "changed one, and those that say the same date with one of them. Empty: the row is new.",
    ),
    Column(
        "after", "object", "What it says: all of a new row, the columns that differ of a changed "
        "one. A column that is in before alone is gone. Empty: the row is gone.",
    ),
    Column("why", "string", "The reason, where one was given."),
    Column("source", "string", "The page that says so."),
    Column("release", "string", "The release of the data that was loaded by then."),
    Column("measure", "string", "The measure that it is about, as `slug` in `measures`."),
    Column("division_id", "string", "The government that it is about."),
    Column("state", "string", "The postal code of its state in small letters, us for the country."),
)  # fmt: skip


class Changes(Operation):
    """What happened to the record since a number."""

    name, path, title = "changes", "changes", "Changes"
    about = (
        "Every row of the record that was added, changed or removed, in the order of numbers. "
        "Replayed from 0 without a filter, the events give the tables of the record exactly. Ask "
        "again with since set to the cursor of the answer: no event is missed or given twice. What "
        "takes effect by the calendar changes no row: it is in terms from the day it is known, and "
        "the feeds tell it on its day. A log that began at another moment (log_began) has other "
        "numbers: begin again from 0."
    )
    columns = EVENT
    own_parameters = (
        SINCE,
        LIMIT,
        several_of("state", "The state that it is about; us for the country.", STATES),
        PLACE,
        words("measure", "The slug of one measure.", SLUG, "the slug of a measure is allowed"),
        several_of("kind", "The kind of event.", EventKind.values),
        one_of("table", "One table.", [table.name for table in followed()]),
    )
    is_paged = False
    example = {"since": "0", "measure": "ma-s2963-2019", "table": "measures"}
    page = "changes"
    reads_primary = True
    beside = {
        "cursor": {
            "type": "integer",
            "description": "The number up to which this answer has all that was asked for: keep it "
            "and ask again with since.",
        },
        "more": {"type": "boolean", "description": "Whether more events wait after it."},
        "next": {"type": "string", "description": "The address of what comes after the cursor."},
        "log_began": {
            "type": ["string", "null"],
            "description": "When the log began. Another moment: the numbers are of another log.",
        },
        "count": {"type": "integer", "description": "How many events are in this answer."},
    }

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """What it takes: it knows no day and no edition, for it tells what is new."""
        fields = fields_of(one.name for one in self.columns)
        return {one.name: one for one in (*self.own_parameters, fields)}

    def content(self, asked: Asked) -> dict[str, Any]:
        note_events()
        last = newest()
        since, limit = int(asked.first("since", "0")), int(asked.first("limit", str(EVENTS)))
        if since > last:
            raise Misunderstood("since", str(since), f"the last number of this log is {last}")
        found = list(self._chosen(asked).filter(pk__gt=since, pk__lte=last)[: limit + 1])
        if not found:
            self._refuse_unknown(asked)
        rows, is_more = [event_row(event) for event in found[:limit]], len(found) > limit
        # Where nothing more fits, all up to the last was looked at.
        cursor = rows[-1]["cursor"] if is_more else last
        began = log_began()
        return {
            "count": len(rows),
            "cursor": cursor,
            "more": is_more,
            "next": self._next(asked, cursor),
            "log_began": began and began.isoformat(),
            "results": rows,
        }

    @staticmethod
    def _refuse_unknown(asked: Asked) -> None:
        """Refuse a slug of which the log never heard: it is no measure without news."""
        slug = asked.first("measure")
        if slug and not RecordEvent.objects.filter(measure=slug).exists():
            refuse_unlisted(slug)

    @staticmethod
    def _chosen(asked: Asked) -> Any:
        values = asked.parameters
        events = events_of(
            measure=values.first("measure"), kinds=values.all("kind"), table=values.first("table")
        )
        if states := values.all("state"):
            events = events.filter(state__in=states)
        if address := values.first("place"):
            place = next(iter(places_at([address])), None)
            if place is None:
                raise Misunderstood("place", address, PLACE.allowed)
            events = events.filter(division_id=(place.same_as or place).division_id)
        return events

    @staticmethod
    def _next(asked: Asked, cursor: int) -> str:
        """The address of what comes after a number."""
        kept = {name: asked.values.getlist(name) for name in asked.values if name != "since"}
        return asked.site + path_to("api-changes") + query(**kept, since=cursor)
