"""The files there are to take along, and what they hold."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from dashboard.web.page_url import path_to
from laws.models import Measure
from laws.open_data.about import NAME
from laws.open_data.files import EACH, FORMS, NAMES
from laws.open_data.shelf import Shelf
from laws.open_data.table import Table

KINDS = (
    (f"{NAME}.xlsx", "Excel workbook", "A sheet for each table. For Excel and LibreOffice."),
    (
        f"{NAME}.csv.zip", "CSV in a ZIP",
        "A file for each table, with a Data Package that describes them. For everything else.",
    ),
    (
        f"{NAME}.sqlite", "SQLite",
        "All tables in one database, with keys and indexes. For SQL and Datasette.",
    ),
    (f"{NAME}.json", "JSON", "All tables in one file, a row a line. For programs."),
    (
        f"{NAME}.geojson", "GeoJSON",
        "Each place with measures in effect today, as points. For maps, in QGIS or on the web.",
    ),
)  # fmt: skip
WORDS = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file: its address, its media type, and its size and checksum, if it is made already."""

    name: str
    word: str
    size: int | None = None
    sha256: str = ""

    @property
    def path(self) -> str:
        return path_to("data-file", self.name)

    @property
    def media_type(self) -> str:
        return NAMES[self.name].partition(";")[0]


@dataclass(frozen=True, slots=True)
class TableFiles:
    """A table with the files that hold it alone, and how many rows it has."""

    table: Table
    rows: str
    files: tuple[DataFile, ...]


def whole_files(shelf: Shelf | None) -> list[tuple[DataFile, str]]:
    """The files that hold all tables, each with what it is for."""
    return [(_file(shelf, name, word), use) for name, word, use in KINDS]


def table_files(shelf: Shelf | None) -> list[TableFiles]:
    """The files of each table."""
    found = []
    for table in EACH:
        files = tuple(_file(shelf, f"{table.name}.{form}", WORDS[form]) for form in FORMS)
        known = shelf.files.get(f"{table.name}.csv") if shelf else None
        found.append(TableFiles(table, f"{known.rows:,}" if known else "", files))
    return found


def first_day() -> date | None:
    """The first day on which something happened that the record has. One query."""
    return Measure.objects.published().aggregate(day=Min("first_action_on"))["day"]


def _file(shelf: Shelf | None, name: str, word: str) -> DataFile:
    known = shelf.files.get(name) if shelf else None
    return DataFile(name, word, known.bytes, known.sha256) if known else DataFile(name, word)
