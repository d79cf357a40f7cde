"""A measure's past as staff see it: each save with who, when, why and from what to what.

Unlike the public log it holds drafts, statuses and names, so it stays at the desk.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from laws.editing.revisions import OF_MEASURES, SAME
from laws.editing.snapshot import PARTS
from laws.models import Measure
from laws.text import measure_fields

NOUNS = dict(zip(OF_MEASURES, ["own", *PARTS], strict=True))
"""The part of a document that each noun's revisions belong to."""

COLUMNS = {
    "own": (*measure_fields.COLUMNS, "status", "withdrawn_reason", "exemption"),
    **{name: part.columns for name, part in PARTS.items()},
}
DESK, LOAD, IMPORT, BARE = "desk", "load", "import", ""

ONE = """
    SELECT '{part}' AS part, r.pgh_id, r.pgh_obj_id, r.pgh_created_at, r.pgh_label,
        coalesce(r.pgh_context_id::text, '') AS context_id, r.pgh_context, to_jsonb(r) AS row,
        lag(r.pgh_id) OVER one AS earlier_id, lag(to_jsonb(r)) OVER one AS earlier
    FROM {table} r WHERE r.{measure} = %(measure)s
    WINDOW one AS (PARTITION BY r.pgh_obj_id ORDER BY r.pgh_id)
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
class Row:
    """A row that a save brought, changed or took away, under what tells it apart in a document.

    `kept_in` is the revision that holds it as it was before, if there is one.
    """

    part: str
    key: str
    before: dict | None
    after: dict | None
    kept_in: int | None


@dataclass(slots=True)
class RevisionSet:
    """What changed at one moment by one hand; `origin` is desk, load, import or nothing."""

    made_at: datetime
    username: str = ""
    author: str = ""
    origin: str = BARE
    reason: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def documents(self) -> tuple[dict, dict]:
        """What the rows said before and after, each as a document of these rows alone."""
        found = defaultdict(dict), defaultdict(dict)
        for row in self.rows:
            for document, said in zip(found, (row.before, row.after), strict=True):
                document[row.part]
                if said is not None:
                    document[row.part][row.key] = said
        return found


def saves(measure: Measure, first=0, number=20) -> tuple[list[RevisionSet], bool]:
    """The measure's saves, the latest first, and whether older ones follow. One query."""
    parts = [
        ONE.format(part=NOUNS[noun], table=model._meta.db_table, measure=column)
        for noun, (model, column) in OF_MEASURES.items()
    ]
    asked = {"measure": measure.pk, "first": first, "number": number + 1}
    with connection.cursor() as cursor:
        cursor.execute(SAVES.format(all=" UNION ALL ".join(parts)), asked)
        found = cursor.fetchall()
    by_save = defaultdict(list)
    for save, *revision in found:
        by_save[save].append(revision)
    made = [_save(revisions) for revisions in by_save.values()]
    return [save for save in made[:number] if save.rows], len(made) > number


def _save(revisions):
    said = {}
    for revision in revisions:
        # What a save has written before its reason was known carries none.
        said |= _json(revision[5]) or {}
    names = ("username", "author", "origin", "reason")
    return RevisionSet(
        made_at=revisions[0][3],
        **{name: str(said.get(name) or "") for name in names},
        rows=[row for row in _rows(revisions) if row.before != row.after],
    )


def _rows(revisions):
    """Each row once, from what it was first to what it is last."""
    found = {}
    for part, number, key, _, label, _, now, earlier_id, earlier in revisions:
        now, earlier = _content(part, now), _content(part, earlier)
        row = found.get((part, key))
        if row is None:
            before = None if label == "insert" else now if label == "delete" else earlier
            kept_in = number if label == "delete" else earlier_id
            kept_in = kept_in if before else None
            row = found[part, key] = Row(part, _key(part, key), before, None, kept_in)
        row.after = None if label == "delete" else now
    return _joined(found.values())


def _joined(rows):
    """A row that went and one that came with what tells rows apart are one row that changed."""
    gone, kept = {}, []
    for row in sorted(rows, key=lambda row: row.after is not None):
        if row.after is None and row.before is not None:
            gone[_same(row.part, row.before)] = row
        elif row.before is None and row.after is not None:
            other = gone.pop(_same(row.part, row.after), None)
            if other:
                other.after = row.after
                continue
        kept.append(row)
    return sorted(kept, key=_place)


def _place(row):
    """Where a row stands in a save: the measure itself first, actions in their order."""
    return list(COLUMNS).index(row.part), (row.after or row.before).get("order", 0)


NOUN_OF = {part: noun for noun, part in NOUNS.items()}


def _same(part, row):
    names = SAME.get(NOUN_OF[part], ())
    return part, *(row[name] for name in names)


def _key(part, key):
    return "" if part == "own" else str(key)


def _content(part, row):
    row = _json(row)
    return row and {name: row[name] for name in COLUMNS[part]}


def _json(value):
    return json.loads(value) if isinstance(value, str) else value
