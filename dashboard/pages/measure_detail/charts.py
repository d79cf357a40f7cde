"""How strict a measure is: its range beside those of the statewide laws of the day (R11)."""

from collections import Counter
from datetime import date

from dashboard.charts.chart import Chart, Column
from dashboard.charts.plotly.strictness import Range, draw, height_of
from dashboard.charts.svg.keys import KeyEntry
from dashboard.charts.svg.scales import LOOKS, look
from dashboard.codebook.provision_matrix import range_of, short_range
from dashboard.pages.measure_detail.data import MeasureData
from dashboard.words.display_class import display_class
from laws.counting.safeguards import reading_order
from laws.text.dates import say

COUNTS = (
    "Safeguards of the measure and of the statewide bans, moratoria and restrictions in effect on "
    "police or government use, as a range: from every question that is not coded answered no to "
    "every one answered yes. A yes is one point, an answer in part a half. A ban stands above a "
    "moratorium, and a moratorium above a restriction. Within a class the order is no ranking."
)
COLUMNS = (
    Column("measure", "Measure"),
    Column("name", "Name"),
    Column("effect", "Effect"),
    Column("score", "At least", True),
    Column("highest", "At most", True),
    Column("coded", "Questions coded", True),
    Column("stricter", "This measure is stricter on", True),
    Column("laxer", "Laxer on", True),
    Column("shared", "Of questions coded for both", True),
    Column("is_this", "This measure"),
)


NO_MEASURE = "Choose a measure: measure=ma-s927-2023, for one."
NO_PROFILE = "None of the questions that score is coded for it, or its effect is none that scores."


def build(data: MeasureData) -> Chart:
    """The chart of a measure; without rows where it has no profile, or nothing beside it."""
    strictness = data.strictness
    if strictness is None or not strictness.own.profile.coded or not strictness.others:
        return _chart(data.on, data.measure.slug, [], NO_PROFILE)
    found = {one.column.slug: one.comparison for one in strictness.beside}
    columns = sorted(strictness.columns, key=_order)
    rows = [(column, found.get(column.slug)) for column in columns]
    title = _title(strictness.own, data.on)
    return _chart(data.on, data.measure.slug, rows, "", title, _key(data, strictness.own.heading))


def build_empty(on: date) -> Chart:
    """The chart where no measure was chosen."""
    return _chart(on, "", [], NO_MEASURE)


def _key(data: MeasureData, heading: str) -> list[KeyEntry]:
    """The classes of the measure and of the laws beside it, with how many there are of each."""
    beside = {one.slug: one for one in (*data.limits, data.measure)}
    counts = Counter(display_class(one) for one in beside.values())
    classes = [KeyEntry(key, look(key).word, str(counts[key])) for key in LOOKS if counts[key]]
    own = KeyEntry("off", f"the row of {heading}")
    return [*classes, KeyEntry("none_found", "open: not coded"), own]


def _order(column):
    return reading_order(column.profile), not column.is_this, column.heading, column.slug


def _title(own, on):
    return f"{own.heading} beside the statewide laws of {say(on)}: {range_of(own.profile)} points"


def _chart(on, slug, rows, empty, title="How strict it is beside statewide laws", key=()):
    return Chart(
        name="strictness",
        title=title,
        counts=COUNTS,
        rules=(11,),
        on=on,
        columns=COLUMNS,
        rows=[_row(*row) for row in rows],
        draw=lambda: draw([_drawn(column) for column, _ in rows]),
        height=height_of(len(rows)),
        asked={"measure": slug},
        key=key,
        empty=empty,
    )


def _row(column, found):
    own = column.profile
    numbers = [len(found.stricter), len(found.laxer), found.shared] if found else [None] * 3
    is_this = "yes" if column.is_this else "no"
    return [
        column.slug, column.name, own.law_class, own.score, own.highest, own.coded, *numbers,
        is_this,
    ]  # fmt: skip


def _drawn(column):
    own = column.profile
    name = " ".join(part for part in (column.heading, column.number) if part)
    return Range(name, own.law_class, own.score, own.highest, short_range(own), column.is_this)
