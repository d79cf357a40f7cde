import pytest

from tests.support.makers import make_measure, make_place, make_state
from tests.support.responses import many_measures

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}


@pytest.fixture
def record():
    where = {"latitude": "42.39", "longitude": "-71.10"}
    make_measure("Ban", make_place(**where), [("effective", "2019-06-28")], slug="ma-somerville")
    ended = [("effective", "2020-12-18"), ("repealed", "2022-07-21")]
    make_measure("Ban", make_place("New Orleans", "LA"), ended, slug="la-ban")
    make_measure("Limit", "MA", [("effective", "2021-07-01")], effect="restriction",
                 slug="ma-limit")  # fmt: skip
    make_measure("Bill", "MA", [("introduced", "2023-01-20")], slug="ma-bill")
    make_state("NY", searched_on="2023-05-01")
    make_state("PR")


def states(client, **asked):
    rows = client.get("/map.json", ON | asked).json()["states"]
    return {row["state"]: row for row in rows}


def test_the_twin_has_its_date_its_rule_and_its_filters(client, record):
    body = client.get("/map.json", ON | {"effect": "ban"}).json()
    assert body["on"] == "2023-07-20"
    assert body["filters"] == {"effect": ["ban"]}
    assert "municipal bans in a state" in body["rule"]
    assert "R8 Statewide rule" in body["rule"]


def test_every_state_is_listed_with_its_rule_and_the_measures_behind_it(client, record):
    rows = states(client)
    assert set(rows) == {"LA", "MA", "NY", "PR"}
    assert rows["MA"]["rule"] == "restriction"
    assert rows["MA"]["measures"] == ["ma-limit"]
    assert rows["MA"]["municipal_bans"] == 1
    assert rows["NY"]["rule"] == "none_found"
    assert rows["NY"]["searched_on"] == "2023-05-01"
    assert rows["PR"]["rule"] == "not_researched"


def test_markers_are_what_binds_on_the_day(client, record):
    marker = {"state": "MA", "place": "somerville", "effect": "ban", "lat": 42.39, "lon": -71.1,
              "measures": ["ma-somerville"]}  # fmt: skip
    (found,) = client.get("/map.json", ON).json()["markers"]
    assert marker.items() <= found.items()


def test_a_ban_that_ended_is_a_marker_only_before(client, record):
    before = client.get("/map.json", {"on": "2022-07-20"}).json()["markers"]
    assert {marker["place"] for marker in before} == {"somerville", "new-orleans"}
    assert states(client)["LA"]["municipal_bans"] == 0


def test_a_place_known_only_by_its_county_has_no_point(client):
    county = {"latitude": "42", "longitude": "-71", "coordinate_precision": "county"}
    make_measure("Ban", make_place(**county), [("effective", "2019-06-28")])
    (marker,) = client.get("/map.json", ON).json()["markers"]
    assert (marker["lat"], marker["lon"]) == (None, None)


def test_filters_choose_and_never_change_a_rule(client, record):
    rows = states(client, effect="ban")
    assert rows["MA"]["rule"] == "restriction"
    assert not rows["MA"]["chosen"]
    assert rows["MA"]["municipal_bans"] == 1
    assert states(client, level="state")["MA"]["municipal_bans"] == 0


def test_what_is_disputed_says_why(client):
    why = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Limit", "VA", [("effective", "2022-07-01", why)], identifier="HB 1")
    row = states(client)["VA"]
    assert row["basis"] == "disputed"
    assert row["doubts"] == ["HB 1 (2022): Two codes differ."]


def test_a_mistaken_value_is_noted(client, record):
    body = client.get("/map.json", {"on": "soon"}).json()
    assert body["notices"][0].startswith("“soon” is not a date")


def test_queries_stay_few_whatever_the_number_of_measures(client, django_assert_max_num_queries):
    for number in range(20):
        many_measures(make_place(f"Town {number}"), 100)
    with django_assert_max_num_queries(10):
        assert client.get("/map.json", ON | {"effect": "ban"}).status_code == 200
