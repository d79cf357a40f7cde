"""R9: what applies at a place, on a date."""

import pytest

from laws.counting.stacks import stack_at, whom_it_covers
from laws.models import Jurisdiction
from tests.support.in_effect import ON, SINCE_2019, ban, state_law
from tests.support.makers import day, make_country, make_measure, make_place, make_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def layers():
    """A city in a county in a state, each with a measure of its own, and the country's."""
    county = make_place("King", "WA", "county", geoid="53033", full_name="King County")
    city = make_place("Kirkland", "WA", county_geoids=["53033"])
    make_place("Spokane", "WA", county_geoids=["53063"])
    ban(city)
    ban(county)
    state_law("oversight", "WA")
    make_measure("Of the country", make_country(), SINCE_2019, effect="restriction")
    ban("Bellingham", "WA")
    return city


def titles(tiers):
    return {tier.level: [b.title for b in tier.measures] for tier in tiers}


def test_r9_at_a_place_apply_its_own_measures_its_counties_its_states_and_the_countrys(layers):
    assert titles(stack_at(layers, ON)) == {
        "own": ["Ban of Kirkland"],
        "county": ["Ban of King"],
        "state": ["oversight of WA"],
        "country": ["Of the country"],
    }


def test_r9_a_place_without_measures_still_stands_under_its_state_and_the_country(layers):
    assert titles(stack_at(Jurisdiction.objects.get(slug="spokane"), ON)) == {
        "own": [],
        "state": ["oversight of WA"],
        "country": ["Of the country"],
    }


def test_r9_at_a_state_apply_its_own_measures_and_the_countrys(layers):
    assert titles(stack_at(make_state("WA"), ON)) == {
        "state": ["oversight of WA"],
        "country": ["Of the country"],
    }


def test_r9_at_the_country_apply_its_own_measures_only(layers):
    assert titles(stack_at(make_country(), ON)) == {"country": ["Of the country"]}


def test_r9_what_applied_is_a_question_of_the_day(layers):
    assert not any(tier.measures for tier in stack_at(layers, day("2019-06-26")))


def test_r9_a_place_in_two_counties_stands_under_both(layers):
    make_place("Snohomish", "WA", "county", geoid="53061")
    bothell = make_place("Bothell", "WA", county_geoids=["53033", "53061"])

    found = stack_at(bothell, ON)

    assert [t.jurisdiction.name for t in found if t.level == "county"] == ["King", "Snohomish"]


def test_r9_a_county_does_not_stand_under_itself(layers):
    county = Jurisdiction.objects.get(slug="king")
    county.county_geoids = ["53033"]

    assert list(titles(stack_at(county, ON))) == ["own", "state", "country"]


def test_r9_what_was_entered_under_a_second_id_applies_as_well():
    first = make_place("San Francisco", "CA")
    second = make_place("San Francisco", "CA", "county", slug="sf-county", same_as=first)
    ban(second, title="Under the county's id")

    assert titles(stack_at(first, ON))["own"] == ["Under the county's id"]
    assert titles(stack_at(second, ON))["own"] == ["Under the county's id"]


def test_r9_a_county_that_lies_in_one_city_stands_under_the_city():
    city = make_place("New York City", "NY", county_geoids=["36005", "36047"])
    bronx = make_place(
        "Bronx", "NY", "county", geoid="36005", county_geoids=["36005"],
        full_name="Bronx County", covering_city=city,
    )  # fmt: skip
    ban(city, title="Of the city")

    own, above, *_ = stack_at(bronx, ON)

    assert (own.level, above.level, above.jurisdiction) == ("own", "city", city)
    assert whom_it_covers("city", above.measures[0], bronx) == (
        "Covers New York City’s own police and agencies in the whole city, Bronx County included."
    )
    assert "city" not in titles(stack_at(city, ON))


def test_r9_a_small_city_in_a_county_that_is_one_government_with_a_city_stands_under_that():
    nashville = make_place("Nashville", "TN", county_geoids=["47037"])
    make_place("Davidson", "TN", "county", geoid="47037", same_as=nashville)
    belle_meade = make_place("Belle Meade", "TN", county_geoids=["47037"])
    ban(nashville, title="Of Nashville")

    found = {tier.level: tier for tier in stack_at(belle_meade, ON)}

    assert found["county"].jurisdiction == nashville
    assert whom_it_covers("county", found["county"].measures[0], belle_meade) == (
        "Covers Nashville’s own police and agencies, not those of Belle Meade."
    )
    assert "county" not in titles(stack_at(nashville, ON))


def test_r9_the_strongest_general_measure_stands_first():
    place = make_place("Somerville")
    ban(place, effect="oversight", title="Oversight")
    ban(place, reach="narrow", title="Narrow ban")
    ban(place, effect="moratorium", title="Moratorium")

    assert titles(stack_at(place, ON))["own"] == ["Moratorium", "Oversight", "Narrow ban"]


def test_r9_each_measure_says_whom_it_binds(layers):
    said = {
        tier.level: whom_it_covers(tier.level, tier.measures[0], layers)
        for tier in stack_at(layers, ON)
    }

    assert said["own"] == "Covers Kirkland’s own police and agencies."
    assert said["county"] == "Covers King County’s own police and agencies, not those of Kirkland."
    assert (
        said["state"] == "Covers police and agencies in Washington, within the limits of its text."
    )
    assert said["country"].startswith("Covers police and agencies in the country")


def test_r9_law_on_businesses_says_that_it_does_not_bind_the_police(layers):
    ban(layers, effect="private_sector", regulates=["private"], title="Of shops")
    own = stack_at(layers, ON)[0]

    assert "not the police" in whom_it_covers("own", own.measures[1], layers)


def test_r9_an_order_of_the_country_binds_federal_agencies_only():
    make_measure("Directive", make_country(), SINCE_2019, kind="directive", effect="restriction")
    (tier,) = stack_at(make_country(), ON)

    said = whom_it_covers("country", tier.measures[0], make_country())

    assert said == "Covers federal agencies, not state or local police."
