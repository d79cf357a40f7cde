"""R11: a profile's score, how many questions were coded, and its place."""

from datetime import date

import pytest

from laws.counting.counts import statewide_limits
from laws.counting.on_date import law_on
from laws.counting.safeguards import Profile, place_among, profile
from tests.support.makers import make_country, make_measure, make_place, make_state

IN_FORCE = [("enacted", "2020-01-01")]


def scoring(score):
    """A profile of that score over whole and half answers."""
    whole, half = divmod(score, 1)
    answers = {f"q{n}": "yes" for n in range(int(whole))}
    return Profile(answers | ({"half": "qualified"} if half else {}))


def test_r11_a_yes_scores_one_and_a_part_a_half():
    found = profile({"a": "yes", "b": "yes", "c": "qualified", "d": "no"})

    assert (found.score, found.coded) == (2.5, 4)


def test_r11_what_is_not_coded_is_neither_scored_nor_counted():
    found = profile({"a": "yes"})

    assert (found.score, found.coded) == (1, 1)
    assert "b" not in found.answers


@pytest.mark.parametrize("answers", [{"when": "dated"}, {"sunset_date": "qualified"}])
def test_r11_a_date_and_when_it_ends_do_not_score(answers):
    found = profile(answers | {"a": "no"})

    assert (found.score, found.coded) == (0, 1)
    assert found.answers == {"a": "no"}


def test_r11_the_highest_score_is_first():
    found = place_among(scoring(3.5), [scoring(9), scoring(5), scoring(3)])

    assert (found.place, found.among, found.level_with) == (3, 4, 0)


def test_r11_equal_scores_share_a_place():
    found = place_among(scoring(3), [scoring(9), scoring(3), scoring(3), scoring(1)])

    assert (found.place, found.among, found.level_with) == (2, 5, 2)


def test_r11_without_a_question_coded_there_is_no_place():
    assert place_among(profile({}), [scoring(3)]) is None
    assert place_among(profile({"a": "no"}), [profile({})]).among == 1


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
