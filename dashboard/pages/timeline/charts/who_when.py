"""Who had a limit, and when: each term in effect, by government."""

from collections import defaultdict
from datetime import date

from dashboard.charts.chart import Chart, Column, Link, Said
from dashboard.charts.plotly.who_when import Bar, Line, draw, height
from dashboard.charts.svg.keys import TERM_SIGNS, of_classes
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.words.display_class import effect_doubt
from dashboard.words.names import law_name, name_with_state
from dashboard.words.numbers import plural
from laws.counting.history import History
from laws.counting.shared import once_per_state
from laws.models import Term
from laws.text.dates import PartialDate, say, say_short
from laws.vocabulary import LIMITS, Basis, Effect

LEVELS = {"local": "Local governments", "state": "States and the country", "all": "All"}
EFFECTS = {
    "bans": (Effect.BAN, Effect.MORATORIUM),
    "restriction": (Effect.RESTRICTION,),
    "oversight": (Effect.OVERSIGHT,),
    "all": LIMITS,
}
EFFECT_WORDS = {
    "bans": "Bans and moratoria",
    "restriction": "Restrictions",
    "oversight": "Oversight",
    "all": "All limits",
}
SORTS = {"start": "First day", "length": "Length", "state": "State"}
WHAT = {
    "bans": "a ban or moratorium",
    "restriction": "a restriction",
    "oversight": "oversight",
    "all": "a limit",
}
MOST_LINES = 200
COLUMNS = [
    Column("jurisdiction", "Government"),
    Column("measure", "Measure"),
    Column("effect", "Effect"),
    Column("from", "From"),
    Column("until", "Until"),
    Column("days", "Length"),
    Column("basis", "Dates rest on"),
]
COUNTS = (
    "Each bar is a term: the days on which a measure is in effect. Only measures of general reach "
    "on police or government use are shown. Hatched ends: a date known only to the month or the "
    "year leaves open whether it was in effect. ‡: a date or the effect is in doubt."
)


def build(
    past: History, as_of: AsOf, *, level="local", effect="bans", sort="start", state=None
) -> Chart:
    """The chart of the country or of one state; the words are keys of LEVELS, EFFECTS, SORTS."""
    on = as_of.on
    chosen = [
        b
        for b in past.measures
        if b.limits_government
        and b.effect in EFFECTS[effect]
        and (level == "all" or b.place.is_local == (level == "local"))
        and (state is None or b.place.state_code == state.state_code)
    ]
    last = max([as_of.today, on, *(b.starts_on for b in chosen)])
    groups = grouped(chosen, sort, last)
    drawn = [key for key in EFFECTS[effect] if any(b.effect == key for b in chosen)]
    open_days = uncertain_days()
    return Chart(
        name="who-when",
        title=_title(chosen, level, effect, on, state),
        counts=COUNTS + _cut(groups),
        rules=(1, 2, 4),
        on=on,
        columns=COLUMNS,
        rows=[_row(binding, open_days, as_of, last) for group in groups for binding in group],
        draw=lambda: _drawn(groups[:MOST_LINES], open_days, on, last),
        height=height(groups[:MOST_LINES]),
        asked={
            "level": None if level == "local" else level,
            "effect": None if effect == "bans" else effect,
            "sort": None if sort == "start" else sort,
            "state": state and state.state_code.lower(),
        },
        key=[*of_classes(drawn), *TERM_SIGNS],
        notes=_doubts(groups),
        empty="No such measure has ever been in effect. Choose another level or effect.",
    )


def grouped(bindings, sort, last):
    """The terms of each government and effect together, the earliest first; groups as asked."""
    found = defaultdict(list)
    for binding in sorted(bindings, key=lambda b: (b.starts_on, b.slug)):
        found[binding.place.government, binding.effect].append(binding)
    keys = {
        "start": lambda group: (),
        "length": lambda group: (-days_in_effect(group, last),),
        "state": lambda group: (group[0].place.state_code, group[0].place.name),
    }
    return sorted(found.values(), key=lambda group: (*keys[sort](group), group[0].starts_on))


def days_in_effect(group, last):
    """On how many days up to the last a measure of the group was in effect: overlaps count once."""
    total, reached = 0, date.min
    for binding in group:
        ends = min(binding.ends_on or last, last)
        total += max(0, (ends - max(binding.starts_on, reached)).days)
        reached = max(reached, ends)
    return total


@once_per_state
def uncertain_days():
    """(may start, may end) of the terms that have such days, by measure and first day."""
    known = Term.objects.exclude(may_start_on=None, may_end_on=None).order_by()
    rows = known.values_list("measure__slug", "starts_on", "may_start_on", "may_end_on")
    return {(slug, starts_on): open_days for slug, starts_on, *open_days in rows}


def _title(chosen, level, effect, on, state):
    by_then = {b.place.government for b in chosen if b.starts_on <= on}
    on_day = [b for b in chosen if b.starts_on <= on and (not b.ends_on or on < b.ends_on)]
    held = {b.place.government for b in on_day}
    certain = {b.place.government for b in on_day if not _is_in_doubt(b)}
    noun = "local government" if level == "local" else "government"
    where = f" of {state.name}" if state else ""
    more = f"; {plural(len(by_then - held), 'other')} had one before" if by_then - held else ""
    count = plural(len(held), noun, certain=len(certain))
    return f"{count}{where} with {WHAT[effect]} in effect on {say(on)}{more}"


def _cut(groups):
    return f" The chart draws the first {MOST_LINES} lines." if len(groups) > MOST_LINES else ""


def _row(binding, open_days, as_of, last):
    may_start, may_end = open_days.get((binding.slug, binding.starts_on), (None, None))
    place, kept = binding.place, as_of.query
    code = place.state_code.lower()
    own = path_to("place", code, place.slug) if place.is_local else path_to("state", code or "us")
    ends = min(binding.ends_on or last, last)
    days = max(0, (ends - binding.starts_on).days)
    return [
        Link(name_with_state(place), own + kept),
        Link(law_name(binding), path_to("measure", binding.slug) + kept),
        Said(str(Effect(binding.effect).label), binding.effect),
        _as_known(may_start, binding.starts_on, binding.starts_on),
        _until(binding, may_end, last),
        Said(length(binding.starts_on, ends), days),
        _basis(binding),
    ]


def _as_known(first, last, certain):
    """A day as it is known; files give the day from which it is certain."""
    if not first or not last or first == last:
        return certain
    known = PartialDate.spanning(first, last)
    words = known.say_short() if known else f"between {say_short(first)} and {say_short(last)}"
    return Said(words, certain)


def _until(binding, may_end, last):
    if not binding.ends_on:
        return Said("still in effect", None)
    known = _as_known(binding.ends_on, may_end, binding.ends_on)
    if binding.ends_on <= last:
        return known
    words = known.text if isinstance(known, Said) else say_short(known)
    return Said(f"{words}, as set", binding.ends_on)


def _basis(binding):
    """What the dates rest on, each that is not simply recorded, and why where it is disputed."""
    parts = []
    for what, basis, why in (
        ("start", binding.start_basis, binding.start_why),
        ("end", binding.end_basis, binding.end_why),
    ):
        if basis and basis != Basis.RECORDED:
            parts.append(f"{what} {basis}" + (f": {why}" if basis == Basis.DISPUTED else ""))
    if doubt := effect_doubt(binding):
        parts.append(doubt[0].lower() + doubt[1:])
    return "; ".join(parts) or str(Basis.RECORDED)


def length(starts_on, ends_on):
    """A length of time in words: 4 years and 1 month, 5 months, 12 days."""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month
    months -= ends_on.day < starts_on.day
    if months < 1:
        return plural(max(0, (ends_on - starts_on).days), "day")
    years, rest = divmod(months, 12)
    parts = [plural(years, "year")] * (years > 0) + [plural(rest, "month")] * (rest > 0)
    return " and ".join(parts)


def _drawn(groups, open_days, on, last):
    lines = [_line(group, open_days, last) for group in groups]
    starts = [bar.may_start_on or bar.starts_on for line in lines for bar in line.bars]
    return draw(lines, on=on, first=date(min([on, *starts]).year, 1, 1), last=last)


def _line(group, open_days, last):
    in_doubt = any(map(_is_in_doubt, group))
    name = name_with_state(group[0].place) + (" ‡" if in_doubt else "")
    return Line(name, [_bar(binding, open_days, last) for binding in group])


def _doubts(groups):
    """Why a line is in doubt, for each that is."""
    return [
        f"‡ {name_with_state(binding.place)}: {_basis(binding).rstrip('.')}."
        for group in groups
        for binding in group
        if _is_in_doubt(binding)
    ]


def _is_in_doubt(binding):
    return Basis.DISPUTED in (binding.start_basis, binding.end_basis) or effect_doubt(binding)


def _bar(binding, open_days, last):
    may_start, may_end = open_days.get((binding.slug, binding.starts_on), (None, None))
    until = "still in effect" if not binding.ends_on else f"until {binding.ends.say_short()}"
    words = f"{Effect(binding.effect).label} from {binding.starts.say_short()}, {until}"
    doubt = "" if _basis(binding) == Basis.RECORDED else f" ({_basis(binding).split(':')[0]})"
    note = f"{name_with_state(binding.place)}: {words}{doubt}"
    return Bar(binding.effect, binding.starts_on, binding.ends_on, note, may_start, may_end)
