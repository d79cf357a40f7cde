"""Counties that have no government: found by name, never offered as one that makes law."""

import pytest

from laws.search.places import find_places
from tests.support.makers import make_place, make_state
from tests.support.markup import text_of
from tests.support.place_names import make_county, make_name
from tests.support.responses import csv_rows

pytestmark = pytest.mark.django_db

LAW = (
    "Fairfield County is not a government of its own. The law of Connecticut applies there, and "
    "that of each of its cities and towns."
)


@pytest.fixture
def fairfield():
    make_state("CT", name="Connecticut")
    make_state("OH", name="Ohio")
    county = make_county("Fairfield", "CT", "09001", is_government=False, population=959_768)
    make_name("Fairfield County", "CT", county_geoids=["09001"], population=959_768)
    make_name("Capitol Planning Region", "CT")
    make_place("Stamford", "CT", "city", county_geoids=["09001"])
    return county


def test_a_county_without_a_government_is_answered_with_the_law_of_its_state(client, fairfield):
    first = client.get("/where.json", {"q": "Fairfield County, CT"}).json()["results"][0]

    assert (first["name"], first["is_government"]) == ("Fairfield County", False)
    assert first["law"] == LAW


def test_its_address_leads_to_that_answer_and_keeps_the_day(client, fairfield):
    response = client.get("/places/ct/fairfield-county/", {"on": "2023-01-01"}, follow=True)

    assert LAW in text_of(response.content.decode())
    assert response.redirect_chain == [
        ("/where/?q=Fairfield+County%2C+CT&on=2023-01-01", 302),
    ]
    data = client.get("/places/ct/fairfield-county.json", follow=True).json()
    assert data["results"][0]["law"] == LAW
    (row,) = csv_rows(client.get("/places/ct/fairfield-county.csv", follow=True))
    assert (row["is_government"], row["law"]) == ("no", LAW)


def test_it_is_no_column_of_a_comparison_and_has_no_card_of_its_own(client, fairfield):
    compared = client.get("/compare.json", {"p": "ct/fairfield-county"}).json()

    assert compared["places"] == []
    assert "ct/fairfield-county" in compared["notices"][0]
    card = client.get("/cards/places/ct/fairfield-county.png", {"on": "2023-01-01"})
    assert (card.status_code, card["Location"]) == (302, "/cards/site.png?on=2023-01-01")


def test_a_planning_region_is_no_government(client, fairfield):
    (found,) = client.get("/where.json", {"q": "Capitol Planning Region"}).json()["results"]

    assert found["is_government"] is False
    assert "The law of Connecticut applies there" in found["law"]


def test_a_county_that_makes_law_comes_before_a_larger_one_that_makes_none(fairfield):
    make_county("Fairfield", "OH", "39045", population=158_000)

    assert [one.state_code for one in find_places("Fairfield County").listed[:2]] == ["OH", "CT"]


def test_the_page_of_a_city_says_that_its_county_makes_no_law(client, fairfield):
    said = text_of(client.get("/places/ct/stamford/").content.decode())

    assert "Fairfield County has no government of its own that makes law." in said
