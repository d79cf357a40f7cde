"""Votes that another record keeps beside its actions, brought to the action that they decided."""

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

ROLL_CALL = re.compile(r"\b(?:roll ?call|rc|rcs)\s*(?:no\.?|#|number)*\s*(\d+)", re.IGNORECASE)


class Vote(NamedTuple):
    """How many were for and against on a day, and what the other record calls the vote."""

    day: date
    chamber: str
    text: str
    yes: int
    no: int


def with_votes(actions, votes):
    """The actions with the votes that belong to just one of them: of its day, no other chamber's,
    and of the same roll call or with the words of one within the other's. What fits several is
    left out, and a vote of none to none, which is how a vote without a count is kept."""
    actions = list(actions)
    for vote in (vote for vote in votes if vote.yes or vote.no):
        fits = [place for place, action in enumerate(actions) if _fits(action, vote)]
        if len(fits) == 1 and actions[fits[0]].yes is None:
            actions[fits[0]] = replace(actions[fits[0]], yes=vote.yes, no=vote.no)
    return tuple(actions)


def _fits(action, vote):
    if action.day != vote.day or (action.chamber and vote.chamber not in ("", action.chamber)):
        return False
    calls = [ROLL_CALL.search(text) for text in (action.text, vote.text)]
    if all(calls):
        return calls[0][1] == calls[1][1]
    acted, voted = _plain(action.text), _plain(vote.text)
    return bool(acted and voted) and (f" {acted} " in f" {voted} " or f" {voted} " in f" {acted} ")


def _plain(text):
    """In small letters and without the name of the chamber, which one of the two may leave out."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return " ".join(words[1:] if words[:1] in (["house"], ["senate"], ["assembly"]) else words)
