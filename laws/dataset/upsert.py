"""Bringing rows of a file and rows of a table together without touching what staff changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet

from laws.models import CaseEffect, Milestone, Preemption, Quotation, Relation, Search

CHUNK = 2000
GO = (CaseEffect, Preemption, Quotation, Relation, Search)
"""What says something only while it stands: a row that was put right must not go on beside the
right one."""
STAY_AWAY = (*GO, Milestone)
"""Rows that no other row of the record names: those that staff deleted or renamed do not come
back."""
ADDED = {
    "covering_city_id": None,
    "is_government": True,
    "wikidata_id": "",
    "case_id": None,
    "carry_over": "",
    "carried_until": None,
}
"""Columns that came later than the first record, each with what it says of most rows."""


@dataclass
class Tally:
    """What became of the rows of one file. `differing` are those of the kept and the left ones that
    staff changed and that this release has otherwise, or no more.
    """

    noun: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    withdrawn: int = 0
    kept: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        parts = [f"{self.created:,} new", f"{self.updated:,} updated"]
        parts.append(f"{self.unchanged:,} unchanged")
        if self.kept:
            parts.append(f"{len(self.kept):,} kept as staff changed them")
        if self.removed:
            parts.append(f"{self.removed:,} no longer shipped and removed")
        if self.withdrawn:
            parts.append(f"{self.withdrawn:,} withdrawn")
        if self.left:
            parts.append(f"{len(self.left):,} no longer shipped and left as they are")
        return f"{self.noun}: {', '.join(parts)}"


def digest(content: object) -> str:
    """A short fingerprint of a row's content."""
    return blake2b(repr(content).encode(), digest_size=16).hexdigest()


def is_ours(shipped_digest: str, stored_digest: str) -> bool:
    """Whether a stored row is still as it was loaded, and may be replaced."""
    return shipped_digest == stored_digest


def match(
    table: QuerySet, key: Sequence[str], columns: Sequence[str], rows: Iterable[dict], tally: Tally
) -> None:
    """Create or update rows of the query set `table` from dicts, and count them in `tally`.

    `key` names the columns that identify a row and `columns` those that hold its content. Rows
    that staff changed or entered are kept, and those that they deleted or renamed stay away. Rows
    that came with an earlier record and are shipped no more are left, and named; those of `GO` go.
    """
    stored = {}
    for row in table.values_list("pk", "shipped_digest", *columns).iterator(CHUNK):
        pk, shipped, content = row[0], row[1], row[2:]
        values = dict(zip(columns, content, strict=True))
        stored[tuple(values[name] for name in key)] = pk, shipped, _digest_of(values, columns)
    parted = _parted_by_staff(table.model, key, stored)
    rows = iter(rows)
    seen = set()
    while chunk := list(islice(rows, CHUNK)):
        identities = [tuple(values[name] for name in key) for values in chunk]
        tally.kept += [f"{named(one)} (deleted or renamed)" for one in identities if one in parted]
        pairs = zip(identities, chunk, strict=True)
        chunk = [values for identity, values in pairs if identity not in parted]
        _match_chunk(table.model, key, columns, chunk, stored, seen, tally)
    gone = {k: row for k, row in stored.items() if row[1] and k not in seen}
    if table.model in GO:
        # What staff changed of it is theirs.
        ours = {k: pk for k, (pk, shipped, now) in gone.items() if is_ours(shipped, now)}
        table.filter(pk__in=ours.values()).delete()
        tally.removed += len(ours)
        gone = {k: row for k, row in gone.items() if k not in ours}
    called = {k: _called(table.model, key, k, pk) for k, (pk, *_) in gone.items()}
    tally.differing += [called[k] for k, (_, was, now) in gone.items() if not is_ours(was, now)]
    tally.left += called.values()


def _parted_by_staff(model, key, stored) -> set[tuple]:
    """The keys of rows that were deleted at the desk, or that have another key since."""
    if model not in STAY_AWAY:
        return set()
    there = {pk for pk, *_ in stored.values()}
    revisions = apps.get_model("laws", f"{model.__name__}Revision").objects
    past = revisions.values_list("pgh_obj_id", "pgh_label", "pgh_context__origin", *key)
    gone = {
        tuple(identity)
        for pk, label, origin, *identity in past
        if pk in there or (label, origin) == ("delete", "desk")
    }
    return gone - stored.keys()


def _digest_of(values: Mapping[str, object], columns: Sequence[str]) -> str:
    """The digest of a row's content. A column that came later counts only where it says something:
    rows that were loaded before it came are still as they were loaded.
    """
    known = [n for n in columns if n not in ADDED or values[n] != ADDED[n]]
    return digest(tuple(values[name] for name in known))


def _match_chunk(model, key, columns, chunk, stored, seen, tally):
    fresh, changed, agreed = [], [], []
    for values in chunk:
        identity = tuple(values[name] for name in key)
        seen.add(identity)
        wanted = _digest_of(values, columns)
        pk, shipped, now = stored.get(identity, (None, None, None))
        if now == wanted:
            tally.unchanged += 1
            if shipped != wanted:
                agreed.append(model(pk=pk, shipped_digest=wanted))
        elif pk is None:
            fresh.append(values | {"shipped_digest": wanted})
        elif is_ours(shipped, now):
            changed.append(model(pk=pk, shipped_digest=wanted, **values))
        else:
            called = _called(model, key, identity, pk)
            tally.kept.append(called)
            tally.differing += [called] if shipped != wanted else []
    _copy_in(model, fresh)
    # What staff entered and the record now ships alike is the record's from here on.
    model.objects.bulk_update(agreed, ["shipped_digest"], batch_size=500)
    if changed:
        names = {name for values in chunk for name in values}
        model.objects.bulk_update(changed, {*names, "shipped_digest"}, batch_size=500)
    tally.created += len(fresh)
    tally.updated += len(changed)


def _copy_in(model, rows):
    """Insert rows by COPY: 39,000 governments in a second or two, ten times faster than INSERT."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(model._meta.get_field(name).column) for name in rows[0])
    # copy() is the driver's own: without this, the database's refusals would not be Django's.
    with connection.wrap_database_errors, connection.cursor() as cursor:
        into = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
        with cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(list(row.values()))


def named(identity: Iterable[object]) -> str:
    """A row by the cells that tell it from others."""
    return " ".join(str(part) for part in identity if part)


def _called(model, key: Sequence[str], identity: tuple, pk: int) -> str:
    """A stored row as people know it: by its words where its key is of the database's numbers."""
    has_numbers = any(model._meta.get_field(name).is_relation for name in key)
    return str(model.objects.get(pk=pk)) if has_numbers else named(identity)


def analyze() -> None:
    """Tell the planner what the tables hold now; its own round may be minutes away."""
    tables = [model._meta.db_table for model in apps.get_app_config("laws").get_models()]
    with connection.cursor() as cursor:
        # Proxies share their table.
        cursor.execute(f"ANALYZE {', '.join(sorted(set(tables)))}")
