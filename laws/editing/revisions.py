"""What changed in what is public, read from the revisions: what the public change log shows.

Drafts stay among staff. A measure's changes are public from its publication on, and only while it
is published; a relation's only while both of its measures are; a session's from the day on which a
measure of it was published. Names of staff never leave here.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from laws.editing.merge import Row
from laws.models import (
    ActionRevision,
    CaseEffectRevision,
    ChamberRevision,
    CourtCaseRevision,
    JurisdictionRevision,
    MeasureRevision,
    MilestoneRevision,
    PreemptionRevision,
    ProvisionRevision,
    QuestionRevision,
    RelationRevision,
    SessionRevision,
    SourceRevision,
    SponsorshipRevision,
)
from laws.vocabulary import ChangeKind, EditorialStatus

TABLES: dict[str, tuple[type[Model], str]] = {
    "measure": (MeasureRevision, "pgh_obj_id"),
    "action": (ActionRevision, "measure_id"),
    "provision": (ProvisionRevision, "measure_id"),
    "source": (SourceRevision, "measure_id"),
    "relation": (RelationRevision, "from_measure_id"),
    "sponsorship": (SponsorshipRevision, "measure_id"),
}
"""What revisions are of: the table of each noun, and the column that names its measure."""

OTHER_TABLES: dict[str, type[Model]] = {
    "session": SessionRevision,
    "place": JurisdictionRevision,
    "chambers": ChamberRevision,
    "milestone": MilestoneRevision,
    "question": QuestionRevision,
    "preemption": PreemptionRevision,
    "case": CourtCaseRevision,
    "case_effects": CaseEffectRevision,
}
"""The same of what belongs to no measure."""

Stored = Row | str | None
"""A row as the database gives it: JSON may come as text."""


@dataclass(frozen=True, slots=True)
class PublicChange:
    """One row that was added, changed or removed: its columns before and after, and the reason.

    `before` is None for a row that was added, `after` for one that was removed, `measure` for one
    of OTHER_TABLES. `is_publication` marks the moment from which a measure's changes are public;
    `is_check` what changed nothing but when the measure was checked against its sources.
    """

    noun: str
    number: int
    made_at: datetime
    measure: int | None
    before: Row | None
    after: Row | None
    reason: str
    is_publication: bool
    is_check: bool


OF_NOUN = """
    SELECT '{noun}' AS noun, r.pgh_id, r.pgh_created_at, r.{measure}, r.pgh_label,
        to_jsonb(r) AS row,
        (SELECT to_jsonb(p) FROM {table} p WHERE p.pgh_obj_id = r.pgh_obj_id
            AND p.pgh_id < r.pgh_id ORDER BY p.pgh_id DESC LIMIT 1) AS earlier,
        coalesce(r.pgh_context->>'reason', '') AS reason,
        ('{noun}' = 'measure' AND r.pgh_created_at = public.since
            AND to_jsonb(r)->>'status' = %(published)s) AS is_publication
    FROM {table} r
    JOIN laws_measure m ON m.id = r.{measure} AND m.status = %(published)s
    JOIN LATERAL (
        SELECT min(v.pgh_created_at) AS since FROM laws_measurerevision v
        WHERE v.pgh_obj_id = m.id AND v.status = %(published)s
    ) public ON r.pgh_created_at >= public.since
    {other_end}
    WHERE (%(measure)s::bigint IS NULL OR r.{measure} = %(measure)s)
        AND (r.pgh_created_at > public.since OR '{noun}' = 'measure')
        AND ('{noun}' <> 'measure' OR r.pgh_label <> 'insert'
            OR coalesce(r.pgh_context->>'origin', '') <> 'load')
"""
OF_CHECK = ["verified_on", "verified_by_id"]
OF_REVISION = ["pgh_id", "pgh_created_at", "pgh_label", "pgh_context", "pgh_context_id"]
KINDS = """
    SELECT * FROM (
        SELECT *, coalesce(
            noun = 'measure' AND pgh_label = 'update' AND NOT is_publication
            AND row - %(unsaid)s::text[] = earlier - %(unsaid)s::text[], false
        ) AS is_check
        FROM ({parts}) AS every
    ) AS of_kinds WHERE {kind}
"""
OF_KIND = {
    ChangeKind.CHANGES: "NOT is_check",
    ChangeKind.CHECKS: "is_check",
    ChangeKind.ALL: "true",
}
# A load brings thousands of places at once: it is listed as a release of the data.
OF_OTHER = """
    SELECT '{noun}', r.pgh_id, r.pgh_created_at, NULL::bigint, r.pgh_label, to_jsonb(r),
        (SELECT to_jsonb(p) FROM {table} p WHERE p.pgh_obj_id = r.pgh_obj_id
            AND p.pgh_id < r.pgh_id ORDER BY p.pgh_id DESC LIMIT 1),
        coalesce(r.pgh_context->>'reason', ''), false
    FROM {table} r
    WHERE coalesce(r.pgh_context->>'origin', '') <> 'load' AND {is_public}
        AND (r.pgh_label <> 'insert' OR r.pgh_context->>'origin' = 'desk')
"""
WHILE_SHOWN = """
    r.pgh_created_at > (
        SELECT min(v.pgh_created_at) FROM laws_measurerevision v
        JOIN laws_measure m ON m.id = v.pgh_obj_id AND m.status = %(published)s
        WHERE v.session_id = r.pgh_obj_id AND v.status = %(published)s
    )
"""
OF_PUBLIC = """
    EXISTS (SELECT 1 FROM laws_measure m WHERE m.id = r.measure_id AND m.status = %(published)s)
"""
IS_PUBLIC = {"session": WHILE_SHOWN, "case_effects": OF_PUBLIC}
OTHER_END = "JOIN laws_measure o ON o.id = r.to_measure_id AND o.status = %(published)s"


def changes(
    measure: int | None = None,
    first: int = 0,
    number: int = 100,
    kind: ChangeKind = ChangeKind.CHANGES,
) -> tuple[list[PublicChange], bool]:
    """Public changes of a kind, the latest first, of one measure by its key or of all that is
    public; and whether older ones follow. One query.

    What came with the shipped record is not among them: it changed nothing that the site said.
    """
    parts = [
        OF_NOUN.format(
            noun=noun,
            measure=column,
            table=model._meta.db_table,
            other_end=OTHER_END if noun == "relation" else "",
        )
        for noun, (model, column) in TABLES.items()
    ]
    if measure is None:
        parts += [
            OF_OTHER.format(
                noun=noun,
                table=model._meta.db_table,
                is_public=IS_PUBLIC.get(noun, "true"),
            )
            for noun, model in OTHER_TABLES.items()
        ]
    order = "ORDER BY pgh_created_at DESC, noun, pgh_id DESC OFFSET %(first)s LIMIT %(number)s"
    parameters = {
        "published": EditorialStatus.PUBLISHED.value,
        "measure": measure,
        "unsaid": OF_CHECK + OF_REVISION,
        "first": first,
        "number": number + 1,
    }
    with connection.cursor() as cursor:
        every_part = KINDS.format(parts=" UNION ALL ".join(parts), kind=OF_KIND[kind])
        cursor.execute(f"{every_part} {order}", parameters)
        every = [_change(row) for row in cursor.fetchall()]
    return _joined(every[:number]), len(every) > number


def _change(columns: tuple[Any, ...]) -> PublicChange:
    noun, number, made_at, measure, label, now, earlier, reason, *marks = columns
    is_publication, is_check = marks
    is_added, is_removed = label == "insert", label == "delete"
    return PublicChange(
        noun=noun,
        number=number,
        made_at=made_at,
        measure=measure,
        before=None if is_added else _public(now if is_removed else earlier),
        after=None if is_removed else _public(now),
        reason=reason,
        is_publication=is_publication,
        is_check=is_check,
    )


# A load deletes the rows of a changed measure and inserts them again: the same row is known by
# these columns.
SAME: dict[str, tuple[str, ...]] = {
    "action": ("order",),
    "provision": ("question_id",),
    "source": ("url",),
    "relation": ("to_measure_id", "kind"),
    "sponsorship": ("name",),
    "chambers": ("kind",),
    "case_effects": ("measure_id", "did"),
}


def _joined(changes: Iterable[PublicChange]) -> list[PublicChange]:
    """The changes, where a row that was removed and added at one moment is one change."""
    halves: dict[tuple[Any, ...], int] = {}
    joined: list[PublicChange] = []
    for change in changes:
        row = change.after or change.before
        if change.noun not in SAME or row is None or (change.before and change.after):
            joined.append(change)
            continue
        columns = (row[name] for name in SAME[change.noun])
        key = change.noun, change.measure, change.made_at, *columns
        if key not in halves:
            halves[key] = len(joined)
            joined.append(change)
            continue
        position = halves.pop(key)
        other = joined[position]
        joined[position] = replace(
            other, before=change.before or other.before, after=change.after or other.after
        )
    return joined


NOT_PUBLIC = ("pgh_", "verified_by", "exemption")


def _public(stored: Stored) -> Row:
    """A row without who made or checked it."""
    row = from_json(stored) or {}
    return {key: value for key, value in row.items() if not key.startswith(NOT_PUBLIC)}


def from_json(stored: Stored) -> Row | None:
    """A row as Python has it."""
    return json.loads(stored) if isinstance(stored, str) else stored
