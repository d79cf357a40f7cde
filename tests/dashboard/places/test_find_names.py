"""What the search for a place says of names that are no government's own, and of ZIP codes."""

import pytest

from laws.models import ZipCode
from tests.support.makers import make_place, make_state
from tests.support.markup import text_of
from tests.support.place_names import make_county, make_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def bethesda():
    make_state("MD", name="Maryland")
    make_county("Montgomery", "MD", "24031")
    make_place("Bethesda", "OH", "village", population=1_205)
    make_name("Bethesda", "MD", county_geoids=["24031"], population=60_858)


def ask(client, words, path="/where/"):
    response = client.get(path, {"q": words})
    assert response.status_code == 200
    return text_of(response.content.decode())


def test_a_place_that_is_no_government_leads_to_its_county_and_state(client, bethesda):
    said = ask(client, "Bethesda MD")

    assert (
        "Bethesda is not a government of its own, as far as we know. The law of Montgomery County "
        "and of Maryland applies there" in said
    )
    assert "GeoNames (CC BY 4.0)" in said
    link = b'href="/places/md/montgomery-county/"'
    assert link in client.get("/where/", {"q": "Bethesda MD"}).content


def test_a_namesake_in_another_state_is_asked_about(client, bethesda):
    said = ask(client, "Bethesda")

    assert "Two places are called “Bethesda”. Which one is yours?" in said
    assert said.index("Bethesda, MD") < said.index("Bethesda, OH")


def test_the_search_of_the_whole_site_says_the_same(client, bethesda):
    said = ask(client, "Bethesda", "/search/")

    assert said.index("Bethesda, MD") < said.index("Bethesda, OH")
    assert "The law of Montgomery County and of Maryland applies there" in said


def test_while_it_is_typed_it_leads_to_the_answer(client, bethesda):
    first, second = client.get("/where.json", {"q": "bethes"}).json()["results"]

    assert (first["name"], first["state"], first["is_government"]) == ("Bethesda", "MD", False)
    assert first["url"] == "/where/?q=Bethesda%2C+MD"
    assert "Montgomery County and of Maryland" in first["law"]
    assert (second["url"], second["is_government"]) == ("/places/oh/bethesda/", True)


def test_a_day_is_kept_on_the_way(client, bethesda):
    answer = client.get("/where/", {"q": "Bethesda MD", "on": "2023-07-20"}).content.decode()

    assert "/places/md/montgomery-county/?on=2023-07-20" in answer


def test_what_its_mail_names_is_said_with_its_condition(client):
    make_state("CA")
    city = make_place("Los Angeles", "CA", county_geoids=["06037"])
    make_county("Los Angeles", "CA", "06037")
    make_name("Hollywood", "CA", county_geoids=["06037"], postal_cities=[city.division_id])

    said = ask(client, "Hollywood")

    assert "The law of Los Angeles County and of California applies there, and that of" in said
    assert "Its mail goes by Los Angeles. If your home is inside that city or town" in said


def test_towns_that_may_govern_it_are_named(client):
    make_county("Nassau", "NY", "36059")
    make_place("Hempstead", "NY", "town", geoid="3605934000", county_geoids=["36059"])
    make_name("Levittown", "NY", county_geoids=["36059"])

    said = ask(client, "Levittown NY")

    assert "The law of Nassau County and of New York applies there, and that of any city" in said
    assert "one of the cities or towns of the county, its law applies too." in said
    assert "Hempstead" in said


def test_a_neighborhood_of_a_covered_county_leads_to_the_city(client):
    city = make_place("New York City", "NY", county_geoids=["36081"])
    make_county("Queens", "NY", "36081", covering_city=city)
    make_name("Flushing", "NY", county_geoids=["36081"])

    assert (
        "The law of New York City, which covers all of Queens County, and of New York applies "
        "there." in ask(client, "Flushing")
    )


def test_a_place_of_two_counties_names_both(client):
    make_county("Montgomery", "TX", "48339")
    make_county("Harris", "TX", "48201")
    make_name("The Woodlands", "TX", county_geoids=["48339", "48201"])

    said = ask(client, "The Woodlands")

    assert "It is in Montgomery County or Harris County: the law of the one you live in" in said


def test_a_place_of_an_unknown_county_leads_to_its_state(client):
    make_state("AK")
    make_name("Auke Bay", "AK")

    assert "The law of Alaska applies there, and that of any city or town it is in." in ask(
        client, "Auke Bay"
    )


def test_where_counties_have_no_government_the_town_and_the_state_count(client):
    make_county("Hartford", "CT", "09003", is_government=False)
    make_name("Unionville", "CT", county_geoids=["09003"])

    said = ask(client, "Unionville")

    assert "The law of State of CT applies there, and that of any city or town it is in." in said
    assert "The law of Hartford County" not in said


def test_a_zip_code_is_said_to_be_an_area_for_mail(client):
    make_county("Middlesex", "MA", "25017")
    make_place("Cambridge", county_geoids=["25017"])
    ZipCode.objects.create(
        zip_code="02139", state_code="MA", county_geoid="25017", names=["Cambridge"]
    )

    said = ask(client, "02139-1234")

    assert "ZIP code 02139 is for mail to Cambridge in Middlesex County, Massachusetts." in said
    assert "A ZIP code is an area for mail. It may cross the lines of cities and counties" in said
    assert "zipcodes 3.0.0 (MIT)" in said
    content = client.get("/where.json", {"q": "02139"}).json()
    assert [one["name"] for one in content["results"]] == ["Cambridge", "Middlesex County"]
    assert content["zip_code"] == {"zip_code": "02139", "known": True}


@pytest.mark.parametrize("path", ["/where/", "/search/"])
def test_an_unknown_zip_code_is_called_unknown(client, path):
    assert "No ZIP code 00000 is known to us." in ask(client, "00000", path)


def test_what_is_not_known_at_all_says_to_ask_for_the_county(client):
    said = ask(client, "Xyzzy")

    assert "We have no place called “Xyzzy”." in said
    assert "ask for the county it is in" in said


@pytest.mark.parametrize(
    "words", ["\x00", "0" * 5000, "%", "\ud800".encode("utf-8", "surrogatepass"), "_", "A" * 9000,
              "a b " * 500 + "MA 02139", "٠٢١٣٩"]
)  # fmt: skip
@pytest.mark.parametrize("path", ["/where/", "/where.json", "/search/"])
def test_bad_words_are_answered(client, path, words):
    assert client.get(path, {"q": words}).status_code == 200
