"""What people type, over the shipped record: it finds their place, or asks, and never leads to a
namesake in another state.
"""

import check_places
import pytest
from django.test import Client

from dashboard.words.known_names import whose_law
from laws.models import Jurisdiction, PlaceName
from laws.search.known_names import municipalities_around
from laws.search.places import find_places
from tests.support.makers import day
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db

TODAY = day("2026-11-29")


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def first(words):
    """What is offered first."""
    one = find_places(words).listed[0]
    return f"{one.full_name if isinstance(one, Jurisdiction) else one.name}, {one.state_code}"


@pytest.mark.parametrize(
    ("words", "government"),
    [
        ("Brooklyn", "Kings County, NY"),
        ("Manhattan", "New York County, NY"),
        ("Staten Island", "Richmond County, NY"),
        ("The Bronx", "Bronx County, NY"),
        ("Bronx", "Bronx County, NY"),
        ("Queens", "Queens County, NY"),
        ("NYC", "New York city, NY"),
        ("New York City", "New York city, NY"),
        ("SF", "San Francisco city, CA"),
        ("Philly", "Philadelphia city, PA"),
        ("DC", "District of Columbia, DC"),
        ("Washington DC", "District of Columbia, DC"),
        ("Washington, D.C.", "District of Columbia, DC"),
        ("Vegas", "Las Vegas city, NV"),
        ("Las Vegas", "Las Vegas city, NV"),
        ("St Louis MO", "St. Louis County, MO"),
        ("Nashville", "Nashville-Davidson metropolitan government (balance), TN"),
        ("Louisville", "Louisville/Jefferson County metro government (balance), KY"),
        ("Indianapolis", "Indianapolis, IN"),
        ("Lexington", "Lexington-Fayette urban county, KY"),
        ("Boise", "Boise City city, ID"),
        ("Honolulu", "Honolulu County, HI"),
        ("Winston Salem", "Winston-Salem city, NC"),
        ("Macon", "Macon-Bibb County, GA"),
        ("Athens", "Athens-Clarke County unified government (balance), GA"),
        ("Augusta", "Augusta-Richmond County consolidated government (balance), GA"),
        ("Philadelphia", "Philadelphia city, PA"),
        ("Jacksonville", "Jacksonville city, FL"),
    ],
)
def test_common_names_find_their_government_first(words, government):
    assert first(words) == government


@pytest.mark.parametrize("words", ["Ventura", "Paso Robles, CA"])
def test_names_in_brackets_find_their_city(words):
    names = [one.full_name for one in find_places(words).places]

    assert any(words.partition(",")[0] in name for name in names)


@pytest.mark.parametrize(
    ("words", "county"),
    [
        ("Bethesda MD", "Montgomery County"),
        ("Bethesda, Maryland", "Montgomery County"),
        ("Silver Spring, MD", "Montgomery County"),
        ("Columbia MD", "Howard County"),
        ("The Woodlands TX", "Montgomery County"),
        ("Paradise, NV", "Clark County"),
        ("Levittown NY", "Nassau County"),
        ("Metairie LA", "Jefferson Parish"),
        ("East Los Angeles", "Los Angeles County"),
        ("Hollywood CA", "Los Angeles County"),
        ("Reston", "Fairfax County"),
        ("Hyannis MA", "Barnstable County"),
        ("Spring Valley, NV", "Clark County"),
        ("Towson", "Baltimore County"),
        ("Sun City, AZ", "Maricopa County"),
        ("Flushing NY", "Queens County"),
    ],
)
def test_places_that_are_no_government_lead_to_their_county(words, county):
    found = find_places(words)

    assert found.exact == 0
    assert found.only_one is None
    assert found.exact_names[0].counties[0].full_name == county


@pytest.mark.parametrize("words", ["Bethesda", "Silver Spring", "Columbia", "Brooklyn", "Manhattan",
                                   "Hollywood", "Harlem", "Paradise", "Levittown"])  # fmt: skip
def test_a_name_of_several_states_is_asked_about(words):
    assert find_places(words).only_one is None


def test_maryland_comes_first_where_its_place_is_the_larger():
    assert first("Bethesda") == "Bethesda, MD"
    assert first("Silver Spring") == "Silver Spring, MD"


@pytest.mark.parametrize(
    ("zip_code", "names"),
    [
        ("02139", ["Cambridge"]),
        ("10451", ["New York City", "Bronx"]),
        ("20814", ["Bethesda", "Montgomery"]),
        ("11201", ["New York City", "Kings"]),
        ("37215", ["Nashville", "Forest Hills"]),
        ("20001", ["District of Columbia"]),
        ("96910", ["Guam"]),
    ],
)
def test_zip_codes_lead_to_the_governments_that_their_mail_names(zip_code, names):
    assert [one.name for one in find_places(zip_code).listed][: len(names)] == names


def test_guam_is_one_government_whatever_the_census_calls_its_county():
    for words in ("Guam", "96910"):
        assert [(one.name, one.kind) for one in find_places(words).listed[:1]] == [
            ("Guam", "territory")
        ]
    assert [one.name for one in find_places("Guam").listed if one.state_code == "GU"] == ["Guam"]


@pytest.mark.parametrize("words", ["00000", "99999", "09012"])
def test_zip_codes_that_no_state_has_are_unknown(words):
    found = find_places(words)

    assert (found.asked_zip, found.listed) == (words, [])


def test_no_name_of_a_place_without_government_is_that_of_a_government_of_its_county():
    named = set()
    for name, geoids in Jurisdiction.objects.filter(active=True).values_list(
        "search_name", "county_geoids"
    ):
        named |= {(name, geoid) for geoid in geoids}

    wrong = [
        str(one)
        for one in PlaceName.objects.filter(government=None)
        if any((one.search_name, geoid) in named for geoid in one.county_geoids)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("words", "city"),
    [
        ("Dorchester MA", "Boston"), ("Roxbury MA", "Boston"), ("Jamaica Plain MA", "Boston"),
        ("Indian Orchard MA", "Springfield"), ("Florence MA", "Northampton"),
        ("Peaks Island ME", "Portland"), ("La Jolla CA", "San Diego"), ("Venice CA", "Los Angeles"),
    ],
)  # fmt: skip
def test_a_neighborhood_of_a_city_is_told_that_the_citys_law_may_apply(words, city):
    (name,) = find_places(words).exact_names

    assert "of any city or town it is in" in whose_law(name) or city in whose_law(name)
    assert city in [one.name for one in municipalities_around(name)[:24]]


def test_every_county_of_a_name_or_zip_code_is_on_the_record():
    known = set(Jurisdiction.objects.filter(kind="county").values_list("geoid", flat=True))
    used = {geoid for one in PlaceName.objects.all() for geoid in one.county_geoids}

    assert used <= known
    assert PlaceName.objects.filter(government=None).count() > 30_000


def test_a_sample_of_all_places_answers_and_is_found():
    places = check_places.Places(TODAY)
    chosen = check_places.local_places(places, every=500)

    assert list(check_places.check(places, chosen, Client())) == []
    assert len(chosen) > 75


@pytest.mark.parametrize("words", ["Silver Spring Tp, PA", "Rutland Town, VT", "Oxbow Plt, ME"])
def test_a_government_that_mail_abbreviates_is_not_said_to_be_none(words):
    assert find_places(words).exact_names == []


def test_no_name_is_that_of_a_government_with_the_word_for_its_kind_behind_it():
    named = {
        (name, geoid)
        for name, geoids in Jurisdiction.objects.values_list("search_name", "county_geoids")
        for geoid in geoids
    }
    kinds = {"city", "town", "township", "tp", "twp", "boro", "borough", "plantation", "plt"}
    rows = PlaceName.objects.filter(government=None, population=None)

    wrong = [
        str(one)
        for one in rows
        for rest, _, last in (one.search_name.rpartition(" "),)
        if last in kinds and any((rest, geoid) in named for geoid in one.county_geoids)
    ]

    assert wrong == []


@pytest.mark.parametrize("words", ["Fairfax County Government", "State Of Iowa", "Figis Inc"])
def test_the_mail_of_an_office_names_no_place(words):
    assert not PlaceName.objects.filter(government=None, name=words).exists()


@pytest.mark.parametrize("name", ["Washington Na", "Castle Shann", "Hono"])
def test_a_name_that_the_post_cut_short_is_none(name):
    assert not PlaceName.objects.filter(name=name).exists()


def test_a_name_cut_short_still_finds_the_place_that_it_begins():
    assert first("Northboro MA") == "Northborough town, MA"
    assert first("Washington Na, DC") == "District of Columbia, DC"
