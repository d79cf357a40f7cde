"""Make the next edition of the record."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laws.open_data.editions import make_edition


class Command(BaseCommand):
    help = (
        "Keep the published record as it is now under the next number, for good, if anything "
        "that is published changed since the last edition."
    )

    def handle(self, *, verbosity, **options):
        try:
            edition = make_edition(timezone.now())
        except OSError as error:
            raise CommandError(
                f"The files of an edition can't be kept ({error.strerror or error}): make room, "
                "or set EDITIONS_FOLDER to a folder that can be written."
            ) from error
        if edition:
            number = edition.counts["measures"]
            self.stdout.write(f"Edition {edition.number} is made: {number:,} laws and bills.")
        elif verbosity:
            self.stdout.write("Nothing that is published has changed: there is no new edition.")
