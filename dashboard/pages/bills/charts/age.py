"""For how long each pending bill has been known, by legislature."""

from dashboard.charts.chart import Chart, Column, Link
from dashboard.charts.plotly.bills_age import Dot, draw, height
from dashboard.pages.bills.charts.pending import KEY
from dashboard.pages.bills.data import Docket, introduced
from dashboard.pages.bills.text import title_of_ages
from dashboard.web.page_url import path_to
from dashboard.words.names import measure_name
from laws.text.dates import say
from laws.vocabulary import PENDING, Stage

COUNTS = (
    "Days from the first action of each pending bill, its introduction in most cases, to the date. "
    "A first action known only to the month or the year counts from its last day."
)
STEPS = {stage: step for step, stage in enumerate(PENDING)}


def build(docket: Docket) -> Chart:
    """The chart of the pending bills of a docket."""
    dots = [_dot(docket, one) for one in docket.pending]
    return Chart(
        name="bills-age",
        title=title_of_ages(docket),
        counts=COUNTS,
        rules=(1, 6),
        on=docket.on,
        columns=[
            Column("bill", "Bill"),
            Column("legislature", "Legislature"),
            Column("stage", "Stage"),
            Column("introduced", "Introduced"),
            Column("days", "Days", True),
        ],
        rows=[_row(docket, one) for one in docket.pending],
        draw=lambda: draw(dots),
        height=height(dots),
        asked={"state": docket.code},
        key=KEY,
        empty=f"No bill is pending on {say(docket.on)}. Choose another date.",
    )


def _row(docket, measure):
    page = path_to("measure", measure.slug) + docket.as_of.query
    return [
        Link(measure_name(measure, is_law=False), page),
        docket.name(measure.jurisdiction.state_code),
        Stage(measure.stage).label,
        introduced(measure),
        docket.days_of(measure),
    ]


def _dot(docket, measure):
    line, days = docket.name(measure.jurisdiction.state_code), docket.days_of(measure)
    least = "" if introduced(measure).precision == "day" else "at least "
    stage = Stage(measure.stage).label.lower()
    words = f"{line} {measure_name(measure, is_law=False)}<br>{stage}, {least}{days:,} days"
    return Dot(line, days, STEPS[measure.stage], words)
