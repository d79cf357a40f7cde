"""How many measures in effect answered one question of the codebook yes, on each day."""

from datetime import date

from dashboard.charts.chart import Chart, Column
from dashboard.charts.plotly.answers import HEIGHT, Curve, draw
from dashboard.pages.provisions.question_data import LEVELS, Answers
from dashboard.pages.provisions.text import clause
from dashboard.web.as_of import AsOf
from dashboard.words.numbers import plural
from laws.text.dates import say

FIRST_YEAR = 2016
COUNTS = (
    "Federal, statewide and local measures in effect whose text is coded yes, or with a date, for "
    "the question, on each day on which a number changed. A law that ends is no longer counted; "
    "answers in part, and questions not coded, are left out."
)


NO_QUESTION = "Choose a question of the codebook: question=warrant_required, for one."


def of_none(as_of: AsOf) -> Chart:
    """The chart without rows that says how to choose a question."""
    return _chart(as_of, "No question is chosen", [], [], {}, NO_QUESTION)


def build(found: Answers) -> Chart:
    """The chart of a question whose answers are known."""
    days = found.over_time
    now = next((numbers for day, numbers in reversed(days) if day <= found.on), {})
    number = plural(sum(now.values()), "measure")
    title = f"Measures that {clause(found.question)}, in effect on each day; "
    return _chart(
        found.as_of,
        f"{title}{number} on {say(found.on)}",
        days,
        [level for level in LEVELS if any(numbers[level] for _, numbers in days)],
        {"question": found.question.slug},
        "No measure that was ever in effect is coded yes for this question.",
    )


def _chart(as_of, title, days, levels, asked, empty):
    return Chart(
        name="answers",
        title=title,
        counts=COUNTS,
        rules=(2, 4, 11),
        on=as_of.on,
        columns=[
            Column("day", "From"),
            *(Column(level, level.capitalize(), True) for level in levels),
        ],
        rows=[[day, *(numbers[level] for level in levels)] for day, numbers in days],
        draw=lambda: _drawn(days, levels, as_of),
        height=HEIGHT,
        asked=asked,
        empty=empty,
    )


def _drawn(days, levels, as_of):
    on, last = as_of.on, max(as_of.today, as_of.on)
    known = [(day, numbers) for day, numbers in days if day <= last]
    curves = [Curve(level, [(day, now[level]) for day, now in known]) for level in levels if known]
    first = date(min(FIRST_YEAR, on.year, *(day.year for day, _ in days)), 1, 1)
    return draw(curves, on=on, first=first, last=last)
