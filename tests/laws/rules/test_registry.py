"""The published rules are the rules that run."""

from pydoc import locate

import pytest

import dashboard.pages.method.views  # noqa: F401 - it imports all that registers a rule
from laws.rules.registry import RULES


def test_the_rules_are_numbered_without_a_gap():
    assert sorted(RULES) == list(range(1, len(RULES) + 1))
    assert len(RULES) >= 12


@pytest.mark.parametrize("number", range(1, 14))
def test_a_rule_is_the_words_of_the_function_that_runs(number):
    rule = RULES[number]
    function = locate(rule.runs)

    assert rule.name == f"R{number}"
    assert callable(function)
    assert rule.text.split() == function.__doc__.split()
