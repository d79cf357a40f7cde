"""Long lists in parts: no row is missed or comes twice, whatever happens in between."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laws.models import Action, Measure
from tests.support.makers import make_measure, make_place, make_state
from tests.support.responses import many_measures_with_actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    make_state("CA")
    return make_place("Oakland", "CA")


def walk(client, address, between=lambda: None):
    """The rows of a list, part by part."""
    rows = []
    while address:
        answer = client.get(address).json()
        rows += answer["results"]
        address = answer["next"] and answer["next"].removeprefix("http://testserver")
        between()
    return rows


def test_the_parts_of_a_list_are_the_whole(client, place):
    many_measures_with_actions(place, 6)
    whole = client.get("/api/v1/measures?limit=200").json()

    assert whole["next"] is None
    assert walk(client, "/api/v1/measures?limit=5") == whole["results"]
    assert len(whole["results"]) == whole["count"] == 12


@pytest.mark.django_db(transaction=True)
def test_the_whole_list_is_counted_once_until_the_record_changes(client, place):
    many_measures_with_actions(place, 2)

    def ask(address):
        with CaptureQueriesContext(connection) as queries:
            count = client.get(address).json()["count"]
        return count, sum("COUNT(" in one["sql"] for one in queries.captured_queries)

    assert ask("/api/v1/measures?limit=3")[0] == 4
    assert ask("/api/v1/measures?limit=3") == (4, 0)
    assert ask("/api/v1/measures?state=ca") == (4, 1)
    assert ask("/api/v1/measures?state=ma") == (0, 1)
    make_measure("One more", place, [("passed", "2020-01-01")], slug="one-more")
    assert ask("/api/v1/measures?limit=3") == (5, 1)


def test_rows_that_come_and_go_in_between_neither_repeat_nor_skip_others(client, place):
    many_measures_with_actions(place, 6)
    slugs = sorted(Measure.objects.values_list("slug", flat=True))
    changes = iter([
        lambda: Measure.objects.filter(slug=slugs[4]).update(
            status="withdrawn", withdrawn_reason="No such law."),
        lambda: make_measure("First", place, [("passed", "2020-01-01")], slug="aa"),
    ])  # fmt: skip
    rows = walk(client, "/api/v1/measures?limit=5", lambda: next(changes, lambda: None)())

    assert [row["slug"] for row in rows] == slugs


def test_the_parts_of_a_table_follow_its_key_and_rows_of_one_key_stay_apart(client, place):
    measure = make_measure("Act", place, [("introduced", f"2020-01-{n:02}") for n in range(1, 13)])
    first, *_, last = Action.objects.filter(measure=measure).order_by("order")
    Action.objects.filter(pk=last.pk).update(day=first.day)
    rows = walk(client, f"/api/v1/actions?measure={measure.slug}&limit=5")

    assert [row["order"] for row in rows] == sorted(row["order"] for row in rows)
    assert len(rows) == 12


def test_the_day_stays_though_midnight_passes(client, place):
    many_measures_with_actions(place, 6)
    address = client.get("/api/v1/measures?limit=5").json()

    assert f"on={address['on']}" in address["next"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("/measures", "/terms"),
        lambda text: text.replace("cursor=", "state=ca&cursor="),
        lambda text: text.replace("on=", "on=2021-01-01&x=").split("&x=")[0] + "&"
        + next(part for part in text.split("?")[1].split("&") if part.startswith("cursor")),
        lambda text: text.replace("cursor=", "cursor=A"),
        lambda text: text.split("cursor=")[0] + "cursor=" + "A" * 40,
    ],
    ids=["list", "filter", "day", "altered", "made-up"],
)  # fmt: skip
def test_a_cursor_holds_for_one_list_alone(client, place, change):
    many_measures_with_actions(place, 6)
    address = client.get("/api/v1/measures?limit=5").json()["next"]
    response = client.get(change(address).removeprefix("http://testserver"))

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_goes_on_with_other_columns_and_lengths(client, place):
    many_measures_with_actions(place, 6)
    address = client.get("/api/v1/measures?limit=5").json()["next"]
    answer = client.get(address.replace("limit=5", "limit=3&fields=slug")).json()

    assert (len(answer["results"]), list(answer["results"][0])) == (3, ["slug"])
