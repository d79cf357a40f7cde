"""What the commands that import a file of another record share."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from laws.imports.as_json import as_json
from laws.imports.drafts.lookups import Lookups
from laws.imports.intake import finish, propose
from laws.imports.looked import note_searches
from laws.imports.readers.detect import read
from laws.imports.text import sentence, summary
from laws.imports.types import RefusedRecord
from laws.models import ImportRun, SubjectWord
from laws.refusals import Refusal
from laws.text.normalize import one_line
from laws.vocabulary import OtherRecord, RunOrigin

PROGRESS_EVERY = 1000  # records between two lines of progress
IN_INBOX = "It is in the inbox now."
DRY_RUN = "Dry run: nothing was changed. To put it into the inbox, add --commit."
COMMANDS = {
    OtherRecord.OPENSTATES: "import_openstates",
    OtherRecord.LEGISCAN: "import_legiscan",
    OtherRecord.OWN: "import_measures",
    OtherRecord.OPEN_LEGISLATION: "import_open_legislation",
    OtherRecord.LEGISTAR: "import_legistar",
}
OTHER = "This is a record of {label}, not of {wanted}. {command} reads it."


class ImportCommand(BaseCommand):
    """Reads a file and says what it would bring; with --commit it goes into the inbox.

    A run that is stopped leaves nothing in the inbox, and a second run of a file proposes nothing.
    """

    record = OtherRecord.OWN
    place = ""

    def add_arguments(self, parser):
        what = "a file, a folder, a ZIP, a TAR or a git repository"
        parser.add_argument("path", type=Path, metavar="PATH", help=what)
        parser.add_argument(
            "--commit", action="store_true",
            help="put the bills into the inbox; without this, only say what would be there",
        )  # fmt: skip

        parser.add_argument(
            "--json", action="store_true", dest="wants_json",
            help="print one JSON object a record instead, and store nothing",
        )  # fmt: skip
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="YYYY-MM-DD",
            help="the day for which --json tells stage and force; today without it",
        )  # fmt: skip

    def handle(self, *, path, commit, wants_json, on, **options):
        if wants_json:
            if commit:
                raise CommandError("--json stores nothing: give it or --commit, not both.")
            return self._print_json(path, on or timezone.localdate())
        # A file's name is bytes, which need not be text.
        name = one_line(path.name or str(path))[:300]
        run = ImportRun(origin=RunOrigin.COMMAND, name=name, record=self.record)
        if commit:
            run.save()
        try:
            with transaction.atomic():
                looked = Counter()
                counts = propose(self._records(path), run, commit, self._tell, looked=looked)
                if commit:
                    finish(run)
                    note_searches(run, looked, timezone.localdate())
        except (Refusal, OSError) as error:
            if commit:
                run.delete()
            raise CommandError(f"Nothing was read. {error}") from error
        self.stdout.write(summary(counts))
        self.stdout.write(IN_INBOX if commit else DRY_RUN)

    def _print_json(self, path, on):
        words, lookups = tuple(SubjectWord.objects.words()), Lookups()
        try:
            for record in self._records(path):
                found = as_json(record, words, lookups, on)
                self.stdout.write(json.dumps(found, ensure_ascii=False))
        except (Refusal, OSError) as error:
            raise CommandError(f"Reading ended. {error}") from error

    def _records(self, path):
        """The records of a file, those of another kind refused."""
        for number, record in enumerate(read(path, place=self.place), 1):
            if number % PROGRESS_EVERY == 0:
                self.stderr.write(f"{number:,} records read")
            source = OtherRecord(getattr(record, "record", self.record))
            yield record if source == self.record else self._refused(record.where, source)

    def _refused(self, where, source):
        wanted, command = OtherRecord(self.record).label, COMMANDS[source]
        return RefusedRecord(
            where, OTHER.format(label=source.label, wanted=wanted, command=command)
        )

    def _tell(self, outcome):
        if outcome.entry is not None:
            self.stdout.write(sentence(outcome.entry))
