"""R11: a profile's range, which of two measures is the stricter, and what has a place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laws.counting.counts import statewide_limits
from laws.counting.on_date import law_on
from laws.counting.safeguards import (
    SCORED_EFFECTS,
    Comparison,
    Placing,
    compare,
    place_among,
    profile,
    reading_order,
    stands_above,
)
from tests.support.makers import make_country, make_measure, make_place, make_state

IN_FORCE = [("enacted", "2020-01-01")]
QUESTIONS = [f"q{number}" for number in range(8)]
CODED = ["yes", "qualified", "no"]
answers_of_some = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(CODED))
classes = st.sampled_from([*SCORED_EFFECTS, "narrow"])


def coded(answers, law_class="restriction"):
    return profile(answers, len(QUESTIONS), law_class)


profiles = st.builds(coded, answers_of_some, classes)


def relation(own, other):
    return stands_above(own, other), stands_above(other, own)


# --- the range ------------------------------------------------------------------------------------


def test_r11_a_yes_is_a_point_and_a_part_a_half():
    found = profile({"a": "yes", "b": "yes", "c": "qualified", "d": "no"}, 4, "ban")

    assert (found.score, found.highest, found.coded) == (2.5, 2.5, 4)


def test_r11_what_is_not_coded_may_go_either_way():
    found = profile({"a": "yes", "b": "no"}, 9, "ban")

    assert (found.score, found.highest) == (1, 8)


@pytest.mark.parametrize("answers", [{"when": "dated"}, {"sunset_date": "qualified"}])
def test_r11_a_date_and_when_it_ends_do_not_score(answers):
    found = coded(answers | {"a": "no"})

    assert (found.score, found.coded) == (0, 1)
    assert found.answers == {"a": "no"}


@given(profiles, st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(CODED)))
def test_r11_the_range_contains_every_way_to_answer_what_is_open(own, others):
    whole = dict.fromkeys(QUESTIONS, "no") | others | dict(own.answers)
    found = coded(whole, own.law_class)

    assert found.score == found.highest
    assert own.score <= found.score <= own.highest


@given(profiles, st.sampled_from(QUESTIONS), st.sampled_from(CODED))
def test_r11_one_more_answer_only_narrows_the_range(own, question, answer):
    more = coded({question: answer} | dict(own.answers), own.law_class)

    assert own.score <= more.score <= more.highest <= own.highest


# --- which is the stricter ------------------------------------------------------------------------


@given(profiles, profiles)
def test_r11_a_ban_never_stands_below_another_class_whatever_is_coded(own, other):
    ban, weaker = coded(own.answers, "ban"), coded(other.answers, "restriction")
    moratorium = coded(other.answers, "moratorium")

    assert relation(ban, weaker) == relation(ban, moratorium) == (True, False)
    assert relation(moratorium, coded(own.answers)) == (True, False)
    assert reading_order(ban) < reading_order(moratorium) < reading_order(coded(own.answers))


def test_r11_within_a_class_only_a_whole_range_that_is_higher_stands_above():
    known = coded(dict.fromkeys(QUESTIONS, "yes"))

    assert relation(known, coded(dict.fromkeys(QUESTIONS[:1], "no"))) == (True, False)
    assert relation(known, coded({})) == (False, False)
    assert relation(known, coded({"q0": "yes"})) == (False, False)


@given(profiles, profiles)
def test_r11_an_open_question_never_counts_as_no(own, other):
    """What stands above another still does if the other's open questions are all a yes."""
    filled = coded(dict.fromkeys(QUESTIONS, "yes") | dict(other.answers), other.law_class)

    assert stands_above(own, other) == stands_above(own, filled)


@given(profiles, profiles, profiles)
def test_r11_to_stand_above_is_an_order(one, two, three):
    assert not stands_above(one, one)
    assert not (stands_above(one, two) and stands_above(two, one))
    if stands_above(one, two) and stands_above(two, three):
        assert stands_above(one, three)
    if stands_above(one, two):
        assert reading_order(one) < reading_order(two)


@given(profiles, st.sampled_from(QUESTIONS), st.sampled_from(CODED), st.lists(profiles))
def test_r11_one_more_answer_never_moves_others_against_each_other(own, question, answer, others):
    more = coded({question: answer} | dict(own.answers), own.law_class)

    def listed(changing):
        in_order = sorted([(0, changing), *enumerate(others, 1)], key=lambda p: reading_order(p[1]))
        return [number for number, _ in in_order if number]

    assert listed(own) == listed(more)
    for n, other in enumerate(others):
        rest = [*others[:n], *others[n + 1 :]]
        before, after = place_among(other, [*rest, own]), place_among(other, [*rest, more])
        without = place_among(other, rest)
        for found in (before, after):
            assert 0 <= found.above - without.above <= 1
            assert 0 <= found.below - without.below <= 1


@given(profiles, st.sampled_from(QUESTIONS), st.sampled_from(CODED), profiles)
def test_r11_one_more_answer_never_takes_back_what_was_certain(own, question, answer, other):
    more = coded({question: answer} | dict(own.answers), own.law_class)

    if stands_above(own, other):
        assert stands_above(more, other)
    if stands_above(other, own):
        assert stands_above(other, more)


# --- places ---------------------------------------------------------------------------------------


def test_r11_a_place_is_given_only_where_all_others_can_be_told_apart():
    ban, limits = coded({}, "ban"), [coded({"q0": "yes"}), coded({})]

    assert place_among(ban, limits) == Placing(above=0, below=2, not_told_apart=0)
    assert (place_among(ban, limits).place, place_among(ban, limits).among) == (1, 3)
    found = place_among(limits[0], [ban, limits[1]])
    assert (found.place, found.above, found.not_told_apart) == (None, 1, 1)


def test_r11_a_measure_of_narrow_reach_has_no_place():
    narrow = coded(dict.fromkeys(QUESTIONS, "yes"), "narrow")

    assert place_among(narrow, [coded({"q0": "no"})]).place is None
    assert place_among(coded({}, "ban"), [narrow]).place is None


# --- two measures on the questions coded for both -------------------------------------------------


def test_r11_two_measures_are_compared_on_the_questions_coded_for_both():
    own = coded({"q0": "yes", "q1": "qualified", "q2": "no", "q3": "yes"})
    other = coded({"q0": "qualified", "q1": "qualified", "q2": "yes", "q4": "yes"})

    assert compare(own, other) == Comparison(stricter=("q0",), laxer=("q2",), same=("q1",))
    assert compare(own, coded({"q5": "yes"})).shared == 0


@given(profiles, profiles)
def test_r11_a_comparison_read_the_other_way_round_says_the_same(own, other):
    found, back = compare(own, other), compare(other, own)

    assert set(found.stricter) == set(back.laxer)
    assert set(found.laxer) == set(back.stricter)
    assert set(found.same) == set(back.same)
    assert found.shared == len(own.answers.keys() & other.answers.keys())


@given(profiles, profiles, st.sampled_from(QUESTIONS), st.sampled_from(CODED))
def test_r11_an_answer_that_only_one_of_two_has_changes_no_comparison(own, other, question, answer):
    if question not in other.answers:
        more = coded({question: answer} | dict(own.answers), own.law_class)
        assert compare(more, other) == compare(own, other)


@pytest.mark.django_db
def test_r11_a_measure_is_laid_beside_the_states_own_general_limits():
    for slug, fields in {
        "ban": {},
        "restriction": {"effect": "restriction", "regulates": ["police"]},
        "oversight": {"effect": "oversight"},
        "narrow": {"reach": "narrow"},
        "businesses": {"regulates": ["private"]},
        "local": {"jurisdiction": make_place()},
        "federal": {"jurisdiction": make_country()},
        "draft": {"status": "draft"},
        "over": {"actions": [*IN_FORCE, ("repealed", "2021-01-01")]},
        "pending": {"actions": [("introduced", "2020-01-01")]},
    }.items():
        make_measure(slug=slug, **{"jurisdiction": make_state("VA"), "actions": IN_FORCE} | fields)

    found = statewide_limits(law_on(date(2023, 7, 20)))

    assert sorted(one.slug for one in found) == ["ban", "restriction"]
