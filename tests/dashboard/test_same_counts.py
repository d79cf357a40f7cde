"""Whoever asks the shipped record how many laws are in effect is told the same by every door."""

import json
import re
import sqlite3
from contextlib import ExitStack, closing
from urllib.parse import parse_qsl

import duckdb
import pytest

from dashboard.pages.data.recipes import recipes
from dashboard.words.numbers import in_words
from laws.open_data.about import About
from laws.open_data.forms.csv_files import CsvFiles
from laws.open_data.forms.geojson import write_places
from laws.open_data.forms.package import datasette_metadata, write_json
from laws.open_data.forms.parquet_files import ParquetFiles
from laws.open_data.forms.sqlite_file import SqliteFile
from laws.open_data.forms.xlsx_file import XlsxFile
from laws.open_data.tables import TABLE
from laws.vocabulary import NOT_LOCAL
from tests.support.assistant import Assistant
from tests.support.makers import day
from tests.support.recipes import asked_of_datasette, in_a_spreadsheet, in_r
from tests.support.responses import csv_rows, part
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db

DAYS = [day(f"{year}-{rest}") for year in range(2018, 2028) for rest in ("02-28", "07-20")]
FILTERS = {
    "": "TRUE",
    "&effect=ban": "effect = 'ban'",
    "&state=ca&level=local": f"state = 'CA' AND level NOT IN {tuple(map(str, NOT_LOCAL))}",
}
IN_EFFECT = (
    "SELECT count(*) FROM {} m JOIN {} t ON t.measure = m.slug WHERE {} "
    "AND t.starts_on <= '{}' AND (t.ends_on IS NULL OR t.ends_on > '{}')"
)
OF_THE_CHART = (
    " AND effect IN ('ban', 'moratorium', 'restriction', 'oversight') AND reach = 'general'"
    """ AND (regulates LIKE '%"police"%' OR regulates LIKE '%"government"%')"""
)
CHART = "/charts/who-when.json?effect=all&level="


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory):
    """The tables of measures and terms of the shipped record, as files."""
    folder = tmp_path_factory.mktemp("counts")
    with django_db_blocker.unblock(), shipped_record(once=True):
        about, tables = About.now(), [TABLE[name] for name in ("measures", "terms")]
        write_json(folder / "facelaw.metadata.json", datasette_metadata(about, tables))
        with (
            SqliteFile(folder / "facelaw.sqlite") as sqlite,
            XlsxFile(folder / "facelaw.xlsx", about) as workbook,
        ):
            forms = sqlite, workbook, CsvFiles(folder), ParquetFiles(folder, about)
            for table in tables:
                with ExitStack() as stack:
                    writes = [stack.enter_context(form.table(table)) for form in forms]
                    for row in table.rows():
                        for write in writes:
                            write(row)
        yield folder


def of_files(folder, asked, on):
    """What SQLite, Parquet and the map's file count, each read as their recipes say."""
    yield "SQLite", in_sqlite(folder, FILTERS[asked], on)
    named = [f"'{folder / name}.parquet'" for name in ("measures", "terms")]
    sql = IN_EFFECT.format(*named, FILTERS[asked], on, on)
    yield "Parquet", duckdb.sql(sql).fetchall()[0][0]
    places = json.loads((folder / "map.geojson").read_text())["features"]
    yield (
        "GeoJSON",
        sum(
            ("effect" not in asked or law["effect"] == "ban")
            and ("state" not in asked or (one["state"] == "CA" and one["kind"] not in NOT_LOCAL))
            for one in (place["properties"] for place in places)
            for law in one["measures"]
        ),
    )


def in_sqlite(folder, words, on):
    with closing(sqlite3.connect(folder / "facelaw.sqlite")) as database:
        return database.execute(IN_EFFECT.format("measures", "terms", words, on, on)).fetchone()[0]


def of_site(client, asked, on):
    """What the headline of the page, its JSON and CSV, and the API count."""
    query = f"?force=yes{asked}&on={on}"
    said = part(client.get(f"/measures/{query}"), "h1")
    yield "page", re.match(r"As of \w+ \d+, \d+, ([\w,]+) ", said)[1]
    yield "JSON", client.get(f"/measures.json{query}&per_page=1").json()["count"]
    yield "API", client.get(f"/api/v1/measures{query}&limit=1").json()["count"]
    yield "CSV", len(csv_rows(client.get(f"/measures.csv{query}")))
    chosen = dict(parse_qsl(query[1:]))
    told = Assistant(client).call("count", what="measures", **chosen)
    yield "assistants", told["facts"]["count"]


def test_every_door_counts_the_same_on_twenty_days(client, database):
    for on in DAYS:
        write_places(database / "map.geojson", on, About.now())
        for asked in FILTERS:
            found = dict([*of_site(client, asked, on), *of_files(database, asked, on)])
            number = found["API"]
            same = dict.fromkeys(found, number) | {"page": in_words(number)}
            assert found == same, (on, asked)
            assert number, "a filter that finds nothing shows nothing"


def test_bars_of_the_chart_lie_across_as_many_days_as_the_files_say(client, database):
    whole = client.get(f"{CHART}all").json()["rows"]
    rows = {
        "": whole,
        "&effect=ban": [row for row in whole if row["effect"] == "ban"],
        "&state=ca&level=local": client.get(f"{CHART}local&state=ca").json()["rows"],
    }
    for on in DAYS:
        for asked, words in FILTERS.items():
            across = sum(
                row["from"] <= on.isoformat() and on.isoformat() < (row["until"] or "9")
                for row in rows[asked]
            )
            assert across == in_sqlite(database, words + OF_THE_CHART, on), (on, asked)


def test_recipes_count_bans_as_the_ranking_does(client, database):
    said = {one.slug: one.code for one in recipes(f"{database}/")}
    rows = client.get("/rankings/municipal-bans.json?on=2023-07-20").json()["rows"]
    ranked = {row["state"]: row["count"] for row in rows}
    assert max(ranked, key=ranked.get) == "MA"

    assert dict(duckdb.sql(said["duckdb"]).fetchall()) == ranked
    names = {}
    exec(said["pandas"], names)
    assert names["governments"].to_dict() == ranked


def test_recipes_of_other_programs_count_as_the_pages_do(client, database):
    said = {one.slug: one.code for one in recipes(f"{database}/")}

    def page(query):
        return client.get(f"/measures.json?{query}&per_page=1").json()["count"]

    bans = in_a_spreadsheet(database / "facelaw.xlsx", said["spreadsheet"])
    assert bans == page("effect=ban&state=ca")
    counted = said["r"] + 'cat(sum(measures$effect == "ban"), nrow(measures))'
    *_, told = in_r(database, counted)
    assert told == f"{page('effect=ban')} {page('')}"
    found = asked_of_datasette(database, said["datasette"], said["sqlite"])
    assert len(found) == page("regulates=schools&force=yes")
