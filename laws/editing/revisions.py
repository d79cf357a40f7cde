"""What changed in the published record, read from the revisions: the ground of the public log.

Drafts stay among staff. A measure's changes are public from its publication on, and only while it
is published; a relation's only while both of its measures are. Names of staff never leave here.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from laws.models import (
    ActionRevision,
    MeasureRevision,
    ProvisionRevision,
    RelationRevision,
    SourceRevision,
)
from laws.vocabulary import EditorialStatus

# The noun of each table, and the column that names its measure.
OF_MEASURES = {
    "measure": (MeasureRevision, "pgh_obj_id"),
    "action": (ActionRevision, "measure_id"),
    "provision": (ProvisionRevision, "measure_id"),
    "source": (SourceRevision, "measure_id"),
    "relation": (RelationRevision, "from_measure_id"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row that came, changed or went: its columns before and after, and the reason given.

    `before` is None for a row that came, `after` for one that went. `is_publication` marks the
    moment from which a measure's changes are public.
    """

    noun: str
    number: int
    made_at: datetime
    measure: int
    before: dict | None
    after: dict | None
    reason: str
    is_publication: bool


ONE = """
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
OTHER_END = "JOIN laws_measure o ON o.id = r.to_measure_id AND o.status = %(published)s"


def changes(measure=None, first=0, number=100) -> tuple[list[Change], bool]:
    """Public changes, the latest first: of one measure by its key, or of all; whether older ones
    follow. One query.

    What came with the shipped record is not among them: it is no change of what the site said.
    """
    parts = [
        ONE.format(
            noun=noun,
            measure=column,
            table=model._meta.db_table,
            other_end=OTHER_END if noun == "relation" else "",
        )
        for noun, (model, column) in OF_MEASURES.items()
    ]
    order = "ORDER BY pgh_created_at DESC, noun, pgh_id DESC OFFSET %(first)s LIMIT %(number)s"
    asked = {
        "published": EditorialStatus.PUBLISHED.value,
        "measure": measure,
        "first": first,
        "number": number + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts) + order, asked)
        found = [_change(row) for row in cursor.fetchall()]
    return _joined(found[:number]), len(found) > number


def _change(row):
    noun, number, made_at, measure, label, now, earlier, reason, is_publication = row
    came, went = label == "insert", label == "delete"
    return Change(
        noun=noun,
        number=number,
        made_at=made_at,
        measure=measure,
        before=None if came else _plain(now if went else earlier),
        after=None if went else _plain(now),
        reason=reason,
        is_publication=is_publication,
    )


# A load takes the rows of a changed measure away and puts them in anew: the same row is known by
# these columns.
SAME = {
    "action": ("order",),
    "provision": ("question_id",),
    "source": ("url",),
    "relation": ("to_measure_id", "kind"),
}


def _joined(found):
    """A row that went and came again at one moment is one change, or none."""
    gone, kept = {}, []
    for change in found:
        if change.noun == "measure" or (change.before and change.after):
            kept.append(change)
            continue
        row = change.after or change.before
        key = change.noun, change.measure, change.made_at, *(row[n] for n in SAME[change.noun])
        if key not in gone:
            gone[key] = len(kept)
            kept.append(change)
            continue
        other = kept[gone.pop(key)]
        both = {"before": change.before or other.before, "after": change.after or other.after}
        kept[kept.index(other)] = replace(other, **both)
    return kept


AMONG_STAFF = ("pgh_", "verified_by", "exemption")


def _plain(row):
    """Columns as Python has them; who made or checked the row stays among staff."""
    row = json.loads(row) if isinstance(row, str) else row or {}
    return {key: value for key, value in row.items() if not key.startswith(AMONG_STAFF)}
