"""Step curves in ink: how many measures in effect answer a question yes on each day."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.charts.plotly.figure import Figure
from dashboard.charts.plotly.frame import COLORS, Drawing, blank, line_at, over_years

HEIGHT = 260
LINES: tuple[dict[str, Any], ...] = (
    {"width": 2.5},
    {"width": 2.5, "dash": "dash"},
    {"width": 2.5, "dash": "dot"},
)
APART = 16  # pixels between two names at the ends of their lines


class Curve(NamedTuple):
    """A level of government with (day, number from that day on)."""

    name: str
    points: Sequence[tuple[date, int]]


def draw(curves: Sequence[Curve], *, on: date, first: date, last: date) -> Drawing:
    """The curves from the first to the last day, each named at its end, a line at `on`."""
    figure = blank(hovermode="x unified", margin={"l": 8, "r": 96, "t": 32, "b": 36})
    for curve, line in zip(curves, LINES, strict=False):
        days = [*(day.isoformat() for day, _ in curve.points), last.isoformat()]
        numbers = [number for _, number in curve.points]
        figure.add_scatter(
            x=days,
            y=[*numbers, *numbers[-1:]],
            name=curve.name,
            mode="lines",
            line={**line, "color": COLORS["ink"], "shape": "hv"},
            hovertemplate="%{y}",
        )
    over_years(figure, first, last)
    figure.update_yaxes(rangemode="tozero", tickformat="d", nticks=5)
    line_at(figure, on)
    _name_ends(figure, curves)
    return Drawing(figure, HEIGHT, {"margin": {"l": 0, "r": 84}, "xaxis": {"dtick": "M24"}})


def _name_ends(figure: Figure, curves: Sequence[Curve]) -> None:
    """The last number and the name of each curve; where two end close by, they keep apart."""
    most = max((number for curve in curves for _, number in curve.points), default=1)
    scale = (HEIGHT - 68) / max(most, 1)
    below = None
    for curve in sorted(curves, key=lambda one: one.points[-1][1]):
        number = curve.points[-1][1]
        height = number * scale
        lifted = height if below is None else max(height, below + APART)
        below = lifted
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=number,
            yshift=lifted - height,
            text=f"{number} {curve.name}",
            showarrow=False,
            font={"color": COLORS["ink"]},
        )
