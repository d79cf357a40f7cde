"""Dots of pending bills by their age, one line a legislature; those of one week stand abreast."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.charts.plotly.bills_bars import ink
from dashboard.charts.plotly.figure import Figure
from dashboard.charts.plotly.frame import COLORS, Drawing, blank

DOT, BETWEEN, REST, LEAST = 15, 10, 52, 120
ABREAST = 12  # more of one age overlap
HALF_A_YEAR = 365.25 / 2
APART = 1 / 48  # two dots of one line are at least this share of the axis from each other


class Dot(NamedTuple):
    """A pending bill: whose it is, its age in days, the steps it took, what is said of it."""

    line: str
    days: int
    step: int
    words: str


def placed(dots: Sequence[Dot]) -> dict[str, list[tuple[int, Dot]]]:
    """The dots by line, each with its place among those that would else lie upon it."""
    apart = longest(dots) * APART
    lines: dict[str, list[tuple[int, Dot]]] = {}
    ends: dict[str, list[float]] = {}
    for dot in sorted(dots, key=lambda one: one.days):
        taken = ends.setdefault(dot.line, [])
        free = next((n for n, end in enumerate(taken) if end <= dot.days), len(taken))
        place = free % ABREAST
        taken[place : place + 1] = [dot.days + apart]
        lines.setdefault(dot.line, []).append((place, dot))
    return lines


def longest(dots: Sequence[Dot]) -> float:
    """The length of the axis: the oldest, and no less than half a year."""
    return max([HALF_A_YEAR, *(dot.days for dot in dots)])


def _rows(line: Sequence[tuple[int, Dot]]) -> int:
    return 1 + max(place for place, _ in line)


def height(dots: Sequence[Dot]) -> int:
    """The height of all lines."""
    lines = placed(dots)
    return max(LEAST, REST + sum(DOT * _rows(line) + BETWEEN for line in lines.values()))


def draw(dots: Sequence[Dot]) -> Drawing:
    """The lines in the order of their first dots; the oldest to the right."""
    figure = blank(margin={"l": 8, "r": 12, "t": 8, "b": 40})
    lines = placed(dots)
    top, middles = 0, []
    for name in dict.fromkeys(dot.line for dot in dots):
        line = lines[name]
        tall = DOT * _rows(line) + BETWEEN
        middles.append(top + tall / 2)
        _add(figure, name, [(top + BETWEEN / 2 + DOT * (p + 0.5), dot) for p, dot in line])
        top += tall
        _rule(figure, top)
    figure.update_yaxes(
        range=[top, 0],
        tickvals=middles,
        ticktext=list(dict.fromkeys(dot.line for dot in dots)),
        tickfont={"color": COLORS["ink"]},
        ticks="outside",
        tickcolor="rgba(0,0,0,0)",
        showgrid=False,
    )
    _over_ages(figure, longest(dots))
    # Words too wide for a phone would stand aslant.
    short = [words.replace(" years", " yr").replace(" year", " yr").replace("months", "mo")
             for words in figure.layout["xaxis"]["ticktext"]]  # fmt: skip
    narrow = {
        "margin": {"l": 0},
        "xaxis": {"ticktext": short, "tickangle": 0},
        "yaxis": {"tickfont": {"size": 12}},
    }
    return Drawing(figure, height(dots), narrow)


def _add(figure: Figure, name: str, spots: Sequence[tuple[float, Dot]]) -> None:
    figure.add_scatter(
        x=[dot.days for _, dot in spots],
        y=[y for y, _ in spots],
        name=name,
        mode="markers",
        cliponaxis=False,
        marker={
            "size": 11,
            "color": [ink(dot.step)["color"] for _, dot in spots],
            "line": {"color": COLORS["ink-2"], "width": 1},
        },
        hovertext=[dot.words for _, dot in spots],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _rule(figure: Figure, y: float) -> None:
    figure.add_shape(
        type="line", x0=0, x1=1, xref="paper", y0=y, y1=y, layer="below",
        line={"color": COLORS["rule"], "width": 1},
    )  # fmt: skip


def _over_ages(figure: Figure, last: float) -> None:
    """Ticks at the half years, at the years where there are many."""
    every = 1 if last < 6 * HALF_A_YEAR else 2 * max(1, round(last / (16 * HALF_A_YEAR)))
    ticks = range(0, int(last / HALF_A_YEAR) + 1, every)
    figure.update_xaxes(
        range=[-last * 0.015, last * 1.03],
        tickvals=[n * HALF_A_YEAR for n in ticks],
        ticktext=[_age(n) for n in ticks],
        showgrid=True,
        zeroline=False,
        showline=True,
        ticks="outside",
    )


def _age(halves: int) -> str:
    if not halves:
        return "new"
    years, half = divmod(halves, 2)
    if not years:
        return "6 months"
    return f"{years}½ years" if half else f"{years} year{'s' if years > 1 else ''}"
