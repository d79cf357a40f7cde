"""Step curves of people: how many are covered from each day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.charts.plotly.cumulative import STRONG, Curve, add_curves, spread
from dashboard.charts.plotly.frame import COLORS, Drawing, blank, line_at, named_years, over_years

HEIGHT = 380
MARGIN = {"l": 8, "r": 172, "t": 28, "b": 32}
NARROW_RIGHT = 64
LABEL_APART = 17
LEAST = 10_000
STEPS = (1, 2, 2.5, 5)


def draw(curves: Sequence[Curve], *, on: date, first: date, last: date) -> Drawing:
    """The curves, the first of them strong, with their names at the end and a line at `on`."""
    top = _top([number for curve in curves for _, number in curve.points])
    figure = blank(hovermode="x unified", hoverdistance=-1, margin=MARGIN)
    add_curves(figure, curves, first, last, number="%{y:,}")
    over_years(figure, first, last)
    figure.update_xaxes(hoverformat="%b %-d, %Y")
    figure.update_yaxes(range=[0, top], tickformat="~s", nticks=6)
    line_at(figure, on)
    shared = figure.layout["annotations"]
    figure.update_layout(annotations=shared + _ends(curves, last, top, short=False))
    narrow = {
        "margin": {"l": 0, "r": NARROW_RIGHT},
        "annotations": shared + _ends(curves, last, top, short=True),
        "xaxis": named_years(first, last, 10, "’%y"),
    }
    return Drawing(figure, HEIGHT, narrow)


def _top(numbers: Sequence[int]) -> float:
    """Where the axis ends: above the highest number, so that a line of the grid stands over it."""
    most = max([LEAST, *numbers])
    size = float(10 ** (len(str(most)) - 1))
    step = next((part * size / 2 for part in STEPS if most <= 5 * part * size / 2), size)
    return -(-most // step) * step * 1.04


def _ends(curves: Sequence[Curve], last: date, top: float, short: bool) -> list[dict[str, Any]]:
    """The name of each curve at its end, moved apart where they would touch."""
    pixels = (HEIGHT - MARGIN["t"] - MARGIN["b"]) / top
    ends = sorted(((curve.on(last), -n, curve) for n, curve in enumerate(curves)), reverse=True)
    feet = spread([number * pixels for number, *_ in ends], LABEL_APART)
    return [
        {
            "x": 1, "xref": "paper", "y": number, "yshift": foot - number * pixels,
            "xanchor": "left", "xshift": 6, "yanchor": "middle", "showarrow": False,
            "text": curve.short if short else f"{number:,} {curve.name}",
            "font": {"color": COLORS["ink"]} if curve.role == "leading" else STRONG,
        }
        for foot, (number, _, curve) in zip(feet, ends, strict=True)
    ]  # fmt: skip
