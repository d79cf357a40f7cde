"""What /bills/ shows of the docket: facts, hearings, tables, and the choice of a legislature."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from dashboard.pages.bills.charts.session_outcomes import cells
from dashboard.pages.bills.data import CONGRESS, Docket, introduced
from dashboard.pages.bills.outcomes import (
    WORDS,
    of_all_legislatures,
    of_one_legislature,
    outcome,
    since,
)
from dashboard.pages.bills.text import next_hearings
from dashboard.web.page_url import Address, path_to
from dashboard.words.measure_rows import Row
from laws.text.dates import say_short
from laws.vocabulary import PENDING, Basis, Stage

SOON, LATER = 30, 90
SHOWN = 100  # rows of a table before the list of measures takes over
OPEN, SPARE = 12, 4  # rows that stand open; so few more are not worth a fold
SESSIONS_SHOWN, SESSIONS_OPEN = 300, 8


def facts(docket):
    """The pending bills by stage: the count, the link to its rows, its ink."""
    counts = Counter(one.stage for one in docket.pending)
    return [
        {
            "step": step,
            "word": Stage(stage).label,
            "count": counts[stage],
            "href": docket.list_url(stage=stage.value),
            "more": _resting(docket, stage),
        }
        for step, stage in enumerate(PENDING)
    ]


def _resting(docket, stage):
    """How many of a stage rest on more than a recorded action."""
    doubtful = Counter(
        one.stage_basis
        for one in docket.pending
        if one.stage == stage and one.stage_basis != Basis.RECORDED
    )
    return ", ".join(f"{number} {basis}" for basis, number in sorted(doubtful.items()))


@dataclass
class Tables:
    """The rows of the page's tables, so many of each that a page can hold them."""

    docket: Docket

    @cached_property
    def rows(self) -> dict[int, Row]:
        """What is said of every measure that a table shows. One query."""
        heard = [one.measure for group in self._ahead for one in group]
        local, pending = self.docket.local[:SHOWN], self.docket.pending[:SHOWN]
        return self.docket.rows([*pending, *local, *heard])

    @cached_property
    def _ahead(self):
        """The hearings soon and later; without any, those of the first day known."""
        found = self.docket.hearings
        soon = [one for one in found if one.days <= SOON]
        later = [one for one in found if SOON < one.days <= LATER]
        first = [] if soon or later else [one for one in found if one.when == found[0].when]
        return [soon[:SHOWN], later[:SHOWN], first[:SHOWN]]

    def hearings(self):
        """The hearings ahead, and what is said where none is near."""
        soon, later, first = ([self._hearing(one) for one in group] for group in self._ahead)
        none = "" if soon or later else next_hearings(self.docket, LATER)
        return {"soon": soon, "later": later, "first": first, "none": none}

    def _hearing(self, hearing):
        return {
            "when": hearing.when,
            "days": hearing.days,
            "row": self.rows[hearing.measure.pk],
            "whose": whose(hearing.measure),
            "words": hearing.description,
        }

    def pending(self, measures):
        """Pending measures, the oldest first: some open, more folded, the rest left out."""
        rows = [self._pending(one) for one in measures[:SHOWN]]
        cut = OPEN if len(rows) > OPEN + SPARE else len(rows)
        return {
            "open": rows[:cut],
            "folded": rows[cut:],
            "left_out": max(0, len(measures) - SHOWN),
            "total": len(measures),
        }

    def _pending(self, measure):
        when, days = introduced(measure), self.docket.days_of(measure)
        return {
            "row": self.rows[measure.pk],
            "slug": measure.slug,
            "whose": whose(measure),
            "when": when,
            "least": when.precision != "day",
            "days": days,
            "days_words": f"{days:,}",
            "ends": session_ends(measure, self.docket.on),
        }


def whose(measure):
    """Whose bill it is, in a table: Massachusetts, Congress, Somerville, MA."""
    place = measure.jurisdiction
    return place.name_in_state if place.state_code else CONGRESS


def session_ends(measure, on):
    """The end of a bill's session against the date, as far as it is known."""
    if not measure.session:
        return "session not recorded"
    end = measure.session.end_on
    if end is None:
        return "end of session not known"
    return f"session {'ends' if end >= on else 'ended'} {say_short(end)}"


def session_rows(docket):
    """What became of each session's bills, as a table: the first open, the rest folded."""
    of_one = docket.state_code is not None
    found = of_one_legislature(docket.bills) if of_one else of_all_legislatures(docket.bills)
    lines = [
        {"whose": "All legislatures" if one.is_before else docket.name(one.state_code),
         "name": one.name, "outcome": one, "cells": cells(docket, one)[:-1]}
        for one in found[:SESSIONS_SHOWN]
    ]  # fmt: skip
    missing = 0 if of_one else sum(one.session_id is None for one in since(docket.bills))
    return {
        "open": lines[:SESSIONS_OPEN],
        "folded": lines[SESSIONS_OPEN:],
        "headings": ["Bills", *WORDS.values(), "Pending", "Vetoed", "Failed", "Inactive"],
        "total": len(found),
        "left_out": max(0, len(found) - SESSIONS_SHOWN),
        "without": missing,
        "all": outcome(docket.bills),
    }


def choices(docket):
    """The choices of the box: Congress, then the states by name."""
    options = [("us", CONGRESS), *((u.lower(), name) for u, name in docket.names.items() if u)]
    return [(code, name, code == docket.code) for code, name in options]


def address(docket):
    """The address of the page as it was understood."""
    asked = (("on", docket.as_of.parameter), ("state", docket.code))
    return Address(path_to("bills"), tuple((name, value) for name, value in asked if value))
