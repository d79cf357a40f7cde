"""The published record as tables: all of it, nothing of a draft, in one order, in few queries."""

import csv
import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

import laws
from laws.models import ChangeReason, CourtCase, Quotation, SecondCoding, Source
from laws.models.public_change import PRIVATE
from laws.open_data.left_out import COLUMNS, EVERYWHERE, WHOLE
from laws.open_data.table import TYPES
from laws.open_data.tables import TABLE, TABLES
from tests.support.makers import make_measure, make_question
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db

DATA = Path(laws.__file__).parent / "data"
FROM = re.compile(r'"laws_(\w+)" "?([A-Z]\d+)"?')
READ = re.compile(r'"?(\w+)"?\."(\w+)"')
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
PYTHON = {
    "string": str,
    "date": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "list": list,
    "object": dict,
}
QUERIES = {"withdrawn_measures": 3, "changes": 2, "jurisdictions": 2, "governments": 2}


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """All rows of the shipped record, and the queries that read them, by table."""
    rows, queries = {}, {}
    with django_db_blocker.unblock(), shipped_record():
        for table in TABLES:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                rows[table.name] = list(table.rows())
            queries[table.name] = [one["sql"] for one in captured]
    return rows, queries


def test_the_shipped_record_is_in_its_tables(shipped):
    rows, _ = shipped
    files = {path.stem: path for path in DATA.glob("*.csv") if path.stem in TABLE}
    files.pop("sources")  # a load adds those that only an action or an answer names
    assert len(files) == 17
    for name, path in files.items():
        with path.open(newline="") as file:
            assert len(rows[name]) == len(list(csv.DictReader(file))), name
    assert len(rows["governments"]) > len(rows["jurisdictions"]) > 56
    law = next(row for row in rows["measures"] if row["slug"] == "ca-san-francisco-ban-2019")
    assert {
        name: law[name] for name in ("division_id", "government", "state", "geoid", "name")
    } == {
        "division_id": "ocd-division/country:us/state:ca/place:san_francisco",
        "government": "San Francisco",
        "state": "CA",
        "geoid": "0667000",
        "name": "Stop Secret Surveillance Ordinance",
    }
    assert (law["effect"], law["session"], law["path"]) == (
        "ban", None, "/measures/ca-san-francisco-ban-2019/",
    )  # fmt: skip


def test_each_row_has_its_columns_with_values_of_their_type(shipped):
    for table in TABLES:
        for row in shipped[0][table.name]:
            assert list(row) == [column.name for column in table.columns]
            for column in table.columns:
                value = row[column.name]
                assert value is None or type(value) is PYTHON[column.type], (table.name, column)
                assert value != ""
                if column.type == "date" and value is not None:
                    assert DATE.fullmatch(value)
                if column.words and value is not None:
                    said = value if column.type == "list" else [value]
                    assert set(said) <= set(column.words.values)


def test_rows_come_in_the_order_of_their_keys_and_each_key_once(shipped):
    for table in TABLES:
        keys = [table.key_of(row) for row in shipped[0][table.name]]
        assert keys == sorted(keys), table.name
        assert len(set(keys)) == len(keys), table.name


def test_a_table_takes_one_query_or_a_few_whatever_its_rows(shipped):
    counts = {name: len(sql) for name, sql in shipped[1].items()}
    assert counts == {table.name: QUERIES.get(table.name, 1) for table in TABLES}


def test_every_row_names_a_measure_a_government_and_a_question_that_is_there(shipped):
    rows, _ = shipped
    known = {
        name: {row["slug"] for row in rows[name]} for name in ("measures", "questions", "cases")
    }
    places = {row["division_id"] for row in rows["jurisdictions"]}
    named = {"measure": "measures", "from_measure": "measures", "to_measure": "measures",
             "question": "questions", "case": "cases"}  # fmt: skip
    for table in TABLES:
        for row in rows[table.name] if table.is_followed else ():
            for column, other in named.items():
                assert row.get(column) is None or row[column] in known[other]
            for column in ("division_id", "same_as", "covering_city"):
                assert row.get(column) is None or row[column] in places


def test_what_the_database_has_is_in_a_table_or_left_out_for_a_reason(shipped):
    read = set()
    for sql in (one for queries in shipped[1].values() for one in queries):
        for name, column in READ.findall(sql):
            tables = {table for table, alias in FROM.findall(sql) if alias == name}
            read |= {f"{table}.{column}" for table in tables or [name.removeprefix("laws_")]}
    public = {
        f"{model._meta.model_name}.{field.column}"
        for model in apps.get_app_config("laws").get_models()
        for field in model._meta.concrete_fields
        if not model._meta.proxy
        and not model.__name__.endswith("Revision")
        and model._meta.model_name not in PRIVATE | WHOLE.keys()
        and field.column not in EVERYWHERE
    }
    assert public - read - COLUMNS.keys() == set()
    assert COLUMNS.keys() - public == set()


def test_no_row_says_anything_of_a_draft():
    secret = {"notes": "SECRET", "summary": "SECRET", "slug": "secret"}
    draft = make_measure("SECRET", "MA", [("introduced", "2023-01-05")], status="draft", **secret)
    shown = make_measure("Shown", "MA", [("introduced", "2023-01-05")], slug="shown")
    question = make_question("warrant")
    case = CourtCase.objects.create(
        slug="a-v-b", name="A v. B", jurisdiction=shown.jurisdiction, subject="law",
        standing="open", summary="A case.", confidence="high", source_urls=["https://a.example"],
    )  # fmt: skip
    case.effects.create(measure=draft, did="challenged", note="SECRET")
    Source.objects.create(measure=draft, url="https://secret.example/SECRET")
    Quotation.objects.create(measure=draft, quote="SECRET", url="https://secret.example")
    draft.provisions.create(question=question, answer="yes", detail="SECRET")
    draft.sponsorships.create(name="SECRET")
    draft.relations_from.create(to_measure=shown, kind="amends", note="SECRET")
    shown.relations_from.create(to_measure=draft, kind="amends", note="SECRET")
    again = {"coder": "SECRET", "text_read": "whole"}
    SecondCoding.objects.create(measure=draft, **again)
    unfinished = SecondCoding.objects.create(measure=shown, is_open=True, **again)
    unfinished.answers.create(question=question, answer="yes", text_read="whole", detail="SECRET")
    for file, key in (("measures.csv", "secret"), ("relations.csv", "shown secret amends")):
        reason = {"version": "1", "kind": "correction", "why": "SECRET"}
        ChangeReason.objects.create(file=file, key=key, **reason)

    said = json.dumps([list(table.rows()) for table in TABLES])

    assert "secret" not in said.lower()
    assert '"shown"' in said


def test_a_withdrawn_measure_is_in_no_table_but_its_own():
    merged = make_measure("Gone", "MA", slug="gone", status="published")
    make_measure("Kept", "MA", slug="kept")
    merged.withdrawn_reason, merged.status = "It is the same.", "withdrawn"
    merged.save()
    assert [*TABLE["withdrawn_measures"].rows()] == [
        {"slug": "gone", "reason": "It is the same.", "merged_into": None}
    ]
    ChangeReason.objects.create(
        version="2", kind="correction", file="measures.csv", key="gone", field="merged",
        into="kept", why="They are one.",
    )  # fmt: skip
    assert [*TABLE["withdrawn_measures"].rows()] == [
        {"slug": "gone", "reason": "It is the same.", "merged_into": "kept"}
    ]
    assert [row["slug"] for row in TABLE["measures"].rows()] == ["kept"]


def test_dates_are_as_precise_as_they_are_known_and_sorted_as_written():
    measure = make_measure(
        "A bill", "MA", [("introduced", "2023"), ("hearing", "2023-06"), ("enacted", "2023-07-01")]
    )
    assert [row["date"] for row in TABLE["actions"].rows()] == ["2023", "2023-06", "2023-07-01"]
    (row,) = TABLE["measures"].rows()
    assert (row["slug"], row["first_action_on"], row["last_action_on"]) == (
        measure.slug, "2023", "2023-07-01",
    )  # fmt: skip
    assert (row["popular_name"], row["use_modes"]) == (None, [])


def test_every_column_is_described_and_of_a_known_type():
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        assert {column.type for column in table.columns} <= set(TYPES)
        assert all(column.description.endswith(".") for column in table.columns)
