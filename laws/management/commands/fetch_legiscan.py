"""Asks LegiScan for bills on the subject."""

from laws.imports.fetch import legiscan
from laws.imports.readers.legiscan import measure_of
from laws.management.fetching import FetchCommand


class Command(FetchCommand):
    """A free key allows 30,000 questions a month."""

    help = "Ask LegiScan for what is new on the subject; with --commit it goes into the inbox."
    service, address = legiscan.SERVICE, "LEGISCAN_ADDRESS"
    most, delay = 900, 1.0
    measure_of = staticmethod(measure_of)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--all-years", action="store_true",
            help="also of sessions that are over; without this, of those that run",
        )  # fmt: skip

    def fetch(self, poller, shelf, words, options):
        years = legiscan.ALL_YEARS if options["all_years"] else legiscan.CURRENT_SESSIONS
        legiscan.fetch(poller, shelf, words, self.stdout.write, years)
