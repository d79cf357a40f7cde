"""R14: whether a city may act, on a day."""

import pytest

from laws.counting.may_act import may_act
from laws.models import Preemption
from tests.support.makers import day


def row(answer, from_on=None, subject="government", checked_on="2026-11-30"):
    return Preemption(
        subject=subject, answer=answer, from_on=from_on and day(from_on), checked_on=day(checked_on)
    )


ROWS = [row("yes", "1970-01-01"), row("no", "2024-10-01"), row("limited", None, "businesses")]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("1969-12-31", ["not_researched", "not_researched"]),
        ("1970-01-01", ["yes", "not_researched"]),
        ("2024-09-30", ["yes", "not_researched"]),
        ("2024-10-01", ["no", "not_researched"]),
        ("2026-11-30", ["no", "limited"]),
    ],
)
def test_a_clause_answers_from_its_first_day_or_from_the_day_on_which_it_was_looked_at(on, words):
    assert [answer.word for answer in may_act(ROWS, day(on))] == words


def test_nothing_known_is_not_researched_and_never_yes():
    assert [answer.word for answer in may_act([], day("2026-11-30"))] == ["not_researched"] * 2


def test_what_is_known_of_a_later_day_only_is_named_as_such():
    early = may_act(ROWS, day("2020-01-01"))[1]
    assert (early.word, early.is_later, early.row.answer) == ("not_researched", True, "limited")
