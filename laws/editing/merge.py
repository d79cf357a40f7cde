"""Documents compared and brought together: what differs, and what two people changed from one base.

A document is {part: {key: row}} of plain values, as laws.editing.snapshot makes it of a measure.
"""

from typing import NamedTuple

TOGETHER = {
    "own": [("jurisdiction_id", "kind", "session_id"), ("verified_on", "verified_by_id")],
    "actions": [("day", "precision")],
    "provisions": [("answer", "answer_on")],
}
"""Columns that make sense only together: whoever changed one of them changed all."""


class Difference(NamedTuple):
    """A column of a row in which documents differ, with its value in each; None without the row."""

    part: str
    key: str
    column: str
    values: tuple


class Conflict(NamedTuple):
    """Columns of a row that two people changed differently, with the row as it was, as it is there
    and as it is here; no columns: the whole row.
    """

    part: str
    key: str
    columns: tuple[str, ...]
    base: dict | None
    theirs: dict | None
    mine: dict | None

    @property
    def place(self):
        """What names it in a form."""
        return "/".join([self.part, self.key, *self.columns])


class Merged(NamedTuple):
    """What became of two changes of one base, and where they were at odds."""

    document: dict
    conflicts: list[Conflict]


def differences(*documents: dict) -> list[Difference]:
    """Every column in which the documents differ, in their order of parts and rows."""
    found = []
    for part, key, rows in _rows(*documents):
        for column in dict.fromkeys(column for row in rows for column in row or ()):
            values = tuple(row and row.get(column) for row in rows)
            if any(value != values[0] for value in values):
                found.append(Difference(part, key, column, values))
    return found


def merge(base: dict, theirs: dict, mine: dict, take: dict | None = None) -> Merged:
    """What `theirs` and `mine` make together of `base`.

    Where both changed the same differently, `take` says by the conflict's place whose value
    stands, "theirs" or "mine"; mine, if it says nothing.
    """
    document, conflicts = {part: {} for part in base}, []
    for part, key, rows in _rows(theirs, mine, base):
        row, found = _merge_row(part, key, (rows[2], rows[0], rows[1]), take or {})
        conflicts += found
        if row is not None:
            document[part][key] = row
    _number(document.get("actions", {}), theirs.get("actions", {}))
    return Merged(document, conflicts)


def aligned(base: dict, other: dict) -> dict:
    """`other` with the keys of `base` for actions that were stored anew under other keys."""
    known, rows = base["actions"], {}
    gone = {(row["order"], row["kind"]): key for key, row in known.items()
            if key not in other["actions"]}  # fmt: skip
    for key, row in other["actions"].items():
        place = row["order"], row["kind"]
        rows[gone.pop(place) if key not in known and place in gone else key] = row
    return other | {"actions": rows}


def _rows(*documents):
    """(part, key, the row in each document) for every row of any of them."""
    for part in dict.fromkeys(part for document in documents for part in document):
        keys = dict.fromkeys(key for document in documents for key in document.get(part, ()))
        for key in keys:
            yield part, key, tuple(document.get(part, {}).get(key) for document in documents)


def _merge_row(part, key, rows, take):
    base, theirs, mine = rows
    if theirs == mine or mine == base:
        return theirs, []
    if theirs == base:
        return mine, []
    if theirs is None or mine is None:
        conflict = Conflict(part, key, (), base, theirs, mine)
        return (theirs if take.get(conflict.place) == "theirs" else mine), [conflict]
    merged, conflicts = {}, []
    for columns in _units(part, theirs):
        was, there, here = ({c: (row or {}).get(c) for c in columns} for row in rows)
        merged |= there if here == was else here
        # Without a base, what both gave the row is new to either.
        if there != here and (base is None or was not in (there, here)):
            conflict = Conflict(part, key, columns, base, theirs, mine)
            conflicts.append(conflict)
            merged |= there if take.get(conflict.place) == "theirs" else here
    return merged, conflicts


def _units(part, row):
    """The columns of a row, those that belong together as one."""
    groups = [group for group in TOGETHER.get(part, []) if group[0] in row]
    grouped = {column for group in groups for column in group}
    return [*groups, *((column,) for column in row if column not in grouped)]


def _number(actions, theirs):
    """Two actions that were given one number: the one that came second goes to the end."""
    last = max((row["order"] for row in actions.values()), default=0)
    taken = set()
    for key in sorted(actions, key=lambda key: (actions[key]["order"], key not in theirs)):
        if actions[key]["order"] in taken:
            last += 1
            actions[key] = actions[key] | {"order": last}
        taken.add(actions[key]["order"])
