"""All files of the published record, written from one state of it.

`write_all(folder, on)` makes them. The same record gives the same bytes, whenever they are made;
what depends on the day is `facelaw.geojson` alone.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from laws.open_data.about import DICTIONARY, NAME, About
from laws.open_data.cells import HOW_TO_READ
from laws.open_data.forms import Form
from laws.open_data.forms.csv_files import CsvFiles
from laws.open_data.forms.geojson import write_places
from laws.open_data.forms.json_files import JsonFile, JsonFiles
from laws.open_data.forms.package import data_package, datasette_metadata, write_json
from laws.open_data.forms.parquet_files import ParquetFiles
from laws.open_data.forms.sqlite_file import SqliteFile
from laws.open_data.forms.xlsx_file import XlsxFile
from laws.open_data.table import Table
from laws.open_data.tables import TABLES

FOLLOWED = tuple(table for table in TABLES if table.is_followed)
EACH = (*TABLES, DICTIONARY)
"""The tables that have files of their own; those that are followed are in one file together too."""
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
WHOLE = {
    f"{NAME}.csv.zip": "application/zip",
    f"{NAME}.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    f"{NAME}.sqlite": "application/vnd.sqlite3",
    f"{NAME}.json": "application/json",
    f"{NAME}.geojson": "application/geo+json",
    f"{NAME}.metadata.json": "application/json",
    "datapackage.json": "application/json",
}
NAMES = WHOLE | {f"{one.name}.{form}": kind for one in EACH for form, kind in FORMS.items()}
"""Every file that there is, with its media type. No other is ever written."""
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP knows: the same files give the same ZIP
READ_ME = """# {title}

{description}

Version {version}, last changed {changed_at}. License: {license_url}
Cite as: {cite_as}

`datapackage.json` describes every table and column for programs, `dictionary.csv` for people.

{how_to_read}
"""


@dataclass(frozen=True, slots=True)
class File:
    """A written file: its checksum, its size, and of a file of one table how many rows it has."""

    sha256: str
    bytes: int
    rows: int | None = None


def write_all(folder: Path, on: date) -> dict[str, File]:
    """Write every file of NAMES into a folder, from one state of the record; returns what each is.

    `on` is the day of the map. A file that is there is replaced. Memory stays flat, however long
    the tables are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with one_state():
        about = About.now()
        counts = _write_tables(folder, about)
        write_places(folder / f"{NAME}.geojson", on, about)
    files = {
        name: measured(folder / name, counts.get(name.split(".")[0]))
        for name in NAMES
        if (folder / name).exists()
    }
    _describe(folder, about, files)
    for name in (f"{NAME}.csv.zip", f"{NAME}.metadata.json", "datapackage.json"):
        files[name] = measured(folder / name)
    return {name: files[name] for name in NAMES}


@contextmanager
def one_state() -> Iterator[None]:
    """All queries of this block see the same state of the database."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write_tables(folder: Path, about: About) -> dict[str, int]:
    """Write the files of tables; returns how many rows each table has."""
    counts = {}
    with ExitStack() as stack:
        own = (CsvFiles(folder), JsonFiles(folder), ParquetFiles(folder, about))
        workbook = stack.enter_context(XlsxFile(folder / f"{NAME}.xlsx", about))
        database = stack.enter_context(SqliteFile(folder / f"{NAME}.sqlite"))
        whole = stack.enter_context(JsonFile(folder / f"{NAME}.json", about))
        _copy(about.table, workbook, database)
        for table in FOLLOWED:
            counts[table.name] = _copy(table, *own, workbook, database, whole)
        counts[DICTIONARY.name] = _copy(DICTIONARY, *own, workbook, database)
        for table in TABLES:
            if not table.is_followed:
                counts[table.name] = _copy(table, *own)
    return counts


def _copy(table: Table, *forms: Form) -> int:
    """Read a table once, and write its rows in each form; returns how many there are."""
    number = 0
    with ExitStack() as stack:
        writes = [stack.enter_context(form.table(table)) for form in forms]
        for row in table.rows():
            number += 1
            for write in writes:
                write(row)
    return number


def _describe(folder: Path, about: About, files: dict[str, File]) -> None:
    write_json(folder / f"{NAME}.metadata.json", datasette_metadata(about, (*FOLLOWED, DICTIONARY)))
    write_json(folder / "datapackage.json", data_package(about, EACH, files))
    inside = (*FOLLOWED, DICTIONARY)
    with zipfile.ZipFile(folder / f"{NAME}.csv.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        described = folder / "datapackage.zip.json"
        write_json(described, data_package(about, inside, files))
        _pack(packed, described, "datapackage.json")
        described.unlink()
        read_me = READ_ME.format(**about.facts, how_to_read=HOW_TO_READ)
        packed.writestr(_entry("README.md"), read_me)
        for table in inside:
            _pack(packed, folder / f"{table.name}.csv", f"{table.name}.csv")


def _pack(packed: zipfile.ZipFile, path: Path, name: str) -> None:
    with path.open("rb") as source, packed.open(_entry(name), "w") as target:
        shutil.copyfileobj(source, target)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


def measured(path: Path, rows: int | None = None) -> File:
    """What is known of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(digest, path.stat().st_size, rows)
