"""A small step curve: how many were in force on each day."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from laws.dates import say_short


class Frame(NamedTuple):
    """The paper of a chart: its size, and the room kept free around the curve."""

    width: int
    height: int
    top: int = 30
    right: int = 96
    bottom: int = 26
    left: int = 26


WIDE = Frame(560, 250)
NARROW = Frame(400, 250, right=76)


class Scale(NamedTuple):
    """Days to the right, numbers upward."""

    frame: Frame
    first: date
    last: date
    most: int

    def x(self, day):
        f = self.frame
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return f.left + share * (f.width - f.left - f.right)

    def y(self, number):
        f = self.frame
        return f.top + (1 - number / self.most) * (f.height - f.top - f.bottom)


def step_chart(
    points: Sequence[tuple[date, int]],
    *,
    on: date,
    today: date,
    label: str,
    name: str = "local bans",
    frame: Frame = WIDE,
    first_year: int | None = None,
) -> str:
    """The curve through (day, number from that day on), known up to today, read at `on`."""
    points = sorted(points)
    start = first_year or min(2018, *(day.year for day, _ in points), on.year)
    unit = _unit(max((n for _, n in points), default=1))
    most = max(unit, -(-max((n for _, n in points), default=1) // unit) * unit)
    scale = Scale(frame, date(start, 1, 1), date(max(today.year, on.year), 12, 31), most)
    body = _grid(scale, unit) + _years(scale) + _curve(scale, points, today)
    body += _reading(scale, points, on) + _end(scale, points, today, name)
    return (
        f'<svg viewBox="0 0 {frame.width} {frame.height}" role="img" '
        f'aria-label="{escape(label)}">{body}</svg>'
    )


def _unit(most):
    return next(unit for unit in (1, 2, 5, 10, 20, 50, 100) if most <= unit * 5 or unit == 100)


def value_on(points, day):
    """The number in force on a day."""
    return next((n for since, n in reversed(points) if since <= day), 0)


def _grid(scale, unit):
    f = scale.frame
    right = f.width - f.right
    return "".join(
        f'<path d="M{f.left},{scale.y(n):.0f}H{right}" class="{"grid" if n else "axis"}"/>'
        f'<text x="{f.left - 6}" y="{scale.y(n) + 4:.0f}" text-anchor="end">{n}</text>'
        for n in range(0, scale.most + 1, unit)
    )


def _years(scale):
    years = range(scale.first.year, scale.last.year + 1)
    room = (scale.x(scale.last) - scale.x(scale.first)) / len(years)
    every = 1 if room > 34 else 2 if room > 15 else 5
    foot = scale.y(0)
    parts = []
    for year in years:
        parts.append(f'<path d="M{scale.x(date(year, 1, 1)):.0f},{foot:.0f}v5" class="axis"/>')
        if (year - years[0]) % every == 0:
            text = str(year) if room > 34 else f"’{year % 100:02}"
            x = scale.x(date(year, 7, 1))
            parts.append(
                f'<text x="{x:.0f}" y="{foot + 18:.0f}" text-anchor="middle">{text}</text>'
            )
    return "".join(parts)


def _curve(scale, points, today):
    end = max(today, scale.first)
    steps = "".join(
        f"H{scale.x(day):.1f}V{scale.y(n):.1f}" for day, n in points if scale.first <= day <= end
    )
    before = value_on([p for p in points if p[0] < scale.first], scale.first)
    start = f"M{scale.x(scale.first):.1f},{scale.y(before):.1f}"
    return f'<path d="{start}{steps}H{scale.x(end):.1f}" class="curve c-local"/>'


def _reading(scale, points, on):
    """The dotted line at the date shown, with the number read there."""
    if not scale.first <= on <= scale.last:
        return ""
    x, number = scale.x(on), value_on(points, on)
    y, top = scale.y(number), scale.frame.top - 18
    # Towards the right edge the date would run off the paper, and over a number beside it.
    late = x > scale.frame.width - scale.frame.right - 60
    side, anchor = (-5, "end") if late else (5, "start")
    above = 16 if late and y < top + 30 else -8
    return (
        f'<path d="M{x:.0f},{top}V{scale.y(0):.0f}" class="asof-line"/>'
        f'<text x="{x + side:.0f}" y="{top + 9}" text-anchor="{anchor}" class="halo">'
        f"{say_short(on)}</text>"
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" class="a-ink"/>'
        f'<text x="{x - 8:.0f}" y="{y + above:.0f}" text-anchor="end" class="val halo">'
        f"{number}</text>"
    )


def _end(scale, points, today, name):
    x, number = scale.x(max(today, scale.first)) + 8, value_on(points, today)
    y = scale.y(number)
    return (
        f'<text x="{x:.0f}" y="{y + 1:.0f}" class="lab">{number}</text>'
        f'<text x="{x:.0f}" y="{y + 17:.0f}">{escape(name)}</text>'
    )
