"""Bars of bills, one a row, each cut into the steps that its bills took."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, NamedTuple

from dashboard.charts.plotly.figure import Figure
from dashboard.charts.plotly.frame import COLORS, Drawing, blank

# From the first step to the last: the further, the darker.
INKS = ("paper", "tint-1", "tint-2", "tint-3", "ink")
OUTLINED = 2  # the lightest are told from the paper by a line round them


def ink(step: int) -> dict[str, Any]:
    """The marker of what took so many steps: none, committee, one chamber, passed, law."""
    line = COLORS["ink-2" if step < OUTLINED else "paper"]
    return {"color": COLORS[INKS[step]], "line": {"color": line, "width": 1}}


ROW, REST, LEAST = 28, 44, 120
NARROW_NAME, LETTER = 20, 7
PHONE, DESK = 130, 400  # pixels that the longest bar has at least


class Part(NamedTuple):
    """A piece of a bar: how many steps its bills took, how many they are, what they are called."""

    step: int
    number: int
    words: str


class Bar(NamedTuple):
    """A named bar of parts, in the order in which they stand, and what is written at its end."""

    name: str
    parts: Sequence[Part]
    end: str


def height(number: int) -> int:
    """The height of so many bars."""
    return max(LEAST, REST + ROW * number)


def draw(bars: Sequence[Bar]) -> Drawing:
    """The bars from the top down; the number of bills runs to the right."""
    longest = max((_length(bar) for bar in bars), default=1)
    margin = {"l": 8, "r": _beyond(bars, longest, DESK), "t": 8, "b": 28}
    figure = blank(barmode="stack", bargap=0.28, margin=margin)
    for place in range(max((len(bar.parts) for bar in bars), default=0)):
        _add(figure, [(row, bar, bar.parts[place]) for row, bar in enumerate(bars)])
    _ends(figure, bars)
    figure.update_xaxes(
        range=[0, longest * 1.01],
        tickformat="d",
        showgrid=True,
        zeroline=True,
        nticks=6,
        **({"dtick": 1} if longest < 6 else {}),
    )
    figure.update_yaxes(
        range=[len(bars) - 0.4, -0.6],
        tickvals=list(range(len(bars))),
        ticktext=[bar.name for bar in bars],
        tickfont={"color": COLORS["ink"]},
        ticks="outside",
        tickcolor="rgba(0,0,0,0)",
        showgrid=False,
    )
    short = {"ticktext": ["<br>".join(wrap(bar.name, NARROW_NAME)) for bar in bars]}
    room = {"l": 0, "r": _beyond(bars, longest, PHONE)}
    narrow = {"margin": room, "yaxis": {**short, "tickfont": {"size": 11}}}
    return Drawing(figure, height(len(bars)), narrow)


def _length(bar: Bar) -> int:
    return sum(part.number for part in bar.parts)


def _beyond(bars: Sequence[Bar], longest: int, room: int) -> int:
    """The margin that words need which are longer than what their bar leaves of the room."""
    free = (room * (1 - _length(bar) / longest) for bar in bars)
    needed = (LETTER * len(bar.end) - left for bar, left in zip(bars, free, strict=True))
    return 12 + round(max(needed, default=0))


def _add(figure: Figure, pieces: Sequence[tuple[int, Bar, Part]]) -> None:
    shown = [(row, bar, part) for row, bar, part in pieces if part.number]
    if not shown:
        return
    figure.add_bar(
        orientation="h",
        y=[row for row, _, _ in shown],
        x=[part.number for _, _, part in shown],
        name=shown[0][2].words,
        marker=ink(shown[0][2].step),
        hovertext=[f"{bar.name}: {part.number} {part.words}" for _, bar, part in shown],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _ends(figure: Figure, bars: Sequence[Bar]) -> None:
    """What is written at the end of each bar."""
    for row, bar in enumerate(bars):
        figure.add_annotation(
            x=_length(bar),
            y=row,
            text=bar.end,
            xanchor="left",
            xshift=4,
            showarrow=False,
            font={"color": COLORS["ink"]},
        )
