"""The ticks of the date slider and their key, over the record as it is shipped."""

import pytest
from django.test import Client

from laws.models import Jurisdiction, Term
from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
PAGES = {
    "/": {"local", "state", "country"},
    "/states/": {"local", "state"},
    "/states/ma/": {"local", "state"},
    "/states/us/": {"country"},
    "/places/ma/cambridge/": {"local", "state", "country"},
    "/places/wy/cody/": {"country"},
    "/bills/": {"state", "country"},
    "/bills/?state=ny": {"state"},
    "/rankings/": {"local"},
    "/rankings/?by=introduced": {"state"},
    "/rankings/?by=covered": {"local", "state"},
    "/provisions/": {"state"},
    "/provisions/?level=local": {"local"},
    "/timeline/": {"local", "state", "country"},
}


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def levels(paths):
    """Whose measures some ticks or swatches are."""
    return {word[3:] for one in paths for word in one["class"].split() if word.startswith("of-")}


@pytest.mark.parametrize("address", PAGES)
def test_the_ticks_are_of_the_pages_own_subject_and_the_key_names_just_those(address):
    page = read(Client().get(address))
    assert levels(page.all(".rug path[class]")) == PAGES[address]
    assert levels(page.all(".rug-key path")) == PAGES[address]


def test_federal_law_is_told_from_the_states_on_a_places_page():
    page = read(Client().get("/places/ma/cambridge/"))
    country = Jurisdiction.objects.get(kind="country")
    starts = Term.objects.filter(
        measure__jurisdiction=country, measure__status="published"
    ).exclude(measure__effect="private_sector")
    federal, of_state = (
        page.find(f".rug .up.of-{level}")["d"].count("M") for level in ("country", "state")
    )
    assert federal == len({term.starts_on for term in starts})
    assert federal > of_state > 0
