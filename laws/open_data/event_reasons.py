"""Why a row changed, where that was said: by changes.csv of a release, or at the desk."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from laws.editing.reasons import FILES, Reason, reason_for, since
from laws.editing.revisions import OTHER_TABLES
from laws.editing.revisions import TABLES as REVISIONS
from laws.models import ChangeReason, EventNote, Measure, RecordEvent
from laws.text.dates import PartialDate
from laws.vocabulary import EditorialStatus, EventDid

NOUNS = {file.split(".")[0]: noun for noun, file in FILES.items()}
"""What a table is called in the log of changes."""
KEYS = {"sessions": ("state", "identifier"), "chambers": ("state", "kind")}
"""By which columns changes.csv knows a row, where that is not the key of the table."""
# What is no measure, as subjects of events call it: its table, and the columns of the key.
SUBJECTS = {
    "session": ("sessions", "jurisdiction__division_id", "identifier"),
    "place": ("jurisdictions", "division_id"),
    "chambers": ("chambers", "jurisdiction__division_id", "kind"),
    "milestone": ("milestones", "day", "precision", "title"),
    "question": ("questions", "slug"),
    "preemption": ("preemption", "jurisdiction__division_id", "subject", "from_on"),
    "case": ("cases", "slug"),
    "case_effects": ("cases", "case__slug"),
}
OF_REVISION = ("pgh_obj_id", "pgh_created_at", "pgh_context")
COLUMNS = ("version", "kind", "file", "key", "field", "into", "why", "source")


def give_reasons(events: list[RecordEvent], since: EventNote, release: str) -> None:
    """Say of each event why it happened; `cause` is the kind of reason that a release gave."""
    of_release = _of_release(since.release, release)
    of_others = _of_others({e.subject.split()[0] for e in events if not e.measure}, since)
    at_desk = _at_desk({event.measure for event in events} - {""}, since)
    added = {e.measure for e in events if e.table == "measures" and e.did == EventDid.ADDED}
    withdrawn = _withdrawn(
        event.measure for event in events if event.table == "measures" and event.after is None
    )
    for event in events:
        found = _found(of_release, event)
        if found:
            event.cause, event.source = found[0].kind, found[0].source
            event.why = " ".join(dict.fromkeys(one.why for one in found))
        elif event.measure in withdrawn:
            event.why = withdrawn[event.measure]
        elif not event.measure:
            event.why = " ".join(of_others[event.subject])
        else:
            # What staff wrote of a draft stays among them: of a new measure, why it was published.
            noun = "measures" if event.measure in added else NOUNS.get(event.table)
            event.why = " ".join(at_desk[event.measure, noun])


def _of_release(before: str, release: str) -> tuple[Reason, ...]:
    if before == release:
        return ()
    rows = ChangeReason.objects.values_list(*COLUMNS)
    return since((Reason(*row) for row in rows), release, before)


def _found(reasons: tuple[Reason, ...], event: RecordEvent) -> list[Reason]:
    """The reasons of the columns that differ, each once."""
    is_gone = event.after is None
    noun = NOUNS.get(event.table, "measure" if event.measure else "")
    if not reasons or not noun:
        return []
    columns = {"": None} if is_gone or event.before is None else event.after
    rows = (reason_for(reasons, noun, _key(event), column, is_gone) for column in columns)
    return list(dict.fromkeys(one for one in rows if one))


def _key(event: RecordEvent) -> str:
    """How changes.csv names the row; what no file holds follows from its measure."""
    if event.table not in NOUNS:
        return event.measure
    names = KEYS.get(event.table)
    cells = [event.row[name] for name in names] if names else json.loads(event.key)
    return " ".join(str(cell) for cell in cells if cell not in (None, ""))


def _withdrawn(slugs: Iterable[str]) -> dict[str, str]:
    rows = Measure.objects.withdrawn().filter(slug__in=list(slugs)).order_by()
    return dict(rows.values_list("slug", "withdrawn_reason"))


def _at_desk(slugs: set[str], since: EventNote) -> dict[tuple[str, str | None], list[str]]:
    """The reasons that staff gave since a look, by measure and noun; `measures` are those given
    with a publication. One query a table.
    """
    said: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    keys = dict(Measure.objects.filter(slug__in=slugs).order_by().values_list("pk", "slug"))
    for noun, (model, column) in REVISIONS.items() if keys else ():
        rows = model.objects.filter(pgh_created_at__gt=since.at, **{f"{column}__in": keys})
        status = "status" if noun == "measure" else "pgh_label"
        rows = rows.order_by("pk").values_list(column, "pgh_context", status)
        for key, context, label in rows:
            reason = (context or {}).get("reason", "")
            if not reason or (context or {}).get("origin") == "load":
                continue
            places = [noun, "measures"] if label == EditorialStatus.PUBLISHED else [noun]
            for place in places:
                if reason not in said[keys[key], place]:
                    said[keys[key], place].append(reason)
    return said


def _of_others(tables: set[str], since: EventNote) -> dict[str, list[str]]:
    """The reasons that staff gave since a look with what is no measure, by subjects of events: of
    a row that is called otherwise since, also by what it was called before. One query a table.
    """
    said: dict[str, list[str]] = defaultdict(list)
    for noun, (table, *columns) in SUBJECTS.items():
        if table not in tables:
            continue
        rows = OTHER_TABLES[noun].objects
        touched = rows.filter(pgh_created_at__gt=since.at).order_by().values("pgh_obj_id")
        past = rows.filter(pgh_obj_id__in=touched).order_by("pgh_obj_id", "pk")
        before: tuple[int, str] = (0, "")
        for row, at, context, *cells in past.values_list(*OF_REVISION, *columns):
            subject = _subject(noun, table, cells)
            names = {subject, before[1]} if before[0] == row else {subject}
            before = row, subject
            reason = (context or {}).get("reason", "")
            if not reason or (context or {}).get("origin") == "load" or at <= since.at:
                continue
            for name in names:
                if reason not in said[name]:
                    said[name].append(reason)
    return said


def _subject(noun: str, table: str, cells: list[Any]) -> str:
    """What events call a row that its revision has in these cells."""
    if noun == "milestone":
        cells = [PartialDate(*cells[:2]).isoformat(), cells[2]]
    return " ".join([table, *("" if cell is None else str(cell) for cell in cells)])
