"""The named query sets: measures as of a day, by stage, by section."""

import pytest

from laws.models import Bill, Measure, Order, Ordinance, Term
from tests.support.makers import day, make_country, make_measure, make_place, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def history():
    """A ban that bound for a while, one suspended in between, a bill, and one never introduced."""
    make_measure(
        "Over", make_place("Over"), [("enacted", "2019-05-06"), ("repealed", "2021-01-01")]
    )
    make_measure(
        "Twice",
        make_place("Twice"),
        [("enacted", "2020-01-01"), ("enjoined", "2020-06-01"), ("reinstated", "2022-01-01")],
    )
    session = make_session(end_on="2024-12-31")
    make_measure("Bill", "MA", [("introduced", "2023-01-18")], session=session)
    make_measure("Idea", make_place("Idea"))


def titles(measures):
    return sorted(measure.title for measure in measures)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-05-05", []),
        ("2019-05-06", ["Over"]),
        ("2020-05-31", ["Over", "Twice"]),
        ("2020-06-01", ["Over"]),
        ("2021-01-01", []),
        ("2022-01-01", ["Twice"]),
    ],
)
def test_in_force_are_the_measures_with_a_term_that_covers_the_day(history, on, expected):
    assert titles(Measure.objects.in_force(day(on))) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-05-05", []),
        ("2020-01-01", ["Over", "Twice"]),
        ("2023-01-18", ["Bill", "Over", "Twice"]),
    ],
)
def test_on_record_are_the_measures_with_an_action_by_the_day(history, on, expected):
    assert titles(Measure.objects.on_record(day(on))) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2023-01-17", []), ("2023-01-18", ["Bill"]), ("2024-12-30", ["Bill"]), ("2024-12-31", [])],
)
def test_pending_are_the_measures_that_are_on_their_way(history, on, expected):
    assert titles(Measure.objects.pending(day(on))) == expected


def test_at_stages_finds_the_measures_that_stand_there(history):
    assert titles(Measure.objects.at_stages(["ended"], day("2021-06-01"))) == ["Over", "Twice"]


def test_with_stage_says_the_stage_since_when_and_on_what_ground(
    history, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = {m.title: m for m in Measure.objects.with_stage(day("2025-01-01"))}

    assert {title: m.stage for title, m in found.items()} == {
        "Over": "ended",
        "Twice": "in_force",
        "Bill": "failed",
        "Idea": None,
    }
    bill = found["Bill"]
    assert (bill.stage_since, bill.stage_basis) == (day("2024-12-31"), "inferred")
    assert bill.stage_why == "Its session ended and no enactment was found."


def test_with_force_says_since_when_and_until_when_it_is_in_effect(
    history, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = {m.title: m for m in Measure.objects.with_force(day("2020-03-01"))}

    assert (found["Over"].since, found["Over"].until) == (day("2019-05-06"), day("2021-01-01"))
    assert (found["Twice"].since, found["Twice"].until) == (day("2020-01-01"), day("2020-06-01"))
    assert found["Twice"].since_basis == "recorded"
    assert (found["Bill"].force, found["Bill"].since, found["Bill"].until) == ("never", None, None)


def test_with_force_says_what_ended_it_and_when_it_is_to_start(history):
    make_measure("Set", "MA", [("enacted", "2020-02-01"), ("effective", "2028-01-01")])
    found = {m.title: m for m in Measure.objects.with_force(day("2021-06-01"))}

    over, ahead = found["Over"], found["Set"]
    assert (over.force, over.since, over.until) == (
        "no_longer",
        day("2019-05-06"),
        day("2021-01-01"),
    )
    assert over.end_kind
    assert (ahead.force, ahead.since, ahead.end_kind) == ("not_yet", day("2028-01-01"), "")
    assert found["Twice"].force == "no_longer"


def test_terms_covering_a_day_leave_out_the_day_on_which_they_end(history):
    assert Term.objects.covering(day("2020-12-31")).count() == 1
    assert Term.objects.covering(day("2021-01-01")).count() == 0


def test_published_leaves_out_drafts_and_what_is_in_review():
    for number, status in enumerate(["draft", "in_review", "published"]):
        make_measure(status, make_place(f"Town {number}"), status=status)

    assert titles(Measure.objects.published()) == ["published"]


def test_each_measure_stands_in_exactly_one_section():
    make_measure("A county's policy", make_place("King", "WA", "county"), kind="policy")
    make_measure("A bill", "MA")
    make_measure("A state's ballot measure", "MA", kind="ballot_measure")
    make_measure("A state's order", "MA", kind="executive_order")
    make_measure("The country's directive", make_country(), kind="directive")
    make_measure("The country's bill", make_country(), kind="bill")
    make_measure("The District's act", "DC", kind="statute")

    assert titles(Ordinance.objects.all()) == ["A county's policy"]
    assert titles(Order.objects.all()) == ["A state's order", "The country's directive"]
    assert titles(Bill.objects.all()) == [
        "A bill",
        "A state's ballot measure",
        "The District's act",
        "The country's bill",
    ]


def test_limiting_government_leaves_out_the_narrow_and_what_binds_others():
    make_measure("Counts", make_place("A"), regulates=["police"])
    make_measure("Narrow", make_place("B"), reach="narrow")
    make_measure("Businesses", make_place("C"), regulates=["private"])
    make_measure("Permits", make_place("D"), effect="authorization")

    assert titles(Measure.objects.limiting_government()) == ["Counts"]
