"""What a place's page says of our searches: as the shipped ledger has them, and no more."""

import re

import pytest

from laws.models import Jurisdiction
from tests.support.responses import text
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
ON = {"on": "2026-11-30"}


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record, loaded once."""
    with django_db_blocker.unblock(), shipped_record(once=True):
        yield


def pages(client, places):
    for place in places:
        yield place, text(client.get(place.get_absolute_url(), ON))


def test_a_place_that_was_searched_is_not_said_to_be_unsearched(client):
    places = Jurisdiction.objects.local().exclude(searched_on=None).order_by("pk")
    assert places.count() == 52
    for place, page in pages(client, places[::6]):
        assert "not searched the" not in page.replace("not searched the law of", ""), place
        assert "A weak search" in page or place.measures.published().exists(), place


@pytest.mark.parametrize("state_code", ["MA", "ND", "PR"])
def test_where_nobody_searched_nothing_is_said_to_be_found(client, state_code):
    places = Jurisdiction.objects.local().governments().order_by("pk")
    for place, page in pages(client, places.filter(state_code=state_code, searched_on=None)[:3]):
        assert "We found no measure of the" not in page, place
        assert "None found within" not in page, place
        assert "No measure found" not in page, place


NONE_FOUND = re.compile(r"none found|found none|no rule found|no statewide rule found", re.I)


@pytest.mark.parametrize(
    "path",
    ["/", "/states/", "/states/al/", "/states/gu/", "/places/ma/somerville/", "/places/tx/austin/",
     "/provisions/", "/compare/?p=al&p=gu&p=ma/somerville", "/what-if/", "/rankings/",
     "/search/?q=alabama"],
)  # fmt: skip
def test_no_page_says_none_found_without_a_search_beside_it(client, path):
    page = text(client.get(path, ON))
    for found in NONE_FOUND.finditer(page):
        around = page[max(0, found.start() - 400) : found.end() + 400]
        assert re.search(r"search(ed|es)? ?(on|of|Nov|\b)|Nov \d+, 2026", around), around


@pytest.mark.parametrize("path", ["/map.json", "/states/al.json", "/provisions.json"])
def test_no_twin_says_none_found_without_the_day_of_a_search(client, path):
    told = [row for row in rows_in(client.get(path, ON).json()) if "searched_on" in row]
    none = [row for row in told if "none_found" in (row.get("rule"), row.get("standing"))]
    assert told
    assert [row for row in none if not row["searched_on"]] == []


def rows_in(content):
    """Every object of some JSON."""
    if isinstance(content, dict):
        yield content
    for one in content.values() if isinstance(content, dict) else content:
        if isinstance(one, dict | list):
            yield from rows_in(one)
