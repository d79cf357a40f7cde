"""By year: what tightened the law and what loosened it, and the bills that came and passed."""

from collections import Counter
from datetime import date

from dashboard.charts.chart import Chart, Column
from dashboard.charts.plotly.by_year import BILLS_HEIGHT, HEIGHT, Layer, draw_bills, draw_steps
from dashboard.charts.svg.keys import KeyEntry, of_classes
from dashboard.web.as_of import AsOf
from dashboard.words.numbers import plural
from laws.counting.bills import BILLS_SINCE
from laws.counting.history import History
from laws.counting.shared import once_per_state
from laws.counting.trend import ENDED, WINDOW, Step, steps, within
from laws.models import Measure
from laws.text.dates import say
from laws.vocabulary import LIMITS, Effect

# How each kind of step is named, filled and keyed; above the line first.
KINDS = {
    Effect.BAN: ("Bans", "ban"),
    Effect.MORATORIUM: ("Moratoria", "moratorium"),
    Effect.RESTRICTION: ("Restrictions", "restriction"),
    Effect.OVERSIGHT: ("Oversight", "oversight"),
    ENDED: ("Limits ended", "ended"),
    Effect.AUTHORIZATION: ("Permissions", "permits"),
}
LOOSER = (ENDED, Effect.AUTHORIZATION)
KEY = (
    KeyEntry("", "Above the line:"),
    *of_classes(LIMITS),
    KeyEntry("", "Below it:"),
    KeyEntry("ended", "a limit ended"),
    KeyEntry("permits", "a permission began"),
)
BILLS_KEY = (KeyEntry("introduced", "introduced"), KeyEntry("law", "became law"))
KEYS = {ENDED: "limits_ended", Effect.AUTHORIZATION: "permissions"}
COUNTS = (
    "Steps of governments of every level, by the day on which a law takes effect or ends. Only "
    "measures of general reach on police or government use count, and what one government does on "
    "one day counts once. A limit that replaces one as strong is not counted, nor is a limit that "
    "ends where its government keeps one as strong. A repeal counts by the limit that it ends."
)
BILLS_COUNT = (
    "Bills of Congress and of state legislatures on face recognition, whatever their effect, by "
    "the year of their first dated action, and those that became law, by the year in which they "
    "did. Resolutions, and laws whose bill is not known, are left out. "
    f"{BILLS_SINCE} is the first year whose bills we looked for, whatever became of them: of "
    "earlier years we know little but laws."
)
EMPTY = "Nothing had taken effect by that day. Choose a later day."
NO_BILLS = f"We looked for the bills from {BILLS_SINCE} on. Choose a later day."


def build(past: History, as_of: AsOf) -> Chart:
    """The chart of steps."""
    on = as_of.on
    found = steps_until(past, on)
    years = years_shown([step.day for step in found], as_of)
    tally = Counter((step.day.year, step.what) for step in found)
    rows = [[year, *(tally[year, what] for what in KINDS)] for year in years]
    return Chart(
        name="momentum",
        title=_title(found, on),
        counts=COUNTS,
        rules=(1, 2, 4),
        on=on,
        columns=[
            Column("year", "Year"),
            *(Column(KEYS.get(what, str(what)), name, True) for what, (name, _) in KINDS.items()),
        ],
        rows=[[str(row[0]), *row[1:]] for row in rows],
        draw=lambda: draw_steps(years, list(_layers(rows)), is_so_far(years, on)),
        height=HEIGHT,
        key=KEY,
        empty=EMPTY,
    )


def bills(past: History, as_of: AsOf) -> Chart:
    """The chart of bills."""
    on = as_of.on
    introduced, enacted = bills_until(on)
    found = steps_until(past, on)
    years = years_shown([step.day for step in found], as_of) if introduced else []
    years = [year for year in years if year >= BILLS_SINCE]
    came, became = (Counter(day.year for day in days) for days in (introduced, enacted))
    rows = [[str(year), came[year], became[year]] for year in years]
    return Chart(
        name="bills-by-year",
        title=_bills_title(years, sum(came[y] for y in years), sum(became[y] for y in years), on),
        counts=BILLS_COUNT,
        rules=(6,),
        on=on,
        columns=[
            Column("year", "Year"),
            Column("introduced", "Introduced", True),
            Column("became_law", "Became law", True),
        ],
        rows=rows,
        draw=lambda: draw_bills(
            years, [row[1] for row in rows], [row[2] for row in rows], is_so_far(years, on)
        ),
        height=BILLS_HEIGHT,
        key=BILLS_KEY,
        empty=NO_BILLS,
    )


def steps_until(past, on) -> list[Step]:
    """The steps up to a day."""
    return [step for step in steps(past) if step.day <= on]


@once_per_state
def bills_until(on):
    """The days on which bills were introduced, and on which bills became law. One query."""
    known = Measure.objects.published().bills().on_record(on)
    rows = list(known.order_by().values_list("first_action_on", "enacted_on"))
    return [came for came, _ in rows], [became for _, became in rows if became and became <= on]


def years_shown(days, as_of):
    """From the first step's year to that of the date, or as far ahead as anything is set."""
    if not days:
        return []
    last = max(as_of.today, *days).year
    return list(range(min(days).year, min(as_of.on.year, last) + 1))


def is_so_far(years, on):
    """Whether the last of the years is not over."""
    return bool(years) and on < date(years[-1], 12, 31)


def _layers(rows):
    for place, (what, (name, fill)) in enumerate(KINDS.items(), 1):
        yield Layer(name, fill, [row[place] for row in rows], what not in LOOSER)


def _title(found, on):
    tighter = within([step.day for step in found if step.is_tighter], on)
    looser = within([step.day for step in found if not step.is_tighter], on)
    return (
        f"{plural(tighter, 'step')} that tightened and {plural(looser, 'step')} that loosened the "
        f"law in the {WINDOW} months to {say(on)}"
    )


def _bills_title(years, came, became, on):
    since = f" since {years[0]}" if years else ""
    return f"{plural(came, 'bill')} introduced and {became:,} made law{since}, up to {say(on)}"
