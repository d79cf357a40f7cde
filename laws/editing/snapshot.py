"""A measure with all its rows as one plain document, and back: what a proposal and a merge hold.

The document is JSON: {"own": {"": columns}, "actions": {key: columns}, …}. An action is known by
its own key, which is never given out twice, even by a change that was undone; a provision by its
question, a source by its address, a relation by its kind and its other end.
"""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from laws.models import Action, Measure, Provision, Relation, Source
from laws.text.measure_fields import COLUMNS


class Part(NamedTuple):
    """The rows of one kind: their model, the column that names the measure, what tells them apart
    and what they say."""

    model: type
    measure: str
    key: tuple[str, ...]
    columns: tuple[str, ...]

    def stored(self, measure):
        """The measure's rows by what tells them apart."""
        return self.stored_of([measure.pk])[measure.pk]

    def stored_of(self, keys):
        """The rows of several measures: {measure's key: {what tells a row apart: row}}."""
        rows = self.model.objects.filter(**{f"{self.measure}__in": keys}).order_by("pk")
        found = {key: {} for key in keys}
        for row in rows.values("id", self.measure, *self.columns):
            found[row[self.measure]][" ".join(str(row[name]) for name in self.key)] = row
        return found

    def content(self, row):
        """What a row says, as plain values."""
        return _plain({name: row[name] for name in self.columns})

    def own_key(self, key):
        """The primary key of a row that nothing else tells apart; one that is new has none yet."""
        return int(key) if self.key == ("id",) and key.isdecimal() else None


PARTS = {
    "actions": Part(
        Action, "measure_id", ("id",),
        ("order", "day", "precision", "kind", "chamber", "yes", "no", "description", "basis",
         "source_urls"),
    ),
    "provisions": Part(
        Provision, "measure_id", ("question_id",),
        ("question_id", "answer", "answer_on", "detail", "pinpoint", "effective_on",
         "source_urls"),
    ),
    "sources": Part(
        Source, "measure_id", ("url",), ("url", "official", "seen_on", "note"),
    ),
    "relations": Part(
        Relation, "from_measure_id", ("kind", "to_measure_id"),
        ("kind", "to_measure_id", "note", "source_urls"),
    ),
}  # fmt: skip


def document(measure: Measure) -> dict:
    """The measure as it is stored now. Five queries."""
    return document_and_keys(measure)[0]


def documents(keys) -> dict[int, dict]:
    """The same of several measures, by their keys. Five queries."""
    keys = list(keys)
    own = Measure.objects.filter(pk__in=keys).values("pk", *COLUMNS)
    found = {row.pop("pk"): {"own": {"": _plain(row)}} for row in own}
    for name, part in PARTS.items():
        for key, rows in part.stored_of(keys).items():
            if key in found:
                found[key][name] = {one: part.content(row) for one, row in rows.items()}
    return found


def document_and_keys(measure: Measure) -> tuple[dict, dict]:
    """The same with the keys under which the rows are stored: {part: {key: primary key}}."""
    own = Measure.objects.filter(pk=measure.pk).values(*COLUMNS).get()
    found, keys = {"own": {"": _plain(own)}}, {}
    for name, part in PARTS.items():
        rows = part.stored(measure)
        found[name] = {key: part.content(row) for key, row in rows.items()}
        keys[name] = {key: row["id"] for key, row in rows.items()}
    return found, keys


@transaction.atomic
def apply(document: dict, measure: Measure, keep=(), keys: dict | None = None) -> None:
    """Store a document as the measure's content, save for the columns to keep; and reckon it.

    Rows are stored under the `keys` given, else under those that they have. What the database
    refuses is refused at once, as an IntegrityError.
    """
    own = {name: value for name, value in document["own"][""].items() if name not in keep}
    for name, value in _typed(Measure, own).items():
        setattr(measure, name, value)
    measure.save()
    for name, part in PARTS.items():
        _write(part, measure, document[name], (keys or {}).get(name, {}))
    measure.reckon()
    connection.check_constraints()


def _write(part, measure, rows, keys):
    """Bring the rows of one part to what the document says, in few statements."""
    present = part.stored(measure)
    was = {key: part.content(row) for key, row in present.items()}
    pks = {key: keys.get(key) or part.own_key(key) or (key in was and present[key]["id"]) or None
           for key in rows}  # fmt: skip
    same = {key for key in rows.keys() & was.keys() if pks[key] == present[key]["id"]}
    # An action whose number changed goes and comes back, so that two of them can swap.
    same -= {key for key in same if rows[key].get("order") != was[key].get("order")}
    fixed = {part.measure: measure.pk}
    made = {key: part.model(id=pks[key], **fixed, **_typed(part.model, rows[key])) for key in rows}
    gone = [row["id"] for key, row in present.items() if key not in same]
    part.model.objects.filter(pk__in=gone).delete()
    stay = [made[key] for key in made if key in same and rows[key] != was[key]]
    if stay:
        part.model.objects.bulk_update(stay, part.columns)
    part.model.objects.bulk_create(row for key, row in made.items() if key not in same)


def _plain(row):
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def _typed(model, row):
    """Columns as the model has them."""
    return {name: model._meta.get_field(name).to_python(value) for name, value in row.items()}
