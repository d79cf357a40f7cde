"""The published rules are the rules that run: /method/ prints what is registered here."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered rule: its title, its text (paragraphs) and the function that carries it out."""

    number: int
    title: str
    text: str
    runs: str

    @property
    def name(self) -> str:
        """The rule's short name: R7."""
        return f"R{self.number}"

    @property
    def paragraphs(self) -> list[str]:
        """Its text as a page prints it, without the line ends of its docstring."""
        return [" ".join(part.split()) for part in self.text.split("\n\n")]


RULES: dict[int, Rule] = {}


def rule(number: int, title: str) -> Callable[[F], F]:
    """Register a function as the one that carries out rule `number`; its docstring is the rule."""

    def register(function: F) -> F:
        text = inspect.getdoc(function) or ""
        runs = f"{function.__module__}.{function.__qualname__}"
        if RULES.get(number, Rule(number, title, text, runs)).runs != runs:
            raise ValueError(f"Rule {number} is carried out by {RULES[number].runs} already.")
        RULES[number] = Rule(number, title, text, runs)
        return function

    return register
