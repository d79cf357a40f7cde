"""Where something was searched for and not found, the page says when, over the shipped record."""

import re
from datetime import date

import pytest
from django.test import Client

from dashboard.words.searches import in_searches
from laws.models import Jurisdiction
from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
NOT_FOUND = re.compile(r"none found|found none|no (statewide |general )*rule found", re.IGNORECASE)
WHEN = re.compile(r"search(ed|es)? |November \d+")
ADDRESSES = [
    "/", "/?fill=pending", "/?fill=use", "/?fill=business", "/states/", "/states/wi/",
    "/provisions/", "/places/wi/oshkosh/", "/compare/?p=wi/oshkosh", "/what-if/",
    "/what-if/?all=pending",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        ([date(2026, 11, 22)] * 2, "in a search of November 22, 2026"),
        ([date(2026, 11, 22), date(2026, 11, 20)], "in searches of November 20–22, 2026"),
        (
            [date(2026, 10, 31), date(2026, 11, 2)],
            "in searches from October 31 to November 2, 2026",
        ),
        (
            [date(2025, 12, 31), date(2026, 1, 2)],
            "in searches from December 31, 2025 to January 2, 2026",
        ),
    ],
)
def test_one_day_is_named_and_several_are_a_span(days, said):
    assert in_searches(days) == said


@pytest.mark.parametrize("on", ["2004-12-31", "2026-11-29"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_beside_what_was_not_found_stands_when_it_was_searched(address, on):
    joint = "&" if "?" in address else "?"
    page = read(Client().get(f"{address}{joint}on={on}"))
    page.parts = [page.find("main")]
    found = list(NOT_FOUND.finditer(page.text))
    assert found
    if address == "/states/":
        return  # every row of the table has the day in a column of its own
    for one in found:
        near = page.text[one.start() - 10 : one.end() + 110]
        assert WHEN.search(near) or "None known within 25 miles" in near, near


def test_a_search_of_2026_is_not_said_to_be_one_of_2004():
    days = Jurisdiction.objects.state_level().exclude(searched_on=None)
    found_in = in_searches(days.values_list("searched_on", flat=True))
    for address in ("/provisions/", "/states/"):
        page = read(Client().get(address, {"on": "2004-12-31"})).text
        assert "we found none for that day in" in page
        assert found_in.rsplit(" ", 1)[1] in page


def test_a_states_page_and_its_card_name_the_search():
    page = read(Client().get("/states/oh/", {"on": "2004-12-31"}))
    assert "for that day, in a search of November" in page.find("dl.facts").text
