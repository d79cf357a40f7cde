"""How many bills are pending before each legislature on a date, by stage."""

from collections import Counter

from dashboard.charts.chart import Chart, Column, Link
from dashboard.charts.plotly.bills_bars import Bar, Part, draw, height
from dashboard.charts.svg.keys import of_steps
from dashboard.filters.bill_list import code_of, list_of_bills
from dashboard.pages.bills.data import Docket
from dashboard.pages.bills.text import title_of_pending
from dashboard.web.page_url import path_to
from laws.text.dates import say
from laws.vocabulary import PENDING, Stage

COUNTS = (
    "Bills of Congress and of state legislatures that are introduced, in committee, passed by one "
    "chamber, or passed and not yet law. Resolutions are left out; what local governments consider "
    "is counted separately."
)

KEY = of_steps(("introduced", "in committee", "passed one chamber", "passed in full"))


def build(docket: Docket) -> Chart:
    """The chart of the pending bills of a docket."""
    counts = counted(docket)
    return Chart(
        name="bills-pending",
        title=title_of_pending(docket),
        counts=COUNTS,
        rules=(6,),
        on=docket.on,
        columns=[
            Column("legislature", "Legislature"),
            *(Column(stage.value, stage.label, True) for stage in PENDING),
            Column("bills", "All", True),
        ],
        rows=[_row(docket, state_code, stages) for state_code, stages in counts],
        draw=lambda: draw([_bar(docket.name(state_code), stages) for state_code, stages in counts]),
        height=height(len(counts)),
        asked={"state": docket.code},
        key=KEY,
        empty=f"No bill is pending on {say(docket.on)}. Choose another date.",
    )


def counted(docket):
    """(postal code, bills by stage) of each legislature with a pending bill, the most first."""
    found = {}
    for bill in docket.pending:
        found.setdefault(bill.jurisdiction.state_code, Counter())[bill.stage] += 1
    return sorted(found.items(), key=lambda one: (-one[1].total(), docket.name(one[0])))


def _row(docket, state_code, stages):
    page = path_to("state", code_of(state_code)) + docket.as_of.query

    def opened(number, stage):
        return Link(number, list_of_bills(docket.as_of, state_code, stage=stage)) if number else 0

    cells = (opened(stages[stage], stage.value) for stage in PENDING)
    return [Link(docket.name(state_code), page), *cells, opened(stages.total(), "pending")]


def _bar(name, stages):
    words = {stage: Stage(stage).label.lower() for stage in PENDING}
    parts = [Part(step, stages[stage], words[stage]) for step, stage in enumerate(PENDING)]
    # What got furthest stands at the axis, where bars are compared best.
    return Bar(name, parts[::-1], str(stages.total()))
