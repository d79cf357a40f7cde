"""Ranges side by side: a bar for the least a measure comes to, open from there to the most."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.charts.plotly.figure import Figure, Part
from dashboard.charts.plotly.frame import COLORS, Drawing, blank, fill

BAR, EDGES = 30, 56


class Range(NamedTuple):
    """A measure: its name, the class of law it is, the least and the most it comes to, in words.

    `is_this` is the measure that the others stand beside.
    """

    name: str
    effect: str
    least: float
    most: float
    words: str
    is_this: bool


def height_of(rows: int) -> int:
    """The height of the figure for so many measures."""
    return EDGES + BAR * rows


def draw(rows: Sequence[Range]) -> Drawing:
    """The measures from the top down, this one on a band of its own."""
    names = list(range(len(rows)))
    figure = blank(
        margin={"l": 8, "r": 84, "t": 8, "b": EDGES - 16},
        barmode="overlay",
        bargap=0.36,
        hovermode="closest",
    )
    is_open = {"color": COLORS["paper"], "line": {"color": COLORS["rule-2"], "width": 1}}
    figure.add_bar(**_bars(rows, [row.most for row in rows], is_open))
    for effect in dict.fromkeys(row.effect for row in rows):
        own = [row.least if row.effect == effect else None for row in rows]
        figure.add_bar(**_bars(rows, own, fill(effect)))
    figure.update_xaxes(
        rangemode="tozero", dtick=5, showgrid=True, zeroline=True, showline=False, ticks="",
        title={"text": "points: filled is certain, open is not coded", "font": {"size": 13}},
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=names, ticktext=[row.name for row in rows], range=[len(rows) - 0.5, -0.5],
        showgrid=False, ticks="", ticklabelstandoff=6, tickfont={"color": COLORS["ink"]},
    )  # fmt: skip
    for place, row in enumerate(rows):
        if row.is_this:
            _band(figure, place)
        _say(figure, place, row)
    return Drawing(figure, height_of(len(rows)), {"margin": {"l": 0, "r": 76}})


def _bars(rows: Sequence[Range], lengths: Sequence[float | None], marker: Part) -> Part:
    return {
        "x": lengths,
        "y": list(range(len(rows))),
        "orientation": "h",
        "marker": marker,
        "customdata": [f"{row.name}: {row.words}" for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _band(figure: Figure, place: int) -> None:
    figure.add_shape(
        type="rect", x0=0, x1=1, xref="paper", y0=place - 0.5, y1=place + 0.5, layer="below",
        fillcolor=COLORS["band"], line={"width": 0},
    )  # fmt: skip


def _say(figure: Figure, place: int, row: Range) -> None:
    figure.add_annotation(
        x=1, xref="paper", xanchor="left", xshift=8, y=place, text=row.words, showarrow=False,
        font={"color": COLORS["ink"]},
    )  # fmt: skip
