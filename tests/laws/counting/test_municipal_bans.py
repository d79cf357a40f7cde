"""R7: municipal bans, counted by state on a date."""

import pytest

from laws.counting.counts import marked_governments, municipal_bans, own_rule
from laws.counting.coverage import people_covered
from laws.counting.on_date import law_on
from laws.models import Jurisdiction, Measure
from tests.support.in_effect import ON, ban, state_law
from tests.support.makers import day, make_place

pytestmark = pytest.mark.django_db


def counts(preset="broad", on=ON):
    return {row.state_code: row.count for row in municipal_bans(law_on(on), preset)}


def test_r7_municipal_bans_are_counted_by_state_on_the_date():
    ban("Somerville")
    ban("Cambridge", actions=[("enacted", "2020-01-13")])
    ban("Portland", "OR", actions=[("enacted", "2020-09-09"), ("repealed", "2023-07-20")])

    assert counts(on=day("2019-06-26")) == {}
    assert counts(on=day("2019-06-27")) == {"MA": 1}
    assert counts(on=day("2023-07-19")) == {"MA": 2, "OR": 1}
    assert counts(on=day("2023-07-20")) == {"MA": 2}


def test_r7_governments_are_counted_not_measures():
    place = make_place("Somerville")
    ban(place, title="Of the police", regulates=["police"])
    ban(place, title="Of all others", regulates=["government"])

    (row,) = municipal_bans(law_on(ON))

    assert row.count == 1
    assert len(row.governments[0].measures) == 2


def test_r7_a_government_with_two_ids_counts_once():
    first = make_place("San Francisco", "CA")
    second = make_place("San Francisco", "CA", "county", slug="county-of-sf", same_as=first)
    ban(first, title="Under the city's id")
    ban(second, title="Under the county's id")

    (row,) = municipal_bans(law_on(ON))

    assert row.count == 1
    assert row.governments[0].place.slug == "san-francisco"
    assert len(row.governments[0].measures) == 2


def test_r7_a_county_is_a_local_government():
    ban(make_place("King", "WA", "county"))

    assert counts() == {"WA": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"effect": "restriction"},
        {"effect": "oversight"},
        {"effect": "authorization"},
        {"effect": "private_sector"},
        {"reach": "narrow"},
        {"regulates": ["private"]},
        {"regulates": ["schools"]},
        {"regulates": ["body_cameras", "transit"]},
        {"status": "draft"},
        {"status": "in_review"},
        {"actions": [("introduced", "2019-01-01")]},
    ],
    ids=str,
)
def test_r7_what_is_no_general_ban_of_government_use_in_force_does_not_count(fields):
    ban(**fields)

    assert counts() == {}


def test_r7_a_state_ban_is_no_municipal_ban():
    state_law("ban")

    assert counts() == {}


@pytest.mark.parametrize("regulates", [["police"], ["government"], ["private", "police"]])
def test_r7_a_ban_counts_whether_it_binds_police_or_government(regulates):
    ban(regulates=regulates)

    assert counts() == {"MA": 1}


@pytest.mark.parametrize(
    "fields", [{"effect": "moratorium"}, {"kind": "resolution"}, {"kind": "policy"}], ids=str
)
def test_r7_the_broad_count_takes_what_the_strict_count_leaves_out(fields):
    ban(**fields)

    assert counts("broad") == {"MA": 1}
    assert counts("strict") == {}


@pytest.mark.parametrize("kind", ["ordinance", "ballot_measure", "executive_order", "regulation"])
def test_r7_the_strict_count_takes_every_other_legal_form(kind):
    ban(kind=kind)

    assert counts("strict") == {"MA": 1}


def test_r7_a_government_with_a_ban_beside_a_moratorium_counts_as_a_ban():
    place = make_place("Somerville")
    ban(place, effect="moratorium", title="First")
    ban(place, title="Then")

    (row,) = municipal_bans(law_on(ON))

    assert row.governments[0].effect == "ban"
    assert counts("strict") == {"MA": 1}


def test_r7_states_are_ranked_and_ties_are_told():
    for place, state in [("A", "MA"), ("B", "MA"), ("C", "CA"), ("D", "WA")]:
        ban(place, state)

    rows = municipal_bans(law_on(ON))

    assert [(row.state_code, row.rank, row.is_tied) for row in rows] == [
        ("MA", 1, False),
        ("CA", 2, True),
        ("WA", 2, True),
    ]


@pytest.mark.parametrize("basis", ["inferred", "assumed", "disputed"])
def test_r7_a_count_carries_what_it_rests_on(basis):
    ground = {"basis": basis, "description": "Two codes differ."}
    ban(actions=[("enacted", "2019-06-27", ground)])

    (row,) = municipal_bans(law_on(ON))

    assert row.governments[0].basis == basis
    assert row.governments[0].doubts == (("Two codes differ.",) if basis == "disputed" else ())


def test_r7_a_count_on_several_grounds_is_as_weak_as_the_weakest_that_is_not_disputed():
    place = make_place("Somerville")
    for basis in ("assumed", "disputed", "inferred", "recorded"):
        ban(place, title=basis, actions=[("enacted", "2019-06-27", {"basis": basis})])

    (row,) = municipal_bans(law_on(ON))

    assert row.governments[0].basis == "assumed"
    assert row.certain == row.count == 1


@pytest.mark.parametrize("basis", ["not_read", "disputed"])
def test_r7_a_ban_whose_effect_is_in_doubt_counts_and_is_told_apart(basis):
    ban("Somerville")
    ban("Kirkland", effect_basis=basis, effect_note="The city calls it a restriction.")

    (row,) = municipal_bans(law_on(ON))

    assert (row.certain, row.count) == (1, 2)
    (doubted,) = [one for one in row.governments if not one.is_certain]
    assert doubted.basis == "disputed"
    assert doubted.doubts == ("The city calls it a restriction",)


def test_r7_a_second_ban_beyond_doubt_makes_a_government_certain():
    place = make_place("Somerville")
    ban(place, title="One", effect_basis="not_read", effect_note="Not read.")
    ban(place, title="Two")

    (row,) = municipal_bans(law_on(ON))

    assert (row.certain, row.count, row.governments[0].doubts) == (1, 1, ())


def test_r7_a_ban_counts_only_where_it_is_certain_that_it_binds():
    ban(actions=[("enacted", "2023-07")])

    assert counts(on=day("2023-07-30")) == {}
    assert counts(on=day("2023-07-31")) == {"MA": 1}


def test_r7_counting_takes_one_query_however_much_law_there_is(django_assert_num_queries):
    for number in range(5):
        ban(f"Town {number}")

    with django_assert_num_queries(1):
        law = law_on(ON)
        municipal_bans(law)
        own_rule(law, "MA", None)
        people_covered(law, Jurisdiction(state_code="MA"))


def test_only_the_measures_asked_for_are_counted():
    ban("Somerville")
    ban("Cambridge", effect="moratorium")

    law = law_on(ON, Measure.objects.filter(effect="moratorium"))

    assert [b.place.name for b in law.in_force] == ["Cambridge"]


def test_a_government_stands_on_the_map_with_its_strongest_general_measures():
    place = make_place("Somerville")
    ban(place, effect="oversight", title="Oversight")
    ban(place, effect="restriction", title="Restriction")
    ban("Narrow", reach="narrow")
    ban("Permits", effect="authorization")

    marks = {g.place.name: g for g in marked_governments(law_on(ON))}

    assert {name: mark.effect for name, mark in marks.items()} == {
        "Somerville": "restriction",
        "Permits": "authorization",
    }
    assert [b.title for b in marks["Somerville"].measures] == ["Restriction"]


def test_a_place_of_which_only_the_countys_point_is_known_has_no_point_of_its_own():
    spot = {"latitude": "42.5", "longitude": "-71.25"}
    ban(make_place("Exact", **spot))
    ban(make_place("Vague", **spot, coordinate_precision="county"))

    points = {b.place.name: b.place.point for b in law_on(ON).in_force}

    assert points == {"Exact": (-71.25, 42.5), "Vague": None}
