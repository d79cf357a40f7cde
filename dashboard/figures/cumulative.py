"""How many local governments have a ban, and how many states a limit, on each day."""

from datetime import date
from itertools import groupby

from dashboard.asking import asked_choice, asked_date, today
from dashboard.charts.plots.cumulative import HEIGHT, Curve, draw
from dashboard.figures.chart import Chart, Column, history_for
from dashboard.figures.milestones import milestones_for, pins
from dashboard.figures.scope import asked_state
from dashboard.templatetags.wording import in_words, opening, plural
from dashboard.views.ranking_words import listed
from laws.counting import PRESETS, municipal_bans, own_rule
from laws.dates import say
from laws.history import History
from laws.models import Jurisdiction
from laws.vocabulary import LIMITS

LEADING = 3
FIRST_YEAR = 2018


def build(request) -> Chart:
    """The chart for `on`, `preset`, `state` and `milestones` of the query string."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    state = asked_state(request)
    shown = asked_choice(request, "milestones", ("on", "off"), "on")
    past = history_for(request)
    marked = pins(milestones_for(request, state)) if shown == "on" else []
    days = counts_by_day(past, preset, state and state.usps)
    names, tied = ({}, []) if state else _leading(past.law(on), preset)
    last = max(today(), on)
    asked = {"preset": None if preset == "broad" else preset, "state": state and state.usps.lower()}
    asked["milestones"] = None if shown == "on" else "off"
    return Chart(
        name="cumulative",
        title=_title(state, on, numbers_on(days, on)),
        counts=COUNTS_OF_STATE if state else COUNTS + _who_leads(names, tied, on),
        rules=(7,) if state else (7, 8),
        on=on,
        columns=_columns(state, names),
        rows=[_row(day, numbers, state, names) for day, numbers in days],
        draw=lambda: draw(
            _curves(days, state, names, last), marked, on=on, first=_first(days, on), last=last
        ),
        height=HEIGHT,
        asked=asked,
        preset=preset,
        empty="" if days else EMPTY,
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
EMPTY = "No such ban or limit is on this record. Choose the broad count, or all states."


def counts_by_day(past, preset, usps=None):
    """(day, {"local", "states", usps: …}) for each day on which a number changed, in order."""
    limits = History([binding for binding in past.bindings if binding.limits_government])
    found, before = [], {"local": 0, "states": 0}
    for day in limits.days:
        now = numbers_of(limits.law(day), preset, usps)
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


def numbers_on(days, on):
    """The numbers that hold on a day."""
    return next((now for day, now in reversed(days) if day <= on), {"local": 0, "states": 0})


def _leading(law, preset):
    """Names of the states with the most local bans on the day, and of those left out by a tie."""
    ranked = [row for row in municipal_bans(law, preset) if row.count > 1]
    chosen, tied = [], []
    for _, rows in groupby(ranked, key=lambda row: row.rank):
        level = [row.usps for row in rows]
        if len(chosen) + len(level) > LEADING:
            tied = level if len(chosen) < LEADING else []
            break
        chosen += level
    named = Jurisdiction.objects.state_level().governments().filter(usps__in=chosen + tied)
    names = dict(named.values_list("usps", "name"))
    return {code: names[code] for code in chosen}, [names[code] for code in tied]


def _who_leads(names, tied, on):
    """What the thin lines are, and where a tie decided against more of them."""
    said = f" Thin lines: the states with the most local bans on {say(on)}, "
    said = f"{said}{listed(names.values())}." if names else ""
    if not tied:
        return said
    level = f"{opening(len(tied))} states level with each other"
    return f"{said} {level} would make more than {in_words(LEADING)}: {listed(tied)} have no line."


def _title(state, on, numbers):
    bans = plural(numbers["local"], "local ban")
    states = plural(numbers["states"], "state with a limit", "states with a limit")
    counted = f"{bans} in {state.name}" if state else f"{bans} and {states}"
    return f"{counted}, in force on {say(on)}"


def _columns(state, names):
    own = [] if state else [Column("states", "States with a limit", True)]
    codes = [Column(f"local_{code.lower()}", name, True) for code, name in names.items()]
    return [Column("day", "From"), Column("local", "Local bans", True), *own, *codes]


def _row(day, numbers, state, names):
    own = [] if state else [numbers["states"]]
    return [day, numbers["local"], *own, *(numbers.get(code, 0) for code in names)]


def _curves(days, state, names, last):
    known = [(day, numbers) for day, numbers in days if day <= last]

    def curve(name, key, role, short=""):
        return Curve(name, [(day, numbers.get(key, 0)) for day, numbers in known], role, short)

    own = [] if state else [curve("states", "states", "state")]
    return [
        curve("local bans", "local", "local", "bans"),
        *own,
        *(curve(name, code, "leading", code) for code, name in names.items()),
    ]


def _first(days, on):
    return date(min(FIRST_YEAR, on.year, *(day.year for day, _ in days)), 1, 1)
