"""The codes by which programs know a place or a state: in its data, and in its page's JSON-LD."""

import pytest

from tests.support.makers import make_place, make_state
from tests.support.schema_org import facts, mistakes, nodes

pytestmark = pytest.mark.django_db


def test_the_data_of_a_place_and_a_state_carry_their_codes(client):
    make_place("Somerville", "MA", geoid="2562535", county_geoids=["25017"])
    make_state("MA", geoid="25", wikidata_id="Q771")

    place = client.get("/places/ma/somerville.json").json()
    assert (place["geoid"], place["county_geoids"]) == ("2562535", ["25017"])
    assert place["wikidata_id"] is None
    state = client.get("/states/ma.json").json()
    assert (state["geoid"], state["wikidata_id"]) == ("25", "Q771")
    listed = client.get("/api/v1/jurisdictions?state=ma&fields=slug,wikidata_id").json()
    assert {one["slug"]: one["wikidata_id"] for one in listed["results"]} == {
        "massachusetts": "Q771",
        "somerville": None,
    }


def test_pages_of_a_place_and_a_state_say_in_schema_org_words_which_area_they_are_of(client):
    make_place("Boston", "MA")
    make_state("MA", wikidata_id="Q771")

    assert facts(client.get("/states/ma/")) == {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "name": "Massachusetts",
        "identifier": "ocd-division/country:us/state:ma",
        "url": "http://testserver/states/ma/",
        "sameAs": "https://www.wikidata.org/wiki/Q771",
    }
    shown = client.get("/places/ma/boston/")
    assert mistakes(nodes(shown)) == []
    said = facts(shown)
    assert said["identifier"] == "ocd-division/country:us/state:ma/place:boston"
    assert "sameAs" not in said
