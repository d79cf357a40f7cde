"""What an import brings, in sentences: for a preview, on a terminal and at the desk."""

from laws.imports.diff import PROPOSED
from laws.vocabulary import EntryKind

PARTS = {"own": "field", "actions": "action", "provisions": "answer",
         "sources": "source", "relations": "relation"}  # fmt: skip
COUNTED = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "off_subject": "off the subject",
    "refused": "refused",
}


def sentence(entry) -> str:
    """What an entry of the inbox says, in one line."""
    if entry.kind == EntryKind.REFUSED:
        return f"refused: {entry.where}: {entry.why_refused}"
    called = f"{entry.kind}: {entry}" + (f", {entry.title}" if entry.identifier else "")
    if entry.kind == EntryKind.CHANGED:
        return f"{called}: {changes(entry.differences)}."
    return f"{called}{because(entry)}."


def because(entry) -> str:
    """The words for which a bill is on the subject."""
    said = ", ".join(f"“{word}”" for word in entry.words)
    return f" (it speaks of {said})" if said else ""


def changes(differences) -> str:
    """How much of a measure would change: 1 field, 3 actions."""
    return ", ".join(
        f"{number} {noun}{'' if number == 1 else 's'}"
        for part, noun in PARTS.items()
        if (number := len({_row(one) for one in differences if _counts(one, part)}))
    )


def summary(counts) -> str:
    """How many records were read, and what became of them."""
    read = sum(counts[name] for name in COUNTED)
    said = ", ".join(f"{counts[name]:,} {words}" for name, words in COUNTED.items())
    return f"{read:,} {'record' if read == 1 else 'records'} read: {said}."


def _counts(one, part):
    return one["part"] == part and one["standing"] == PROPOSED


def _row(one):
    return one["place"] if one["part"] == "own" else (one["key"], one["name"])
