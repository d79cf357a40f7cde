"""A measure's history as staff see it: each save with who, when, why and from what to what.

Unlike the public log it holds drafts, statuses and names of staff, so it stays at the desk.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from laws.editing.merge import Document, Row
from laws.editing.reference import KINDS, PARTS_OF_KINDS
from laws.editing.revisions import SAME, TABLES, Stored, from_json
from laws.editing.snapshot import PARTS
from laws.models import (
    CaseEffectRevision,
    ChamberRevision,
    CourtCaseRevision,
    JurisdictionRevision,
    Measure,
    MilestoneRevision,
    PreemptionRevision,
    QuestionRevision,
    SearchRevision,
    SessionRevision,
)
from laws.text import measure_fields

PART_OF_NOUN = dict(zip(TABLES, ["own", *PARTS], strict=True))
"""The part of a document that each noun's revisions belong to."""
NOUN_OF_PART = {part: noun for noun, part in PART_OF_NOUN.items()}

COLUMNS: dict[str, tuple[str, ...]] = {
    "own": (*measure_fields.COLUMNS, "status", "withdrawn_reason", "exemption"),
    **{name: part.columns for name, part in PARTS.items()},
    **{noun: kind.columns for noun, kind in KINDS.items()},
    **{name: part.columns for name, part in PARTS_OF_KINDS.items()},
}
Tables = dict[str, tuple[type[Model], str]]
"""The revisions of each part, and the column that names what the part belongs to."""
OF_MEASURE: Tables = {PART_OF_NOUN[noun]: table for noun, table in TABLES.items()}
OF_KINDS: dict[str, Tables] = {
    "session": {"session": (SessionRevision, "pgh_obj_id")},
    "place": {
        "place": (JurisdictionRevision, "pgh_obj_id"),
        "chambers": (ChamberRevision, "jurisdiction_id"),
    },
    "milestone": {"milestone": (MilestoneRevision, "pgh_obj_id")},
    "question": {"question": (QuestionRevision, "pgh_obj_id")},
    "preemption": {"preemption": (PreemptionRevision, "pgh_obj_id")},
    "search": {"search": (SearchRevision, "pgh_obj_id")},
    "case": {
        "case": (CourtCaseRevision, "pgh_obj_id"),
        "case_effects": (CaseEffectRevision, "case_id"),
    },
}
"""The same of each noun that is no measure."""
DESK, LOAD, IMPORT = "desk", "load", "import"

OF_NOUN = """
    SELECT '{part}' AS part, r.pgh_id, r.pgh_obj_id, r.pgh_created_at, r.pgh_label,
        coalesce(r.pgh_context_id::text, '') AS context_id, r.pgh_context, to_jsonb(r) AS row,
        lag(r.pgh_id) OVER earlier_ones AS earlier_id, lag(to_jsonb(r)) OVER earlier_ones AS earlier
    FROM {table} r WHERE r.{owner} = %(owner)s
    WINDOW earlier_ones AS (PARTITION BY r.pgh_obj_id ORDER BY r.pgh_id)
"""
SAVES = """
    SELECT save, part, pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context, row,
        earlier_id, earlier
    FROM (
        SELECT *, dense_rank() OVER (ORDER BY pgh_created_at DESC, context_id DESC) AS save
        FROM ({all}) AS every
    ) AS numbered
    WHERE save > %(first)s AND save <= %(first)s + %(number)s
    ORDER BY save, part, pgh_id
"""


@dataclass(slots=True)
class ChangedRow:
    """A row that a save added, changed or removed, under its key in a document.

    `old_revision` is the revision that holds it as it was before, if there is one.
    """

    part: str
    key: str
    before: Row | None
    after: Row | None
    old_revision: int | None


@dataclass(slots=True)
class RevisionSet:
    """What one person or program changed at one moment; `origin` is DESK, LOAD, IMPORT or ""."""

    made_at: datetime
    username: str = ""
    author: str = ""
    origin: str = ""
    reason: str = ""
    rows: list[ChangedRow] = field(default_factory=list)

    @property
    def documents(self) -> tuple[Document, Document]:
        """What the rows said before and after, each as a document of these rows alone."""
        before: Document = {row.part: {} for row in self.rows}
        after: Document = {row.part: {} for row in self.rows}
        for row in self.rows:
            if row.before is not None:
                before[row.part][row.key] = row.before
            if row.after is not None:
                after[row.part][row.key] = row.after
        return before, after


def saves(measure: Measure, first: int = 0, number: int = 20) -> tuple[list[RevisionSet], bool]:
    """The measure's saves, the latest first, and whether older ones follow. One query."""
    return _saves(OF_MEASURE, measure.pk, first, number)


def saves_of_row(
    noun: str, key: int, first: int = 0, number: int = 20
) -> tuple[list[RevisionSet], bool]:
    """The same of a session, a place, a milestone or a question."""
    return _saves(OF_KINDS[noun], key, first, number)


def _saves(tables: Tables, key: int, first: int, number: int) -> tuple[list[RevisionSet], bool]:
    parts = [
        OF_NOUN.format(part=part, table=model._meta.db_table, owner=column)
        for part, (model, column) in tables.items()
    ]
    parameters = {"owner": key, "first": first, "number": number + 1}
    by_save = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(SAVES.format(all=" UNION ALL ".join(parts)), parameters)
        for save, *revision in cursor.fetchall():
            by_save[save].append(revision)
    every = [_save(revisions) for revisions in by_save.values()]
    return [save for save in every[:number] if save.rows], len(every) > number


def _save(revisions: list[list[Any]]) -> RevisionSet:
    context: dict[str, Any] = {}
    for revision in revisions:
        # What a save wrote before its reason was known carries none.
        context |= from_json(revision[5]) or {}
    names = ("username", "author", "origin", "reason")
    return RevisionSet(
        made_at=revisions[0][3],
        **{name: str(context.get(name) or "") for name in names},
        rows=[row for row in _rows(revisions) if row.before != row.after],
    )


def _rows(revisions: list[list[Any]]) -> list[ChangedRow]:
    """Each row once, from what it was first to what it is last."""
    rows: dict[tuple[str, Any], ChangedRow] = {}
    for part, number, key, _, label, _, stored, earlier_id, stored_earlier in revisions:
        now, earlier = _content(part, stored), _content(part, stored_earlier)
        if (part, key) not in rows:
            before = None if label == "insert" else now if label == "delete" else earlier
            old = number if label == "delete" else earlier_id
            own_key = "" if part == "own" or part in KINDS else str(key)
            rows[part, key] = ChangedRow(part, own_key, before, None, old if before else None)
        rows[part, key].after = None if label == "delete" else now
    return _joined(rows.values())


def _joined(rows: Iterable[ChangedRow]) -> list[ChangedRow]:
    """The rows, where one that went and one that came are the same row as one that changed."""
    gone: dict[tuple[Any, ...], ChangedRow] = {}
    joined = []
    for row in sorted(rows, key=lambda row: row.after is not None):
        if row.after is None and row.before is not None:
            gone[_identity(row.part, row.before)] = row
        elif row.before is None and row.after is not None:
            other = gone.pop(_identity(row.part, row.after), None)
            if other:
                other.after = row.after
                continue
        joined.append(row)
    return sorted(joined, key=_position)


def _position(row: ChangedRow) -> tuple[int, int]:
    """Where a row comes in a save: the measure itself first, actions in their order."""
    return list(COLUMNS).index(row.part), (row.after or row.before or {}).get("order", 0)


def _identity(part: str, row: Row) -> tuple[Any, ...]:
    return part, *(row[name] for name in SAME.get(NOUN_OF_PART.get(part, part), ()))


def _content(part: str, stored: Stored) -> Row | None:
    row = from_json(stored)
    return row and {name: row[name] for name in COLUMNS[part]}
