"""R10: people covered by a ban are a union, never a sum."""

import pytest

from laws.counting.coverage import covered_over_time, people_covered, people_covered_nationwide
from laws.counting.history import history
from laws.counting.on_date import law_on
from laws.models import Jurisdiction
from tests.support.in_effect import ON, ban, state_law
from tests.support.makers import day, make_measure, make_place, make_state

pytestmark = pytest.mark.django_db


def people(name, population, state="WA", kind="city", **fields):
    return make_place(name, state, kind, population=population, population_year=2022, **fields)


def covered(state_code="WA", on=ON, preset="broad"):
    return people_covered(
        law_on(on), Jurisdiction.objects.get(kind="state", state_code=state_code), preset
    )


@pytest.fixture
def washington():
    """A county of 250 with two cities of 90 and 110, so that 50 live outside of them, and a city of
    7 elsewhere.
    """
    make_state("WA", population=1000, population_year=2022)
    county = people("King", 250, kind="county", geoid="53033")
    city = people("Kirkland", 90, county_geoids=["53033"])
    people("Seattle", 110, county_geoids=["53033"])
    elsewhere = people("Bellingham", 7, county_geoids=["53073"])
    return county, city, elsewhere


def test_r10_a_countys_ban_adds_the_people_outside_of_its_cities(washington):
    for place in washington:
        ban(place)

    found = covered()

    assert (found.covered, found.population, found.years) == (50 + 90 + 7, 1000, (2022,))
    (county,) = [one for one in found.places if one.is_outside]
    assert (county.place.name, county.people) == ("King", 50)


def test_r10_a_countys_ban_that_covers_its_cities_counts_everyone_in_it_once(washington):
    ban(washington[0], county_reach="municipalities")
    ban(washington[1])

    assert covered().covered == 250


def test_r10_a_city_in_two_counties_is_taken_wholly_out_of_both():
    make_state("WA", population=1000)
    king = people("King", 250, kind="county", geoid="53033")
    people("Bothell", 40, county_geoids=["53033", "53061"])
    ban(king)

    assert covered().covered == 210


def test_r10_the_people_outside_are_not_known_while_one_citys_number_is_not(washington):
    people("Nowhere", None, county_geoids=["53033"])
    ban(washington[0])

    found = covered()

    assert (found.covered, found.unknown) == (0, ("King",))


def test_r10_a_ban_in_doubt_is_a_second_number(washington):
    ban(washington[2])
    ban(washington[1], effect_basis="not_read", effect_note="Its text was not read.")

    found = covered()

    assert (found.covered, found.in_doubt, found.possible, found.basis) == (7, 90, 97, "disputed")


def test_r10_a_statewide_ban_in_doubt_adds_only_those_whom_no_other_ban_covers(washington):
    ban(washington[2])
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    state_law("ban", "WA", [("enacted", "2019-06-27", doubt)])

    assert (covered().covered, covered().in_doubt) == (7, 993)


def test_r10_without_the_countys_ban_its_places_count(washington):
    _, city, elsewhere = washington
    ban(city)
    ban(elsewhere)

    assert covered().covered == 97


def test_r10_a_state_ban_covers_the_whole_state_once(washington):
    ban(washington[0])
    state_law("ban", "WA")

    assert covered().covered == 1000


def test_r10_a_narrow_state_ban_covers_nobody(washington):
    state_law("ban", "WA", reach="narrow")

    assert covered().covered == 0


def test_r10_a_measure_beside_another_of_one_government_covers_nobody_twice(washington):
    ban(washington[1], title="One")
    ban(washington[1], title="Another")

    assert covered().covered == 90


def test_r10_a_government_with_two_ids_is_covered_once():
    make_state("CA", population=1000, population_year=2022)
    first = people("San Francisco", 800, "CA")
    second = people("San Francisco", 800, "CA", "county", slug="sf-county", same_as=first)
    ban(first, title="One")
    ban(second, title="Another")

    assert covered("CA").covered == 800


def test_r10_the_strict_count_leaves_out_places_under_a_moratorium(washington):
    ban(washington[1], effect="moratorium")
    ban(washington[2])

    assert covered(preset="broad").covered == 97
    assert covered(preset="strict").covered == 7


def test_r10_a_state_ban_that_ended_in_doubt_covers_nobody_beyond_doubt(washington):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    state_law("ban", "WA", [("enacted", "2019-06-27"), ("expired", "2022-01-01", doubt)])

    assert (covered().covered, covered().in_doubt) == (0, 1000)


def test_r10_bans_of_other_states_cover_nobody_here(washington):
    ban(people("Portland", 600, "OR"))
    state_law("ban", "VA")

    assert covered().covered == 0


def test_r10_only_what_binds_on_the_day_covers(washington):
    ban(washington[1])

    assert covered(on=day("2019-06-26")).covered == 0


def test_r10_the_years_of_the_population_are_told(washington):
    ban(washington[1])
    ban(people("Tacoma", 20), title="Old figure")
    Jurisdiction.objects.filter(slug="tacoma").update(population_year=2020)

    assert covered().years == (2020, 2022)


def test_r10_a_place_whose_population_is_not_known_is_named(washington):
    ban(people("Nowhere", None))

    Jurisdiction.objects.filter(slug="nowhere").update(population_year=None)
    ban(washington[2])

    found = covered()

    assert (found.covered, found.unknown, found.years) == (7, ("Nowhere",), (2022,))


# --- nationwide and over time ---------------------------------------------------------------------


def nationwide(on=ON):
    return people_covered_nationwide(law_on(on), Jurisdiction.objects.state_level())


def test_r10_the_country_is_the_sum_of_the_states_unions(washington):
    make_state("OR", population=500, population_year=2020)
    ban(washington[0])
    ban(washington[1])
    ban(people("Portland", 60, "OR"))

    found = nationwide()

    assert (found.covered, found.population) == (50 + 90 + 60, 1500)
    assert found.years == (2022,)
    assert {one.place.name for one in found.places} == {"Portland", "King", "Kirkland"}


def test_r10_places_without_a_number_are_named_for_the_country_too(washington):
    ban(people("Nowhere", None))

    assert nationwide().unknown == ("Nowhere",)


def test_r10_there_is_no_national_share_while_one_covered_state_has_no_population(washington):
    ban(washington[1])
    assert nationwide().share == 0.09

    make_state("OR", population=None)
    assert nationwide().share == 0.09
    ban(people("Portland", 30, "OR"))

    assert (nationwide().covered, nationwide().share) == (120, None)


def test_r10_coverage_rests_on_the_weakest_of_the_bans_that_cover(washington):
    ban(washington[2])
    assert covered().basis == "recorded"

    make_measure("Doubtful", washington[1], [("effective", "2019-01-01", {"basis": "assumed"})])
    assert covered().basis == "assumed"
    assert nationwide().basis == "assumed"


def test_r10_over_time_each_day_counts_as_on_that_day(washington):
    ban(washington[1])
    make_measure("Short", washington[2], [("effective", "2020-05-01"), ("repealed", "2021-05-01")])
    states = list(Jurisdiction.objects.state_level())

    found = covered_over_time(history(), states)

    for on, by_state in found:
        assert by_state["WA"] == covered(on=on)
    assert [by_state["WA"].covered for _, by_state in found] == [90, 97, 90]


def test_r10_over_time_leaves_out_states_that_never_had_a_ban(washington):
    make_state("TX", population=9)
    ban(washington[1])

    assert all(
        set(by_state) == {"WA"}
        for _, by_state in covered_over_time(history(), Jurisdiction.objects.state_level())
    )
