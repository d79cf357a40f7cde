"""What would be public, looked at before it is: stored, read, and undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from laws.editing.merge import Document
from laws.editing.snapshot import apply
from laws.models import Measure
from laws.vocabulary import EditorialStatus

DRAFT, PUBLISHED = EditorialStatus.DRAFT, EditorialStatus.PUBLISHED


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end whatever is stored within. Inside a transaction."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@contextmanager
def as_if_public(measure: Measure, content: Document | None = None) -> Iterator[None]:
    """Within, a measure is public, with another content if one is given; nobody else sees it so.

    Raises IntegrityError where the database refuses that content.
    """
    with transaction.atomic(), undone():
        row = Measure.objects.filter(pk=measure.pk)
        kept = row.select_for_update(no_key=True).get()
        if not kept.is_public:
            nobody = {"edited_by": None, "published_by": None}
            row.exclude(status=DRAFT).update(status=DRAFT)
            row.update(status=PUBLISHED, **nobody)
            kept.refresh_from_db()
        if content is not None:
            apply(content, kept)
        yield
