"""Votes that another record keeps beside its actions."""

from datetime import date

from laws.imports.readers.votes import Vote, with_votes
from laws.imports.types import IncomingAction

DAY = date(2026, 2, 18)


def with_one(yes, no):
    (action,) = with_votes(
        [IncomingAction(DAY, "PASSED", 1, "lower")], [Vote(DAY, "lower", "Passed", yes, no)]
    )
    return action.yes, action.no


def test_a_vote_is_brought_to_the_action_it_decided():
    assert with_one(40, 20) == (40, 20)
    assert with_one(60, 0) == (60, 0)


def test_a_vote_of_none_to_none_was_not_counted():
    assert with_one(0, 0) == (None, None)
