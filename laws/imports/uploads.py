"""A file that staff uploaded: read once to preview what it would bring, and once to import it."""

from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from laws.imports.intake import OUTCOMES, finish, propose
from laws.imports.readers.detect import read
from laws.imports.text import sentence
from laws.models import ImportRun
from laws.refusals import Refusal

MOST_RECORDS = 5000
MOST_LINES = 300
TOO_MANY = (
    f"It has more than {MOST_RECORDS:,} records, the most that an upload may have. "
    "The import commands of script/manage take all of them."
)


def preview(run: ImportRun) -> None:
    """Keep with a run what its file would bring; nothing goes into the inbox. Refusal if the file
    cannot be read."""
    lines, left_out = [], []

    def tell(outcome):
        if outcome.left_out:
            left_out.append(outcome.left_out)
        if outcome.entry is not None and len(lines) < MOST_LINES:
            lines.append(sentence(outcome.entry))

    counts = _propose(run, commit=False, tell=tell)
    ImportRun.objects.filter(pk=run.pk).update(
        read=counts.total(), preview=lines, left_out=left_out, **counts
    )
    run.refresh_from_db()


@transaction.atomic
def commit(run: ImportRun, wanted: Collection[str] = ()) -> None:
    """Put what a run's file brings into the inbox, with the records `wanted` that are off the
    subject, and drop the file. Refusal as above."""
    run.left_out = []
    ImportRun.objects.filter(pk=run.pk).update(read=0, **dict.fromkeys(OUTCOMES, 0))
    _propose(run, wanted=wanted)
    finish(run)


def _propose(run, **options):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(run.upload)
        return propose(_bounded(read(path, run.name)), run, wait=False, **options)


def _bounded(records):
    for number, record in enumerate(records):
        if number == MOST_RECORDS:
            raise Refusal(TOO_MANY)
        yield record
