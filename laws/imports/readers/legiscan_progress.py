"""LegiScan's steps of a bill, each brought to the action that it classifies.

LegiScan tells the steps beside the history, by their day alone. Of several actions on that day
the step belongs to the one whose words speak of it, else to the last for steps that end something.
"""

import re
from dataclasses import replace

from laws.imports.types import IncomingAction

EVENTS = {
    1: "Introduced",
    2: "Engrossed",
    3: "Enrolled",
    4: "Passed",
    5: "Vetoed",
    6: "Failed",
    7: "Override",
    8: "Chaptered",
    9: "Refer",
    10: "Report Pass",
    11: "Report DNP",
    12: "Draft",
}
WORDS = {
    "Introduced": (r"introduc", r"first reading|first time", r"prefil|\bfiled\b|presented"),
    "Engrossed": (r"\bpass(ed|age)?\b", r"engross|third reading|third time", r"adopted"),
    "Enrolled": (r"enroll", r"concur", r"\bpass(ed|age)?\b|adopted"),
    "Passed": (
        r"sign|approved|became law|public law|enact|\bact\b|chapter",
        r"adopted|\bpass(ed|age)?\b",
    ),
    "Vetoed": (r"\bveto",),
    "Failed": (
        r"fail|\bdied\b|defeat|inexpedient|reject|\bdead\b|\blost\b",
        r"withdraw|postpone|tabled",
    ),
    "Override": (r"overr[io]d",),
    "Chaptered": (r"chapter|public law|session law|\bact\b|\bp\.a\.", r"became law"),
    "Refer": (r"refer", r"committee"),
    "Report Pass": (r"report|\brpt\b", r"do pass|favorabl|recommend", r"\bpassed\b"),
    "Report DNP": (r"report|\brpt\b", r"not pass|unfavorabl|recommend"),
    "Draft": (r"draft|prefil",),
}
"""What an action says that is such a step, the surest words first."""

FIRST = ("Introduced", "Draft", "Refer")
"""Steps that begin something: of several actions that may be meant, they are the first."""


def with_events(actions, events):
    """The actions with their steps as classes; a step on a day without any action becomes one."""
    actions = list(actions)
    for day, name in events:
        that_day = [place for place, action in enumerate(actions) if action.day == day]
        if not that_day:
            _insert(actions, IncomingAction(day, name, 0, classification=(name,)))
            continue
        place = _meant(actions, that_day, name)
        if name not in actions[place].classification:
            classes = (*actions[place].classification, name)
            actions[place] = replace(actions[place], classification=classes)
    return tuple(replace(action, order=order) for order, action in enumerate(actions, start=1))


def _meant(actions, places, name):
    """The action of that day which a step classifies."""
    for words in WORDS[name]:
        telling = [one for one in places if re.search(words, actions[one].text, re.IGNORECASE)]
        if telling:
            return telling[0 if name in FIRST else -1]
    return places[0 if name in FIRST[:2] else -1]


def _insert(actions, action):
    """After the last action that is not later."""
    earlier = [place for place, one in enumerate(actions) if one.day <= action.day]
    actions.insert(earlier[-1] + 1 if earlier else 0, action)
