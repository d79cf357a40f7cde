"""The page of a county that lies wholly in one city leads with the city's law."""

import pytest

from tests.support.makers import make_country, make_measure, make_place, make_state
from tests.support.markup import text_of

pytestmark = pytest.mark.django_db

PASSED = [("passed", "2020-06-18")]
BRONX = "/places/ny/bronx-county/"


@pytest.fixture
def city():
    """New York City, which covers the Bronx."""
    make_country()
    make_state("NY", searched_on="2026-11-22")
    city = make_place("New York City", "NY", county_geoids=["36005", "36047"])
    make_place(
        "Bronx", "NY", "county", slug="bronx-county", full_name="Bronx County",
        geoid="36005", county_geoids=["36005"], covering_city=city,
    )  # fmt: skip
    return city


def page(client, address=BRONX, on="2023-07-20"):
    return text_of(client.get(address, {"on": on}).content.decode())


def test_the_citys_law_stands_in_the_first_sentence_and_in_the_title(client, city):
    make_measure("POST Act", city, PASSED, effect="oversight", regulates=["police"])

    said = page(client)

    assert (
        "New York City, which covers all of Bronx County, required oversight of face recognition "
        "by its own police." in said
    )
    assert "Bronx County, New York: New York City requires" in said
    assert "The city that covers all of this county" in said
    assert "in the whole city, Bronx County included." in said
    assert "No county stands between" not in said


def test_where_the_city_has_no_law_neither_has_the_county(client, city):
    assert "We know of no measure of New York City or of Bronx County." in page(client)


def test_a_town_that_covers_a_county_is_called_a_town(client):
    town = make_place("Menominee", "WA", "town", county_geoids=["55078"])
    make_place("Menominee", "WA", "county", slug="menominee-county", geoid="55078",
               full_name="Menominee County", covering_city=town)  # fmt: skip
    make_measure("A rule", town, PASSED, effect="ban", regulates=["police"])

    said = page(client, "/places/wa/menominee-county/")

    assert "The Town of Menominee, which covers all of Menominee County, banned face" in said
    assert "The town that covers all of this county" in said


def test_the_citys_history_its_other_measures_and_its_dates_are_the_countys(client, city):
    make_measure("POST Act", city, PASSED, effect="oversight", regulates=["police"])
    make_measure("Ended", city, [("passed", "2019-01-02"), ("repealed", "2019-03-04")])
    make_measure("On shops", city, PASSED, effect="private_sector", regulates=["private"])

    said = page(client)

    assert "June 18, 2020" in said or "Jun 18, 2020" in said
    assert "Not in effect: Ended" in said
    assert "On shops" in said.partition("Rules for businesses")[2]
    assert "Mar 4, 2019" in said


def test_its_json_has_the_level_and_names_the_city(client, city):
    make_measure("POST Act", city, PASSED, slug="post-act", effect="oversight")

    content = client.get("/places/ny/bronx-county.json", {"on": "2023-07-20"}).json()

    assert content["covering_city"] == "New York City"
    assert [(one["slug"], one["level"]) for one in content["applies"]] == [("post-act", "city")]
    own = client.get("/places/ny/new-york-city.json", {"on": "2023-07-20"}).json()
    assert own["covering_city"] is None


def test_beside_a_bill_the_county_answers_by_the_citys_law(client, city):
    make_measure(
        "POST Act", city, PASSED, slug="post-act", effect="oversight", regulates=["police"]
    )

    content = client.get("/compare.json", {"p": "ny/bronx-county", "on": "2023-07-20"}).json()

    assert content["places"][0]["measure"] == "post-act"
    assert content["places"][0]["level"] == "city"
    said = client.get("/compare/", {"p": "ny/bronx-county", "on": "2023-07-20"}).content.decode()
    assert "by POST Act, of New York City" in text_of(said)


def test_the_chart_and_the_card_show_the_citys_law(client, city):
    make_measure("POST Act", city, PASSED, effect="oversight", regulates=["police"])

    rows = client.get("/charts/place-history.csv", {"place": "ny/bronx-county"}).getvalue().decode()
    card = client.get("/cards/places/ny/bronx-county.png")

    assert "New York City,city,POST Act" in rows
    assert card.status_code == 200


def test_the_citys_level_stands_first_on_the_page_of_a_covered_county(client, city):
    said = page(client)

    assert said.index("The city that covers all of this county") < said.index("Its own measures")
