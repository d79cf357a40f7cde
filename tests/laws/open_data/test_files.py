"""The files of the record: the same rows in each, read by programs that others wrote."""

import csv
import json
import sqlite3
import tracemalloc
import zipfile
from contextlib import closing
from importlib import import_module

import openpyxl
import pyarrow.parquet
import pytest
from frictionless import Package, system
from openpyxl.utils.escape import unescape

from laws.open_data import files
from laws.open_data.about import DICTIONARY
from laws.open_data.cells import read_cell
from laws.open_data.files import EACH, FOLLOWED, NAMES, measured, write_all
from laws.open_data.table import Column, Table
from tests.support.makers import (
    day,
    make_case,
    make_country,
    make_measure,
    make_place,
    make_provision,
    make_quotation,
    make_relation,
    make_session,
    make_source,
    make_sponsor,
)
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db

THEN = day("2023-07-20")
TRICKY = '=HYPERLINK("https://evil.example")\r\n\'quoted\', "said"; é §\t✓'
TYPES = {"integer": int, "number": float, "boolean": bool}


def make_record():
    """A measure with all that belongs to it, in words that files find hard."""
    make_country()
    place = make_place(latitude=42.38, longitude=-71.1, population=81045)
    session = make_session()
    ban = make_measure(
        TRICKY, place, [("introduced", "2019"), ("enacted", "2019-06-27")], summary="-1+1",
        notes="'already", use_modes=["live"],
    )  # fmt: skip
    bill = make_measure("A bill", "MA", [("introduced", "2023-01")], session=session)
    make_provision(ban, detail="@SUM(A1)")
    make_quotation(ban, quote="+1\n=2")
    make_relation(
        bill, "related", ban, source_urls=["https://a.example/?a=1,2", "https://b.example"]
    )
    make_source(ban)
    make_sponsor(bill, 'O’Neil, "Tip"')
    make_case(effects=[(ban, "upheld", "2020-05")])


def stored(value, column):
    """A value of SQLite as the table has it."""
    if value is None or column.type in ("string", "date"):
        return value
    return json.loads(value) if column.type == "list" else TYPES[column.type](value)


def test_each_form_has_the_same_rows(tmp_path):
    make_record()

    write_all(tmp_path, THEN)

    book = openpyxl.load_workbook(tmp_path / "facelaw.xlsx", read_only=True)
    whole = json.loads((tmp_path / "facelaw.json").read_text())["tables"]
    with closing(sqlite3.connect(tmp_path / "facelaw.sqlite")) as database:
        for table in EACH:
            rows = list(table.rows())
            named = tmp_path / table.name
            assert json.loads(named.with_suffix(".json").read_text()) == rows, table.name
            assert pyarrow.parquet.read_table(named.with_suffix(".parquet")).to_pylist() == rows
            with named.with_suffix(".csv").open(newline="", encoding="utf-8-sig") as file:
                assert read(csv.DictReader(file), table) == rows
            if table in FOLLOWED:
                assert whole[table.name] == rows
                found = database.execute(f'SELECT * FROM "{table.name}"').fetchall()
                assert [cells(row, table, stored) for row in found] == rows
                sheet = book[table.name].iter_rows(min_row=2, values_only=True)
                assert [cells(row, table, in_a_sheet) for row in sheet] == rows


def read(lines, table):
    return [
        {one.name: read_cell(row[one.name], one.type) for one in table.columns} for row in lines
    ]


def cells(row, table, convert):
    return {one.name: convert(value, one) for value, one in zip(row, table.columns, strict=True)}


def in_a_sheet(value, column):
    value = unescape(value) if isinstance(value, str) else value
    return json.loads(value) if value and column.type == "list" else value


def test_every_file_is_written_and_no_other_and_the_same_again(tmp_path):
    make_record()
    one, two = tmp_path / "one", tmp_path / "two"
    written = write_all(one, THEN)
    assert {path.name for path in one.iterdir()} == NAMES.keys() == written.keys()
    assert written == write_all(two, THEN)
    assert {name: measured(one / name, written[name].rows) for name in NAMES} == written


def test_memory_stays_flat_however_long_a_table_is(tmp_path, monkeypatch):
    columns = (Column("slug", "string", "It."), Column("words", "list", "Some."))

    def peak(number):
        rows = ({"slug": f"{n:09}", "words": ["a", "b"]} for n in range(number))
        table = Table("long", "Long", "Many rows.", ("slug",), columns, lambda: rows)
        names = [f"{one}.{form}" for one in ("long", "dictionary") for form in files.FORMS]
        monkeypatch.setattr(files, "TABLES", (table,))
        monkeypatch.setattr(files, "FOLLOWED", (table,))
        monkeypatch.setattr(files, "EACH", (table, DICTIONARY))
        monkeypatch.setattr(files, "NAMES", files.WHOLE | dict.fromkeys(names, ""))
        tracemalloc.start()
        try:
            write_all(tmp_path, THEN)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    list(map(import_module, ("xlsxwriter", "pyarrow.parquet")))  # these are in memory for good
    assert peak(15_000) < 1.25 * peak(3_000)


# --- over the shipped record --------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory):
    """The files of the shipped record, which is asked meanwhile."""
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), shipped_record():
        write_all(folder, THEN)
        yield folder


def test_the_data_package_is_valid_and_its_keys_hold(written):
    with zipfile.ZipFile(written / "facelaw.csv.zip") as packed:
        packed.extractall(written / "unpacked")
    system.standards = "v1"
    package = Package(str(written / "unpacked" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    assert [one.name for one in package.resources] == [one.name for one in FOLLOWED] + [
        "dictionary"
    ]


def test_the_database_keeps_its_keys(written):
    with closing(sqlite3.connect(written / "facelaw.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
