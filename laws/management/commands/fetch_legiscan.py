"""Fetch bills on the subject from LegiScan."""

from laws.imports.fetch import legiscan
from laws.imports.readers.legiscan import measure_of
from laws.management.fetching import FetchCommand


class Command(FetchCommand):
    """A free key allows 30,000 requests a month."""

    help = "Fetch new and changed bills from LegiScan; --commit puts them into the inbox."
    service, address = legiscan.SERVICE, "LEGISCAN_ADDRESS"
    requests_a_day, delay = 900, 1.0
    measure_of = staticmethod(measure_of)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--all-years", action="store_true",
            help="also bills of past sessions; without this, only those of current ones",
        )  # fmt: skip

    def fetch(self, client, queue, words, options):
        years = legiscan.ALL_YEARS if options["all_years"] else legiscan.CURRENT_SESSIONS
        legiscan.fetch(client, queue, words, self.stdout.write, years)
