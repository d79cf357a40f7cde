"""The recipes of /data/ as a reader copies them: those that say so are run."""

import json
import sqlite3
from contextlib import closing

import duckdb
import openpyxl
import pytest

from dashboard.pages.data.recipes import recipes, sheet_column
from laws.open_data.files import write_all
from tests.support.makers import day, make_measure, make_place

pytestmark = pytest.mark.django_db

NOT_RUN = {"spreadsheet", "datasette", "r"}


@pytest.fixture
def code(tmp_path):
    """The recipes by name, on the files of two cities with a ban, one of them with two, of laws
    that are no such ban, and of a law on schools.
    """
    enacted = [("enacted", "2020-01-01")]
    oakland, berkeley = make_place("Oakland", "CA"), make_place("Berkeley", "CA")
    make_measure("=A ban", oakland, enacted, slug="ca-ban", regulates=["police"])
    make_measure("A ban", berkeley, enacted, slug="ca-other", regulates=["police", "government"])
    make_measure("Amended", berkeley, enacted, slug="ca-again", regulates=["police"])
    make_measure("Statewide", "CA", enacted, slug="ca-state", regulates=["police"])
    make_measure("Drones", make_place("Davis", "CA"), enacted, slug="ca-narrow", reach="narrow")
    later = [("enacted", "2024-01-01")]
    make_measure("Later", make_place("Boston"), later, slug="ma-later")
    make_measure(
        "Schools", "MA", enacted, slug="ma-schools", effect="schools", regulates=["schools"]
    )
    write_all(tmp_path, day("2023-07-20"))
    return {one.slug: one.code for one in recipes(f"{tmp_path}/")}


def test_those_that_are_not_run_say_so(code):
    assert {one.slug for one in recipes("") if not one.is_run} == NOT_RUN


def test_pandas_counts_governments_with_a_ban_by_state(code, capsys):
    exec(code["pandas"], {})
    assert "CA    2" in capsys.readouterr().out


def test_pandas_reads_csv_back_as_it_was(code, capsys):
    names = {}
    exec(code["csv"], names)
    assert "police        6" in capsys.readouterr().out
    assert "=A ban" in set(names["measures"]["title"])


def test_duckdb_counts_the_same(code):
    assert duckdb.sql(code["duckdb"]).fetchall() == [("CA", 2)]


def test_sqlite_finds_laws_on_schools(code, tmp_path):
    with closing(sqlite3.connect(tmp_path / "facelaw.sqlite")) as database:
        assert [row[1] for row in database.execute(code["sqlite"])] == ["Massachusetts"]


def test_the_formula_names_the_columns_that_it_counts(code, tmp_path):
    with closing(openpyxl.load_workbook(tmp_path / "facelaw.xlsx")) as book:
        sheet = book["measures"]
    effect, state = (sheet_column("measures", name) for name in ("effect", "state"))
    assert (sheet[f"{effect}1"].value, sheet[f"{state}1"].value) == ("effect", "state")
    assert f"measures!{effect}:{effect}" in code["spreadsheet"]


def test_datasette_is_told_of_every_table(code, tmp_path):
    said = json.loads((tmp_path / "facelaw.metadata.json").read_text())
    with closing(sqlite3.connect(tmp_path / "facelaw.sqlite")) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in found}
    assert set(said["databases"]["facelaw"]["tables"]) == tables - {"about", "sqlite_stat1"}
