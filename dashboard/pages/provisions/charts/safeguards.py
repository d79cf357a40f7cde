"""Which safeguards the law of each government sets on a day: a heat map in ink (R11)."""

from itertools import groupby
from textwrap import wrap

from dashboard.charts.chart import Chart, Column
from dashboard.charts.plotly.safeguards import Band, Line, draw, height_of
from dashboard.charts.svg.keys import KeyEntry
from dashboard.charts.svg.marks import ANSWERS
from dashboard.codebook.answers import answer_words
from dashboard.codebook.provision_matrix import short_range
from dashboard.codebook.questions import short_name
from dashboard.pages.provisions.data import SCORED, Safeguards
from dashboard.pages.provisions.text import headline
from dashboard.words.names import law_name

WORDS = {
    "not_scored": "Not scored",
    "none_found": "None found",
    "not_researched": "Not researched",
}
SHOWN = 60  # governments drawn; the file has all
NOTE = 60  # letters of a line of what a cell says of itself
RANGES = (
    "The numbers are a range of points: from every question that is not coded answered no to every "
    "one answered yes. Bans come first, then moratoria, then restrictions; within a class the "
    "order is no ranking."
)
COUNTS = {
    "state": (
        "The safeguards of each state whose statewide rule is a ban, a moratorium or a "
        "restriction, as its law answers the questions of the codebook. Where several laws make "
        "the rule, the one most fully coded stands for the state. " + RANGES
    ),
    "local": (
        "The safeguards of each local government with a ban, a moratorium or a restriction of "
        "general reach in effect on police or government use, as its strongest and most fully "
        "coded measure answers the questions of the codebook. " + RANGES
    ),
}


def build(found: Safeguards) -> Chart:
    """The chart of the governments of one level on a day."""
    return Chart(
        name="safeguards",
        title="".join(headline(found)),
        counts=COUNTS[found.level],
        rules=(8, 11) if found.level == "state" else (7, 11),
        on=found.on,
        columns=_columns(found),
        rows=[_row(row, found) for row in found.rows],
        draw=lambda: _drawn(found),
        height=height_of(len(found.scored[:SHOWN]), len(found.without)),
        asked={
            "level": None if found.level == "state" else found.level,
            "sort": None if found.sort == "score" else found.sort,
        },
        empty=EMPTY,
        key=[
            KeyEntry(f"a-{key}", ANSWERS[key].lower(), str(number))
            for key, number in found.cells.items()
        ],
    )


EMPTY = "No such law is in effect on this day. Choose a later day."


def _columns(found):
    what = "State" if found.level == "state" else "Local government"
    return [
        Column("key", "Key"),
        Column("government", what),
        Column("standing", "Standing"),
        Column("rule", "Rule"),
        Column("measure", "Measure"),
        Column("score", "At least", True),
        Column("highest", "At most", True),
        Column("coded", "Questions coded", True),
        *(Column(one.slug, short_name(one)) for one in found.questions),
        Column("searched_on", "Last searched"),
    ]


def _row(row, found):
    scored = row.standing == SCORED
    own = [None] * 3
    if scored:
        own = [row.profile.score, row.profile.highest, row.profile.coded]
    said = [row.says(one.slug) for one in found.questions]
    return [
        row.key,
        row.name,
        row.standing,
        row.rule,
        row.law and row.law.slug,
        *own,
        *said,
        row.searched_on,
    ]


def _drawn(found):
    asked = found.asked
    lines = [_line(row, asked) for row in found.scored[:SHOWN]]
    bands = [_band(why, rows, len(found.rows)) for why, rows in found.without.items()]
    ends, column = [], -1
    for _, own in groupby(asked, key=lambda one: one.group):
        column += len(list(own))
        ends.append(column)
    return draw(lines, bands, [short_name(one) for one in asked], ends)


def _line(row, asked):
    return Line(
        row.name,
        short_range(row.profile),
        [row.says(one.slug) for one in asked],
        [_note(row, one) for one in asked],
    )


def _note(row, question):
    """What a cell says of itself: whose law, the question, the answer and its note."""
    answer = row.answers.get(question.slug)
    lines = wrap(answer_words(answer) if answer else ANSWERS[row.says(question.slug)], NOTE)
    return "<br>".join([f"{row.name}, {law_name(row.law)}", question.text, *lines])


def _band(why, rows, of):
    codes = " ".join(row.key for row in rows)
    return Band(why, WORDS[why], f"{len(rows)} of {of}", codes)
