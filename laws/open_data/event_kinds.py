"""What kind of thing an event is: that the law moved, that we were wrong, that we looked again.

A release says so itself in changes.csv. Of what staff change nobody says it, so it follows from
what changed:

- a new action after all that was known of a measure: the law moved;
- any other row or value where nothing was known before: we know more;
- any other value, and a row that went: we were wrong;
- only the day of a check or a look, and a search: checked;
- a reading or a date that became doubtful: in doubt; a page found gone: source gone.

What is calculated (terms and the like) is of the kind of what it follows from.
"""

from collections import defaultdict
from collections.abc import Iterable

from laws.models import FollowedRow, RecordEvent
from laws.vocabulary import UNSURE_EFFECT, Basis, ChangeCause, EventDid, EventKind

CAUSES = {
    ChangeCause.CORRECTION: EventKind.CORRECTED,
    ChangeCause.ADDITION: EventKind.ADDED,
    ChangeCause.NEWS: EventKind.LAW,
}
CALCULATED = ("terms", "stages")
CALCULATED_COLUMNS = frozenset(
    ["first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on", "name", "path",
     "government", "level", "geoid"]
)  # fmt: skip
OF_OTHERS = frozenset(["wikidata_id"])
"""What others call a row: to learn it is no fact of the law."""
OF_CHECK = frozenset(
    ["verified_on", "verified_sources_looked_at", "verified_sources_not_looked_at", "tier"]
)
GONE = frozenset(["gone_since"])
UNKNOWN = (None, "", [])
# Of several kinds of one thing the first tells most.
ORDER = (
    EventKind.LAW, EventKind.CORRECTED, EventKind.ADDED, EventKind.IN_DOUBT, EventKind.SOURCE_GONE,
    EventKind.CHECKED, EventKind.FORM, EventKind.FIRST,
)  # fmt: skip


def give_kinds(events: list[RecordEvent], is_first: bool) -> None:
    """Say of each event of one look its kind. One query at most."""
    if is_first:
        for event in events:
            event.kind = EventKind.FIRST
        return
    news = _news(events)
    of_subject: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if not _is_calculated(event):
            event.kind = _kind(event, event.key in news)
            of_subject[event.subject].add(event.kind)
    for event in events:
        if _is_calculated(event):
            cause = getattr(event, "cause", None)
            event.kind = CAUSES[cause] if cause else first_of(of_subject[event.subject])


def first_of(kinds: Iterable[str]) -> EventKind:
    """The kind that tells most of several; a correction where nothing else changed, as then we
    calculate otherwise.
    """
    found = set(kinds) - {EventKind.CHECKED, EventKind.SOURCE_GONE, EventKind.FORM}
    return next((kind for kind in ORDER if kind in found), EventKind.CORRECTED)


def _is_calculated(event: RecordEvent) -> bool:
    if event.table in CALCULATED:
        return True
    changed = event.did == EventDid.CHANGED and event.after.keys() & event.before.keys()
    return bool(changed) and changed <= CALCULATED_COLUMNS


def _kind(event: RecordEvent, is_news: bool) -> EventKind:
    columns = _changed(event)
    if not columns:
        return EventKind.FORM
    is_search = event.table == "searches" and event.did == EventDid.ADDED
    if is_search or columns <= OF_CHECK:
        return EventKind.CHECKED
    if cause := getattr(event, "cause", None):
        return CAUSES[cause]
    if columns <= GONE:
        is_gone = any(event.after[name] for name in columns)
        return EventKind.SOURCE_GONE if is_gone else EventKind.CHECKED
    if event.did != EventDid.REMOVED and _became_doubtful(event):
        return EventKind.IN_DOUBT
    if event.did == EventDid.ADDED:
        return EventKind.LAW if is_news else EventKind.ADDED
    was_known = any(event.before[name] not in UNKNOWN for name in columns)
    return EventKind.CORRECTED if was_known else EventKind.ADDED


def _changed(event: RecordEvent) -> set[str]:
    """The columns that differ, without those that the table gained or lost and what others say."""
    if event.did != EventDid.CHANGED:
        return set(event.row)
    return (event.after.keys() & event.before.keys()) - CALCULATED_COLUMNS - OF_OTHERS


def _became_doubtful(event: RecordEvent) -> bool:
    after = event.after or {}
    return after.get("effect_basis") in UNSURE_EFFECT or after.get("basis") == Basis.DISPUTED


def _news(events: list[RecordEvent]) -> set[str]:
    """The keys of new actions that come after all that was known of their measures."""
    came = [e for e in events if e.table == "actions" and e.did == EventDid.ADDED]
    if not came:
        return set()
    measures = {event.measure for event in came}
    known: dict[str, str] = {}
    rows = FollowedRow.objects.filter(table="actions", row__measure__in=measures)
    for row in rows.values_list("row", flat=True):
        known[row["measure"]] = max(known.get(row["measure"], ""), row["date"])
    return {
        event.key
        for event in came
        if event.measure in known and event.after["date"] > known[event.measure]
    }
