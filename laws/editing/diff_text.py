"""Where documents differ, in words: row by row, column by column, each beside the others."""

from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import User

from laws.editing.merge import Conflict, differences
from laws.editing.snapshot import PARTS
from laws.models import Jurisdiction, LegislativeSession, Measure, Question
from laws.text.dates import PartialDate
from laws.text.fields import label, words
from laws.vocabulary import ActionKind

POINTERS = {
    "jurisdiction_id": Jurisdiction,
    "session_id": LegislativeSession,
    "question_id": Question,
    "to_measure_id": Measure.objects.select_related("jurisdiction"),
    "verified_by_id": User,
}
# A month's first day is said with its precision, as the month.
UNSAID = {"precision", "question_id"}
EMPTY = "–"
NO_ROW = "not there"


class Line(NamedTuple):
    """A column in which documents differ: what of the measure, the column, a cell for each."""

    what: str
    field: str
    cells: tuple[str, ...]
    place: tuple[str, str, str]


def lines(*documents: dict, known: dict | None = None) -> list[Line]:
    """The differences of documents in words; at most one query a noun that they point to.

    `known` has the names of what they point to, if those were read before (named).
    """
    found = [one for one in differences(*documents) if one.column not in UNSAID]
    found += _only_precision(documents)
    known = named(*documents) if known is None else known
    said = [_line(one, documents, known) for one in found]
    return [line for line in said if any(cell != line.cells[0] for cell in line.cells)]


def conflict_words(conflict: Conflict) -> list[Line]:
    """A conflict in words: as it was, as it is there and as it is here."""
    rows = conflict.base, conflict.theirs, conflict.mine
    said = lines(*({conflict.part: {} if row is None else {conflict.key: row}} for row in rows))
    return [line for line in said if not conflict.columns or line.place[2] in conflict.columns]


def _only_precision(documents):
    """A date that keeps its first day and becomes more or less precise has changed all the same."""
    found = differences(*documents)
    days = {(one.part, one.key) for one in found if one.column == "day"}
    return [
        one._replace(column="day")
        for one in found
        if one.column == "precision" and (one.part, one.key) not in days
    ]


def _line(one, documents, known):
    model = Measure if one.part == "own" else PARTS[one.part].model
    field = model._meta.get_field(one.column)
    rows = [document.get(one.part, {}).get(one.key) for document in documents]
    cells = tuple(_cell(field, row, known) for row in rows)
    what = _what(one.part, next(row for row in rows if row is not None), known)
    return Line(what, label(field), cells, (one.part, one.key, one.column))


def _cell(field, row, known):
    if row is None:
        return NO_ROW
    return words(field, row, known) or EMPTY


def _what(part, row, known):
    """What of the measure a row is, so that one finds it on the page."""
    if part == "own":
        return "The measure"
    if part == "actions":
        when = PartialDate(date.fromisoformat(row["day"]), row["precision"]).say()
        return f"Action {row['order']}: {ActionKind(row['kind']).label}, {when}"
    if part == "provisions":
        return f"Answer: {known['question_id'].get(row['question_id'], 'a question')}"
    if part == "relations":
        return f"Relation to {known['to_measure_id'].get(row['to_measure_id'], 'a measure')}"
    return f"Source {row['url']}"


def named(*documents):
    """The names of all rows that the documents point to."""
    rows = [row for document in documents for part in document.values() for row in part.values()]
    known = {}
    for column, source in POINTERS.items():
        keys = {row[column] for row in rows if row.get(column)}
        table = getattr(source, "objects", source)
        known[column] = {one.pk: str(one) for one in table.filter(pk__in=keys)} if keys else {}
    return known
