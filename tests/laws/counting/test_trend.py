"""What came and went, what tightened and loosened, and when a movement is said to wane."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.counting.history import History
from laws.counting.trend import ENDED, count_changes, pace, steps, wait, within
from tests.support.makers import day
from tests.support.plain_measures import binding, place

ON = day("2023-07-20")
SOMERVILLE, BOSTON = place("Somerville"), place("Boston")


def walked(*bindings):
    """The steps as (day, tighter or looser, what)."""
    return [
        (str(step.day), "tighter" if step.is_tighter else "looser", str(step.what))
        for step in steps(History(list(bindings)))
    ]


# --- changes of the count ---------------------------------------------------------------------


def test_a_turn_names_who_came_and_who_went_and_how_many_then_count():
    past = History([
        binding("2020-01-01", "2022-01-01", where=BOSTON, slug="a"),
        binding("2021-01-01", where=SOMERVILLE, slug="b"),
    ])  # fmt: skip
    found = [
        (str(t.day), [g.place.name for g in t.came], [g.place.name for g in t.went], t.total)
        for t in count_changes(past, "broad")
    ]
    assert found == [
        ("2020-01-01", ["Boston"], [], 1),
        ("2021-01-01", ["Somerville"], [], 2),
        ("2022-01-01", [], ["Boston"], 1),
    ]


def test_a_ban_that_takes_anothers_place_or_stands_beside_it_is_no_turn():
    past = History([
        binding("2020-01-01", "2021-01-01", slug="a"),
        binding("2021-01-01", slug="b"),
        binding("2022-01-01", slug="c"),
    ])  # fmt: skip
    assert [str(turn.day) for turn in count_changes(past, "broad")] == ["2020-01-01"]


def test_the_strict_count_has_turns_of_its_own():
    past = History([binding(effect="moratorium")])
    assert len(count_changes(past, "broad")) == 1
    assert count_changes(past, "strict") == []


# --- steps ------------------------------------------------------------------------------------


def test_a_limit_tightens_when_it_begins_and_loosens_when_it_ends():
    assert walked(binding("2020-01-01", "2021-01-01", "oversight")) == [
        ("2020-01-01", "tighter", "oversight"),
        ("2021-01-01", "looser", ENDED),
    ]


def test_a_permission_loosens_when_it_begins():
    assert walked(binding("2020-01-01", effect="authorization")) == [
        ("2020-01-01", "looser", "authorization")
    ]


def test_a_limit_in_the_place_of_one_as_strong_is_no_step():
    assert walked(
        binding("2020-01-01", "2021-01-01", slug="a"), binding("2021-01-01", slug="b")
    ) == [("2020-01-01", "tighter", "ban")]


def test_a_weaker_limit_in_its_place_loosens_and_a_stronger_one_tightens():
    weaker = binding("2021-01-01", effect="restriction", slug="b")
    assert walked(binding("2020-01-01", "2021-01-01", slug="a"), weaker)[1:] == [
        ("2021-01-01", "looser", ENDED)
    ]
    limit = binding("2020-01-01", "2021-01-01", "restriction", slug="a")
    assert walked(limit, binding("2021-01-01", slug="b"))[1:] == [("2021-01-01", "tighter", "ban")]


def test_a_limit_that_ends_beside_one_as_strong_is_no_step():
    assert walked(
        binding("2020-01-01", slug="a"), binding("2020-06-01", "2021-01-01", slug="b")
    ) == [
        ("2020-01-01", "tighter", "ban"),
        ("2020-06-01", "tighter", "ban"),
    ]


def test_what_one_government_does_on_one_day_counts_once():
    two = binding(slug="a"), binding(slug="b", effect="oversight")
    assert walked(*two) == [("2020-01-01", "tighter", "ban")]
    assert len(walked(*two, binding(slug="c", where=BOSTON))) == 2


def test_a_ban_that_ends_as_a_permission_begins_loosens_once():
    found = walked(
        binding("2020-01-01", "2022-07-21", slug="a"),
        binding("2022-07-21", effect="authorization", slug="b"),
    )
    assert found[1:] == [("2022-07-21", "looser", ENDED)]


@pytest.mark.parametrize("fields", [{"reach": "narrow"}, {"regulates": ("private",)}])
def test_narrow_measures_and_those_on_businesses_are_no_steps(fields):
    assert walked(binding("2020-01-01", "2021-01-01", **fields)) == []


# --- pace -------------------------------------------------------------------------------------


def days(recent, before, long_ago=0):
    """So many days in the 24 months up to July 20, 2023, in those before, and in 2015."""
    spans = (("2022-01-01", recent), ("2020-01-01", before), ("2015-01-01", long_ago))
    return [day(first) + timedelta(n) for first, number in spans for n in range(number)]


@pytest.mark.parametrize(
    ("recent", "before", "long_ago", "verdict"),
    [
        (0, 0, 0, "none"),
        (2, 2, 0, "few"),
        (4, 0, 0, "few"),
        (2, 2, 4, "few"),
        (1, 2, 4, "few"),
        (1, 2, 5, "ebbed"),
        (0, 0, 5, "ebbed"),
        (2, 2, 6, "ebbed"),
        (2, 3, 0, "steady"),
        (3, 2, 0, "steady"),
        (5, 5, 90, "steady"),
        (1, 4, 0, "waning"),
        (7, 19, 0, "waning"),
        (4, 1, 0, "growing"),
        (16, 10, 0, "growing"),
        (15, 10, 0, "steady"),
        (10, 15, 0, "steady"),
    ],
)
def test_the_last_24_months_are_laid_beside_those_before(recent, before, long_ago, verdict):
    assert pace(days(recent, before, long_ago), ON).verdict == verdict


def test_the_periods_end_with_the_day_and_leave_out_the_day_on_which_they_begin():
    assert pace([ON], ON).recent == 1
    assert pace([day("2021-07-21")], ON).recent == 1
    assert (pace([day("2021-07-20")], ON).recent, pace([day("2021-07-20")], ON).before) == (0, 1)
    assert pace([day("2019-07-20")], ON).before == 0
    assert pace([day("2023-07-21")], ON).verdict == "none"


def test_a_leap_day_has_a_day_24_months_before():
    assert within([day("2022-03-01"), day("2024-02-29")], day("2024-02-29")) == 2
    assert within([day("2022-02-28")], day("2024-02-29")) == 0


def test_the_busiest_months_are_the_first_of_those_that_had_the_most():
    found = pace(days(3, 3, 3), ON)
    assert (found.most, found.busiest_to) == (3, day("2015-01-03"))


@settings(deadline=None, max_examples=100, derandomize=True, database=None)
@given(st.lists(st.dates(day("2015-01-01"), day("2026-01-01")), max_size=40))
def test_the_verdict_does_not_hang_on_the_order_or_on_what_comes_later(found):
    known = pace(found, ON)
    assert pace(sorted(found, reverse=True), ON) == known
    assert pace([one for one in found if one <= ON], ON) == known
    assert known.recent + known.before <= len(found)
    assert known.most >= max(known.recent, 0)


# --- waits ------------------------------------------------------------------------------------


def test_the_wait_since_the_last_stands_beside_the_median_of_the_waits():
    found = wait([day("2023-01-01"), day("2023-01-31"), day("2023-02-10"), day("2024-01-01")], ON)
    assert found == (day("2023-02-10"), 160, 20)


def test_one_alone_has_no_median_and_none_has_no_wait():
    assert wait([day("2023-07-19")], ON) == (day("2023-07-19"), 1, None)
    assert wait([], ON) is None
    assert wait([day("2024-01-01")], ON) is None
