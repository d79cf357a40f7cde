"""Import measures from a council's Legistar."""

from django.core.management.base import CommandError

from laws.management.importing import ImportCommand
from laws.models import Jurisdiction
from laws.vocabulary import OtherRecord


class Command(ImportCommand):
    help = "Read matters of a council's Legistar as JSON, and say what they would bring."
    record = OtherRecord.LEGISTAR

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--place", default="", metavar="ocd-division/…",
            help="the government of matters that do not say whose they are",
        )  # fmt: skip

    def handle(self, *, place, **options):
        if place and not Jurisdiction.objects.filter(division_id=place).exists():
            raise CommandError(
                f"There is no government “{place}”; allowed: an id such as "
                "ocd-division/country:us/state:wa/place:seattle."
            )
        self.place = place
        super().handle(**options)
