"""What every operation of the API answers: its columns, its day, and nothing of a visitor."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.api.operations import OPERATION, OPERATIONS
from laws.models import LoadedRecord
from laws.open_data.events import note_events
from tests.support.makers import make_measure, make_place, make_state
from tests.support.public_pages import make_record
from tests.support.responses import many_measures_with_actions
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
ARGUMENTS = {
    "measure": {"slug": "ma-somerville-ban-2019"},
    "jurisdiction": {"state_code": "ma", "slug": "somerville"},
    "state": {"state_code": "ma"},
    "ranking": {"ranking": "bans"},
    "case": {"slug": "doe-v-somerville"},
}
ADDRESSES = {
    one.name: "/api/v1/" + one.template.format(**ARGUMENTS.get(one.name, {})) for one in OPERATIONS
}


record = shared(make_record)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_an_operation_answers_with_its_columns_in_few_queries(
    client, operation, django_assert_max_num_queries
):
    note_events()  # the log is brought up to date by whoever reads it first
    # What tells what is new knows no day.
    asked = {"on": "2023-07-20"} if "on" in operation.parameters else {}
    with django_assert_max_num_queries(10):
        response = client.get(ADDRESSES[operation.name], asked)
    content = response.json()
    rows = content["results"] if operation.is_list else [content["result"]]

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert content.get("on", "") == asked.get("on", content.get("on", ""))
    assert content["record"] == {"version": "2026-11-22"}
    assert content["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert not response.cookies
    for row in rows:
        assert set(row) == {one.name for one in operation.columns}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_the_columns_can_be_chosen(client, operation):
    names = [one.name for one in operation.columns][1:3]
    content = client.get(ADDRESSES[operation.name], {"fields": ",".join(names)}).json()

    for row in content["results"] if operation.is_list else [content["result"]]:
        assert list(row) == names


def test_all_columns_can_be_chosen_by_name(client):
    names = ",".join(one.name for one in OPERATION["measure"].columns)
    address = ADDRESSES["measure"]
    chosen = client.get(address, {"fields": names}).json()["result"]

    assert chosen == client.get(address).json()["result"]


def test_the_list_of_measures_is_that_of_the_page(client):
    make_measure("Second", make_place("Boston"), [("introduced", "2023-01-20")])
    asked = {"state": "ma", "force": "yes", "on": "2023-07-20"}
    ours = client.get("/api/v1/measures", asked).json()
    theirs = client.get("/measures.json", asked).json()

    assert ours["count"] == theirs["count"] == 2
    by_slug = sorted(theirs["results"], key=lambda row: row["slug"])
    assert ours["results"] == by_slug


def test_a_number_says_how_many_of_it_are_in_doubt(client):
    make_measure(
        "Doubtful", make_place("Boston"), [("passed", "2020-06-24")],
        effect_basis="not_read", effect_note="The text was not found.",
    )  # fmt: skip
    content = client.get("/api/v1/measures", {"force": "yes"}).json()
    ranking = client.get("/api/v1/rankings/bans").json()

    assert (content["count"], content["in_doubt"]) == (3, 1)
    assert (ranking["results"][0]["amount"], ranking["results"][0]["certain"]) == (2, 1)
    assert ranking["in_doubt"] == 1


def test_what_applies_at_a_place_is_that_of_its_page(client):
    ours = client.get("/api/v1/jurisdictions/ma/somerville").json()["result"]
    theirs = client.get("/places/ma/somerville.json").json()

    assert ours == {name: theirs[name] for name in ours}
    assert [one["slug"] for one in ours["applies"]] == ["ma-somerville-ban-2019", "ma-s2963"]


def test_a_future_day_is_said_to_be_one(client):
    content = client.get("/api/v1/measures", {"on": "2090-01-01"}).json()

    assert "This is in the future" in content["notices"][0]


@pytest.mark.parametrize("name", ["measures", "states", "terms", "actions"])
def test_many_rows_cost_no_more_queries(client, name, django_assert_num_queries):
    make_state("CA")
    many_measures_with_actions(make_place("Fresno", "CA"), 1)
    address = f"/api/v1/{name}?state=ca&limit=200"
    few = _queries(client, address)
    many_measures_with_actions(make_place("Oakland", "CA"), 150)

    assert _queries(client, address) == few <= 7


def _queries(client, address):
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def test_an_answer_stands_without_a_loaded_record(client):
    LoadedRecord.objects.all().delete()

    assert client.get("/api/v1/questions").json()["record"] is None
