"""When each measure bound at a place: its own, its counties', its state's and the country's."""

from collections import Counter
from datetime import date
from itertools import groupby

from django.http import Http404

from dashboard.charts.chart import Chart, Column, Link, Said
from dashboard.charts.plotly.who_when import Bar, Line, draw, height
from dashboard.charts.svg.scales import LOOKS, look
from dashboard.pages.places.data import covers, find_place, place_record
from dashboard.pages.places.text import end_of, start_of
from dashboard.web.page_url import path_to
from dashboard.web.params import asked_date, explain, on_parameter, query, today
from dashboard.words.display_class import display_class, display_label, is_on_businesses
from dashboard.words.names import law_name
from dashboard.words.numbers import plural
from laws.text.dates import say, say_short
from laws.vocabulary import Basis

COLUMNS = (
    Column("government", "Government"),
    Column("level", "Level"),
    Column("measure", "Measure"),
    Column("effect", "Effect"),
    Column("from", "From"),
    Column("until", "Until"),
    Column("basis", "Dates rest on"),
)
COUNTS = (
    "Each bar is a term: the days on which a measure binds. The place’s own measures come first, "
    "then those of its counties, its state and the country; one line holds what one government "
    "has of one class. Law on businesses is left out. Hatched ends: imprecise dates leave open "
    "whether it bound. ‡: a date is disputed."
)
EMPTY = "Nothing on police or government use has ever bound here, as far as this record knows."
OTHER = "tint-2"  # the ink of the bars that stand for no limit and no permission
NO_PLACE = "Choose a place: place=ma/somerville, for one."


def build(request) -> Chart:
    """The chart for `on` and `place` (its state's code and its name in addresses)."""
    on, asked = asked_date(request), request.GET.get("place", "").strip()
    place = _found(asked)
    if asked and place is None:
        explain(request, "place", asked, "a place as in its address is allowed, as ma/somerville")
    if place is None:
        return _chart(on, "Measures that have bound at a place", [], "", NO_PLACE)
    return chart_of(place_record(place, on))


def _found(asked):
    """The government at `ma/somerville`, or None."""
    state_code, slash, slug = asked.partition("/")
    try:
        return find_place(state_code, slug) if slash else None
    except Http404:
        return None


def chart_of(record) -> Chart:
    """The chart of a place that was read."""
    rows = _terms(record)
    now = sum(covers(term, record.on) for _, term in rows)
    name = record.place.display_name
    title = f"{name}: {plural(len(rows), 'term')} in which a measure binds there, "
    title += f"{now} of them on {say(record.on)}"
    return _chart(
        record.on, title, rows, f"{record.place.state_code.lower()}/{record.place.slug}", EMPTY
    )


def legend(record):
    """The classes of what ever bound there, with how many terms each has."""
    found = Counter(display_class(term.measure) for _, term in _terms(record))
    known = [(look(key).word, key, found[key]) for key in LOOKS if found[key]]
    return known + ([("Other", OTHER, found["other"])] if found["other"] else [])


def _chart(on, title, rows, place, empty):
    groups = [list(own) for _, own in groupby(rows, key=_line_of)]
    last = max([today(), on, *(term.starts_on for _, term in rows)])
    return Chart(
        name="place-history",
        title=title,
        counts=COUNTS,
        rules=(1, 2, 4, 9),
        on=on,
        columns=COLUMNS,
        rows=[_row(tier, term, on) for tier, term in rows],
        draw=lambda: _drawn(groups, on, last),
        height=height(groups),
        asked={"place": place},
        empty=empty,
    )


def _terms(record):
    """(tier, term) for all that ever bound there: tier by tier, class by class, then by day."""
    tiers = {tier.jurisdiction.pk: (n, tier) for n, tier in enumerate(record.tiers)}
    found = [
        (*tiers[term.measure.jurisdiction_id], term)
        for term in record.terms
        if not is_on_businesses(term.measure)
    ]
    first = {}
    for number, _, term in found:
        first.setdefault((number, display_class(term.measure)), term.starts_on)
    found.sort(key=lambda row: _order(row, first))
    return [(tier, term) for _, tier, term in found]


def _order(row, first):
    number, _, term = row
    own = display_class(term.measure)
    return number, first[number, own], own, term.starts_on, term.measure.slug


def _line_of(row):
    tier, term = row
    return tier.jurisdiction.pk, display_class(term.measure)


def _row(tier, term, on):
    place, kept = tier.jurisdiction, query(on=on_parameter(on))
    return [
        Link(place.display_name, place.get_absolute_url() + kept),
        tier.level,
        Link(law_name(term.measure), path_to("measure", term.measure.slug) + kept),
        Said(display_label(term.measure), term.measure.effect),
        Said(start_of(term).say_short(), term.starts_on),
        _until(term),
        basis_of(term),
    ]


def _until(term):
    if not term.ends_on:
        return Said("no end set", None)
    return Said(end_of(term).say_short(), term.ends_on)


def basis_of(term):
    """What its dates rest on, each that is not simply recorded."""
    bases = (("start", term.start_basis), ("end", term.end_basis))
    said = [f"{what} {basis}" for what, basis in bases if basis and basis != Basis.RECORDED]
    return "; ".join(said) or str(Basis.RECORDED)


def _drawn(groups, on, last):
    lines = [_line(group) for group in groups]
    starts = [bar.may_start_on or bar.starts_on for line in lines for bar in line.bars]
    return draw(lines, on=on, first=date(min([on, *starts]).year, 1, 1), last=last)


def _line(group):
    tier, _ = group[0]
    disputed = any(Basis.DISPUTED in (term.start_basis, term.end_basis) for _, term in group)
    name = tier.jurisdiction.display_name + (" ‡" if disputed else "")
    return Line(name, [_bar(tier, term) for tier, term in group])


def _bar(tier, term):
    until = f"until {say_short(term.ends_on)}" if term.ends_on else "no end set"
    words = f"{display_label(term.measure)} from {say_short(term.starts_on)}, {until}"
    doubt = "" if basis_of(term) == Basis.RECORDED else f" ({basis_of(term)})"
    note = f"{tier.jurisdiction.display_name}, {law_name(term.measure)}: {words}{doubt}"
    effect = display_class(term.measure)
    return Bar(effect, term.starts_on, term.ends_on, note, term.may_start_on, term.may_end_on)
