"""/api/v1/changes: who follows its cursor has the record, each event once."""

from types import SimpleNamespace

import pytest

from laws.models import LoadedRecord, Measure
from laws.open_data.events import current, key_text, note_events, replay
from tests.support.makers import make_country, make_measure, make_place, make_state
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/changes"


def make():
    LoadedRecord.objects.create(version="1", checksum="c")
    make_country()
    make_state("MA")
    make_measure("A ban", make_place("Somerville"), [("enacted", "2020-07-01")], slug="ban")
    make_measure("A bill", "CA", [("introduced", "2026-02-01")], slug="bill")
    note_events(anew=True)
    Measure.objects.filter(slug="ban").update(effect="moratorium")
    note_events(anew=True)


rows = shared(make)


def ask(client, **asked):
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_the_cursor_gives_each_event_once_and_they_give_the_record(client, limit):
    found, content = [], ask(client, limit=limit)
    found += content["results"]
    while content["more"]:
        content = client.get(content["next"]).json()
        found += content["results"]

    numbers = [one["cursor"] for one in found]
    assert numbers == sorted(set(numbers))
    events = [SimpleNamespace(**one | {"key": key_text(one["key"])}) for one in found]
    assert replay(events) == {(table, key): row for table, key, row in current()}
    assert client.get(content["next"]).json()["results"] == []


def test_what_comes_later_is_given_to_who_kept_the_cursor_and_nothing_twice(client):
    kept = ask(client, limit=1000)["cursor"]
    Measure.objects.filter(slug="bill").update(effect="study")
    note_events(anew=True)

    (event,) = ask(client, since=kept)["results"]
    assert (event["table"], event["key"], event["kind"]) == ("measures", ["bill"], "corrected")
    assert (event["before"], event["after"]) == ({"effect": "ban"}, {"effect": "study"})
    assert (event["measure"], event["state"]) == ("bill", "ca")


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"kind": "corrected"}, 1),
        ({"kind": "corrected", "state": "ma"}, 1),
        ({"kind": "corrected", "state": "ca"}, 0),
        ({"kind": "corrected", "place": "ma/somerville"}, 1),
        ({"kind": "corrected", "place": "ma"}, 0),
        ({"kind": "corrected", "measure": "ban", "table": "measures"}, 1),
        ({"kind": "corrected", "table": "terms"}, 0),
    ],
)
def test_filters_leave_out_events_and_move_the_cursor_all_the_same(client, asked, number):
    content = ask(client, **asked)

    assert (content["count"], content["more"]) == (number, False)
    assert content["cursor"] == ask(client, limit=1000)["cursor"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "99999999"),
        ("since", "-1"),
        ("kind", "x"),
        ("place", "zz/nowhere"),
        ("limit", "0"),
    ],
)
def test_what_is_not_understood_is_a_problem_that_names_it(client, name, value):
    answer = client.get(ADDRESS, {name: value})

    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    (error,) = answer.json()["errors"]
    assert (error["parameter"], error["value"]) == (name, value)
