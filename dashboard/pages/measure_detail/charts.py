"""How strict a measure is: its score beside those of the statewide laws of the day (R11)."""

from collections import Counter
from datetime import date

from dashboard.charts.chart import Chart, Column
from dashboard.charts.plotly.strictness import Score, draw, height_of
from dashboard.charts.svg.scales import LOOKS, look
from dashboard.codebook.provision_matrix import points
from dashboard.codebook.strictness import ordinal
from dashboard.pages.measure_detail.data import MeasureData
from dashboard.words.display_class import display_class
from dashboard.words.numbers import in_words
from laws.text.dates import say

COUNTS = (
    "Safeguards of the measure and of the statewide bans, moratoria and restrictions in effect on "
    "police or government use: one for each yes and a half for each in part, over the questions "
    "coded. Not coded never counts as no, so a short frame says little."
)
COLUMNS = (
    Column("measure", "Measure"),
    Column("name", "Name"),
    Column("effect", "Effect"),
    Column("score", "Score", True),
    Column("coded", "Questions coded", True),
    Column("is_this", "This measure"),
)


NO_MEASURE = "Choose a measure: measure=ma-s927-2023, for one."
NO_PROFILE = "None of the questions that score is coded for it, or its effect is none that scores."


def build(data: MeasureData) -> Chart:
    """The chart of a measure; without rows where it has no profile, or nothing beside it."""
    strictness = data.strictness
    if strictness is None or strictness.place is None or not strictness.others:
        return _chart(data.on, data.measure.slug, [], NO_PROFILE)
    classes = {one.slug: display_class(one) for one in _beside(data)}
    columns = sorted(strictness.columns, key=_order)
    rows = [(column, classes[column.slug]) for column in columns]
    return _chart(data.on, data.measure.slug, rows, "", _title(strictness, data.on))


def build_empty(on: date) -> Chart:
    """The chart where no measure was chosen."""
    return _chart(on, "", [], NO_MEASURE)


def legend(data: MeasureData) -> list[tuple[str, str, int]]:
    """The classes of the measure and of the laws beside it, with how many there are of each."""
    counts = Counter(display_class(one) for one in {o.slug: o for o in _beside(data)}.values())
    return [(look(key).word, key, counts[key]) for key in LOOKS if counts[key]]


def _beside(data):
    return [*data.limits, data.measure]


def _order(column):
    """Highest score first, then the shorter frame; what is not coded comes last."""
    own = column.profile
    return not own.coded, -own.score, own.coded, not column.is_this, column.heading


def _title(strictness, on):
    own, place = strictness.own, strictness.place
    score = f"{points(own.profile.score)} of {own.profile.coded}"
    among = f"{ordinal(place.place)} of {in_words(place.among)} by score"
    level = f", level with {in_words(place.level_with)}" if place.level_with else ""
    return f"{own.heading} scores {score}: {among} on {say(on)}{level}"


def _chart(on, slug, rows, empty, title="How strict it is beside statewide laws"):
    return Chart(
        name="strictness",
        title=title,
        counts=COUNTS,
        rules=(11,),
        on=on,
        columns=COLUMNS,
        rows=[_row(*row) for row in rows],
        draw=lambda: draw([_drawn(*row) for row in rows]),
        height=height_of(len(rows)),
        asked={"measure": slug},
        empty=empty,
    )


def _row(column, effect):
    own = column.profile
    is_this = "yes" if column.is_this else "no"
    return [column.slug, column.name, effect, own.score, own.coded, is_this]


def _drawn(column, effect):
    own = column.profile
    name = " ".join(part for part in (column.heading, column.number) if part)
    return Score(name, effect, own.score, own.coded, column.score, column.is_this)
