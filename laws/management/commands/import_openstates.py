"""Import measures from a file of Open States."""

from laws.management.importing import ImportCommand
from laws.vocabulary import OtherRecord


class Command(ImportCommand):
    help = "Read API v3 or scraper JSON, a bulk CSV set or a ZIP, and say what it would bring."
    record = OtherRecord.OPENSTATES
