"""Milestones as numbered rings under a time axis, in as many lines as they need."""

from collections.abc import Sequence, Sized
from datetime import date
from typing import Any, NamedTuple

from dashboard.charts.plotly.frame import COLORS

WIDE, NARROW = 480, 210  # the least pixels of a time axis, on a desk and on a phone
RING, APART = 16, 18
BELOW = 26  # pixels from the axis, past the names of its years, to the first line
MOST_LINES = 7


class Pin(NamedTuple):
    """A milestone: its number in the list beside the chart, its day, its title."""

    number: int
    day: date
    title: str


def lines_of(pins: Sequence[Pin], first: date, last: date, width: int) -> list[list[Pin]]:
    """The pins within the axis, line by line, so that none covers another on that width.

    Empty where they would need more lines than a reader can follow.
    """
    apart = (last - first).days * APART / width
    lines: list[list[Pin]] = []
    for pin in sorted(pins, key=lambda pin: pin.day):
        if first <= pin.day <= last:
            free = (line for line in lines if (pin.day - line[-1].day).days >= apart)
            line = next(free, None)
            if line is None:
                lines.append(line := [])
            line.append(pin)
    return lines if len(lines) <= MOST_LINES else []


def height_of(lines: Sized) -> int:
    """The pixels that the lines take under the axis."""
    return len(lines) * APART + 4 if lines else 0


def rings(
    lines: Sequence[Sequence[Pin]], first: date, last: date, width: int
) -> list[dict[str, Any]]:
    """Shapes for a figure's layout: a stem from the axis and a ring with the number, each pin."""
    a_day = width / (last - first).days
    placed = []
    for row, line in enumerate(lines):
        for pin in line:
            left, right = (pin.day - first).days * a_day, (last - pin.day).days * a_day
            # A ring at the edge moves inwards: what lies beyond the axis is cut off.
            placed.append((row, pin, max(0, RING / 2 - left) - max(0, RING / 2 - right)))
    return [_stem(row, pin) for row, pin, _ in placed] + [_ring(*one) for one in placed]


def _stem(row: int, pin: Pin) -> dict[str, Any]:
    return _at(pin) | {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": 4 - BELOW,
        "y1": -BELOW - APART * row,
        "line": {"color": COLORS["rule-2"], "width": 0.7},
    }


def _ring(row: int, pin: Pin, shift: float) -> dict[str, Any]:
    top = -BELOW - APART * row
    return _at(pin) | {
        "type": "circle",
        "name": f"{pin.number}. {pin.title}",
        "x0": shift - RING / 2,
        "x1": shift + RING / 2,
        "y0": top,
        "y1": top - RING,
        "fillcolor": COLORS["paper"],
        "line": {"color": COLORS["ink-2"], "width": 1},
        "label": {
            "text": str(pin.number),
            "font": {"size": 11, "color": COLORS["ink"]},
            "padding": 0,
        },
    }


def _at(pin: Pin) -> dict[str, Any]:
    """A shape whose sides are pixels from its day on the axis."""
    return {
        "xref": "x",
        "xsizemode": "pixel",
        "xanchor": pin.day.isoformat(),
        "yref": "paper",
        "ysizemode": "pixel",
        "yanchor": 0,
    }
