"""What /bills/ shows of the docket: facts, hearings, tables, and the choice of a legislature."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from dashboard.filters.bill_list import code_of
from dashboard.pages.bills.charts.session_outcomes import cells
from dashboard.pages.bills.data import CONGRESS, Docket, introduced
from dashboard.pages.bills.outcomes import (
    WORDS,
    number_of,
    of_all_legislatures,
    of_one_legislature,
    since,
)
from dashboard.pages.bills.text import next_hearings
from dashboard.web.page_url import Address, path_to
from dashboard.words.measure_rows import Row
from laws.counting.bills import BILLS_SINCE
from laws.text.dates import say_short
from laws.vocabulary import PENDING, Basis, Stage

SOON, LATER = 30, 90
SHOWN = 100  # rows of a table before the list of measures takes over
FIRST, SPARE = 2, 2  # rows shown until all are asked for; so few more are not worth asking
SESSIONS_SHOWN, SESSIONS_OPEN = 300, 8
# The lists that are shown whole when they are asked for, each with where it stands on the page.
WHOLE = {"pending": "oldest", "local": "local", "sessions": "sessions"}


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
    """The rows of the page's tables, so many of each that a page can hold them.

    `whole` is the one list of WHOLE that is asked for in full, if any.
    """

    docket: Docket
    whole: str = ""

    @cached_property
    def rows(self) -> dict[int, Row]:
        """What is said of every measure that a table shows. One query."""
        heard = [one.measure for group in self._ahead for one in group]
        first = [*self._first("pending"), *self._first("local")]
        return self.docket.rows([*first, *heard])

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

    def pending(self, name):
        """A list of pending measures, the oldest first, and where the rest of it is."""
        shown, measures = self._first(name), getattr(self.docket, name)
        return {
            "rows": [self._pending(one) for one in shown],
            "total": len(measures),
            "left_out": len(measures) - len(shown),
            "all": "" if self.whole == name else address_of_whole(self.docket, name),
        }

    def _first(self, name):
        """The measures of a list that are shown: the first ones, or as many as a page can hold."""
        measures = getattr(self.docket, name)
        many = len(measures) > FIRST + SPARE and self.whole != name
        return measures[: FIRST if many else SHOWN]

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
    """The end of a pending bill's session against the date, as far as it is known."""
    if not measure.session:
        return "session not recorded"
    end, until = measure.session.end_on, measure.session.carried_until
    if end is None:
        return "end of session not known"
    if until and end < on:
        return f"carried over until {say_short(until)}"
    return f"session {'ends' if end >= on else 'ended'} {say_short(end)}"


def session_rows(docket, whole=False):
    """What became of each session's bills, as a table: of one legislature the first open, the rest
    folded; of all only where it is asked for.
    """
    of_one = docket.state_code is not None
    if not of_one and not whole:
        some = any(one.session_id or one.year < BILLS_SINCE for one in docket.bills)
        return {"all": address_of_whole(docket, "sessions") if some else ""}
    found = of_one_legislature(docket.bills) if of_one else of_all_legislatures(docket.bills)
    lines = [
        {"whose": "All legislatures" if one.is_before else docket.name(one.state_code),
         "name": one.name, "outcome": one, "cells": cells(docket, one)[:-1]}
        for one in found[:SESSIONS_SHOWN]
    ]  # fmt: skip
    without = [one for one in since(docket.bills) if one.session_id is None]
    opened = len(lines) if whole else SESSIONS_OPEN
    return {
        "open": lines[:opened],
        "folded": lines[opened:],
        "headings": ["Bills", *WORDS.values(), "Pending", "Vetoed", "Failed", "Inactive"],
        "total": len(found),
        "left_out": max(0, len(found) - SESSIONS_SHOWN),
        "without": 0 if of_one else number_of(without),
        "all": "",
    }


def choices(docket):
    """The choices of the box: Congress, then the states by name, those that have a bill."""
    known = docket.codes_with_bills | {docket.state_code} - {None}
    options = [(code_of(code), docket.name(code)) for code in known]
    options.sort(key=lambda one: (one[0] != "us", one[1]))
    return [(code, name, code == docket.code) for code, name in options]


def address_of_whole(docket, name):
    """The page with one of its lists whole, at that list."""
    return f"{address(docket, name)}#{WHOLE[name]}"


def address(docket, whole=""):
    """The address of the page as it was understood."""
    asked = (("on", docket.as_of.parameter), ("state", docket.code), ("show", whole))
    return Address(path_to("bills"), tuple((name, value) for name, value in asked if value))
