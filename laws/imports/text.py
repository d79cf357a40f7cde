"""What an import brings, in sentences: for a preview, on a terminal and at the desk."""

from collections.abc import Iterable, Mapping

from laws.imports.diff import PROPOSED
from laws.models import InboxEntry
from laws.vocabulary import EntryKind

PARTS = {
    "own": "field",
    "actions": "action",
    "provisions": "answer",
    "sources": "source",
    "relations": "relation",
    "sponsorships": "sponsor",
}
OUTCOME_LABELS = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "off_subject": "not about face recognition",
    "refused": "refused",
}


def sentence(entry: InboxEntry) -> str:
    """What an entry of the inbox says, in one line."""
    if entry.kind == EntryKind.REFUSED:
        return f"refused: {entry.where}: {entry.why_refused}"
    name = f"{entry.kind}: {entry}" + (f", {entry.title}" if entry.identifier else "")
    if entry.kind == EntryKind.CHANGED:
        return f"{name}: {changes(entry.differences)}."
    words = ", ".join(f"“{word}”" for word in entry.words)
    return f"{name}{words and f' (it mentions {words})'}."


def changes(differences: Iterable[dict]) -> str:
    """How much of a measure would change, from stored differences: 1 field, 3 actions."""
    rows = {part: set() for part in PARTS}
    for each in differences:
        if each["standing"] == PROPOSED:
            is_field = each["part"] == "own"
            rows[each["part"]].add(each["place"] if is_field else (each["key"], each["name"]))
    return ", ".join(
        f"{len(rows[part])} {noun}{'' if len(rows[part]) == 1 else 's'}"
        for part, noun in PARTS.items()
        if rows[part]
    )


def summary(counts: Mapping[str, int]) -> str:
    """How many records were read, and the count of each outcome."""
    total = sum(counts[name] for name in OUTCOME_LABELS)
    outcomes = ", ".join(f"{counts[name]:,} {label}" for name, label in OUTCOME_LABELS.items())
    return f"{total:,} {'record' if total == 1 else 'records'} read: {outcomes}."
