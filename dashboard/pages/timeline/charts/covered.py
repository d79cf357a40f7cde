"""How many people a ban covers, from each day on which that changed (R10)."""

from datetime import date

from dashboard.charts.chart import Chart, Column, Said
from dashboard.charts.plotly.covered import HEIGHT, draw
from dashboard.charts.plotly.cumulative import Curve
from dashboard.map.states import all_states
from dashboard.web.as_of import AsOf
from dashboard.words.numbers import say_share
from dashboard.words.people import about_covered
from laws.counting.coverage import combined, covered_over_time
from laws.counting.history import History
from laws.text.dates import say

LEADING = 4
FIRST_YEAR = 2018
COUNTS = (
    "People whom a ban of general reach on police or government use covers where they live: of "
    "their state, their city, or, outside of cities and towns, their county; each counted once, on "
    "each day on which the number changed. The curves show what is beyond doubt."
)
YEARS = (
    "Each place’s population is the latest count, on every day of the curve: only changes in the "
    "law move it."
)
WHERE = "All states, the District and the territories together."


def build(past: History, as_of: AsOf, *, preset="broad", state=None) -> Chart:
    """The chart of the country or of one state."""
    on = as_of.on
    states = [state] if state else all_states()
    days = changes(covered_over_time(past, states, preset))
    people = _people(states, days)
    leading = [] if state else _leading(days)
    last = max(as_of.today, on)
    return Chart(
        name="covered",
        title=_title(state, days, people, on),
        counts=f"{COUNTS} {YEARS}" if state else f"{COUNTS} {WHERE} {YEARS}",
        rules=(10,),
        on=on,
        columns=_columns(leading),
        rows=[_row(day, found, people, leading) for day, found in days],
        draw=lambda: draw(
            _curves(state, days, states, leading, last), on=on, first=_first(days, on), last=last
        ),
        height=HEIGHT,
        asked={
            "preset": None if preset == "broad" else preset,
            "state": state and state.state_code.lower(),
        },
        preset=preset,
        empty="" if days else "No ban in our database has ever covered anyone here.",
    )


def changes(days):
    """Of the days of `covered_over_time` those on which a state's number changed."""
    found, before = [], {}
    for day, by_state in days:
        now = {
            state_code: one for state_code, one in by_state.items() if one.possible or one.unknown
        }
        numbers = {
            state_code: (one.covered, one.in_doubt, one.unknown) for state_code, one in now.items()
        }
        if numbers != before:
            found.append((day, now))
            before = numbers
    return found


def _people(states, days):
    """All people of the states; 0 where it is not known of a state that is ever covered."""
    covered = {state_code for _, by_state in days for state_code in by_state}
    if any(one.state_code in covered and not one.population for one in states):
        return 0
    return sum(one.population or 0 for one in states)


def _leading(days):
    """The states with the most people covered on any day."""
    most = {}
    for _, by_state in days:
        for state_code, one in by_state.items():
            most[state_code] = max(most.get(state_code, 0), one.covered)
    return sorted(most, key=lambda state_code: (-most[state_code], state_code))[:LEADING]


def _title(state, days, people, on):
    """The finding: how many people on the day, and what part of all."""
    now = next((combined(found.values()) for day, found in reversed(days) if day <= on), None)
    where = state.name if state else "the country"
    if not now or not now.possible:
        return f"A ban covers no one in {where} on {say(on)}"
    share = f"{say_share(now.covered / people)} of {where}" if people else ""
    return f"People covered by a ban on {say(on)}: {about_covered(now, share)}"


def _columns(leading):
    return [
        Column("day", "From"),
        Column("people", "People covered", True),
        Column("percent", "Share", True),
        *(
            Column(f"people_{state_code.lower()}", f"Of these, {state_code}", True)
            for state_code in leading
        ),
        Column("population_years", "Population of"),
        Column("without", "Without, number not known"),
        Column("rests_on", "Rests on"),
        Column("in_doubt", "More, if bans in doubt count", True),
    ]


def _row(day, by_state, people, leading):
    found = combined(by_state.values())
    share = found.covered / people if people else None
    own = [by_state[state_code].covered if state_code in by_state else 0 for state_code in leading]
    return [
        day,
        found.covered,
        None if share is None else Said(say_share(share), round(100 * share, 3)),
        *own,
        " and ".join(map(str, found.years)),
        ", ".join(found.unknown),
        str(found.basis),
        found.in_doubt,
    ]


def _curves(state, days, states, leading, last):
    known = [(day, found) for day, found in days if day <= last]
    names = {one.state_code: one.name for one in states}
    points = [(day, sum(one.covered for one in found.values())) for day, found in known]
    own = "people" if state else "people in all"
    curves = [Curve(own, points, "local", short="all" if not state else state.state_code)]
    for state_code in leading:
        points = [
            (day, found[state_code].covered if state_code in found else 0) for day, found in known
        ]
        curves.append(Curve(names[state_code], points, "leading", short=state_code))
    return curves


def _first(days, on):
    return date(min(FIRST_YEAR, on.year, *(day.year for day, _ in days)), 1, 1)
