"""Documents compared and merged: where they differ, and what two people changed from one base.

A document is a measure with its rows as plain values, as laws.editing.snapshot makes it. Pure.
"""

import json
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

Row = dict[str, Any]
"""What one row says: {column: plain value}."""
Document = dict[str, dict[str, Row]]
"""{part: {key of a row: row}}."""

TOGETHER: dict[str, list[tuple[str, ...]]] = {
    "own": [("jurisdiction_id", "kind", "session_id")],
    "actions": [("day", "precision")],
    "provisions": [("answer", "answer_on")],
    "milestone": [("day", "precision")],
    "case": [
        ("filed_day", "filed_precision"),
        ("decided_day", "decided_precision"),
        ("standing", "outcome"),
    ],
    "case_effects": [("day", "precision")],
    "search": [("day", "precision"), ("outcome", "found")],
    "place": [("latitude", "longitude"), ("population", "population_year")],
}
"""Columns that make sense only together: whoever changed one of them changed all."""


class Difference(NamedTuple):
    """A column of a row in which documents differ, with its value in each; None without the row."""

    part: str
    key: str
    column: str
    values: tuple[Any, ...]


class Conflict(NamedTuple):
    """Columns of a row that two people changed differently, with the row as it was before, as it
    is public now (theirs) and as it is proposed (mine); no columns: the whole row.
    """

    part: str
    key: str
    columns: tuple[str, ...]
    base: Row | None
    theirs: Row | None
    mine: Row | None

    @property
    def place(self) -> str:
        """What names it in a form."""
        return "/".join([self.part, self.key, *self.columns])


class Merged(NamedTuple):
    """What two changes of one base make together, and where they conflict."""

    document: Document
    conflicts: list[Conflict]


def version_of(content: object) -> str:
    """A hash of plain values: equal if and only if they say the same.

    Every page that must notice a change since it was opened carries it.
    """
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def differences(*documents: Document) -> list[Difference]:
    """Every column in which the documents differ, in their order of parts and rows."""
    differing = []
    for part, key, rows in _rows(*documents):
        for column in dict.fromkeys(column for row in rows for column in row or ()):
            values = tuple(row and row.get(column) for row in rows)
            if any(value != values[0] for value in values):
                differing.append(Difference(part, key, column, values))
    return differing


def merge(
    base: Document, theirs: Document, mine: Document, take: dict[str, str] | None = None
) -> Merged:
    """What `theirs` and `mine` make together of `base`.

    Where both changed the same differently, `take` says by the conflict's place whose value to
    keep, "theirs" or "mine"; mine, if it says nothing.
    """
    document: Document = {part: {} for part in theirs | base}
    conflicts = []
    for part, key, rows in _rows(theirs, mine, base):
        row, of_row = _merge_row(part, key, (rows[2], rows[0], rows[1]), take or {})
        conflicts += of_row
        if row is not None:
            document[part][key] = row
    _number(document.get("actions", {}), theirs.get("actions", {}))
    return Merged(document, conflicts)


def unit_of(difference: Difference, before: Document, after: Document) -> str:
    """What of a change stands or falls together, as `Conflict.place` names it: a whole row that
    comes or goes, else the columns that make sense only together.
    """
    part, key, column, _ = difference
    row, other = (document.get(part, {}).get(key) for document in (before, after))
    if row is None or other is None:
        return "/".join([part, key])
    columns = next(columns for columns in _units(part, row | other) if column in columns)
    return "/".join([part, key, *columns])


def without(before: Document, after: Document, left_out: Collection[str]) -> Document:
    """What `after` makes of `before`, some of its units left out."""
    document = {part: dict(rows) for part, rows in after.items()}
    for one in differences(before, after):
        if unit_of(one, before, after) not in left_out:
            continue
        row, rows = before.get(one.part, {}).get(one.key), document.setdefault(one.part, {})
        if row is None:
            rows.pop(one.key, None)
        else:
            rows[one.key] = rows.get(one.key, row) | {one.column: row[one.column]}
    _number(document.get("actions", {}), before.get("actions", {}))
    return document


def aligned(base: Document, other: Document) -> Document:
    """`other` with the keys of `base` for actions that were stored again under other keys."""
    known, rows = base["actions"], {}
    gone = {(row["order"], row["kind"]): key for key, row in known.items()
            if key not in other["actions"]}  # fmt: skip
    for key, row in other["actions"].items():
        place = row["order"], row["kind"]
        rows[gone.pop(place) if key not in known and place in gone else key] = row
    return other | {"actions": rows}


def _rows(*documents: Document) -> Iterator[tuple[str, str, tuple[Row | None, ...]]]:
    """(part, key, the row in each document) for every row of any of them."""
    for part in dict.fromkeys(part for document in documents for part in document):
        keys = dict.fromkeys(key for document in documents for key in document.get(part, ()))
        for key in keys:
            yield part, key, tuple(document.get(part, {}).get(key) for document in documents)


def _merge_row(
    part: str, key: str, rows: tuple[Row | None, Row | None, Row | None], take: dict[str, str]
) -> tuple[Row | None, list[Conflict]]:
    base, theirs, mine = rows
    if theirs == mine or mine == base:
        return theirs, []
    if theirs == base:
        return mine, []
    if theirs is None or mine is None:
        conflict = Conflict(part, key, (), base, theirs, mine)
        return (theirs if take.get(conflict.place) == "theirs" else mine), [conflict]
    merged: Row = {}
    conflicts = []
    for columns in _units(part, theirs):
        before, theirs_now, mine_now = ({c: (row or {}).get(c) for c in columns} for row in rows)
        merged |= theirs_now if mine_now == before else mine_now
        # Without a base, what both gave the row is new to either.
        if theirs_now != mine_now and (base is None or before not in (theirs_now, mine_now)):
            conflict = Conflict(part, key, columns, base, theirs, mine)
            conflicts.append(conflict)
            merged |= theirs_now if take.get(conflict.place) == "theirs" else mine_now
    return merged, conflicts


def _units(part: str, row: Row) -> list[tuple[str, ...]]:
    """The columns of a row, those that belong together as one."""
    groups = [group for group in TOGETHER.get(part, []) if group[0] in row]
    grouped = {column for group in groups for column in group}
    return [*groups, *((column,) for column in row if column not in grouped)]


def _number(actions: dict[str, Row], theirs: dict[str, Row]) -> None:
    """Of two actions that were given one number, put the one that came second at the end."""
    last = max((row["order"] for row in actions.values()), default=0)
    taken = set()
    for key in sorted(actions, key=lambda key: (actions[key]["order"], key not in theirs)):
        if actions[key]["order"] in taken:
            last += 1
            actions[key] = actions[key] | {"order": last}
        taken.add(actions[key]["order"])
