"""Old values from a measure's past, put into the measure as it is now: the ground of a new edit."""

import json
import re

from django.db import connection

from laws.editing.history import COLUMNS, NOUNS
from laws.editing.merge import TOGETHER, merge
from laws.editing.revisions import OF_MEASURES, SAME
from laws.editing.snapshot import PARTS
from laws.models import Measure
from laws.text import measure_fields

PART_OF = {part: noun for noun, part in NOUNS.items()}
TOKEN = re.compile(rf"({'|'.join(PART_OF)})\.([0-9]{{1,9}})(?:\.([a-z_]+))?")
MOST = 200
OLD = "old"
"""The parameter of an address that names old values."""
# The address of what is public stays, and a status is given, not copied.
COPIED = {**COLUMNS, "own": tuple(name for name in measure_fields.COLUMNS if name != "slug")}


def token(part: str, revision: int, column: str = "") -> str:
    """What names an old value in an address: where it is kept, and the column or the whole row."""
    return ".".join([part, str(revision), *filter(None, [column])])


def with_old(now: dict, keys: dict, measure: Measure, tokens: list[str]) -> dict | None:
    """The measure's document with the old values named; None if one of them is not in its past."""
    asked = [TOKEN.fullmatch(one) for one in tokens[:MOST]]
    if not all(asked):
        return None
    kept = _kept(measure, [match.groups() for match in asked])
    found = json.loads(json.dumps(now))
    for match in asked:
        part, revision, column = match.groups()
        row = kept.get((part, int(revision)))
        if row is None or not _is_copied(part, column):
            return None
        _put(found, keys, part, row, column)
    return merge(now, now, found).document


def _is_copied(part, column):
    return column in COPIED[part] if column else part != "own"


def _kept(measure, asked):
    """Rows as revisions of the measure keep them, by part and revision. One query."""
    parts, values = [], []
    for part in dict.fromkeys(part for part, *_ in asked):
        model, column = OF_MEASURES[PART_OF[part]]
        parts.append(
            f"SELECT '{part}', pgh_id, to_jsonb(r) FROM {model._meta.db_table} r "
            f"WHERE {column} = %s AND pgh_id = ANY(%s)"
        )
        values += [measure.pk, [int(number) for one, number, _ in asked if one == part]]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {(part, number): _json(row) for part, number, row in cursor.fetchall()}


def _put(document, keys, part, old, column):
    """Put an old row, or a column of it with those that belong to it, into a document."""
    if part == "own":
        document[part][""] |= {name: old[name] for name in _together(part, column)}
        return
    rows = document[part]
    key = _present(rows, keys.get(part, {}), part, old)
    row = {name: old[name] for name in COPIED[part]}
    if key is None:
        rows[_key(part, row, old)] = row
    else:
        names = _together(part, column) if column else row
        changed = rows.pop(key) | {name: old[name] for name in names}
        rows[key if part == "actions" else _key(part, changed, old)] = changed


def _present(rows, keys, part, old):
    """The key of the row as it is now: the same row, or one that stands in its place."""
    same = ("order", "kind") if part == "actions" else SAME[PART_OF[part]]
    found = [key for key in rows if keys.get(key) == old["id"]]
    found += [key for key, row in rows.items() if all(row[name] == old[name] for name in same)]
    return next(iter(found), None)


def _key(part, row, old):
    return " ".join(str({**row, "id": old["id"]}[name]) for name in PARTS[part].key)


def _together(part, column):
    groups = [group for group in TOGETHER.get(part, []) if column in group]
    return groups[0] if groups else (column,)


def _json(value):
    return json.loads(value) if isinstance(value, str) else value
