"""/compare/ with places: whose measure answers, what applies at each level, what is mistaken."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.elements import read
from tests.support.makers import (
    make_country,
    make_measure,
    make_place,
    make_provision,
    make_state,
    make_statewide_law,
)
from tests.support.markup import text_of
from tests.support.place_names import make_county, make_name
from tests.support.responses import part, text

pytestmark = pytest.mark.django_db
PASSED = [("passed", "2019-06-27")]
ON = "2023-07-20"


def page(client, **asked):
    return client.get(reverse("compare"), {"on": ON} | asked)


def twin(client, *places):
    found = client.get(reverse("compare-json"), {"p": places, "on": ON}).json()
    return found["places"]


@pytest.fixture(autouse=True)
def layers(db):
    """A city with a ban in a county with oversight, a town without any, a state with a limit."""
    make_country()
    make_state("MA", searched_on="2023-01-02")
    make_place("Middlesex", kind="county", full_name="Middlesex County", geoid="25017")
    city = make_place("Somerville", county_geoids=["25017"])
    make_place("Medford", county_geoids=["25017"])
    make_provision(make_measure("A ban", city, PASSED, slug="ban", identifier="Ord. 1"), "q0")
    make_statewide_law("s2", 3, "MA")


def test_a_place_answers_by_its_own_measure_where_that_is_the_strongest(client):
    response = page(client, p=["ma/somerville", "ma/medford"])
    said = text(response)

    assert part(response, "h1") == "Somerville, MA compared with Medford, MA."
    assert "Somerville, MA by Ord. 1 (2019), its own" in said
    assert "Medford, MA by S2 (2021), of Massachusetts" in said
    assert "Effect Ban Restriction" in said
    assert "Range of points 1 to 3 of 3 3 of 3" in said


def test_whom_the_measure_binds_there_is_said(client):
    said = text(page(client, p=["ma/somerville", "ma/medford"]))

    assert "Covers Somerville’s own police and agencies." in said
    assert "Covers police and agencies in Massachusetts, within the limits of its text." in said


def test_what_applies_is_shown_level_by_level_with_gaps_as_gaps(client):
    said = text(page(client, p=["ma/somerville", "ma/medford"]))

    assert "Its own measures Ban Ord. 1 (2019) Not searched; none known" in said
    assert "Its state’s Restriction S2 (2021) Restriction S2 (2021)" in said
    assert "The country’s None in our database None in our database" in said


def test_a_county_s_stronger_measure_is_named_as_the_county_s(client):
    county = make_place("Middlesex", kind="county")
    make_measure("County ban", county, PASSED, slug="county-ban", identifier="Ord. 9")
    (found,) = twin(client, "ma/medford")

    assert (found["measure"], found["level"]) == ("county-ban", "county")
    assert "not those of Medford" in found["binds"]


def test_a_state_without_a_general_measure_has_an_empty_column_that_says_so(client):
    make_state("TX", searched_on="2022-05-01")
    make_state("NY")
    said = text(page(client, p=["ma", "tx", "ny"]))

    assert "Texas no general measure in effect" in said
    assert "Restriction None found for that day in a search of May 1, 2022 Not researched" in said
    assert "3 of 3 no measure no measure" in said


def test_where_nothing_applies_a_cell_says_what_was_searched(client):
    make_state("TX", searched_on="2022-05-01")
    make_state("NY")
    make_place("Marfa", "TX")
    shown = read(page(client, p=["ma", "tx", "ny", "tx/marfa"]))
    (row,) = [one for one in shown.all(".answers tr") if "q0?" in one.text]

    assert row.text == (
        "q0? Yes: it says so where No rule found Not searched No rule found; not all searched"
    )


def test_measures_and_places_stand_together_up_to_five(client):
    response = page(client, m=["ban", "s2"], p=["ma", "ma/somerville", "ma/medford", "us"])

    assert "Six measures and places were chosen; the first five are shown." in text(response)
    assert len(read(response).all(".side thead th")) == 1 + 5
    assert "Somerville Ord. 1 (2019)" in text(response)


def test_only_the_differences_can_be_shown(client):
    said = text(page(client, p=["ma/somerville", "ma/medford"], only="differences"))

    assert "Its own measures" in said
    assert "Its state’s" not in said


@pytest.mark.parametrize(
    "value", ["zz", "ma/nowhere", "ma/somerville/x", "/", "' OR 1=1", "x" * 300]
)
def test_what_is_no_place_is_left_out_with_a_sentence(client, value):
    response = page(client, p=["ma", value])

    assert response.status_code == 200
    assert "was not understood: the address of a state or a place is allowed" in text(response)
    assert len(read(response).all(".side thead th")) == 1 + 1


def test_a_draft_never_answers_for_a_place(client):
    medford = make_place("Medford")
    make_measure("SECRET", medford, PASSED, slug="draft", status="draft")
    response = page(client, p="ma/medford")

    assert b"SECRET" not in response.content
    assert "Medford, MA by S2 (2021), of Massachusetts" in text(response)


def test_a_second_id_leads_to_its_government_once(client):
    first = make_place("San Francisco", "CA")
    make_place("San Francisco", "CA", "county", slug="sf-county", same_as=first)

    assert [one["place"] for one in twin(client, "ca/sf-county", "ca/san-francisco")] == [
        "ca/san-francisco"
    ]


def test_an_address_in_capitals_is_understood(client):
    assert [one["place"] for one in twin(client, "MA/Somerville")] == ["ma/somerville"]


def test_the_one_place_of_a_name_is_added_at_once(client):
    response = page(client, m="ban", q="Medford", find="places", only="differences")

    assert response.status_code == 302
    assert response.url == "/compare/?m=ban&p=ma%2Fmedford&only=differences&on=2023-07-20"


def test_a_name_of_several_places_offers_each(client):
    make_place("Medford", "NY")
    response = page(client, p="ma", q="medford", find="places")

    assert b"?p=ma&amp;p=ma%2Fmedford&amp;on=2023-07-20" in response.content
    assert b"?p=ma&amp;p=ny%2Fmedford&amp;on=2023-07-20" in response.content


def test_a_name_that_no_place_bears_is_said_to_have_none(client):
    assert "No more places match “Atlantis”." in text(
        page(client, p="ma", q="Atlantis", find="places")
    )


def test_a_half_typed_name_offers_addresses_that_add_a_place(client):
    asked = {"q": "medf", "m": "ban", "p": "ma", "on": ON}
    (found,) = client.get(reverse("compare-places-json"), asked).json()["results"]

    assert found["name"] == "Medford"
    assert found["url"] == "/compare/?m=ban&p=ma&p=ma%2Fmedford&on=2023-07-20"


@pytest.mark.parametrize(
    ("name", "args", "address"),
    [
        ("place", ["ma", "somerville"], "/compare/?p=ma/somerville&amp;on=2023-07-20"),
        ("state", ["ma"], "/compare/?p=ma&amp;on=2023-07-20"),
        ("measure", ["ban"], "/compare/?m=ban&amp;on=2023-07-20"),
    ],
)
def test_pages_lead_to_the_comparison(client, name, args, address):
    assert address in client.get(reverse(name, args=args), {"on": ON}).content.decode()


def test_addresses_are_printed_with_the_sheet(client):
    body = page(client, p="ma/somerville", m="s2").content.decode()

    assert "This page: http://testserver/compare/?" in body
    assert "Somerville, MA. Ord. 1 (2019). A ban: http://testserver/places/ma/somerville/" in body
    assert "Massachusetts S2 (2021). A ban: http://testserver/measures/s2/" in body


@pytest.mark.parametrize("asked", [{}, {"q": "springfeeld", "find": "places"}, {"q": "hb1"}])
def test_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries, asked):
    for number in range(30):
        state = f"{chr(65 + number % 26)}{chr(65 + number // 26)}"
        make_statewide_law(f"hb{number}", 3, state)
        place = make_place("Springfield", state, county_geoids=["25017"])
        make_measure(slug=f"t{number}", jurisdiction=place, actions=PASSED)
    places = ["ma/somerville", "aa/springfield", "ba/springfield"]
    for name in ("compare", "compare-json"):
        # A name that is nearly one asks up to three times more.
        with django_assert_max_num_queries(13 if "find" in asked else 10):
            response = client.get(reverse(name), {"m": "ban", "p": places, "on": ON} | asked)
        assert response.status_code == 200


@pytest.mark.parametrize("places", [["ma/somerville"], ["ma/somerville", "ma/medford", "ma", "us"]])
def test_places_and_those_around_them_are_read_in_two_statements(client, places):
    with CaptureQueriesContext(connection) as asked:
        assert len(twin(client, *places)) == len(places)
    from_places = [
        one["sql"] for one in asked if 'FROM "laws_jurisdiction"' in one["sql"].split("WHERE")[0]
    ]

    assert len(from_places) == 2
    # A condition on a subquery over all places would be asked of each of them.
    assert not any("SELECT" in sql.split("WHERE")[1] for sql in from_places)


def test_a_place_that_is_no_government_offers_those_whose_law_applies_there(client):
    make_place("Bethesda", "OH", "village")
    make_county("Montgomery", "MD", "24031")
    make_name("Bethesda", "MD", county_geoids=["24031"], population=60_858)

    offered = client.get("/compare/places.json", {"q": "Bethesda"}).json()["results"]
    response = client.get("/compare/", {"q": "Bethesda", "find": "places"})

    assert ("Montgomery County (Bethesda)", "MD") in [
        (one["name"], one["state"]) for one in offered
    ]
    assert response.status_code == 200
    assert "Montgomery County, MD (Bethesda)" in text_of(response.content.decode())
