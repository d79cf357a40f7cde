"""Which action of an import is which: among those told before, and among those on the record.

Actions of an import have names: their day and words. Reviewed actions are {name: {"row", "key",
"came"}}, as RawRecord.last_reviewed has them: the row as it was told, its key on the record or
None, and whether an import brought it there.
"""

from datetime import date, timedelta
from difflib import SequenceMatcher

from laws.imports.same_value import is_same, plain

ACTION_COLUMNS = ("kind", "day", "precision", "chamber", "yes", "no", "description", "source_urls")
ALIKE = ("day", "chamber", "kind")
"""What an action that is told in other words has in common with the one told before."""
NEAR = timedelta(5)
"""How far apart two records may date one event: the day it happened, and the day it was noted."""
SPAN = {"day": 10, "month": 7, "year": 4}
"""How many characters of a day count, by its precision."""


def named_actions(actions: dict) -> dict:
    """Actions of a document by day and words, in their order; of two alike the second has a 2."""
    named = {}
    for row in sorted(actions.values(), key=lambda row: row["order"]):
        stem = name = f"{row['day']} {plain(row['description']) or row['kind']}"
        number = 2
        while name in named:
            name = f"{stem} ({number})"
            number += 1
        named[name] = {column: row[column] for column in (*ACTION_COLUMNS, "basis")}
    return named


def renamed(reviewed: dict, coming: dict) -> dict:
    """Reviewed actions by the names that they have in the import that comes: one that is told in
    other words, or of a day a few days off, has a new name. Of several that it may be, one of the
    same day is taken, and of those the likeliest."""
    pairs = [
        (reviewed[name]["row"]["day"] == row["day"], _likeness(name, other), name, other)
        for name in reviewed.keys() - coming.keys()
        for other, row in coming.items()
        if other not in reviewed and _is_told_again(reviewed[name]["row"], row)
    ]
    names = {}
    for *_, name, other in sorted(pairs, reverse=True):
        if name not in names and other not in names.values():
            names[name] = other
    return {names.get(name, name): action for name, action in reviewed.items()}


def matched_actions(reviewed: dict, present: dict, coming: dict) -> dict[str, str]:
    """The key on the record for each action of an import that is there: the one that it became when
    it was reviewed, else one of the same kind on the same day; else the nearest that a person
    entered within a few days."""
    keys = {
        name: reviewed[name]["key"]
        for name in coming
        if name in reviewed and reviewed[name]["key"] in present
    }
    free = {key: row for key, row in present.items() if key not in keys.values()}
    for name, row in coming.items():
        if name not in reviewed:
            key = next((key for key, other in free.items() if _is_one(row, other)), None)
            if key is not None:
                keys[name] = key
                del free[key]
    imported = {action["key"] for action in reviewed.values()}
    open_names = [name for name in coming if name not in reviewed and name not in keys]
    pairs = [
        (_distance(coming[name], row), name, key)
        for name in open_names
        for key, row in free.items()
        if key not in imported and is_near(coming[name], row)
    ]
    for _, name, key in sorted(pairs):
        if name not in keys and key not in keys.values():
            keys[name] = key
    return keys


def _is_told_again(row, other):
    """Whether one record may tell an action again: in other words, or the same a few days off."""
    if all(row[column] == other[column] for column in ALIKE):
        return True
    is_alike = all(row[column] == other[column] for column in ("kind", "chamber", "precision"))
    has_words = is_same("description", row["description"], other["description"])
    return is_alike and has_words and _distance(row, other) <= NEAR


def is_near(row: dict, other: dict) -> bool:
    """Whether two actions may be one that two records date a few days apart."""
    if row["kind"] != other["kind"] or row["kind"] == "other":
        return False
    exact = row["precision"] == other["precision"] == "day"
    by_same = row["chamber"] == other["chamber"] or not (row["chamber"] and other["chamber"])
    return exact and by_same and timedelta(0) < _distance(row, other) <= NEAR


def _is_one(row, other):
    """Whether an action that comes is one on the record: what is merely noted is known by its
    words, everything else by its kind, within the span of days that the record gives."""
    length = SPAN[other["precision"]]
    if row["kind"] != other["kind"] or row["day"][:length] != other["day"][:length]:
        return False
    return row["kind"] != "other" or is_same(
        "description", row["description"], other["description"]
    )


def _distance(row, other):
    return abs(date.fromisoformat(row["day"]) - date.fromisoformat(other["day"]))


def _likeness(text, other):
    return SequenceMatcher(None, text, other, autojunk=False).ratio()
