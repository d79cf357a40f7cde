"""When each measure was in effect at a place: the measures of every level, as bars."""

from collections import Counter
from datetime import date
from itertools import groupby

from dashboard.charts.chart import Chart, Column, Link, Said
from dashboard.charts.plotly.who_when import Bar, Line, draw, height
from dashboard.charts.svg.keys import TERM_SIGNS, KeyEntry
from dashboard.charts.svg.scales import LOOKS, look
from dashboard.pages.places.data import PlaceRecord
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.words.basis import named_basis
from dashboard.words.display_class import (
    display_class,
    display_label,
    effect_doubt,
    is_on_businesses,
)
from dashboard.words.names import law_name
from dashboard.words.numbers import plural
from laws.models import Term
from laws.text.dates import say
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
    "Each bar is a term: the days on which a measure is in effect. The place’s own measures come "
    "first, then those of a city that covers it, its counties, its state and the country; one line "
    "holds the measures of one government and one class. Law on businesses is left out. Hatched "
    "ends: imprecise dates leave open whether it was in effect. ‡: a date or the effect is in "
    "doubt."
)
EMPTY = "Nothing on police or government use has ever been in effect here, as far as we know."
OTHER = "tint-2"  # the ink of the bars that stand for no limit and no permission
NO_PLACE = "Choose a place: place=ma/somerville, for one."


def build(record: PlaceRecord, as_of: AsOf) -> Chart:
    """The chart of a place on the date of its record."""
    rows = _terms(record)
    now = sum(term.covers(record.on) for _, term in rows)
    name = record.place.display_name
    title = f"{name}: {plural(len(rows), 'term')} in which a measure is in effect there, "
    title += f"{now} of them on {say(record.on)}"
    place = f"{record.place.state_code.lower()}/{record.place.slug}"
    return _chart(as_of, title, rows, place, EMPTY, [*_classes(rows), *TERM_SIGNS])


def build_empty(as_of: AsOf) -> Chart:
    """The chart where no place was chosen."""
    return _chart(as_of, "Measures that have been in effect at a place", [], "", NO_PLACE)


def _classes(rows) -> list[KeyEntry]:
    """The classes of what was ever in effect there, with how many terms each has."""
    counts = Counter(display_class(term.measure) for _, term in rows)
    known = [KeyEntry(key, look(key).word, str(counts[key])) for key in LOOKS if counts[key]]
    other = [KeyEntry(OTHER, "Other", str(counts["other"]))] if counts["other"] else []
    return known + other


def _chart(as_of, title, rows, place, empty, key=()):
    on = as_of.on
    groups = [list(own) for _, own in groupby(rows, key=_line_of)]
    last = max([as_of.today, on, *(term.starts_on for _, term in rows)])
    return Chart(
        name="place-history",
        title=title,
        counts=COUNTS,
        rules=(1, 2, 4, 9),
        on=on,
        columns=COLUMNS,
        rows=[_row(level, term, as_of.query) for level, term in rows],
        draw=lambda: _drawn(groups, on, last),
        height=height(groups),
        asked={"place": place},
        key=key,
        empty=empty,
    )


def _terms(record):
    """(level, term) of all that was ever in effect there: by level, then class, then day."""
    levels = {level.jurisdiction.government: (n, level) for n, level in enumerate(record.levels)}
    found = [
        (*levels[term.measure.jurisdiction.government], term)
        for term in record.terms
        if not is_on_businesses(term.measure)
    ]
    first = {}
    for number, _, term in found:
        first.setdefault((number, display_class(term.measure)), term.starts_on)
    found.sort(key=lambda row: _order(row, first))
    return [(level, term) for _, level, term in found]


def _order(row, first):
    number, _, term = row
    own = display_class(term.measure)
    return number, first[number, own], own, term.starts_on, term.measure.slug


def _line_of(row):
    level, term = row
    return level.jurisdiction.pk, display_class(term.measure)


def _row(level, term, kept):
    place = level.jurisdiction
    return [
        Link(place.display_name, place.get_absolute_url() + kept),
        level.level,
        Link(law_name(term.measure), path_to("measure", term.measure.slug) + kept),
        Said(display_label(term.measure), term.measure.effect),
        Said(term.starts.say_short(), term.starts_on),
        _until(term),
        basis_of(term),
    ]


def _until(term):
    if not term.ends_on:
        return Said("no end date", None)
    return Said(term.ends.say_short(), term.ends_on)


def basis_of(term: Term) -> str:
    """What its dates rest on, each that is not simply recorded."""
    bases = (("start", named_basis(term.start_basis)), ("end", named_basis(term.end_basis)))
    parts = [f"{what} {basis}" for what, basis in bases if basis]
    if doubt := effect_doubt(term.measure):
        parts.append(doubt[0].lower() + doubt[1:])
    return "; ".join(parts) or str(Basis.RECORDED)


def _drawn(groups, on, last):
    lines = [_line(group) for group in groups]
    starts = [bar.may_start_on or bar.starts_on for line in lines for bar in line.bars]
    return draw(lines, on=on, first=date(min([on, *starts]).year, 1, 1), last=last)


def _line(group):
    level, _ = group[0]
    in_doubt = any(
        Basis.DISPUTED in (term.start_basis, term.end_basis) or effect_doubt(term.measure)
        for _, term in group
    )
    name = level.jurisdiction.display_name + (" ‡" if in_doubt else "")
    return Line(name, [_bar(level, term) for level, term in group])


def _bar(level, term):
    until = f"until {term.ends.say_short()}" if term.ends else "no end date"
    words = f"{display_label(term.measure)} from {term.starts.say_short()}, {until}"
    doubt = "" if basis_of(term) == Basis.RECORDED else f" ({basis_of(term)})"
    note = f"{level.jurisdiction.display_name}, {law_name(term.measure)}: {words}{doubt}"
    effect = display_class(term.measure)
    return Bar(effect, term.starts_on, term.ends_on, note, term.may_start_on, term.may_end_on)
