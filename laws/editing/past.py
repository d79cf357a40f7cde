"""The record as it stood: a measure at a moment, and what was changed on a day, by revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from laws.editing.history import COLUMNS, LOAD, PART_OF_NOUN
from laws.editing.merge import Document, Row
from laws.editing.revisions import TABLES, from_json
from laws.models import (
    CaseEffectRevision,
    ChamberRevision,
    CourtCaseRevision,
    ExplainedFindingRevision,
    JurisdictionRevision,
    Measure,
    MilestoneRevision,
    PreemptionRevision,
    QuestionRevision,
    SearchRevision,
    SessionRevision,
    SubjectWordRevision,
)

STOOD = """
    (SELECT DISTINCT ON (r.pgh_obj_id) '{part}', r.pgh_obj_id, r.pgh_label, to_jsonb(r)
    FROM {table} r WHERE r.{measure} = %(measure)s AND r.pgh_created_at < %(until)s
    ORDER BY r.pgh_obj_id, r.pgh_id DESC)
"""
OTHERS: dict[str, tuple[type[Model], str]] = {
    "jurisdiction": (JurisdictionRevision, ""),
    "legislativesession": (SessionRevision, ""),
    "chamber": (ChamberRevision, ""),
    "question": (QuestionRevision, ""),
    "milestone": (MilestoneRevision, ""),
    "search": (SearchRevision, ""),
    "preemption": (PreemptionRevision, ""),
    "courtcase": (CourtCaseRevision, ""),
    "caseeffect": (CaseEffectRevision, ""),
    "subjectword": (SubjectWordRevision, ""),
    "explainedfinding": (ExplainedFindingRevision, "measure_id"),
}
EVERY = TABLES | OTHERS
"""The tables of revisions by what they are of, each with the column that names its measure."""
CHANGED = """
    SELECT '{noun}' AS noun, r.pgh_id, r.pgh_created_at, r.pgh_obj_id, r.pgh_label,
        coalesce(r.pgh_context_id::text, '') AS save, r.pgh_context, {measure} AS measure,
        to_jsonb(r) AS row,
        (SELECT to_jsonb(p) FROM {table} p WHERE p.pgh_obj_id = r.pgh_obj_id
            AND p.pgh_id < r.pgh_id ORDER BY p.pgh_id DESC LIMIT 1) AS earlier
    FROM {table} r
    WHERE r.pgh_created_at >= %(since)s AND r.pgh_created_at < %(until)s
        AND coalesce(r.pgh_context->>'origin', '') <> %(load)s
        AND (%(by)s = '' OR %(by)s IN (r.pgh_context->>'username', r.pgh_context->>'author'))
"""


@dataclass(frozen=True, slots=True)
class ChangeOfDay:
    """One row that someone added, changed or removed: what it is of, its key, its measure if it
    has one, its columns before and after, and who did it with which save.
    """

    noun: str
    key: int
    made_at: datetime
    label: str
    save: str
    context: Row
    measure: int | None
    before: Row | None
    after: Row | None


def day_of(on: date) -> tuple[datetime, datetime]:
    """The first moment of a day, and that of the next."""
    first = timezone.make_aware(datetime.combine(on, time.min))
    return first, first + timedelta(1)


def stood_at(measure: Measure, until: datetime) -> Document:
    """The measure as it was before a moment, with its status; without "own" if it was not there.
    One query.
    """
    parts = [
        STOOD.format(part=PART_OF_NOUN[noun], table=model._meta.db_table, measure=column)
        for noun, (model, column) in TABLES.items()
    ]
    document: Document = {part: {} for part in COLUMNS}
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {"measure": measure.pk, "until": until}
        cursor.execute(" UNION ALL ".join(parts), asked)
        for part, key, label, stored in cursor.fetchall():
            row = from_json(stored)
            if label != "delete" and row:
                content = {name: row.get(name) for name in COLUMNS[part]}
                document[part]["" if part == "own" else str(key)] = content
    document["actions"] = dict(_in_order(document["actions"].items()))
    return document


def changed_on(
    on: date, by: str = "", first: int = 0, number: int = 300
) -> tuple[list[ChangeOfDay], bool]:
    """What was changed on a day, by a person (an account's name) or anyone, the latest first, and
    whether more follows; without what loads brought. One query.
    """
    parts = [
        CHANGED.format(noun=noun, table=model._meta.db_table,
                       measure=f"r.{column}" if column else "NULL::bigint")
        for noun, (model, column) in EVERY.items()
    ]  # fmt: skip
    since, until = day_of(on)
    asked: dict[str, Any] = {"since": since, "until": until, "by": by, "load": LOAD, "first": first,
             "number": number + 1}  # fmt: skip
    order = "ORDER BY pgh_created_at DESC, save, noun, pgh_id OFFSET %(first)s LIMIT %(number)s"
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} {order}", asked)
        every = [_change(row) for row in cursor.fetchall()]
    return every[:number], len(every) > number


def _change(columns: tuple[Any, ...]) -> ChangeOfDay:
    noun, _, made_at, key, label, save, context, measure, stored, earlier = columns
    now = from_json(stored)
    return ChangeOfDay(
        noun, key, made_at, label, save, from_json(context) or {}, measure,
        now if label == "delete" else None if label == "insert" else from_json(earlier),
        None if label == "delete" else now,
    )  # fmt: skip


def _in_order(actions: Iterable[tuple[str, Row]]) -> list[tuple[str, Row]]:
    return sorted(actions, key=lambda one: one[1]["order"])
