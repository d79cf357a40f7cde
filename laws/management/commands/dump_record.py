"""Write the published record as files of the shipped form."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from laws.dataset.dump import dump_record
from laws.refusals import Refusal


class Command(BaseCommand):
    help = (
        "Write the published record into a folder, in the form of laws/data: "
        "load_record --data reads it back and changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where to; its files are replaced")

    def handle(self, *, folder, **options):
        try:
            written = dump_record(folder)
        except OSError as error:
            raise CommandError(f"{folder} can't be written: {error.strerror or error}.") from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        for name, rows in written.items():
            self.stdout.write(f"{name}: {rows:,} rows")
        self.stdout.write(f"The record is written into {folder}.")
