"""/coverage/: what was looked at, and what nobody looked at."""

import pytest

from laws.coverage.record import record_search
from laws.vocabulary import SearchHow, Sought
from tests.support.elements import read
from tests.support.makers import day, make_country, make_place, make_session, make_state
from tests.support.responses import text
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
ON = {"on": "2026-06-01"}


def looked(place, on, found, **more):
    return record_search(place, day(on), SearchHow.PERSON, "The code", found, **more)


def make_ledger():
    make_country()
    make_state("TX")
    read = make_session("MA", "193rd", "2023-01-04", "2024-12-31")
    make_session("MA", "194th", "2025-01-01")
    state = read.jurisdiction
    looked(state, "2024-05-01", 0, sought=Sought.LAW, words="facial recognition", note="A scan")
    looked(state, "2025-06-01", 3, session=read)
    looked(make_place("Somerville"), "2026-05-01", None, note="The site was down")


record = shared(make_ledger)


def answer(client, **asked):
    return client.get("/coverage.json", ON | asked).json()


def test_each_search_says_where_with_which_words_what_came_of_it_and_when_it_is_due(client):
    page = text(client.get("/coverage/", ON))
    assert "facial recognition" in page
    assert "None found in this search of May 1, 2024. A scan." in page
    assert "May 1, 2025, late" in page
    assert "Found 3" in page
    assert "The site was down" in page


def test_each_kind_of_measure_says_where_it_was_looked_for(client):
    states = {row["state"]: row for row in answer(client)["states"]}
    page = read(client.get("/coverage/", ON | {"looked_for": "bills"}))

    assert (states["MA"]["bills"], states["MA"]["policies"]) == ("in_time", "never")
    rows = [row.text for row in page.all("table tbody tr")[:3]]
    assert rows == ["Rules in effect 1 1 – –", "Bills and proposals 1 1 – –", "Policies – 2 – –"]
    assert any("we searched its bills on Jun 1, 2025" in one.text for one in page.all("title"))


def test_what_nobody_searched_is_not_researched_and_a_session_unread_is_named(client):
    states = {row["state"]: row for row in answer(client)["states"]}
    assert (states["TX"]["law"], states["TX"]["law_searched_on"]) == ("never", None)
    assert (states["MA"]["law"], states["MA"]["law_searched_on"]) == ("late", "2024-05-01")
    assert (states["MA"]["sessions_read"], states["MA"]["sessions"]) == (1, 2)
    assert "194th session: we have not read its bills" in text(
        client.get("/coverage/", ON | {"state": "ma"})
    )


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"state": "us"}, []),
        ({"looked_for": "law"}, ["Massachusetts"]),
        ({"late": "yes"}, ["Somerville, MA", "Massachusetts"]),
        ({"looked_for": "x"}, ["Somerville, MA", "Massachusetts", "Massachusetts"]),
    ],
)
def test_the_searches_are_narrowed(client, asked, names):
    assert [row["name"] for row in answer(client, **asked)["searches"]] == names


def test_of_a_state_without_sessions_no_reading_is_claimed(client):
    page = text(client.get("/coverage/", ON | {"state": "tx"}))
    assert "No session since 2019 that had begun by June 1, 2026, is listed here" in page
    assert "We have read the bills of each session" not in page


def test_before_the_first_search_nothing_was_looked_at(client):
    page = text(client.get("/coverage/", {"on": "2020-01-01"}))
    assert "no such search" in page
    assert "None found in this search" not in page


def test_the_page_asks_the_database_a_few_times(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/coverage/", ON)
