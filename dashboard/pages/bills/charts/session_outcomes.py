"""What became of the bills: by year over all legislatures, by session of one."""

from itertools import pairwise

from dashboard.charts.chart import Chart, Column, Link
from dashboard.charts.plotly.bills_bars import Bar, Part, draw, height
from dashboard.charts.svg.keys import KeyEntry, of_steps
from dashboard.filters.filters import STEPS
from dashboard.pages.bills.data import Docket
from dashboard.pages.bills.outcomes import (
    STANDS,
    WORDS,
    by_year,
    number_of,
    of_one_legislature,
    outcome,
    since,
)
from dashboard.pages.bills.text import title_of_outcomes
from laws.counting.bills import BILLS_SINCE
from laws.text.dates import say

COUNTS = (
    "Bills introduced by the date, by {by}; resolutions, and laws whose bill is not known, are "
    "left out. Each bar is divided by the furthest step its bills took; each column counts all "
    "that took that step, whatever came after. Some that became law have since ended. We do not "
    f"have every bill: do not read these counts as passage rates. {BILLS_SINCE} is the first year "
    "whose bills we looked for, whatever became of them; of earlier years we know little but laws, "
    "so they stand in one row."
)
PARTS = (
    "introduced, no further", "got to a committee", "passed one chamber", "passed in full",
    "became law",
)  # fmt: skip
KEY = [*of_steps(PARTS), KeyEntry("", "At the end of a bar: how many of its bills became law.")]


def build(docket: Docket) -> Chart:
    """The chart of the bills of a docket."""
    one = docket.state_code is not None
    found = (of_one_legislature if one else by_year)(docket.bills)
    return Chart(
        name="session-outcomes",
        title=title_of_outcomes(docket, outcome(since(docket.bills)), number_of(docket.bills)),
        counts=COUNTS.format(by="session" if one else "the year of their first action"),
        rules=(6,),
        on=docket.on,
        columns=columns(one),
        rows=[_row(docket, each) for each in found],
        draw=lambda: draw([_bar(each) for each in found]),
        height=height(len(found)),
        asked={"state": docket.code},
        key=KEY,
        empty=f"No such bill had been introduced by {say(docket.on)}.",
    )


def columns(of_sessions):
    """The columns: whose bills, how many, each step, and where they stand."""
    return [
        Column("session", "Session") if of_sessions else Column("year", "Year"),
        Column("bills", "Bills", True),
        *(Column(step.value, WORDS[step], True) for step, _ in STEPS),
        Column("pending", "Pending", True),
        Column("vetoed", "Vetoed", True),
        Column("failed", "Failed", True),
        Column("inactive", "Inactive", True),
        Column("failed_inferred", "Inferred", True),
    ]


def _row(docket, each):
    known = each.choice is not None
    name = Link(each.name, docket.list_url(**each.choice)) if known else each.name
    return [name, *cells(docket, each)]


def cells(docket, each):
    """The counts of an outcome, each as what opens its rows."""

    def opened(number, **filters):
        if not number or each.choice is None:
            return number
        return Link(number, docket.list_url(**each.choice, **filters))

    return [
        opened(each.bills),
        *(opened(each.reached[step], reached=step.value) for step, _ in STEPS),
        *(opened(getattr(each, name), **filters) for name, filters in STANDS.items()),
        each.inferred,
    ]


def _bar(each):
    reached = [each.bills, *each.reached.values(), 0]
    furthest = [before - after for before, after in pairwise(reached)]
    parts = [Part(n, number, PARTS[n]) for n, number in enumerate(furthest)]
    if each.is_before:
        return Bar(f"Before {BILLS_SINCE}", parts[::-1], "mostly laws")
    return Bar(each.name, parts[::-1], f"{each.laws} of {each.bills}")
