"""Fetch bills on the subject from Open States."""

from laws.imports.fetch import openstates
from laws.imports.readers.openstates import measure_of
from laws.management.fetching import FetchCommand


class Command(FetchCommand):
    """A free key allows ten requests a minute and 250 a day."""

    help = "Fetch new and changed bills from Open States; --commit puts them into the inbox."
    service, address = openstates.SERVICE, "OPENSTATES_ADDRESS"
    requests_a_day, delay = 200, 6.5
    measure_of = staticmethod(measure_of)

    def fetch(self, client, queue, words, options):
        openstates.fetch(client, queue, words, self.stdout.write)
