"""Editions of the record, and reading one of them in the place of today's record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import DEFAULT_DB_ALIAS, connections, models, router, transaction
from django.utils import timezone

NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
SCHEMA = "edition_{}"


class EditionManager(models.Manager["Edition"]):
    def called(self, text: str) -> Edition | None:
        """The edition of a number that someone wrote; None where it is none."""
        return self.filter(number=text).first() if NUMBER.fullmatch(text) else None


class Edition(models.Model):
    """The published record as it was at one moment, kept for good under a number.

    Its rows are in PostgreSQL schemas called `edition_<number>`: a table that is as it was in the
    edition before is not copied again, so an edition reads from its own schema and from those of
    earlier ones. `laws/open_data/editions.py` makes them.

    `state` is the state of the record (`PublicChange`) of which it is, `digest` says in one word
    what `tables`, `files` and all editions before it are. `tables` holds of each table its rows,
    the digest of them, its columns and the file in which they are kept; `built` in which schema
    the code at hand reads them, and the digest there.
    """

    number = models.PositiveIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)
    tables = models.JSONField(default=dict)
    built = models.JSONField(default=dict)
    files = models.JSONField(default=list)

    objects = EditionManager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Edition {self.number}"

    @property
    def day(self) -> date:
        """The day on which it was made: "today" of its pages."""
        return timezone.localtime(self.made_at).date()

    @property
    def schemas(self) -> list[str]:
        """The schemas from which it is read, the latest first: it finds each table in the first
        that has one of that name.
        """
        numbers = {one["schema"] for one in self.built.values()}
        return [SCHEMA.format(number) for number in sorted(numbers, reverse=True)]


_read: ContextVar[Edition | None] = ContextVar("edition", default=None)


def edition_read() -> Edition | None:
    """The edition from which queries are answered now; None where it is today's record.

    Whatever is kept of the record in the memory of a process has its number as part of its key.
    """
    return _read.get()


@contextmanager
def reading(edition: Edition) -> Iterator[None]:
    """Answer all queries inside this block from an edition. Nothing can be written there.

    The path of schemas is that of a transaction, which is always rolled back: whatever goes wrong,
    no connection is left that would give the next request an old record. A connection that is lost
    meanwhile is not made again inside the transaction, so nothing is ever answered from both.
    """
    with ExitStack() as entered:
        # SQL of our own goes to the first; other queries where the router sends them.
        for alias in {DEFAULT_DB_ALIAS, router.db_for_read(Edition)}:
            entered.enter_context(_on_path(alias, [*edition.schemas, "public"]))
        token = _read.set(edition)
        try:
            yield
        finally:
            _read.reset(token)


@contextmanager
def _on_path(alias: str, schemas: list[str]) -> Iterator[None]:
    with transaction.atomic(using=alias):
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('search_path', %s, true),"
                    " set_config('transaction_read_only', 'on', true)",
                    [", ".join(schemas)],
                )
            yield
        finally:
            transaction.set_rollback(True, using=alias)
