"""Import measures from a file of LegiScan."""

from laws.management.importing import ImportCommand
from laws.vocabulary import OtherRecord


class Command(ImportCommand):
    help = "Read bill JSON, a CSV set or a ZIP of either, and say what it would bring."
    record = OtherRecord.LEGISCAN
