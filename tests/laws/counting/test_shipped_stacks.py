"""R9 over every government of the shipped record: whose law applies, and none counted twice."""

from collections import defaultdict

import pytest

from laws.counting.stacks import stack_at
from laws.models import Jurisdiction
from laws.vocabulary import JurisdictionKind
from tests.support.makers import day
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db

TODAY = day("2026-11-29")
BOROUGHS = ("bronx", "kings", "new-york", "queens", "richmond")


@pytest.fixture(scope="module", autouse=True)
def governments(django_db_setup, django_db_blocker):
    """Every active government of the record, by its key."""
    with django_db_blocker.unblock(), shipped_record():
        yield {one.pk: one for one in Jurisdiction.objects.filter(active=True)}


def find(state_code, slug):
    return Jurisdiction.objects.get(state_code=state_code, slug=slug)


def people_in(places):
    return sum(place.population or 0 for place in places)


def covered_by_population(governments):
    """(county, municipality) wherever all who live in a municipality's counties live in it."""
    counties = {
        one.geoid: one for one in governments.values() if one.kind == JurisdictionKind.COUNTY
    }
    for place in governments.values():
        own = [counties[geoid] for geoid in place.county_geoids if geoid in counties]
        is_municipality = place.is_local and place.kind != JurisdictionKind.COUNTY
        if is_municipality and own and 0 < people_in(own) <= (place.population or 0):
            yield from ((county, place) for county in own)


def test_every_county_whose_people_all_live_in_one_city_is_that_city_or_has_its_level(governments):
    found = list(covered_by_population(governments))
    lacking = [
        (county.full_name, place.full_name)
        for county, place in found
        if (county.same_as_id or county.covering_city_id) != (place.same_as_id or place.pk)
    ]

    assert len(found) > 60
    assert lacking == []


def test_every_county_that_is_said_to_lie_in_a_city_is_one_of_its_counties(governments):
    covered = [one for one in governments.values() if one.covering_city_id]

    assert sorted((one.full_name, one.state_code) for one in covered) == [
        ("Bronx County", "NY"),
        ("Kings County", "NY"),
        ("Menominee County", "WI"),
        ("New York County", "NY"),
        ("Queens County", "NY"),
        ("Richmond County", "NY"),
    ]
    for one in covered:
        assert one.geoid in governments[one.covering_city_id].county_geoids


@pytest.mark.parametrize("borough", BOROUGHS)
def test_new_york_citys_law_applies_in_each_of_its_boroughs(borough):
    city = find("NY", "new-york-city")
    of_city = {level.level: level.measures for level in stack_at(city, TODAY)}["own"]

    levels = {level.level: level for level in stack_at(find("NY", f"{borough}-county"), TODAY)}

    assert levels["city"].jurisdiction == city
    assert {law.slug for law in levels["city"].measures} == {law.slug for law in of_city}
    assert "ny-nyc-post-act-2020" in {law.slug for law in of_city}


def test_no_second_id_points_at_another_second_id_or_at_nothing_active(governments):
    second = [one for one in governments.values() if one.same_as_id]

    assert len(second) > 65
    for one in second:
        first = governments[one.same_as_id]
        assert (first.same_as_id, first.active) == (None, True), one


def test_no_municipality_and_county_of_one_name_and_one_population_are_counted_as_two(governments):
    alike = defaultdict(list)
    for one in governments.values():
        if one.is_local and one.same_as_id is None and one.population:
            for geoid in one.county_geoids:
                alike[geoid, one.population].append(one)

    doubled = [
        [one.full_name for one in several]
        for several in alike.values()
        if len(several) > 1 and any(one.kind == JurisdictionKind.COUNTY for one in several)
    ]

    # The Town of Menominee has a board of its own beside its county's.
    assert [names for names in doubled if "Menominee County" not in names] == []


def test_the_known_joint_governments_stand_once():
    for state_code, county, city in (
        ("PA", "philadelphia-county", "philadelphia"),
        ("TN", "davidson-county", "nashville"),
        ("KY", "jefferson-county", "louisville"),
        ("IN", "marion-county", "indianapolis"),
        ("FL", "duval-county", "jacksonville"),
        ("KS", "wyandotte-county", "kansas-city"),
        ("GA", "bibb-county", "macon-bibb-county"),
        ("GA", "macon", "macon-bibb-county"),
        ("MT", "silver-bow-county", "butte"),
    ):
        assert find(state_code, county).same_as == find(state_code, city)


def test_a_small_city_in_a_joint_countys_area_has_the_joint_government_as_its_county():
    levels = stack_at(find("TN", "belle-meade"), TODAY)

    counties = [level for level in levels if level.level == "county"]
    assert [level.jurisdiction.name for level in counties] == ["Nashville"]
    assert "tn-nashville-surveillance-2017" in {law.slug for law in counties[0].measures}
