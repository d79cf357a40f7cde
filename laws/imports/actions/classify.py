"""What the actions of other records are called here: one table, read from the top, first fit wins.

A row asks for a class that the other record gives, for words, or for both. Words stand before
classes wherever classes mislead. What could put a bill in effect wrongly is left as `other`: that a
measure became law is taken from plain words for it alone, or from a class whose words say nothing
against it. `kind_of` looks at one action; `kinds_of` at all of a measure, in their order.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from laws.imports.actions.table import OTHERWISE, TABLE, Row
from laws.text.date_parsing import day_in
from laws.text.phrases import any_of, plain_words
from laws.vocabulary import ActionKind, ChamberKind

MOVES = {"introduced", "referred", "hearing", "reported", "amended_text", "passed_chamber",
         "passed", "carried_over", "vetoed", "veto_overridden", "enacted"}  # fmt: skip
ONCE = {"introduced", "passed_chamber", "passed", "vetoed", "enacted", "veto_overridden"}
NEW_YEAR = 20
"""The days of January on which New York sends the bills of the year before to committees again."""

AFTERWARDS = (
    ("second", "What both chambers have to do counts when the second has done it: then passed one "
               "chamber becomes passed, and a vote to override becomes the override. A legislature "
               "of one chamber needs one."),
    ("once law", "A date on which a bill takes effect counts once the bill became law."),
    ("again", "What is told twice counts once: a first reading in the second chamber, a vote or a "
              "signature noted again, a hearing announced again for the same day."),
    ("moved on", "A failure is no end if the measure moved on afterwards, such as a vote that was "
                 "taken again: it is kept as other."),
    ("put off", "A hearing that was called off, or moved to another day, before it was held is "
                "kept as other."),
    ("new year", "A bill of New York that is sent to a committee in the first days of a January, "
                 "and was there the year before, is carried over."),
    ("local", "A local government's last vote can make a measure bind. Other records do not say "
              "which vote was the last: its votes are kept as passed one chamber, which also "
              "stands for a first reading."),
)  # fmt: skip
"""What is asked of all actions together once each has its row, with the sentence for readers."""

CHAMBERS = {"house": "lower", "assembly": "lower", "h": "lower", "senate": "upper", "s": "upper"}
FIRST_WORD = re.compile(r"\s*\(?(house|assembly|senate|(?<=\()[hs])\b", re.IGNORECASE)
BY_GOVERNOR = any_of(("signed by governor", "approved by governor", "vetoed by governor",
                        "governor signed", "governor approved", "governor vetoed"))  # fmt: skip


class Found(NamedTuple):
    """What an action is called, by which row, and what it is called as well on the same day."""

    kind: str
    row: Row
    also: str = ""


def kind_of(action) -> tuple[str, Row]:
    """What an action is called here by its own words and classes, and the row that says so."""
    if action.kind in ActionKind.values:
        return action.kind, OTHERWISE
    words = plain_words(action.text)
    classes = {one.casefold() for one in action.classification}
    early = action.day.month == 1 and action.day.day <= NEW_YEAR
    for row in TABLE:
        if row.fits(words, classes, early):
            return str(row.kind), row
    return str(OTHERWISE.kind), OTHERWISE


def kinds_of(
    actions: Iterable, state: str = "", chambers: int = 2, is_local: bool = False
) -> list[Found]:
    """What the actions of one measure are called, in their order. `state` is its postal code."""
    actions = list(actions)
    found = [Found(kind, row, str(row.also)) for kind, row in map(kind_of, actions)]
    _second(actions, found, chambers)
    if state.upper() == "NY":
        _new_year(actions, found)
    _put_off(actions, found)
    _again(actions, found)
    _moved_on(found)
    _once_law(found)
    for place, one in enumerate(found):
        if is_local and one.kind == "passed":
            _called(found, place, "passed_chamber")
    # A file in our own columns says what it means.
    return [Found(action.kind, OTHERWISE) if action.kind in ActionKind.values else one
            for action, one in zip(actions, found, strict=True)]  # fmt: skip


def _called(found, place, kind):
    found[place] = found[place]._replace(kind=str(kind))


def _second(actions, found, chambers):
    done = {}
    for place, (action, one) in enumerate(zip(actions, found, strict=True)):
        if not one.row.track:
            continue
        seen = done.setdefault(one.row.track, set())
        first_reading = "first reading" in plain_words(action.text)
        chamber = chamber_of(action)
        by_second = bool(chamber and seen - {chamber})
        if one.row.second and (by_second or (chambers == 1 and not first_reading)):
            _called(found, place, one.row.second)
        if chamber:
            seen.add(chamber)


def _new_year(actions, found):
    for place, one in enumerate(found):
        day = actions[place].day
        if one.kind == "referred" and day.month == 1 and day.day <= NEW_YEAR:
            before = [
                a.day for a, f in zip(actions[:place], found, strict=False) if f.kind in MOVES
            ]
            if before and before[-1].year == day.year - 1:
                _called(found, place, "carried_over")


def _put_off(actions, found):
    for place, one in enumerate(found):
        if not one.row.puts_off:
            continue
        for earlier in reversed(range(place)):
            held_on = hearing_day(actions[earlier])
            if found[earlier].kind == "hearing":
                if held_on > actions[place].day and held_on != hearing_day(actions[place]):
                    _called(found, earlier, "other")
                break


def _again(actions, found):
    seen, hearings = {}, set()
    for place, one in enumerate(found):
        if one.kind == "hearing":
            day = hearing_day(actions[place])
            if day in hearings:
                _called(found, place, "other")
            hearings.add(day)
        if one.kind not in ONCE:
            continue
        who = chamber_of(actions[place]) if one.kind == "passed_chamber" else ""
        if (one.kind, who) in seen:
            also = one.also if one.kind == "introduced" else ""
            found[place] = one._replace(kind=also or "other", also="")
        seen[one.kind, who] = place
        if one.kind in ("passed_chamber", "passed"):
            # What is passed anew may be vetoed anew.
            seen.pop(("vetoed", ""), None)
            if one.kind == "passed_chamber":
                seen.pop(("passed", ""), None)
        if one.kind == "vetoed":
            seen = {("introduced", ""): 0, ("vetoed", ""): place}


def _moved_on(found):
    last = max((place for place, one in enumerate(found) if one.kind in MOVES), default=-1)
    for place, one in enumerate(found[:last]):
        if one.kind == "failed":
            _called(found, place, "other")


def _once_law(found):
    is_law = any(one.kind in ("enacted", "veto_overridden") for one in found)
    for place, one in enumerate(found):
        if one.row.once_law and is_law and one.kind == "other":
            _called(found, place, one.row.once_law)


def chamber_of(action) -> str:
    """Who acted: as the other record says, else as the entry's first word does."""
    if action.chamber in ChamberKind.values:
        # A legislature's page notes the governor's act in the chamber that was told of it.
        return action.chamber if not BY_GOVERNOR.search(plain_words(action.text)) else "executive"
    first = FIRST_WORD.match(action.text)
    return CHAMBERS[first.group(1).lower()] if first else ""


def hearing_day(action) -> date:
    """The day on which the hearing of an entry is held: the one in its text, else its own."""
    return day_in(action.text, action.day) or action.day
