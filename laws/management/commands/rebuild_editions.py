"""Bring the tables of all editions to the columns of the code at hand."""

from django.core.management.base import BaseCommand, CommandError

from laws.open_data.edition_checks import Unconverted, rebuild_stale


class Command(BaseCommand):
    help = "Make tables of editions again, from their files, that a migration left behind."

    def handle(self, **options):
        try:
            rebuilt = rebuild_stale()
        except (Unconverted, OSError) as error:
            raise CommandError(f"An edition can't be made again: {error}") from error
        for edition in rebuilt:
            self.stdout.write(f"{edition} has the tables of this code.")
