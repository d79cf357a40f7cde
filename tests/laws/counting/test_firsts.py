"""Which local government was first to ban: by adoption, and by taking effect."""

import pytest

from laws.counting.firsts import Order, dated_bans, first_by_state, may_have_preceded
from laws.counting.history import history
from tests.support.in_effect import ON, ban
from tests.support.makers import day, make_place, make_state

pytestmark = pytest.mark.django_db


def names(order, on=ON):
    found = first_by_state(dated_bans(history()), order, on)
    return {code: [one.place.name for one in bans] for code, bans in found.items()}


def doubts(order):
    bans = dated_bans(history())
    (first, *_) = next(iter(first_by_state(bans, order, ON).values()))
    return first.place.name, [one.place.name for one in may_have_preceded(bans, first, order)]


@pytest.fixture
def spring_2019():
    """San Francisco voted first; when its ban took effect is inferred, to the month."""
    inferred = {"basis": "inferred"}
    ban(make_place("San Francisco", "CA"),
        actions=[("passed", "2019-05-14"), ("effective", "2019-07", inferred)])  # fmt: skip
    ban(
        make_place("Somerville", "MA"),
        actions=[("passed", "2019-06-27"), ("enacted", "2019-06-28")],
    )


def test_the_first_to_vote_is_first_by_adoption(spring_2019):
    assert list(names(Order.ADOPTED)) == ["CA", "MA"]
    assert doubts(Order.ADOPTED) == ("San Francisco", [])


def test_an_inferred_start_may_have_preceded_the_first_known_one(spring_2019):
    assert list(names(Order.IN_EFFECT)) == ["MA", "CA"]
    assert doubts(Order.IN_EFFECT) == ("Somerville", ["San Francisco"])


def test_what_was_adopted_and_is_not_yet_in_effect_counts_by_adoption_alone(spring_2019):
    assert list(names(Order.ADOPTED, day("2019-06-01"))) == ["CA"]
    assert names(Order.IN_EFFECT, day("2019-06-01")) == {}


def test_an_imprecise_adoption_may_have_come_first():
    ban(make_place("Oakland", "CA"), actions=[("passed", "2019")])
    ban(make_place("Somerville", "MA"), actions=[("passed", "2019-06-27")])

    assert doubts(Order.ADOPTED) == ("Somerville", ["Oakland"])


def test_bans_of_one_day_share_the_first_place_of_their_state():
    for name in ("Boston", "Cambridge"):
        ban(make_place(name, "MA"), actions=[("passed", "2019-06-27")])

    assert names(Order.ADOPTED) == {"MA": ["Boston", "Cambridge"]}


def test_a_vetoed_ban_was_not_adopted_by_its_passage():
    lines = [("passed", "2019-01-01"), ("vetoed", "2019-01-09"), ("passed", "2020-03-01")]
    ban(make_place("Boston", "MA"), actions=lines)

    (found,) = dated_bans(history())

    assert found.day(Order.ADOPTED) == day("2020-03-01")


def test_dating_the_bans_takes_as_many_queries_for_many(django_assert_num_queries):
    make_state("MA")
    for number in range(8):
        ban(make_place(f"Town {number}", "MA"), actions=[("passed", "2019-06-27")])
    past = history()

    with django_assert_num_queries(3):
        dated_bans(past)
