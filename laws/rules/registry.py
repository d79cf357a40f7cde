"""The published rules are the rules that run: /method/ prints what is registered here."""

import inspect
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered rule: its title, its text (paragraphs) and the function that carries it out."""

    number: int
    title: str
    text: str
    runs: str

    @property
    def name(self):
        return f"R{self.number}"


RULES = {}


def rule(number, title):
    """Register a function as the one that carries out rule `number`; its docstring is the rule."""

    def register(function):
        text = inspect.cleandoc(function.__doc__)
        where = f"{function.__module__}.{function.__qualname__}"
        RULES[number] = Rule(number, title, text, where)
        return function

    return register
