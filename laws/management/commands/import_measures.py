"""Import measures from a file in our own columns."""

from laws.management.importing import ImportCommand
from laws.vocabulary import OtherRecord


class Command(ImportCommand):
    help = "Read a CSV file in our own columns, and say what it would bring."
    record = OtherRecord.OWN
