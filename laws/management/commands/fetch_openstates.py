"""Asks Open States for bills on the subject."""

from laws.imports.fetch import openstates
from laws.imports.readers.openstates import measure_of
from laws.management.fetching import FetchCommand


class Command(FetchCommand):
    """A free key allows ten questions a minute and 250 a day."""

    help = "Ask Open States for what is new on the subject; with --commit it goes into the inbox."
    service, address = openstates.SERVICE, "OPENSTATES_ADDRESS"
    most, delay = 200, 6.5
    measure_of = staticmethod(measure_of)

    def fetch(self, poller, shelf, words, options):
        openstates.fetch(poller, shelf, words, self.stdout.write)
