"""Load the shipped record into the database."""

from pathlib import Path

import pghistory
from django.core.management.base import BaseCommand, CommandError

from laws.dataset.cells import LoadRefused
from laws.dataset.load import DATA, Load, checksum_of
from laws.models import LoadedRecord
from laws.open_data.events import note_events

SHOWN = 50


class Command(BaseCommand):
    help = "Load the shipped record (laws/data): all or nothing, and again without harm."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would change, only")
        parser.add_argument("--data", default=DATA, help="another folder of the same form")
        parser.add_argument(
            "--if-stale", action="store_true", help="do nothing if this very record is loaded"
        )

    def handle(self, *, dry_run, data, if_stale, **options):
        latest = LoadedRecord.objects.first()
        if if_stale and latest and latest.checksum == checksum_of(Path(data)):
            note_events()  # the log may not have begun
            return
        if latest and not dry_run:
            note_events()  # what changed before is no news of this load
        load = Load(data, say=self.stdout.write)
        try:
            said = {"origin": "load", "reason": "Loaded from the shipped record"}
            with pghistory.context(**said, **load.releases()):
                tallies = load.run(dry_run)
        except LoadRefused as refused:
            lines = [str(problem) for problem in refused.problems[:SHOWN]]
            if len(refused.problems) > SHOWN:
                lines.append(f"and {len(refused.problems) - SHOWN} more.")
            raise CommandError("Nothing was loaded.\n" + "\n".join(lines)) from refused
        if not dry_run:
            note_events()
        for tally in tallies:
            for name in tally.kept:
                self.stdout.write(f"  kept, changed by staff: {tally.noun} {name}")
            for name in tally.left:
                self.stdout.write(f"  left, no longer shipped: {tally.noun} {name}")
        self.stdout.write("Dry run: nothing was changed." if dry_run else "The record is loaded.")
