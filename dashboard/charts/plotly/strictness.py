"""Scores side by side: a bar for what a measure scores inside a frame of what is coded for it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.charts.plotly.frame import COLORS, Drawing, blank, fill

BAR, EDGES = 30, 56


class Score(NamedTuple):
    """A measure: its name, the class of law it is, its score, the questions coded, both in words.

    `is_this` is the measure that the others stand beside.
    """

    name: str
    effect: str
    score: float
    coded: int
    words: str
    is_this: bool


def height_of(rows: int) -> int:
    """The height of the figure for so many measures."""
    return EDGES + BAR * rows


def draw(rows: Sequence[Score]) -> Drawing:
    """The measures from the highest score down, this one on a band of its own."""
    names = list(range(len(rows)))
    figure = blank(
        margin={"l": 8, "r": 72, "t": 8, "b": EDGES - 16},
        barmode="overlay",
        bargap=0.36,
        hovermode="closest",
    )
    frame = {"color": COLORS["paper"], "line": {"color": COLORS["rule-2"], "width": 1}}
    figure.add_trace(_bars(rows, [row.coded for row in rows], frame))
    for effect in dict.fromkeys(row.effect for row in rows):
        own = [row.score if row.effect == effect else None for row in rows]
        figure.add_trace(_bars(rows, own, fill(effect)))
    figure.update_xaxes(
        rangemode="tozero", dtick=2, showgrid=True, zeroline=True, showline=False, ticks="",
        title={"text": "score, in a frame of the questions coded", "font": {"size": 13}},
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=names, ticktext=[row.name for row in rows], range=[len(rows) - 0.5, -0.5],
        showgrid=False, ticks="", ticklabelstandoff=6, tickfont={"color": COLORS["ink"]},
    )  # fmt: skip
    for place, row in enumerate(rows):
        if row.is_this:
            _band(figure, place)
        _say(figure, place, row)
    return Drawing(figure, height_of(len(rows)), {"margin": {"l": 0, "r": 62}})


def _bars(rows: Sequence[Score], lengths: Sequence[float | None], marker: dict[str, Any]) -> go.Bar:
    return go.Bar(
        x=lengths,
        y=list(range(len(rows))),
        orientation="h",
        marker=marker,
        customdata=[f"{row.name}: {row.words}" for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _band(figure: go.Figure, place: int) -> None:
    figure.add_shape(
        type="rect", x0=0, x1=1, xref="paper", y0=place - 0.5, y1=place + 0.5, layer="below",
        fillcolor=COLORS["band"], line={"width": 0},
    )  # fmt: skip


def _say(figure: go.Figure, place: int, row: Score) -> None:
    figure.add_annotation(
        x=1, xref="paper", xanchor="left", xshift=8, y=place, text=row.words, showarrow=False,
        font={"color": COLORS["ink"]},
    )  # fmt: skip
