"""A measure with all its rows as one plain document, and back: what a proposal and a merge hold.

That it was checked is no part of it: a check is an act of its own (laws.editing.verification).

The document is JSON: {"own": {"": columns}, "actions": {key: columns}, …}. An action is known by
its own key, which is never given out twice, even by a change that was undone; a provision by its
question, a source by its address, a relation by its kind and its other end, a sponsor by name, a
quoted sentence by the question that it answers.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Model

from laws.editing.merge import Document, Row
from laws.models import Action, Measure, Provision, Quotation, Relation, Source, Sponsorship
from laws.text.dates import PartialDate
from laws.text.measure_fields import EDITED

KeysByPart = dict[str, dict[str, int]]
"""The primary keys of rows: {part: {key in the document: primary key}}."""


class RowsOf(NamedTuple):
    """The rows of one kind that belong to a measure or to another row: their model, the column that
    names whose they are, the columns that tell rows apart, and all that a document holds.
    """

    model: type[Model]
    owner: str
    key: tuple[str, ...]
    columns: tuple[str, ...]

    def stored(self, owner: Model) -> dict[str, Row]:
        """The owner's rows with their ids, by their keys in a document."""
        return self.stored_of([owner.pk])[owner.pk]

    def stored_of(self, owners: Collection[int]) -> dict[int, dict[str, Row]]:
        """The same of several owners, by the owner's primary key."""
        table = self.model._default_manager
        rows = table.filter(**{f"{self.owner}__in": owners}).order_by("pk")
        by_owner: dict[int, dict[str, Row]] = {key: {} for key in owners}
        for row in rows.values("id", self.owner, *self.columns):
            by_owner[row[self.owner]][" ".join(str(row[name]) for name in self.key)] = row
        return by_owner

    def content(self, row: Row) -> Row:
        """What a row says, as plain values."""
        return plain({name: row[name] for name in self.columns})

    def own_key(self, key: str) -> int | None:
        """The primary key of a row that nothing else tells apart; None for a new row."""
        return int(key) if self.key == ("id",) and key.isdecimal() else None


PARTS = {
    "actions": RowsOf(
        Action, "measure_id", ("id",),
        ("order", "day", "precision", "kind", "chamber", "yes", "no", "description", "basis",
         "source_urls"),
    ),
    "provisions": RowsOf(
        Provision, "measure_id", ("question_id",),
        ("question_id", "answer", "answer_on", "detail", "pinpoint", "effective_on", "ended_on",
         "source_urls"),
    ),
    "sources": RowsOf(
        Source, "measure_id", ("url",), ("url", "official", "seen_on", "note"),
    ),
    "relations": RowsOf(
        Relation, "from_measure_id", ("kind", "to_measure_id"),
        ("kind", "to_measure_id", "note", "source_urls"),
    ),
    "sponsorships": RowsOf(
        Sponsorship, "measure_id", ("name",),
        ("name", "classification", "party", "district", "source_urls"),
    ),
    "quotations": RowsOf(
        Quotation, "measure_id", ("question_id",),
        ("question_id", "quote", "pinpoint", "version", "url", "seen_on"),
    ),
}  # fmt: skip


def document(measure: Measure) -> Document:
    """The measure as it is stored now. Seven queries."""
    return document_and_keys(measure)[0]


def documents(measures: Iterable[int]) -> dict[int, Document]:
    """The same of several measures, by their primary keys. Seven queries."""
    measures = list(measures)
    own = Measure.objects.filter(pk__in=measures).values("pk", *EDITED)
    by_measure: dict[int, Document] = {row.pop("pk"): {"own": {"": plain(row)}} for row in own}
    for name, part in PARTS.items():
        for measure, rows in part.stored_of(measures).items():
            if measure in by_measure:
                by_measure[measure][name] = {key: part.content(row) for key, row in rows.items()}
    return by_measure


def document_and_keys(measure: Measure) -> tuple[Document, KeysByPart]:
    """The same with the primary keys of its rows."""
    own = Measure.objects.filter(pk=measure.pk).values(*EDITED).get()
    document, keys = {"own": {"": plain(own)}}, {}
    for name, part in PARTS.items():
        rows = part.stored(measure)
        document[name] = {key: part.content(row) for key, row in rows.items()}
        keys[name] = {key: row["id"] for key, row in rows.items()}
    return document, keys


@transaction.atomic
def apply(
    document: Document,
    measure: Measure,
    keep: Collection[str] = (),
    keys: KeysByPart | None = None,
) -> None:
    """Store a document as the measure's content, except the columns to keep; then reckon it.

    Rows are stored under the primary keys given, else under those that they have. Raises
    IntegrityError for what the database refuses.
    """
    said = document["own"][""]
    # A document that was stored before says who checked the measure: that is not for it to say.
    own = {name: said[name] for name in EDITED if name in said and name not in keep}
    for name, value in typed(Measure, own).items():
        setattr(measure, name, value)
    measure.save()
    for name, part in PARTS.items():
        # A document that was stored before a part came says nothing of it.
        if name in document:
            write(part, measure, document[name], (keys or {}).get(name, {}))
    measure.reckon()
    connection.check_constraints()


def write(part: RowsOf, owner: Model, rows: dict[str, Row], keys: dict[str, int]) -> None:
    """Bring the rows of one part to what the document says, in few statements."""
    table, stored = part.model._default_manager, part.stored(owner)
    before = {key: part.content(row) for key, row in stored.items()}
    ids = {key: row["id"] for key, row in stored.items()}
    pks = {key: keys.get(key) or part.own_key(key) or ids.get(key) for key in rows}
    same = {key for key in rows.keys() & ids.keys() if pks[key] == ids[key]}
    # An action whose number changed goes and comes back, so that two of them can swap.
    same -= {key for key in same if rows[key].get("order") != before[key].get("order")}
    table.filter(pk__in=[pk for key, pk in ids.items() if key not in same]).delete()
    made = {
        key: part.model(id=pks[key], **{part.owner: owner.pk}, **typed(part.model, row))
        for key, row in rows.items()
    }
    changed = [row for key, row in made.items() if key in same and rows[key] != before[key]]
    if changed:
        table.bulk_update(changed, part.columns)
    table.bulk_create(row for key, row in made.items() if key not in same)


def plain(row: Row) -> Row:
    """Columns as JSON has them."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date | PartialDate):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def typed(model: type[Model], row: Row) -> dict[str, Any]:
    """Columns as the model has them."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in row.items()}
