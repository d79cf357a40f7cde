"""changes.csv: why rows of the record changed, and what became of measures shipped no more."""

from collections.abc import Mapping
from typing import Any

from laws.dataset import schema
from laws.dataset.upsert import named
from laws.models import ChangeReason
from laws.text.dates import PartialDate
from laws.vocabulary import RowGone

NAME = "changes.csv"
KEY = ("version", "file", "key", "field")
OF_MEASURES = {
    "measures.csv": (("slug",), schema.MEASURES),
    "actions.csv": (("measure", "order"), schema.ACTIONS),
    "provisions.csv": (("measure", "question"), schema.PROVISIONS),
    "sources.csv": (("measure", "url"), schema.SOURCES),
    "sponsorships.csv": (("measure", "name"), schema.SPONSORSHIPS),
    "quotations.csv": (("measure", "question"), schema.QUOTATIONS),
    "relations.csv": (("from_measure", "to_measure", "kind"), schema.RELATIONS),
}
FILES = OF_MEASURES | {
    "jurisdictions.csv.gz": (("division_id",), schema.JURISDICTIONS),
    "sessions.csv": (("state", "identifier"), schema.SESSIONS),
    "chambers.csv": (("state", "kind"), schema.CHAMBERS),
    "questions.csv": (("slug",), schema.QUESTIONS),
    "milestones.csv": (("date", "title"), schema.MILESTONES),
    "preemption.csv": (("division_id", "subject", "from_on"), schema.PREEMPTION),
    "cases.csv": (("slug",), schema.CASES),
    "case_effects.csv": (("case", "measure", "did"), schema.CASE_EFFECTS),
}
"""The files whose rows can be explained: by which columns a row is known, and all its columns."""
WHOLE = (RowGone.WITHDRAWN, RowGone.MERGED)
Keys = Mapping[str, set[str]]
"""The keys of the rows that each file has."""
Reason = Mapping[str, Any]


def key_of(file: str, row: Reason) -> str:
    """How changes.csv names a row of a file: the cells by which it is known, with blanks between.

    Cells that are empty are left out: the country has no postal code.
    """
    cells = (row[column] for column in FILES[file][0])
    return named(cell.isoformat() if isinstance(cell, PartialDate) else cell for cell in cells)


def read_reasons(load):
    """The rows of the file with their lines; what became of measures is known from here on."""
    load.reasons = list(load._rows(NAME, schema.CHANGES, KEY))
    load.dropped = dropped(row for _, row in load.reasons)


def dropped(reasons):
    """What is said of measures that are shipped no more, by slug."""
    return {row["key"]: row for row in reasons if row["field"] in WHOLE}


def load_reasons(load):
    """Refuse reasons that explain nothing, and bring the others into the database."""
    if load.problems:
        return  # rows that were not read would seem to be missing
    for line, row in load.reasons:
        column, allowed = what_is_wrong(row, load.version, load.keys, load.dropped)
        if column:
            load.refuse(NAME, line, column, row[column], allowed)
    wanted = {tuple(row[name] for name in KEY) for _, row in load.reasons}
    stored = ChangeReason.objects.values_list("pk", *KEY)
    stale = [pk for pk, *own in stored if tuple(own) not in wanted]
    ChangeReason.objects.filter(pk__in=stale).delete()
    rows = (row for _, row in load.reasons)
    load._match(ChangeReason.objects, KEY, rows, "reasons of changes")


def what_is_wrong(row: Reason, version: str, keys: Keys, gone: Mapping[str, Reason]):
    """The column that names nothing, and what is allowed there; empty where all is right.

    Rows of the release that is read must be in its files. Of older ones the measure must be: their
    rows may have been renumbered since.
    """
    file, key, field = row["file"], row["key"], row["field"]
    if file not in FILES:
        return "file", "one of " + ", ".join(FILES)
    special = RowGone.values if file == "measures.csv" else [RowGone.REMOVED]
    if field and field not in FILES[file][1] and field not in special:
        return "field", f"a column of {file}, {' or '.join(special)}, or nothing"
    if (field == RowGone.MERGED) != bool(row["into"]):
        return "into", "the slug of the measure that stays, of one that was merged; else nothing"
    measures = keys["measures.csv"]
    if row["into"] and row["into"] not in measures:
        return "into", "a slug in measures.csv"
    if field in RowGone.values:
        # Where an action went, the next may have its number.
        if key in keys[file] and file != "actions.csv":
            return "key", f"a row that {file} has no more"
    elif row["version"] == version and key not in keys[file]:
        return "key", f"a row of {file}, named by {' and '.join(FILES[file][0])}"
    if file in OF_MEASURES and field not in WHOLE:
        subject = key.partition(" ")[0]
        if subject not in measures and subject not in gone:
            return "key", "one that begins with a slug in measures.csv"
    return "", ""
