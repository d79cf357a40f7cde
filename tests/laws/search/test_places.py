import pytest

from laws.search.places import find_places
from tests.support.makers import make_country, make_place, make_state

pytestmark = pytest.mark.django_db


def names(words, **options):
    return [place.name_in_state for place in find_places(words, **options).places]


def test_an_exact_name_comes_before_names_that_begin_so_and_those_by_population():
    make_place("Spring", population=10)
    make_place("Springdale", "CA", population=900)
    make_place("Springfield", population=5_000)

    assert names("spring") == ["Spring, MA", "Springfield, MA", "Springdale, CA"]


def test_places_without_a_known_population_come_last():
    make_place("Salem", "CA", kind="township")
    make_place("Salem", population=40_000)

    assert names("salem") == ["Salem, MA", "Salem, CA"]


@pytest.mark.parametrize(
    "words",
    [
        "Springfield, MA", "springfield ma", "Springfield Massachusetts", "Springfield, Massach",
        # Ends in an s before which no apostrophe belongs.
        "Springfield, Massachusetts",
    ],
)  # fmt: skip
def test_a_state_behind_the_name_narrows_to_it(words):
    make_place("Springfield", population=150_000)
    make_place("Springfield", "CA", population=200_000)

    found = find_places(words)

    assert [place.name_in_state for place in found.places] == ["Springfield, MA"]
    assert found.only_one == found.places[0]


def test_a_state_that_is_named_outright_is_not_taken_for_the_beginning_of_another():
    make_state("MA", name="Massachusetts")
    make_place("Salem", "MA")
    make_place("Salem", "MD")
    make_state("MD", name="Maryland")

    assert names("Salem, MA") == ["Salem, MA"]
    assert sorted(names("Salem, M")) == ["Salem, MA", "Salem, MD"]


@pytest.mark.parametrize("words", ["St. Louis", "st louis", "Saint Louis", "SAINT  LOUIS"])
def test_short_and_long_spellings_find_the_same_place(words):
    make_place("St. Louis", "TX")

    assert names(words) == ["St. Louis, TX"]


@pytest.mark.parametrize("words", ["Laurel, MT", "laurel mt", "Laurel Montana"])
def test_the_code_of_montana_is_not_taken_for_a_mount(words):
    make_state("MT", name="Montana")
    make_place("Laurel", "MT")
    make_place("Laurel", "TX")

    assert names(words) == ["Laurel, MT"]


def test_a_mount_is_found_in_montana_too():
    make_state("MT", name="Montana")
    make_place("Mount Vernon", "MT")

    assert names("Mt. Vernon, MT") == names("Mt Vernon") == ["Mount Vernon, MT"]
    assert names("MT")[0] == "Montana"


def test_accents_may_be_left_out():
    make_place("Doña Ana", "TX", kind="county", full_name="Doña Ana County")

    assert names("dona ana") == names("Doña Ana County") == ["Doña Ana County, TX"]


def test_a_word_for_the_kind_narrows_to_it():
    make_place("King", "WA", kind="county", full_name="King County", slug="king-county")
    make_place("King", "CA")

    assert names("King County") == ["King County, WA"]
    assert names("City of King") == ["King, CA"]


def test_a_word_for_the_kind_may_be_part_of_the_name():
    make_place("Kansas City", "TX")

    assert names("kansas city") == ["Kansas City, TX"]


def test_a_name_with_its_kind_means_that_kind_before_a_larger_namesake():
    city = make_place("Richmond", "VA", population=900, full_name="Richmond city")
    # The independent city has the id of a county as well.
    make_place("Richmond", "VA", "county", same_as=city, slug="also", full_name="Richmond city",
               division_id=f"{city.division_id}_city")  # fmt: skip
    make_place("Richmond", "VA", "county", population=9, slug="c", full_name="Richmond County")
    make_place("Carson", "VA", population=900, full_name="Carson city")
    make_place("Carson City", "VA", population=9)

    assert [place.kind for place in find_places("Richmond County, VA").places] == ["county", "city"]
    assert find_places("Richmond, VA").places[0] == city
    assert find_places("Carson City").places[0].name == "Carson City"


def test_a_misspelled_name_is_found_by_likeness():
    make_place("Cincinnati", "TX")

    found = find_places("cincinatti")

    assert (found.exact, found.alike) == (0, 1)
    assert found.places[0].name == "Cincinnati"


def test_likeness_is_not_asked_where_enough_names_begin_so():
    for number in range(5):
        make_place(f"Boston {number}")
    make_place("Bosston")

    assert "Bosston, MA" not in names("boston")


def test_beside_an_exact_name_stand_names_that_contain_it():
    make_place("Springfield")
    make_place("West Springfield")
    make_place("Springfeld")

    assert names("springfield") == ["Springfield, MA", "West Springfield, MA"]


def test_a_second_id_finds_the_government_itself_once():
    city = make_place("Lexington", "TX")
    make_place("Fayette", "TX", kind="county", full_name="Fayette County", same_as=city)

    assert find_places("Fayette County").only_one == city


@pytest.mark.parametrize("words", ["Washington, D.C.", "washington dc", "District of Columbia"])
def test_the_district_stands_for_what_lies_in_it(words):
    district = make_state("DC")

    assert find_places(words).only_one == district


def test_a_state_is_found_by_its_name_and_the_country_is_not():
    make_country()
    make_state("MA")

    assert names("Massachusetts") == ["Massachusetts"]
    assert names("United States") == []


@pytest.mark.parametrize(
    "words", ["Washington State", "State of Washington", "the State of Washington"]
)
def test_the_word_state_tells_a_state_from_its_namesakes(words):
    state = make_state("WA", name="Washington")
    make_place("Washington", "TX", kind="town", population=8_000_000)
    make_place("Washington", "MA", kind="town")

    assert find_places(words).only_one == state


def test_each_place_says_in_which_county_and_state_it_lies():
    make_place("Middlesex", kind="county", full_name="Middlesex County", geoid="25017")
    make_place("Somerville", county_geoids=["25017"])

    assert find_places("Somerville").places[0].within == "Middlesex County, Massachusetts"


def test_a_city_that_is_its_own_county_names_its_state_alone():
    city = make_place("San Francisco", "CA", county_geoids=["06075"])
    make_place("San Francisco", "CA", kind="county", slug="c", geoid="06075", same_as=city)

    assert find_places("San Francisco").only_one.within == "California"


@pytest.mark.parametrize("words", ["", "  ", "!!!", "☃", ",", "%", "x" * 5000])
def test_words_that_name_nothing_find_nothing(words):
    make_place("Somerville")

    assert names(words) == []


def test_it_asks_the_database_as_often_for_many_places_as_for_few(django_assert_max_num_queries):
    for number in range(30):
        make_place(f"Boston {number}")

    with django_assert_max_num_queries(5):
        assert len(names("boston, ma", limit=20)) == 20
