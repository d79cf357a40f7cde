"""Import measures from New York's Open Legislation."""

from laws.management.importing import ImportCommand
from laws.vocabulary import OtherRecord


class Command(ImportCommand):
    help = "Read bills of New York's Open Legislation as JSON, and say what they would bring."
    record = OtherRecord.OPEN_LEGISLATION
