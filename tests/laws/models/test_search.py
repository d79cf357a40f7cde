"""The ledger of looking, and the day that a government takes from it."""

import pytest

from laws.coverage.due import due_on
from laws.coverage.record import record_search
from laws.models import Search
from laws.vocabulary import SearchHow, Sought
from tests.support.makers import day, make_place, make_state

pytestmark = pytest.mark.django_db
LAW = {"sought": Sought.LAW, "note": "A note"}


def looked(place, on, found=0, **more):
    return record_search(place, day(on), SearchHow.PERSON, "The code", found, **more)


def searched(place):
    place.refresh_from_db()
    return place.searched_on and str(place.searched_on), place.search_note


def test_a_government_is_searched_on_the_day_of_its_last_search_for_law():
    place = make_state("MA")
    looked(place, "2026-05-01", **LAW)
    looked(place, "2026-02-01", found=2, **LAW | {"note": "Older"})
    assert searched(place) == ("2026-05-01", "A note")
    Search.objects.first().delete()
    assert searched(place) == ("2026-02-01", "Older")


@pytest.mark.parametrize(
    "more", [{"agency": "State Police"}, {"precision": "month"},
             {"outcome": "unreadable"}, {"sought": "bills"}],
)  # fmt: skip
def test_what_says_nothing_of_its_law_or_of_the_day_leaves_it_not_researched(more):
    place = make_state("MA")
    said = {"sought": "law", "where": "The code", "outcome": "none", "day": day("2026-05-01")}
    Search.objects.create(jurisdiction=place, **said | more)
    assert searched(place) == (None, "")


def test_the_same_search_of_a_day_is_one_row_and_the_last_one_holds():
    place = make_state("MA")
    looked(place, "2026-05-01", found=None, note="The server did not answer")
    row = looked(place, "2026-05-01", found=3)
    assert list(Search.objects.values_list("outcome", "found", "note")) == [("found", 3, "")]
    assert due_on(row) == day("2026-05-31")


@pytest.mark.parametrize(("found", "due"), [(0, "2026-10-28"), (None, "2026-05-08")])
def test_a_council_is_due_later_than_a_legislature_and_a_failure_soon(found, due):
    assert due_on(looked(make_place(), "2026-05-01", found)) == day(due)
