"""Old values from a measure's history, put into the measure as it is now, to start an edit from."""

import json
import re
from typing import Any

from django.db import connection

from laws.editing.history import COLUMNS, NOUN_OF_PART, OF_KINDS
from laws.editing.merge import TOGETHER, Document, Row, merge
from laws.editing.reference import PARTS_OF_KINDS
from laws.editing.revisions import SAME, TABLES, from_json
from laws.editing.snapshot import PARTS, KeysByPart, plain
from laws.models import Measure
from laws.text import measure_fields

TOKEN = re.compile(rf"({'|'.join(NOUN_OF_PART)})\.([0-9]{{1,9}})(?:\.([a-z_]+))?")
MOST = 200
OLD = "old"
"""The parameter of an address that names old values."""
# The address of what is public stays; a status is set and a check made, not copied.
COPIED = {
    **COLUMNS,
    "own": tuple(name for name in measure_fields.EDITED if name != "slug"),
    **dict.fromkeys(PARTS_OF_KINDS, ()),
}
OF_ROW = re.compile(r"([a-z]+)\.([0-9]{1,9})\.([a-z_0-9]+)")


def token(part: str, revision: int, column: str = "") -> str:
    """What names an old value in an address: its revision, and the column or the whole row."""
    return ".".join([part, str(revision), *filter(None, [column])])


def with_old(
    now: Document, keys: KeysByPart, measure: Measure, tokens: list[str]
) -> Document | None:
    """The measure's document with the old values named; None if it never had one of them."""
    matches = [match for token in tokens[:MOST] if (match := TOKEN.fullmatch(token))]
    if len(matches) < len(tokens[:MOST]):
        return None
    wanted = [(part, int(revision), column) for part, revision, column in
              (match.groups() for match in matches)]  # fmt: skip
    old_rows = _old_rows(measure, {(part, revision) for part, revision, _ in wanted})
    document = json.loads(json.dumps(now))
    for part, revision, column in wanted:
        row = old_rows.get((part, revision))
        if row is None or not _is_copied(part, column):
            return None
        _put(document, keys, part, row, column)
    return merge(now, now, document).document


def row_with_old(noun: str, key: int, now: Document, tokens: list[str]) -> Document | None:
    """The document of a session, place, milestone or question with the old values named; None if
    it never had one of them.
    """
    own = dict(now[noun][""])
    revisions, column_of_key = OF_KINDS[noun][noun]
    for token in tokens[:MOST]:
        match = OF_ROW.fullmatch(token)
        if not match or match[1] != noun or match[3] not in COPIED[noun]:
            return None
        names = _together(noun, match[3])
        kept = revisions._default_manager.filter(pgh_id=match[2], **{column_of_key: key})
        row = kept.values(*names).first()
        if row is None:
            return None
        own |= plain(row)
    return now | {noun: {"": own}}


def _is_copied(part: str, column: str | None) -> bool:
    return column in COPIED[part] if column else part != "own"


def _old_rows(measure: Measure, wanted: set[tuple[str, int]]) -> dict[tuple[str, int], Row]:
    """Rows as revisions of the measure hold them, by part and revision. One query."""
    parts: list[str] = []
    values: list[Any] = []
    for part in sorted({part for part, _ in wanted}):
        model, column = TABLES[NOUN_OF_PART[part]]
        parts.append(
            f"SELECT '{part}', pgh_id, to_jsonb(r) FROM {model._meta.db_table} r "
            f"WHERE {column} = %s AND pgh_id = ANY(%s)"
        )
        values += [measure.pk, [revision for other, revision in wanted if other == part]]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {(part, number): from_json(row) or {} for part, number, row in cursor.fetchall()}


def _put(document: Document, keys: KeysByPart, part: str, old: Row, column: str | None) -> None:
    """Put an old row, or a column of it with those that belong to it, into a document."""
    if column and part == "own":
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


def _present(rows: dict[str, Row], keys: dict[str, int], part: str, old: Row) -> str | None:
    """The key of the row as it is now: the same row, or one that took its place."""
    same = ("order", "kind") if part == "actions" else SAME[NOUN_OF_PART[part]]
    present = [key for key in rows if keys.get(key) == old["id"]]
    present += [key for key, row in rows.items() if all(row[name] == old[name] for name in same)]
    return next(iter(present), None)


def _key(part: str, row: Row, old: Row) -> str:
    return " ".join(str({**row, "id": old["id"]}[name]) for name in PARTS[part].key)


def _together(part: str, column: str) -> tuple[str, ...]:
    groups = [group for group in TOGETHER.get(part, []) if column in group]
    return groups[0] if groups else (column,)
