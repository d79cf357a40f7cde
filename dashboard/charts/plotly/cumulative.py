"""Step curves: how many are in effect on each day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.charts.plotly.figure import Figure
from dashboard.charts.plotly.frame import COLORS, Drawing, blank, line_at, named_years, over_years
from dashboard.charts.plotly.pins import NARROW, WIDE, Pin, height_of, lines_of, rings

HEIGHT = 460
ABOVE, BELOW = 28, 30
HEADROOM = 1.09  # room for a number over the highest curve
LABEL_APART = 17  # pixels between the feet of two names at the curves' ends
STRONG = {"color": COLORS["ink"], "weight": 600}
NUMBER_WIDE = 26  # pixels that the numbers at the curves' ends take before the names


class Curve(NamedTuple):
    """A named curve through (day, number from that day on); `role` says how it is drawn."""

    name: str
    points: Sequence[tuple[date, int]]
    role: str  # local, state, or leading: one state among several
    short: str = ""

    def on(self, day: date) -> int:
        """The number on a day."""
        return next((number for since, number in reversed(self.points) if since <= day), 0)


LINES = {
    "local": {"color": COLORS["law-ban"], "width": 2.5},
    "state": {"color": COLORS["law-restriction"], "width": 2.5},
    "leading": {"color": COLORS["ink-2"], "width": 1.2},
}
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


def draw(
    curves: Sequence[Curve], pins: Sequence[Pin], *, on: date, first: date, last: date
) -> Drawing:
    """The curves from the first to the last day, a line at `on`, numbered pins under the axis."""
    top = highest([number for curve in curves for _, number in curve.points])
    figure = blank(hovermode="x unified", hoverdistance=-1)
    add_curves(figure, curves, first, last)
    over_years(figure, first, last)
    figure.update_xaxes(hoverformat="%b %-d, %Y")
    figure.update_yaxes(range=[0, top * HEADROOM], tickformat="d", nticks=7)
    line_at(figure, on)
    _add_values(figure, [curve for curve in curves if curve.role != "leading"], on, first, last)
    inside = figure.layout

    def around(width: int, margin: dict[str, int], short: bool) -> dict[str, Any]:
        """What stands around the curves on a screen of that width, added to what stands inside."""
        lines = lines_of(pins, first, last, width)
        margin = {"t": ABOVE, "b": BELOW + height_of(lines)} | margin
        ends = _ends(curves, last, (HEIGHT - margin["t"] - margin["b"]) / top / HEADROOM, short)
        return {
            "margin": margin,
            "annotations": [*inside["annotations"], *ends],
            "shapes": [*inside["shapes"], *rings(lines, first, last, width)],
        }

    figure.update_layout(**around(WIDE, {"l": 8, "r": 132}, short=False))
    narrow = around(NARROW, {"l": 0, "r": 72}, short=True)
    return Drawing(figure, HEIGHT, narrow | {"xaxis": named_years(first, last, 10, "’%y")})


def highest(numbers: Iterable[int], least: int = 5) -> int:
    """Where an axis of counts ends, so that its top line is a round number."""
    most = max([least, *numbers])
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most <= 6 * n), 1000)
    return -(-most // step) * step


def add_curves(
    figure: Figure, curves: Sequence[Curve], first: date, last: date, number: str = "%{y}"
) -> None:
    """Each from zero at the axis' left to the last day, the ones that matter on top."""
    dashes = iter(DASHES * len(curves))
    for curve in sorted(curves, key=lambda one: one.role != "leading"):
        line = LINES[curve.role] | {"shape": "hv"}
        if curve.role == "leading":
            line["dash"] = next(dashes)
        points = [(first, 0), *curve.points, (last, curve.on(last))]
        figure.add_scatter(
            x=[day.isoformat() for day, _ in points],
            y=[number for _, number in points],
            name=curve.name,
            mode="lines",
            line=line,
            hovertemplate=number,
        )


def _add_values(figure: Figure, curves: Sequence[Curve], on: date, first: date, last: date) -> None:
    """A dot where the date crosses a curve, with its number, unless the curve's end says it."""
    found = sorted({curve.on(on) for curve in curves})
    figure.add_scatter(
        x=[on.isoformat()] * len(found),
        y=found,
        mode="markers",
        marker={"size": 8, "color": COLORS["ink"]},
        hoverinfo="skip",
        cliponaxis=False,
    )
    is_near_left = (on - first).days * 12 < (last - first).days
    beside = (
        {"xanchor": "left", "xshift": 7} if is_near_left else {"xanchor": "right", "xshift": -7}
    )
    over, under = {"yanchor": "bottom", "yshift": 1}, {"yanchor": "top", "yshift": -1}
    # Zero is on the axis already.
    for number in filter(None, found if on != last else ()):
        is_close = number < found[-1] < number + found[-1] / 12
        at = {"x": on.isoformat(), "y": number} | beside | (under if is_close else over)
        figure.add_annotation(**at, text=str(number), showarrow=False, font=STRONG | {"size": 14})


def _ends(curves: Sequence[Curve], last: date, pixels: float, short: bool) -> list[dict[str, Any]]:
    """Number and name at the end of each curve, moved apart where they would touch.

    `pixels` is the height of one on the axis.
    """
    ends = sorted(((curve.on(last), -n, curve) for n, curve in enumerate(curves)), reverse=True)
    feet = spread([number * pixels for number, *_ in ends], LABEL_APART)
    found = []
    for foot, (number, _, curve) in zip(feet, ends, strict=True):
        at = {"x": 1, "xref": "paper", "y": number, "yshift": foot - number * pixels}
        at |= {"yanchor": "middle", "showarrow": False}
        font = {"color": COLORS["ink"]} if curve.role == "leading" else STRONG
        own = {"text": str(number), "xanchor": "right", "xshift": NUMBER_WIDE, "font": font}
        name = curve.short if short and curve.short else curve.name
        found.append(at | own)
        found.append(at | {"text": name, "xanchor": "left", "xshift": NUMBER_WIDE + 5})
    return found


def spread(feet: Sequence[float], apart: float) -> list[float]:
    """Places from the highest down, moved as little as keeps them apart and above zero."""
    moved: list[float] = []
    for foot in feet:
        moved.append(min(foot, moved[-1] - apart) if moved else foot)
    lowest = 0.0
    for place in range(len(moved) - 1, -1, -1):
        moved[place] = max(moved[place], lowest)
        lowest = moved[place] + apart
    return moved
