"""R8: a state's own rule on government use, on a date."""

import pytest

from laws.counting.counts import own_rule, own_rules
from laws.counting.on_date import law_on
from laws.models import Jurisdiction
from tests.support.in_effect import ON, SINCE_2019, ban, state_law
from tests.support.makers import day, make_country, make_measure, make_state

pytestmark = pytest.mark.django_db

DISPUTED = {"basis": "disputed", "description": "Two codes differ."}


def rule_of(state_code="MA", on=ON, searched_on=None):
    return own_rule(law_on(on), state_code, searched_on)


def test_r8_the_strongest_of_a_states_own_measures_is_its_rule():
    for expected in ["oversight", "restriction", "moratorium", "ban"]:
        measure = state_law(expected)

        found = rule_of()

        assert found.rule == expected
        assert [b.slug for b in found.measures] == [measure.slug]


def test_r8_the_rule_is_that_of_the_day():
    state_law("ban", actions=[("enacted", "2021-07-01"), ("repealed", "2022-07-01")])
    state_law("restriction", actions=[("enacted", "2022-07-01")])

    days = ["2021-06-30", "2021-07-01", "2022-06-30", "2022-07-01"]
    assert [rule_of(on=day(on)).rule for on in days] == [
        "not_researched",
        "ban",
        "ban",
        "restriction",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"reach": "narrow"},
        {"regulates": ["body_cameras"]},
        {"regulates": ["drones", "licensing"]},
        {"regulates": ["schools"], "effect": "schools"},
        {"regulates": ["transit"], "effect": "moratorium"},
    ],
    ids=str,
)
def test_r8_a_limit_on_particular_uses_shows_as_narrow(fields):
    state_law(**{"effect": "ban"} | fields)

    assert rule_of().rule == "narrow"


def test_r8_a_general_limit_stands_before_a_narrow_one():
    state_law("ban", reach="narrow")
    state_law("oversight")

    assert rule_of().rule == "oversight"


def test_r8_an_authorization_alone_shows_as_permits():
    state_law("authorization")

    assert rule_of().rule == "permits"


@pytest.mark.parametrize(
    ("beside", "shown"), [({}, "restriction"), ({"regulates": ["drones"]}, "narrow")], ids=str
)
def test_r8_an_authorization_beside_any_limit_does_not_show_as_permits(beside, shown):
    state_law("authorization")
    state_law("restriction", **beside)

    assert rule_of().rule == shown


@pytest.mark.parametrize("fields", [{"reach": "narrow"}, {"regulates": ["licensing"]}], ids=str)
def test_r8_an_authorization_of_particular_uses_is_no_rule(fields):
    state_law("authorization", **fields)

    assert rule_of().rule == "not_researched"


@pytest.mark.parametrize(
    "fields",
    [
        {"effect": "private_sector", "regulates": ["private"]},
        {"effect": "private_sector", "regulates": ["private", "government"]},
        {"effect": "restriction", "regulates": ["private", "housing"]},
        {"effect": "study"},
        {"effect": "other"},
        {"effect": "repeal"},
    ],
    ids=str,
)
def test_r8_law_on_businesses_and_what_limits_nobody_never_counts_here(fields):
    state_law(**fields)

    assert rule_of(searched_on=ON).rule == "none_found"


def test_r8_none_found_and_not_researched_are_two_things():
    assert rule_of(searched_on=day("2026-11-22")).rule == "none_found"
    assert rule_of(searched_on=day("2026-11-22")).searched_on == day("2026-11-22")
    assert rule_of(searched_on=None).rule == "not_researched"


def test_r8_a_states_rule_is_its_own_not_its_cities_nor_the_countrys_nor_its_neighbors():
    ban("Somerville")
    state_law("ban", "VA")
    make_measure("Of the country", make_country(), SINCE_2019, kind="statute")

    assert rule_of().rule == "not_researched"
    assert rule_of("VA").rule == "ban"
    assert rule_of("").rule == "ban"


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_r8_what_is_not_published_makes_no_rule(status):
    state_law("ban", status=status)

    assert rule_of().rule == "not_researched"


def test_r8_a_rule_that_rests_on_a_disputed_return_says_why():
    """Virginia after July 1, 2026: the ban's return is disputed and so is its successor's end."""
    state_law(
        "ban",
        "VA",
        [
            ("enacted", "2021-07-01"),
            ("repealed", "2022-07-01"),
            ("reinstated", "2026-07-01", {"basis": "disputed", "description": "No act seen."}),
        ],
        identifier="HB 2031",
    )
    state_law(
        "restriction",
        "VA",
        [
            ("enacted", "2022-07-01"),
            ("expired", "2026-07-01", {"basis": "disputed", "description": "Pages differ."}),
        ],
        identifier="SB 741",
    )

    before, after = rule_of("VA", day("2026-06-30")), rule_of("VA", day("2026-07-01"))

    assert (before.rule, before.basis, before.doubts) == ("restriction", "recorded", ())
    assert (after.rule, after.basis) == ("ban", "disputed")
    assert after.doubts == ("HB 2031 (2021): No act seen.", "SB 741 (2022): Pages differ.")


def test_r8_none_found_is_disputed_where_the_only_law_ended_in_doubt():
    state_law("ban", actions=[*SINCE_2019, ("expired", "2022-01-01", DISPUTED)], identifier="S.1")

    found = rule_of(searched_on=ON)

    assert (found.rule, found.basis) == ("none_found", "disputed")
    assert found.doubts == ("S.1 (2019): Two codes differ.",)


def test_r8_a_narrow_law_whose_ending_is_disputed_puts_the_state_in_doubt():
    actions = [*SINCE_2019, ("expired", "2022-01-01", DISPUTED)]
    state_law("ban", actions=actions, reach="narrow", identifier="S.1")

    found = rule_of(searched_on=ON)

    assert (found.rule, found.basis) == ("none_found", "disputed")
    assert found.doubts == ("S.1 (2019): Two codes differ.",)


@pytest.mark.parametrize("basis", ["inferred", "assumed"])
def test_r8_a_rule_carries_what_it_rests_on(basis):
    state_law("ban", actions=[("effective", "2022-07-01", {"basis": basis})])

    assert rule_of().basis == basis


def test_r8_every_state_has_a_rule():
    state_law("ban")
    make_state("TX", searched_on="2026-11-22")
    make_state("PR")

    rules = own_rules(law_on(ON), Jurisdiction.objects.state_level())

    assert {state_code: found.rule for state_code, found in rules.items()} == {
        "MA": "ban",
        "TX": "none_found",
        "PR": "not_researched",
    }
