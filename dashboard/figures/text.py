"""The sentence in which each number is quoted."""

from collections.abc import Callable
from typing import Any

from dashboard.words.names import in_sentence
from dashboard.words.numbers import counted
from dashboard.words.tense import Tense
from laws.text.dates import say

Say = Callable[[Any, int, str, Tense], str]
USE = "police or government use of face recognition"


def quoted(sentence: str, tense: Tense) -> str:
    """The whole sentence, with the day whose law it tells."""
    return f"As of {say(tense.on)}, {sentence}."


def where(asked: Any) -> str:
    """The state asked for, or the country."""
    return in_sentence(asked.state.name) if asked.state else "the United States"


def municipal_bans(asked: Any, number: int, words: str, tense: Tense) -> str:
    return bans_in(where(asked), asked.preset, number, words, tense)


def bans_in(place: str, preset: str, number: int, words: str, tense: Tense) -> str:
    """How many local governments of a state, of several or of the country have a ban."""
    governments = "local government" if number == 1 else "local governments"
    if not number:
        return (
            f"no local government in {place} that we know of {tense.verb('have')} "
            f"{_ban(preset)} in effect"
        )
    have = tense.verb("have", number)
    return f"{words} {governments} in {place} {have} {_ban(preset)} in effect"


def _ban(preset: str) -> str:
    if preset == "strict":
        return f"a ban by law on {USE}, moratoriums not counted,"
    return f"a ban or moratorium on {USE}"


def rank(asked: Any, number: int, words: str, tense: Tense) -> str:
    state = in_sentence(asked.state.name) if asked.state else "a state"
    if not number:
        return bans_in(state, asked.preset, number, words, tense)
    be, bans = tense.verb("be"), _ban(asked.preset)
    return f"{state} {be} {words} of all states by local governments with {bans}"


def states_with(what: str) -> Say:
    """The sentence on how many states have a rule; “narrow” is said as such."""

    def say_it(asked: Any, number: int, words: str, tense: Tense) -> str:
        be = tense.verb("be")
        kind = "a narrow one only" if what == "narrow" else what
        of = f"{words} of the states and territories" if number else "no state that we know of"
        return f"the statewide rule on {USE} {be} {kind} in {of}"

    return say_it


def people_covered(asked: Any, number: int, words: str, tense: Tense) -> str:
    people = f"{words} people" if number else "no one that we know of"
    return f"{_ban(asked.preset).rstrip(',')} {tense.verb('cover')} {people} in {where(asked)}"


def bills_pending(asked: Any, number: int, words: str, tense: Tense) -> str:
    of = f"the legislature of {where(asked)}" if asked.state else "Congress and the legislatures"
    be = tense.verb("be", number or 1)
    if not number:
        return f"no bill on face recognition that we know of {be} pending in {of}"
    return f"{words} {'bill' if number == 1 else 'bills'} on face recognition {be} pending in {of}"


def measures_in_effect(asked: Any, number: int, words: str, tense: Tense) -> str:
    chosen = ", ".join(f"{name}={value}" for name, value in asked.filters)
    with_filters = f" (with these filters: {chosen})" if chosen else ""
    be = tense.verb("be", number or 1)
    if not number:
        what = f"no measure on face recognition in {where(asked)} that we know of"
        return f"{what} {be} in effect{with_filters}"
    measures = "measure" if number == 1 else "measures"
    what = f"{words} {measures} on face recognition in {where(asked)}"
    return f"{what} {be} in effect{with_filters}"


def not_searched(states: int) -> str:
    """That the law of some states is not known to us: they may have a rule."""
    of = counted(states, "state or territory,states and territories")
    return f"We have not searched the law of {of}"


def perhaps_in_effect(measures: int) -> str:
    """That it is not certain of some measures."""
    of = counted(measures, "measure")
    return f"Whether {of} counted here took effect by the day, our dates leave open"
