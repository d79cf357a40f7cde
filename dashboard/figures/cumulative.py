"""How many local governments have a ban, and how many states a limit, on each day."""

from datetime import date

from dashboard.asking import asked_choice, asked_date, today
from dashboard.charts.plots.cumulative import Curve, Pin, draw
from dashboard.figures.chart import Chart, Column, history_for
from dashboard.figures.scope import asked_state
from laws.counting import PRESETS, municipal_bans, own_rule
from laws.dates import say
from laws.models import Milestone
from laws.vocabulary import LIMITS

LEADING = 3
FIRST_YEAR = 2018


def build(request) -> Chart:
    """The chart for `on`, `preset`, `state` and `milestones` of the query string."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    state = asked_state(request)
    shown = asked_choice(request, "milestones", ("on", "off"), "on")
    past = history_for(request)
    pins = numbered_milestones(state and state.usps) if shown == "on" else []
    days = counted(past, preset, state and state.usps)
    leading = [] if state else _leading(past.law(on), preset)
    last = max(today(), on)
    asked = {"preset": None if preset == "broad" else preset, "state": state and state.usps.lower()}
    asked["milestones"] = None if shown == "on" else "off"
    return Chart(
        name="cumulative",
        title=_title(state, on, days),
        counts=COUNTS_OF_STATE if state else COUNTS,
        rules=(7,) if state else (7, 8),
        on=on,
        columns=_columns(state, leading),
        rows=[_row(day, numbers, state, leading) for day, numbers in days],
        draw=lambda: draw(
            _curves(days, state, leading, last), pins, on=on, first=_first(days, on), last=last
        ),
        height=420,
        asked=asked,
        preset=preset,
        empty="Nothing on this record has ever bound here." if not days else "",
    )


COUNTS = (
    "Local governments with a ban of general reach in force on police or government use, and "
    "states with a general rule of their own (ban, moratorium, restriction or oversight), on each "
    "day on which a number changed. What ends is taken off."
)
COUNTS_OF_STATE = (
    "Local governments of the state with a ban of general reach in force on police or government "
    "use, on each day on which the number changed. What ends is taken off."
)


def counted(past, preset, usps=None):
    """(day, {"local", "states", usps: …}) for each day on which a number changed, in order."""
    found, before = [], {"local": 0, "states": 0}
    for day in past.days:
        now = numbers_of(past.law(day), preset, usps)
        if now != before:
            found.append((day, now))
            before = now
    return found


def numbers_of(law, preset, usps=None):
    """The numbers of one day: all local bans, states with a limit, and local bans by state."""
    by_state = {row.usps: row.count for row in municipal_bans(law, preset)}
    if usps:
        return {"local": by_state.get(usps, 0), "states": 0}
    own = (own_rule(law, code, None).rule for code in law.by_state if code)
    limited = sum(rule in LIMITS for rule in own)
    return {"local": sum(by_state.values()), "states": limited} | by_state


def numbered_milestones(usps=None):
    """The milestones in order, those of one state only if asked, numbered for list and chart."""
    found = Milestone.objects.filter(usps=usps) if usps else Milestone.objects.all()
    return [Pin(number, one.day, one.title) for number, one in enumerate(found, 1)]


def _leading(law, preset):
    """The codes of the states with the most local bans on the day."""
    return [row.usps for row in municipal_bans(law, preset) if row.count > 1][:LEADING]


def _title(state, on, days):
    number = next((n["local"] for day, n in reversed(days) if day <= on), 0)
    where = f"Local bans of {state.name}" if state else "Local bans and state limits"
    return f"{where} in force on each day; {number} local bans on {say(on)}"


def _columns(state, leading):
    own = [] if state else [Column("states", "States with a limit", True)]
    codes = [Column(f"local_{code.lower()}", f"Local bans, {code}", True) for code in leading]
    return [Column("day", "From"), Column("local", "Local bans", True), *own, *codes]


def _row(day, numbers, state, leading):
    own = [] if state else [numbers["states"]]
    return [day, numbers["local"], *own, *(numbers.get(code, 0) for code in leading)]


def _curves(days, state, leading, last):
    known = [(day, numbers) for day, numbers in days if day <= last]

    def curve(name, key, role):
        return Curve(name, [(day, numbers.get(key, 0)) for day, numbers in known], role)

    own = [] if state else [curve("states", "states", "state")]
    return [
        curve("local bans", "local", "local"),
        *own,
        *(curve(code, code, "leading") for code in leading),
    ]


def _first(days, on):
    return date(min(FIRST_YEAR, on.year, *(day.year for day, _ in days)), 1, 1)
