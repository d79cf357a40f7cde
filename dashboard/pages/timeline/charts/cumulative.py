"""How many local governments have a ban, and how many states a limit, on each day."""

from collections import defaultdict
from datetime import date
from itertools import groupby

from dashboard.charts.chart import Chart, Column
from dashboard.charts.plotly.cumulative import HEIGHT, Curve, draw
from dashboard.charts.plotly.pins import Pin
from dashboard.web.as_of import AsOf
from dashboard.words.lists import listed
from dashboard.words.numbers import in_words, opening, plural
from laws.counting.counts import counts_as_ban, municipal_bans, own_rule
from laws.counting.history import History
from laws.counting.on_date import once
from laws.models import Jurisdiction
from laws.text.dates import say
from laws.vocabulary import LIMITS, Basis

LEADING = 3
FIRST_YEAR = 2018


def build(
    past: History, as_of: AsOf, *, preset="broad", state=None, milestones=(), pins="off"
) -> Chart:
    """The chart of the country or of one state, with pins; `pins` says which were asked for."""
    on = as_of.on
    days = counts_by_day(past, preset, state and state.state_code)
    names, counts = _read(past.law(on), preset, state)
    return Chart(
        name="cumulative",
        title=_title(state, on, numbers_on(days, on)),
        counts=counts,
        rules=(7,) if state else (7, 8),
        on=on,
        columns=_columns(state, names),
        rows=[_row(day, numbers, state, names) for day, numbers in days],
        draw=lambda: _drawn(days, state, names, milestones, as_of),
        draw_alone=lambda: _drawn(days, state, names, (), as_of),
        height=HEIGHT,
        asked={
            "preset": None if preset == "broad" else preset,
            "state": state and state.state_code.lower(),
            "milestones": None if pins == "on" else pins,
        },
        preset=preset,
        empty="" if days else EMPTY,
    )


COUNTS = (
    "Local governments with a ban of general reach in effect on police or government use, and "
    "states with a general statewide rule (ban, moratorium, restriction or oversight), on each day "
    "on which a number changed. A law that ends is no longer counted."
)
COUNTS_OF_STATE = (
    "Local governments of the state with a ban of general reach in effect on police or government "
    "use, on each day on which the number changed. A law that ends is no longer "
    "counted."
)
EMPTY = "No such ban or limit is in our database. Choose the broad count, or all states."


@once
def counts_by_day(past, preset, state_code=None):
    """(day, {"local", "states", code: …}) for each day on which a number changed, in order."""
    # Only what can count is counted on each day; of a long record that is a small part.
    counted = [b for b in past.measures if counts_as_ban(b, preset) and b.place.is_local]
    own = [b for b in past.measures if b.limits_government and not b.place.is_local]
    known = History(counted + own)
    found, before = [], {"local": 0, "certain": 0, "states": 0}
    for day in known.days:
        now = numbers_of(known.law(day), preset, state_code)
        if now != before:
            found.append((day, now))
            before = now
    return found


def numbers_of(law, preset, state_code=None):
    """The numbers of one day: all local bans, states with a limit, and local bans by state."""
    rows = [r for r in municipal_bans(law, preset) if state_code in (None, r.state_code)]
    certain = sum(row.certain for row in rows)
    by_state = {row.state_code: row.count for row in rows}
    if state_code:
        return {"local": by_state.get(state_code, 0), "certain": certain, "states": 0}
    own = (own_rule(law, code, None).rule for code in law.by_state if code)
    limited = sum(rule in LIMITS for rule in own)
    return {"local": sum(by_state.values()), "certain": certain, "states": limited} | by_state


def numbers_on(days, on):
    """The numbers that hold on a day."""
    none = {"local": 0, "certain": 0, "states": 0}
    return next((now for day, now in reversed(days) if day <= on), none)


def _read(law, preset, state):
    """The names of the leading states by code, and what the chart counts, in words."""
    if state:
        return {}, COUNTS_OF_STATE + _doubts(law, preset, {}, state)
    rows = Jurisdiction.objects.state_level().governments().values_list("state_code", "name")
    named = dict(rows)
    leading, tied = _leading(law, preset)
    names = {code: named[code] for code in leading}
    who = _who_leads(names, [named[code] for code in tied], law.on)
    return names, COUNTS + who + _doubts(law, preset, named, None)


def _leading(law, preset):
    """The codes of the states with the most local bans on the day, and of those a tie left out."""
    ranked = [row for row in municipal_bans(law, preset) if row.count > 1]
    chosen = []
    for _, rows in groupby(ranked, key=lambda row: row.rank):
        level = [row.state_code for row in rows]
        if len(chosen) + len(level) > LEADING:
            return chosen, level if len(chosen) < LEADING else []
        chosen += level
    return chosen, []


def _who_leads(names, tied, on):
    """What the thin lines are, and where a tie decided against more of them."""
    said = f" Thin lines: the states with the most local bans on {say(on)}, "
    said = f"{said}{listed(names.values())}." if names else ""
    if not tied:
        return said
    level = f"{opening(len(tied))} tied states"
    return f"{said} {level} would make more than {in_words(LEADING)}: {listed(tied)} have no line."


def _doubts(law, preset, named, state):
    """Whose being counted on the day rests on more than a record, by what it rests on."""
    doubtful = defaultdict(list)
    for row in municipal_bans(law, preset):
        for one in row.governments if not state or row.state_code == state.state_code else ():
            doubtful[one.basis].append(one.place.display_name)
    for code, name in named.items():
        own = own_rule(law, code, None)
        if own.rule in LIMITS:
            doubtful[own.basis].append(name)
    doubtful.pop(Basis.RECORDED, None)
    if not doubtful:
        return ""
    in_doubt = doubtful.pop(Basis.DISPUTED, [])
    said = f" In doubt on {say(law.on)}: {listed(in_doubt)}." if in_doubt else ""
    parts = [f"{basis} for {listed(names)}" for basis, names in sorted(doubtful.items())]
    return said + (
        f" What counts on {say(law.on)} rests on dates {'; '.join(parts)}." if parts else ""
    )


def _title(state, on, numbers):
    bans = plural(numbers["local"], "local ban", certain=numbers["certain"])
    states = plural(numbers["states"], "state with a limit", "states with a limit")
    counted = f"{bans} in {state.name}" if state else f"{bans} and {states}"
    return f"{counted}, in effect on {say(on)}"


def _columns(state, names):
    own = [] if state else [Column("states", "States with a limit", True)]
    codes = [Column(f"local_{code.lower()}", name, True) for code, name in names.items()]
    beyond_doubt = Column("local_beyond_doubt", "Local bans beyond doubt", True)
    return [Column("day", "From"), Column("local", "Local bans", True), *own, *codes, beyond_doubt]


def _row(day, numbers, state, names):
    own = [] if state else [numbers["states"]]
    by_state = [numbers.get(code, 0) for code in names]
    return [day, numbers["local"], *own, *by_state, numbers["certain"]]


def _drawn(days, state, names, milestones, as_of):
    last = max(as_of.today, as_of.on)
    pins = [Pin(number, one.day, one.title) for number, one in enumerate(milestones, 1)]
    first = first_day([day for day, _ in days], as_of.on)
    return draw(_curves(days, state, names, last), pins, on=as_of.on, first=first, last=last)


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


def first_day(days, on) -> date:
    """Where the curves begin: with 2018, or the year of what came before."""
    return date(min([FIRST_YEAR, on.year, *(day.year for day in days)]), 1, 1)
