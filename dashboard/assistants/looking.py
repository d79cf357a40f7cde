"""What changed in the record, and what was searched for it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from dashboard.api.changes import Changes
from dashboard.api.context import Coverage
from dashboard.api.operation import Asked
from dashboard.api.parameters import EDITION, LIMIT, ON, Parameter
from dashboard.assistants.tool import (
    IN_PART,
    NOT_SEARCHED,
    SEARCHED,
    Researched,
    Said,
    Tool,
    as_of,
    page_at,
)
from dashboard.pages.coverage.data import Ledger, OfState
from dashboard.web.page_url import path_to
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence
from dashboard.words.numbers import plural
from laws.text.dates import say
from laws.vocabulary import STATE_LEVEL, EventKind

MOST_EVENTS, EVENTS = 100, 20
FEW = Parameter(
    "limit",
    "The most events of one answer.",
    {"type": "integer", "minimum": 1, "maximum": MOST_EVENTS, "default": EVENTS},
)
CHANGES, COVERAGE = Changes(), Coverage()


class ChangesSince(Tool):
    """The log of events from a number on."""

    name, title = "changes_since", "What changed in the record"
    about = (
        "The events of the record after a number: rows added, changed or removed, each with its "
        "kind (the law moved, we corrected, in doubt …), before and after. Ask again with since "
        "set to facts.cursor. What takes effect by the calendar is no event."
    )
    parameters = (*(one for one in CHANGES.own_parameters if one.name != "limit"), FEW)

    def values(self, arguments: Mapping[str, Any]) -> QueryDict:
        return super().values({"limit": EVENTS} | dict(arguments))

    def say(self, asked: Asked) -> Said:
        facts = CHANGES.content(asked)
        kinds = Counter(one["kind"] for one in facts["results"])
        said = [f"{EventKind(kind).label.lower()}: {number}" for kind, number in kinds.items()]
        sentence = (
            f"{plural(facts['count'], 'event')} of Facelaw’s record{_chosen(asked)} came after "
            f"number {asked.first('since', '0')}, up to number {facts['cursor']}"
        )
        sentence += f" ({'; '.join(said)})" if said else ""
        sentence += "; more follow." if facts["more"] else "."
        about = "These are changes of this record. A change of the law that we do not know is none."
        researched = Researched(IN_PART, about)
        page = asked.site + path_to("changes")
        return Said(as_of(asked.on, sentence), page, researched, facts)


class WhatWasSearched(Tool):
    """The ledger of looking."""

    name, title = "coverage", "What was searched, and when"
    about = (
        "The last search of each government, agency and session by a day: for law, bills or "
        "policies, where, in what words, with what outcome, and when it is due again. Where there "
        "is none, the law is not researched, which is never “no law”."
    )
    parameters = (*COVERAGE.own_parameters, LIMIT, ON, EDITION)

    def say(self, asked: Asked) -> Said:
        part = COVERAGE.part(asked)
        states = Ledger(asked.on).states
        code = asked.first("state")
        one = next((s for s in states if (s.state.state_code.lower() or "us") == code), None)
        researched = _of_state(one) if one else _of_all(states)
        number = plural(part.count, "search", "searches")
        sentence = f"Facelaw’s ledger lists {number}{_chosen(asked)}. {researched.sentence}"
        page = page_at(asked, path_to("coverage"), state=code)
        return Said(
            as_of(asked.on, sentence), page, researched, {"count": part.count, "results": part.rows}
        )


def _chosen(asked: Asked) -> str:
    """What was asked for, without which a number of rows would be said of all."""
    chosen = [(name, values) for name, values in asked.chosen.items() if name != "since"]
    said = "; ".join(f"{name}: {listed(values, 'or')}" for name, values in chosen)
    return f" ({said})" if said else ""


def _of_state(one: OfState) -> Researched:
    """What was searched of a state by the day."""
    name, law = in_sentence(one.state.name), one.law
    read = (
        f"We read the bills of {one.read} of its {plural(len(one.sessions), 'session')} since "
        f"2019, and searched {plural(one.local, 'local government')} there."
    )
    if law is None:
        sentence = f"We have not searched the law of {name}, which is never “no law”. {read}"
        return Researched(NOT_SEARCHED, sentence)
    day = law.search.day
    return Researched(SEARCHED, f"We last searched the law of {name} on {say(day)}. {read}", day)


def _of_all(states: list[OfState]) -> Researched:
    """Which states' law was not searched by the day."""
    every = [one for one in states if one.state.kind in STATE_LEVEL]
    missing = [in_sentence(one.state.name) for one in every if one.law is None]
    said = (
        f"We searched the law of {len(every) - len(missing)} of {len(every)} states and territories"
    )
    if not missing:
        return Researched(SEARCHED, f"{said}.")
    return Researched(
        IN_PART, f"{said}; not that of {listed(missing)}, where “not listed” is never “no law”."
    )
