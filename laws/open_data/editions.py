"""Making editions: the published record copied into a schema of its own, under the next number."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from laws.models import (
    Action,
    CourtCase,
    Edition,
    Jurisdiction,
    Measure,
    Provision,
    PublicChange,
    Search,
    Source,
)
from laws.models.edition import reading
from laws.open_data.edition_files import write_files
from laws.open_data.edition_tables import BESIDE, COPIED
from laws.open_data.events import note_events
from laws.open_data.table_copies import (
    copy_table,
    difference,
    digest,
    in_schema,
    keep,
    make_schema,
    published,
    table_of,
)

LOCK = 0x0FACE1ED  # any number that nothing else takes


def make_edition(now: datetime) -> Edition | None:
    """Make the next edition, if what is published differs from the last one; whole or not at all.

    The rows are those of one moment, whatever is saved meanwhile.
    """
    with one_at_a_time():
        # The log then knows what the edition does, and what comes later is told of a later moment.
        note_events()
        last = Edition.objects.last()
        if last and last.state == PublicChange.objects.state().name:
            return None
        with transaction.atomic():
            _stay_at_this_moment()
            return _made(now, last)


def _made(now: datetime, last: Edition | None) -> Edition | None:
    found = {table_of(model): digest(model, published(model)) for model in COPIED}
    before = last.tables if last else {}
    differing = [model for model in COPIED if _differs(found, before, model)]
    if all(model in BESIDE for model in differing):
        return None
    edition = Edition(number=last.number + 1 if last else 1, made_at=now)
    edition.tables = {name: before.get(name, {}) | one for name, one in found.items()}
    edition.built = dict(last.built) if last else {}
    make_schema(edition.number)
    for model in differing:
        _copy(edition, model, last)
    with reading(edition):
        edition.counts = _counts()
        edition.files = write_files(edition.day)
    edition.digest = digest_of(edition, last)
    edition.save(force_insert=True)
    # The edition itself is a change of what is public: it is of the state with it.
    edition.state = PublicChange.objects.state().name
    edition.save(update_fields=["state"])
    return edition


def _differs(found: dict[str, Any], before: dict[str, Any], model: type[Model]) -> bool:
    table = table_of(model)
    return found[table]["digest"] != before.get(table, {}).get("digest")


def _copy(edition: Edition, model: type[Model], last: Edition | None) -> None:
    """Copy a table that differs into the edition, keep it as a file, and note what differs."""
    table, own = table_of(model), in_schema(edition.number, model)
    copy_table(edition.number, model, published(model))
    edition.tables[table] |= keep(model, own)
    old = last and last.built.get(table)
    if model not in BESIDE:
        rows = edition.tables[table]["rows"]
        edition.changed[table] = (
            difference(model, in_schema(old["schema"], model), own)
            if old
            else {"added": rows, "removed": 0, "changed": 0}
        )
    edition.built[table] = {"schema": edition.number, "digest": edition.tables[table]["digest"]}


def _counts() -> dict[str, int]:
    """How much an edition holds, by what a reader calls it."""
    return {
        "measures": Measure.objects.published().count(),
        "actions": Action.objects.count(),
        "answers": Provision.objects.count(),
        "sources": Source.objects.count(),
        "cases": CourtCase.objects.count(),
        "searches": Search.objects.count(),
        "governments": Jurisdiction.objects.governments().count(),
    }


def digest_of(edition: Edition, last: Edition | None) -> str:
    """A digest of all that an edition holds, and of the one before it: no earlier one can be
    changed without every later digest being another.
    """
    said = [
        edition.number,
        edition.made_at.isoformat(),
        {name: one["digest"] for name, one in edition.tables.items()},
        [[file["name"], file["sha256"]] for file in edition.files],
        last.digest if last else "",
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two that make or rebuild editions take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _stay_at_this_moment() -> None:
    """See the rows as they are now until the end of the transaction, if it has just begun."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
