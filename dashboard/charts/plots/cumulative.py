"""Step curves: how many bind on each day, endings taken off."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import plotly.graph_objects as go

from dashboard.charts.plots.frame import COLOURS, Drawing, blank, line_at, over_years

MOST_PINS_ABREAST = 3
PIN_APART = 120  # days between two pins that may stand on one line


class Curve(NamedTuple):
    """A named curve through (day, number from that day on); `role` says how it is drawn."""

    name: str
    points: Sequence[tuple[date, int]]
    role: str  # local, state, or leading: one state among several


class Pin(NamedTuple):
    """A milestone: its number in the list beside the chart, its day, its title."""

    number: int
    day: date
    title: str


LINES = {
    "local": {"color": COLOURS["law-ban"], "width": 2.5},
    "state": {"color": COLOURS["law-restriction"], "width": 2.5},
    "leading": {"color": COLOURS["ink-2"], "width": 1.2},
}
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


def draw(curves: Sequence[Curve], pins: Sequence[Pin], *, on, first, last) -> Drawing:
    """The curves from the first to the last day, a line at `on`, numbered pins under the axis."""
    figure = blank(
        hovermode="x unified", margin={"l": 8, "r": 96, "t": 32, "b": 76 if pins else 36}
    )
    leading = 0
    for curve in curves:
        line = dict(LINES[curve.role])
        if curve.role == "leading":
            line["dash"] = DASHES[leading % len(DASHES)]
            leading += 1
        _add(figure, curve, line, last)
    over_years(figure, first, last)
    figure.update_yaxes(rangemode="tozero", tickformat="d")
    line_at(figure, on)
    _add_pins(figure, pins)
    return Drawing(figure, 420, {"margin": {"l": 0, "r": 60}, "xaxis": {"dtick": "M24"}})


def _add(figure, curve, line, last):
    days = [day.isoformat() for day, _ in curve.points]
    numbers = [number for _, number in curve.points]
    if days and numbers:
        days, numbers = [*days, last.isoformat()], [*numbers, numbers[-1]]
        figure.add_annotation(
            x=1,
            xref="paper",
            y=numbers[-1],
            xanchor="left",
            xshift=6,
            text=f"{numbers[-1]} {curve.name}",
            showarrow=False,
            font={"color": COLOURS["ink"]},
        )
    figure.add_trace(
        go.Scatter(
            x=days,
            y=numbers,
            name=curve.name,
            mode="lines",
            line={**line, "shape": "hv"},
            hovertemplate="%{y}",
        )
    )


def _add_pins(figure, pins):
    """Numbers in rings below the axis; close ones stand in steps, so that each can be read."""
    row, before = 0, None
    for pin in pins:
        close = before is not None and (pin.day - before).days < PIN_APART
        row, before = (row + 1) % MOST_PINS_ABREAST if close else 0, pin.day
        figure.add_annotation(
            x=pin.day.isoformat(),
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-24 - 17 * row,
            text=f"({pin.number})",
            hovertext=pin.title,
            showarrow=False,
            font={"size": 12, "color": COLOURS["ink"]},
        )
