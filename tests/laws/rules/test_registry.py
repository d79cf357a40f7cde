"""The published rules are the rules that run."""

from pydoc import locate

import pytest

import dashboard.pages.method.views  # noqa: F401 - it imports all that registers a rule
from laws.rules.registry import RULES, rule


def test_the_rules_are_numbered_without_a_gap():
    assert sorted(RULES) == list(range(1, len(RULES) + 1))
    assert len(RULES) >= 12


@pytest.mark.parametrize("number", range(1, 14))
def test_a_rule_is_the_words_of_the_function_that_runs(number):
    found = RULES[number]
    function = locate(found.runs)

    assert found.name == f"R{number}"
    assert callable(function)
    assert found.text.split() == function.__doc__.split()


def test_no_rule_takes_the_number_of_another():
    with pytest.raises(ValueError, match="Rule 1 is carried out by"):
        rule(1, "Another")(lambda: None)
    assert RULES[1].title == "How exactly a date is known"
