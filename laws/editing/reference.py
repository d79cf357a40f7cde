"""Sessions, places, milestones, questions, searches and court cases as plain documents, and back.

They change in public as measures do: as proposals. A document is {noun: {"": columns}}, with the
rows that belong to it as further parts; {noun: {}} is a row that is not there.
"""

from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Model

from laws.dataset import schema
from laws.dataset.cells import Parser
from laws.editing import places
from laws.editing.merge import Document
from laws.editing.snapshot import RowsOf, plain, typed, write
from laws.models import (
    CaseEffect,
    Chamber,
    CourtCase,
    Jurisdiction,
    LegislativeSession,
    Milestone,
    Preemption,
    Question,
    Search,
)
from laws.refusals import refuse
from laws.vocabulary import ReferenceNoun

ALLOWED = "Allowed here: {}."


class Kind(NamedTuple):
    """What a noun's documents are made of: its model, its columns, what the record's file allows
    in each of its own, the rows that belong to it.
    """

    model: type[Model]
    columns: tuple[str, ...]
    cells: dict[str, Parser]
    parts: dict[str, RowsOf]


def _kind(model: type[Model], cells: dict[str, Parser], **parts: RowsOf) -> Kind:
    fields = model._meta.concrete_fields
    columns = tuple(one.attname for one in fields if one.editable and not one.primary_key)
    return Kind(model, columns, cells, parts)


CHAMBERS = RowsOf(
    Chamber, "jurisdiction_id", ("kind",), ("kind", "name", "legislature_name", "seats", "url")
)
CASE_EFFECTS = RowsOf(
    CaseEffect, "case_id", ("measure_id", "did"), ("measure_id", "did", "day", "precision", "note")
)
KINDS: dict[str, Kind] = {
    ReferenceNoun.SESSION.value: _kind(LegislativeSession, schema.SESSIONS),
    ReferenceNoun.PLACE.value: _kind(Jurisdiction, schema.JURISDICTIONS, chambers=CHAMBERS),
    ReferenceNoun.MILESTONE.value: _kind(Milestone, schema.MILESTONES),
    ReferenceNoun.QUESTION.value: _kind(Question, schema.QUESTIONS),
    ReferenceNoun.SEARCH.value: _kind(Search, schema.SEARCHES),
    ReferenceNoun.PREEMPTION.value: _kind(Preemption, schema.PREEMPTION),
    ReferenceNoun.CASE.value: _kind(CourtCase, schema.CASES, case_effects=CASE_EFFECTS),
}
PARTS_OF_KINDS = {name: part for kind in KINDS.values() for name, part in kind.parts.items()}
"""The rows that belong to a row that is no measure, by the name of the part."""


def document(noun: str, key: int | None) -> Document:
    """The row as it is stored now, with the rows that belong to it."""
    kind = KINDS[noun]
    own = kind.model._default_manager.filter(pk=key).values(*kind.columns).first()
    content: Document = {noun: {"": plain(own)} if own else {}}
    for name, part in kind.parts.items():
        stored = part.stored_of([key])[key] if own and key else {}
        content[name] = {of_row: part.content(row) for of_row, row in stored.items()}
    return content


def planned(noun: str, key: int | None, content: Document) -> Any:
    """The row that a document describes, not saved; None if it describes none."""
    model = KINDS[noun].model
    own = content[noun].get("")
    if own is None:
        return None
    row = model._default_manager.filter(pk=key).first() or model()
    for name, value in typed(model, own).items():
        setattr(row, name, value)
    return row


@transaction.atomic
def store(noun: str, key: int | None, content: Document) -> int | None:
    """Store a document, add its row or delete it; what follows from it is calculated with it.

    Returns the row's primary key. Raises IntegrityError for what the database refuses, and Refusal
    for what its measures or other rows no longer allow.
    """
    kind = KINDS[noun]
    row = planned(noun, key, content)
    if row is None:
        kind.model._default_manager.get(pk=key).delete()
        return None
    refuse(" ".join(refusals(row).values()))
    row.save()
    for name, part in kind.parts.items():
        write(part, row, content[name], {})
    connection.check_constraints()
    return int(row.pk)


def refusals(row: Model | None) -> dict[str, str]:
    """Why a row that is not saved yet may not be as it is, by column."""
    if row is None:
        return {}
    return _unfit(row) | (places.refusals(row) if isinstance(row, Jurisdiction) else {})


def _unfit(row: Model) -> dict[str, str]:
    """What the record's files could not hold, of texts and numbers: what is dumped must load
    again.
    """
    cells = next(kind.cells for kind in KINDS.values() if isinstance(row, kind.model))
    found = {}
    for column, parse in cells.items():
        value = getattr(row, column, None)
        if isinstance(value, str | int) and not isinstance(value, bool):
            try:
                parse(str(value))
            except ValueError as error:
                found[column] = ALLOWED.format(error)
    return found


def is_public(row: Model) -> bool:
    """Whether readers meet a row: a session with its published measures, all else at once."""
    if isinstance(row, LegislativeSession):
        return row.measures.published().exists()
    return True
