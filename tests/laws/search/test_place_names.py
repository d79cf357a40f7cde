"""Places by the names that people use: of governments, and of places that are none."""

import pytest

from laws.models import ZipCode
from laws.search.places import find_places
from tests.support.makers import make_place, make_state
from tests.support.place_names import make_county, make_name

pytestmark = pytest.mark.django_db


def said(words, **options):
    return [f"{one.name}, {one.state_code}" for one in find_places(words, **options).listed]


@pytest.fixture
def bethesda():
    """A large place that is no government, and a village of its name in another state."""
    make_county("Montgomery", "MD", "24031")
    village = make_place("Bethesda", "OH", "village", population=1_205)
    make_name("Bethesda", "MD", county_geoids=["24031"], population=60_858, zip_codes=8)
    return village


def test_another_name_finds_the_government_before_smaller_namesakes():
    kings = make_county("Kings", "NY", "36047", population=2_641_052)
    make_place("Brooklyn", "OH", population=11_177)
    make_name("Brooklyn", "NY", kings)

    found = find_places("Brooklyn")

    assert [place.name_in_state for place in found.places] == ["Kings County, NY", "Brooklyn, OH"]
    assert found.exact == 2
    assert found.only_one is None


def test_the_only_government_of_another_name_is_the_only_one():
    richmond = make_county("Richmond", "NY", "36085", population=493_494)
    make_name("Staten Island", "NY", richmond)

    assert find_places("staten island").only_one == richmond
    assert find_places("Staten Island, NY").only_one == richmond


def test_a_second_ids_other_name_finds_the_government():
    city = make_place("Macon", "GA", slug="macon-bibb-county")
    second = make_county("Bibb", "GA", "13021", same_as=city)
    make_name("Bibb City", "GA", second)

    assert find_places("Bibb City").only_one == city


def test_a_place_of_the_name_in_another_state_keeps_the_only_government_from_being_it(bethesda):
    found = find_places("Bethesda")

    assert found.exact == 1
    assert found.only_one is None
    assert said("Bethesda") == ["Bethesda, MD", "Bethesda, OH"]
    assert find_places("Bethesda, OH").only_one == bethesda


def test_a_place_of_its_own_state_without_people_of_its_own_does_not():
    city = make_place("Somerville", county_geoids=["25017"])
    make_name("Somerville", "MA", zip_codes=1)

    assert find_places("Somerville").only_one == city


def test_a_place_that_is_no_government_says_where_it_lies(bethesda):
    [name] = find_places("Bethesda MD").names

    assert name.within == "Montgomery County, State of MD"
    assert [one.full_name for one in name.counties] == ["Montgomery County"]


def test_it_is_found_while_it_is_typed_and_when_it_is_misspelled(bethesda):
    assert said("beth")[0] == "Bethesda, MD"
    assert "Bethesda, MD" in said("Bethezda")


def test_namesakes_without_known_people_are_ordered_by_their_zip_codes():
    for state, number in (("PA", 2), ("VA", 7), ("TX", 0)):
        make_name("Springfield", state, zip_codes=number)

    assert said("Springfield") == ["Springfield, VA", "Springfield, PA", "Springfield, TX"]


def test_a_states_code_alone_means_the_state_as_well():
    city = make_place("Los Angeles", "CA", population=3_849_297)
    make_state("LA", population=4_590_241)
    make_name("LA", "CA", city)

    found = find_places("LA")

    assert [place.name for place in found.places[: found.exact]] == ["Louisiana", "Los Angeles"]


@pytest.fixture
def zips():
    make_county("Middlesex", "MA", "25017", population=1_614_742)
    make_place("Cambridge", county_geoids=["25017"], population=117_090)
    make_place("Cambridge", "OH", county_geoids=["39059"])
    return ZipCode.objects.create(
        zip_code="02139", state_code="MA", county_geoid="25017", names=["Cambridge"]
    )


@pytest.mark.parametrize(
    "words",
    ["02139", " 02139 ", "02139-1234", "021391234", "ZIP 02139", "zip code 02139",
     "Cambridge, MA 02139", "Cambridge MA 02139-1234"],
)  # fmt: skip
def test_a_zip_code_finds_the_city_its_mail_names_and_the_county(zips, words):
    found = find_places(words)

    assert found.zip_code == zips
    assert [p.full_name for p in found.places] == ["Cambridge", "Middlesex County"]
    assert found.only_one is None


@pytest.mark.parametrize("words", ["HB 02139", "2139", "021390", "02139-12", "S02139"])
def test_what_only_looks_like_a_zip_code_is_none(zips, words):
    assert find_places(words).asked_zip == ""


def test_an_unknown_zip_code_is_known_to_be_unknown():
    found = find_places("00000")

    assert (found.asked_zip, found.zip_code, found.listed) == ("00000", None, [])


def test_a_zip_code_of_a_covered_county_finds_the_city_first():
    city = make_place("New York City", "NY", county_geoids=["36005", "36047"])
    make_county("Bronx", "NY", "36005", covering_city=city)
    ZipCode.objects.create(zip_code="10451", state_code="NY", county_geoid="36005", names=["Bronx"])

    found = find_places("10451")

    assert [p.name for p in found.places] == ["New York City", "Bronx"]


def test_a_zip_code_without_a_known_county_leads_to_its_state():
    make_state("PR")
    ZipCode.objects.create(zip_code="00999", state_code="PR", names=["Somewhere"])

    assert [p.name for p in find_places("00999").places] == ["Puerto Rico"]


@pytest.mark.parametrize("words", ["Bethesda", "Bethezda", "02139", "00000", "beth", "Xyzzy"])
def test_a_search_asks_the_database_a_handful_of_times(
    bethesda, zips, words, django_assert_max_num_queries
):
    for number in range(20):
        make_name("Bethesda", "PA", make_place(f"Place {number}", "PA"), zip_codes=number)

    with django_assert_max_num_queries(7):
        find_places(words)
