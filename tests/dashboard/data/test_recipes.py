"""The recipes of /data/ as a reader copies them: each is run."""

import json
import re
import shlex
import sqlite3
from contextlib import closing

import duckdb
import openpyxl
import pytest
from django.db import transaction

from dashboard.pages.data.recipes import RECIPES, recipes, sheet_column
from laws.open_data.files import write_all
from tests.support.makers import day, make_measure, make_place
from tests.support.recipes import asked_of_datasette, in_a_spreadsheet, in_datasette, in_r

pytestmark = pytest.mark.django_db


def make_record():
    """Two cities with a ban, one of them with two; laws that are no such ban; one on schools."""
    enacted = [("enacted", "2020-01-01")]
    oakland, berkeley = make_place("Oakland", "CA"), make_place("Berkeley", "CA")
    make_measure("=A ban", oakland, enacted, slug="ca-ban", regulates=["police"])
    make_measure(
        "A ban “on all”", berkeley, enacted, slug="ca-other", regulates=["police", "government"]
    )
    make_measure("Amended", berkeley, enacted, slug="ca-again", regulates=["police"])
    make_measure("Statewide", "CA", enacted, slug="ca-state", regulates=["police"])
    make_measure("Drones", make_place("Davis", "CA"), enacted, slug="ca-narrow", reach="narrow")
    later = [("enacted", "2024-01-01")]
    make_measure("Later", make_place("Boston"), later, slug="ma-later")
    make_measure(
        "Schools", "MA", enacted, slug="ma-schools", effect="schools", regulates=["schools"]
    )


@pytest.fixture(scope="module")
def folder(django_db_setup, django_db_blocker, tmp_path_factory):
    """All files of a small record."""
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), transaction.atomic():
        make_record()
        write_all(folder, day("2023-07-20"))
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def code(folder):
    """The recipes by name, on the files."""
    return {one.slug: one.code for one in recipes(f"{folder}/")}


def test_each_recipe_is_run_below():
    names = "spreadsheet", "pandas", "csv", "duckdb", "sqlite", "datasette", "r"
    assert tuple(one.slug for one in RECIPES) == names


def test_a_spreadsheet_counts_the_bans_of_a_state(code, folder):
    assert in_a_spreadsheet(folder / "facelaw.xlsx", code["spreadsheet"]) == 5


def test_the_formula_names_the_columns_that_it_counts(code, folder):
    with closing(openpyxl.load_workbook(folder / "facelaw.xlsx")) as book:
        sheet = book["measures"]
    effect, state = (sheet_column("measures", name) for name in ("effect", "state"))
    assert (sheet[f"{effect}1"].value, sheet[f"{state}1"].value) == ("effect", "state")
    assert f"measures!{effect}:{effect}" in code["spreadsheet"]


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


def test_sqlite_finds_laws_on_schools(code, folder):
    with closing(sqlite3.connect(folder / "facelaw.sqlite")) as database:
        assert [row[1] for row in database.execute(code["sqlite"])] == ["Massachusetts"]


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_r_reads_every_row_whatever_its_locale(code, folder, locale):
    also = '\ncat(measures$title[measures$slug %in% c("ca-ban", "ca-other")] ==\n'
    also += '    c("=A ban", "A ban \\u201con all\\u201d"), sep = " ")'
    header, *rows, own = [line for line in in_r(folder, code["r"] + also, locale) if line]
    assert header == "city state"
    assert rows == ["ban 5 1", "schools 0 1"]
    assert own == "TRUE TRUE"


def test_datasette_is_brought_the_files_that_it_opens(code, folder):
    brought = re.findall(r"-O (\S+)", code["datasette"].splitlines()[0])
    assert brought == [str(folder / name) for name in ("facelaw.sqlite", "facelaw.metadata.json")]
    opened = [word for word in shlex.split(code["datasette"].splitlines()[-1]) if "." in word]
    assert opened == ["facelaw.sqlite", "facelaw.metadata.json"]


def test_datasette_shows_every_table_with_what_it_is(code, folder):
    said = json.loads((folder / "facelaw.metadata.json").read_text())["databases"]["facelaw"]
    shown = json.loads(in_datasette(folder, code["datasette"], "/facelaw.json"))
    names = {one["name"] for one in shown["tables"] if not one["hidden"]}
    assert names == said["tables"].keys() | {"about"}
    for name, table in said["tables"].items():
        page = in_datasette(folder, code["datasette"], f"/facelaw/{name}")
        assert table["title"] in page


def test_datasette_answers_the_question_in_sql(code, folder):
    rows = asked_of_datasette(folder, code["datasette"], code["sqlite"])
    assert [row[1] for row in rows] == ["Massachusetts"]
