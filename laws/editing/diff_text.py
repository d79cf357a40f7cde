"""Where documents differ, in words: row by row, column by column, side by side."""

from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Field, Model, QuerySet

from laws.editing.merge import Conflict, Difference, Document, Row, differences
from laws.editing.reference import KINDS, PARTS_OF_KINDS
from laws.editing.snapshot import PARTS
from laws.models import CourtCase, Jurisdiction, LegislativeSession, Measure, Question
from laws.text.dates import PartialDate
from laws.text.fields import Names, label, words
from laws.vocabulary import ActionKind

POINTERS: dict[str, QuerySet[Any]] = {
    "jurisdiction_id": Jurisdiction.objects.all(),
    "session_id": LegislativeSession.objects.select_related("jurisdiction"),
    "question_id": Question.objects.all(),
    "to_measure_id": Measure.objects.select_related("jurisdiction"),
    "measure_id": Measure.objects.select_related("jurisdiction"),
    "case_id": CourtCase.objects.all(),
    "verified_by_id": User.objects.all(),
    "same_as_id": Jurisdiction.objects.all(),
    "covering_city_id": Jurisdiction.objects.all(),
}
"""Columns that point to other rows, which are called by their names."""
MODELS: dict[str, type[Model]] = {
    "own": Measure,
    **{name: part.model for name, part in PARTS.items()},
    **{noun: kind.model for noun, kind in KINDS.items()},
    **{name: part.model for name, part in PARTS_OF_KINDS.items()},
}
"""What the rows of a document's part are."""
# The first day of a month is printed with its precision, as the month.
PRECISIONS = {"precision", "filed_precision", "decided_precision"}
LEFT_OUT = {*PRECISIONS, "question_id"}
EMPTY = "–"
NO_ROW = "not there"


class DiffLine(NamedTuple):
    """A column in which documents differ: what of the measure, the column's name, a cell for each
    document; `place` is (part, key, column).
    """

    what: str
    field: str
    cells: tuple[str, ...]
    place: tuple[str, str, str]


def lines(*documents: Document, names: Names | None = None) -> list[DiffLine]:
    """The differences of documents in words.

    `names` is names_in() of them, if that was read before; else one query for each column that
    points to other rows.
    """
    differing = [one for one in differences(*documents) if one.column not in LEFT_OUT]
    differing += _only_precision(*documents)
    names = names_in(*documents) if names is None else names
    in_words = [_line(one, documents, names) for one in differing]
    return [line for line in in_words if any(cell != line.cells[0] for cell in line.cells)]


def conflict_lines(conflict: Conflict) -> list[DiffLine]:
    """A conflict in words, with three cells: before, theirs, mine."""
    rows = conflict.base, conflict.theirs, conflict.mine
    every = lines(*({conflict.part: {} if row is None else {conflict.key: row}} for row in rows))
    return [line for line in every if not conflict.columns or line.place[2] in conflict.columns]


def names_in(*documents: Document) -> Names:
    """The names of all rows that the documents point to."""
    rows = [row for document in documents for part in document.values() for row in part.values()]
    names: dict[str, dict[Any, str]] = {}
    for column, table in POINTERS.items():
        keys = {row[column] for row in rows if row.get(column)}
        names[column] = {row.pk: str(row) for row in table.filter(pk__in=keys)} if keys else {}
    return names


def field_of(part: str, column: str) -> "Field[Any, Any]":
    """The model's field that a column of a document stands for."""
    fields = MODELS[part]._meta.concrete_fields
    return next(field for field in fields if field.attname == column)


def _only_precision(*documents: Document) -> list[Difference]:
    """Dates that keep their first day and become more or less precise, as changes of the day."""
    differing = differences(*documents)
    places = {(one.part, one.key, one.column) for one in differing}
    days = [
        one._replace(column=one.column.replace("precision", "day"))
        for one in differing
        if one.column in PRECISIONS
    ]
    return [
        one
        for one in days
        if (one.part, one.key, one.column) not in places and _has_value(one, documents)
    ]


def _has_value(one: Difference, documents: tuple[Document, ...]) -> bool:
    rows = (document.get(one.part, {}).get(one.key) for document in documents)
    return any(row and row[one.column] for row in rows)


def _line(difference: Difference, documents: tuple[Document, ...], names: Names) -> DiffLine:
    part, key, column, _ = difference
    field = field_of(part, column)
    rows = [document.get(part, {}).get(key) for document in documents]
    cells = tuple(_cell(field, row, names) for row in rows)
    what = _what(part, next(row for row in rows if row is not None), names)
    return DiffLine(what, label(field), cells, (part, key, column))


def _cell(field: "Field[Any, Any]", row: Row | None, names: Names) -> str:
    if row is None:
        return NO_ROW
    return words(field, row, names) or EMPTY


def _what(part: str, row: Row, names: Names) -> str:
    """What of the measure a row is, so that one finds it on the page."""
    if part == "own":
        return "The measure"
    if part in KINDS:
        return f"The {part}"
    if part == "chambers":
        return f"Chamber {row['name']}"
    if part == "case_effects":
        return f"What it did to {names['measure_id'].get(row['measure_id'], 'a measure')}"
    if part == "actions":
        when = PartialDate(date.fromisoformat(row["day"]), row["precision"]).say()
        return f"Action {row['order']}: {ActionKind(row['kind']).label}, {when}"
    if part == "provisions":
        return f"Answer: {names['question_id'].get(row['question_id'], 'a question')}"
    if part == "relations":
        return f"Relation to {names['to_measure_id'].get(row['to_measure_id'], 'a measure')}"
    if part == "sponsorships":
        return f"Sponsor {row['name']}"
    if part == "quotations":
        about = names["question_id"].get(row["question_id"], "a question")
        return f"Quoted sentence: {about if row['question_id'] else 'what it does'}"
    return f"Source {row['url']}"
