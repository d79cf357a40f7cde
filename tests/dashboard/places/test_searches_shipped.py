"""What a place's page says of our searches: as the shipped ledger has them, and no more."""

import pytest

from laws.models import Jurisdiction
from tests.support.responses import text
from tests.support.shipped_record import shipped_record

ON = {"on": "2026-11-30"}


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record, loaded once."""
    with django_db_blocker.unblock(), shipped_record():
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
