"""Make the files of /data/ for the state that the record has now."""

import os

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laws.open_data import shelf


class Command(BaseCommand):
    help = "Make the files of /data/, if those of the record as it is now are not there."

    def add_arguments(self, parser):
        parser.add_argument("--gently", action="store_true", help="leave the processor to others")

    def handle(self, **options):
        if options["gently"]:
            os.nice(10)
        try:
            found = shelf.make(timezone.localdate())
        except OSError as error:
            raise CommandError(f"Files cannot be written to {shelf.root()}: {error}") from error
        if found is None:
            self.stdout.write("Another process is making them.")
        else:
            size = sum(file.bytes for file in found.files.values()) / 1e6
            self.stdout.write(f"{len(found.files)} files, {size:.0f} MB, in {found.folder}")
