"""Compare every edition with the digests that were taken when it was made."""

from django.core.management.base import BaseCommand, CommandError

from laws.models import Edition
from laws.open_data.edition_checks import problems


class Command(BaseCommand):
    help = "Look whether the files and the rows of every edition are as they were made."

    def handle(self, **options):
        found = list(problems())
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"All {Edition.objects.count()} editions are as they were made.")
