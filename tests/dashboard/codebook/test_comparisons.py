"""Two measures beside each other in words (R11)."""

import pytest

from dashboard.codebook.comparisons import class_words, compared_words
from laws.counting.safeguards import Comparison, profile


@pytest.mark.parametrize(
    ("stricter", "laxer", "same", "words"),
    [
        (
            2,
            0,
            2,
            "is stricter than X on two of the four questions coded for both, and laxer on none",
        ),
        (
            1,
            1,
            3,
            "is stricter than X on one of the five questions coded for both, and laxer on one",
        ),
        (
            1,
            2,
            1,
            "is laxer than X on two of the four questions coded for both, and stricter on one",
        ),
        (
            0,
            1,
            1,
            "is laxer than X on one of the two questions coded for both, and stricter on none",
        ),
        (2, 0, 0, "is stricter than X on the two questions coded for both"),
        (0, 3, 0, "is laxer than X on all three questions coded for both"),
        (1, 0, 0, "is stricter than X on the one question coded for both"),
        (0, 0, 1, "is as strict as X on the one question coded for both"),
        (0, 0, 12, "is as strict as X on all 12 questions coded for both"),
        (0, 0, 0, "cannot be compared with X by its answers: no question is coded for both"),
    ],
)
def test_a_comparison_says_on_how_many_of_the_shared_questions(stricter, laxer, same, words):
    found = Comparison(("a",) * stricter, ("b",) * laxer, ("c",) * same)

    assert compared_words(found, "is", "X") == words


def test_the_class_is_said_where_the_answers_say_otherwise():
    ban, limit = profile({"a": "no"}, 5, "ban"), profile({"a": "yes"}, 5, "restriction")
    agreeing = profile({"a": "no"}, 5, "restriction")

    assert class_words(ban, limit) == class_words(limit, ban)
    assert class_words(ban, limit) == "A ban still stands above a restriction."
    assert class_words(ban, agreeing) == class_words(limit, agreeing) == ""
    assert class_words(ban, profile({"a": "yes"}, 5, "narrow")) == ""
