"""Ranked bars that can be moved from day to day: one figure with a frame for each day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.charts.plotly.figure import Figure, Part
from dashboard.charts.plotly.frame import COLORS, Drawing, blank, fill, named_years, over_years

Looks = list[dict[str, Any]]  # of the traces
ROW, TOP, BOTTOM = 30, 40, 36
MOST_UNITS = 20  # above this nobody counts: a bar without cuts says as much
# Pixels that bars have at least, on a phone and above, and that a letter takes.
PHONE, DESK, LETTER = 210, 480, 7
MOST_WORDS = 2 / 3  # of that room is for the words behind the bars
DAYS_ROOM, DAYS_ROOM_NARROW = 0.2, 0.55
# Ink, not color: these are no law in effect.
PLAIN = {
    "before": {"color": COLORS["rule-2"], "line": {"width": 0}},
    "this year": {"color": COLORS["ink"], "line": {"width": 0}},
    "in doubt": {"color": COLORS["paper"], "line": {"color": COLORS["law-ban"], "width": 1}},
    "rest": {"color": COLORS["paper"], "line": {"color": COLORS["law-none-line"], "width": 1}},
}


class Bar(NamedTuple):
    """A line of a ranking: its place, its name, the lengths of its parts, the words at its end."""

    key: str
    place: str
    name: str
    parts: tuple[Any, ...]  # numbers, or an ISO date
    words: str
    inside: str


class Frame(NamedTuple):
    """The lines of a day; `words` are the title, rule and date that a copy of it carries."""

    name: str
    words: dict[str, Any]
    bars: Sequence[Bar]


def height_of(slots: int) -> int:
    """The height of a chart with room for as many lines."""
    return max(3, slots) * ROW + TOP + BOTTOM


def draw(
    frames: Sequence[Frame],
    shown: int,
    parts: Sequence[str],
    *,
    slots: int,
    longest: float | None = None,
) -> Drawing:
    """Bars of one or more parts, the first place on top; the frame numbered `shown` is drawn."""
    figure = _paper(slots)
    top = longest or max((sum(bar.parts) for one in frames for bar in one.bars), default=1)
    figure.update_xaxes(visible=False, range=[0, top * _room(frames, DESK)])
    figure.update_layout(barmode="stack", bargap=0.4)
    counts = longest is None and top <= MOST_UNITS and all(_is_whole(one) for one in frames)
    figure.frames = [_bars(frame, len(parts), counts) for frame in frames]
    looks: Looks = [{"marker": PLAIN.get(part) or fill(part), "orientation": "h"} for part in parts]
    looks.append({"mode": "text", "textposition": "middle right", "cliponaxis": False})
    narrow = {"margin": {"l": 0, "r": 6}, "xaxis": {"range": [0, top * _room(frames, PHONE)]}}
    return _shown(figure, shown, looks, slots, narrow)


def draw_days(
    frames: Sequence[Frame],
    shown: int,
    parts: Sequence[str],
    *,
    slots: int,
    longest: float | None = None,
) -> Drawing:
    """A mark at a day for each line, the earliest on top; the frame numbered `shown` is drawn."""
    figure = _paper(slots)
    days = sorted(date.fromisoformat(bar.parts[0]) for frame in frames for bar in frame.bars)
    first, last = (days[0], days[-1]) if days else (date(2019, 1, 1), date(2020, 1, 1))
    first, span = first.replace(month=1, day=1), last - first
    over_years(figure, first, last + span * DAYS_ROOM)
    figure.frames = [_marks(frame, first) for frame in frames]
    mark = {"symbol": "square", "size": 12, "color": COLORS["law-ban"]}
    looks: Looks = [
        {"mode": "lines", "line": {"color": COLORS["rule"], "width": 1}},
        {"mode": "markers+text", "marker": mark, "cliponaxis": False},
    ]
    ends = last + span * DAYS_ROOM_NARROW
    axis = named_years(first, ends, 6, "’%y") | {"range": [first.isoformat(), ends.isoformat()]}
    return _shown(figure, shown, looks, slots, {"margin": {"l": 0}, "xaxis": axis})


def _paper(slots: int) -> Figure:
    figure = blank(margin={"l": 8, "r": 8, "t": TOP, "b": BOTTOM}, hovermode="closest")
    figure.update_yaxes(
        range=[max(3, slots) - 0.5, -0.5],
        showgrid=False,
        ticks="",
        tickfont={"color": COLORS["ink"]},
        ticklabelstandoff=8,
    )
    return figure


def _shown(
    figure: Figure,
    shown: int,
    looks: Sequence[dict[str, Any]],
    slots: int,
    narrow: dict[str, Any],
) -> Drawing:
    """The figure with the traces and the layout of one of its frames."""
    frame = figure.frames[shown]
    figure.data = [trace | look for trace, look in zip(frame["data"], looks, strict=True)]
    figure.update_layout(**frame["layout"])
    return Drawing(figure, height_of(slots), narrow)


def _bars(frame: Frame, parts: int, cut: bool) -> Part:
    rows = list(range(len(frame.bars)))
    inside = [f"{bar.name}: {bar.inside}" if bar.inside else bar.name for bar in frame.bars]
    data = [
        {
            "type": "bar", "x": [bar.parts[number] for bar in frame.bars], "y": rows,
            "orientation": "h", "hovertext": inside, "hoverinfo": "text",
        }
        for number in range(parts)
    ]  # fmt: skip
    ends = {
        "type": "scatter", "x": [sum(bar.parts) for bar in frame.bars], "y": rows,
        "hoverinfo": "skip", "text": [f" {bar.words}" for bar in frame.bars],
        "textfont": {"color": COLORS["ink"]},
    }  # fmt: skip
    layout = _names(frame)
    if cut:
        layout["shapes"] = list(_cuts([sum(bar.parts) for bar in frame.bars]))
    return {"name": frame.name, "data": [*data, ends], "layout": layout}


def _marks(frame: Frame, first: date) -> Part:
    """A mark at the day of each line, at the end of a hairline from its name."""
    rows = list(range(len(frame.bars)))
    start = first.isoformat()
    lines = {
        "type": "scatter",
        "x": [end for bar in frame.bars for end in (start, bar.parts[0], None)],
        "y": [end for row in rows for end in (row, row, None)],
        "hoverinfo": "skip",
    }
    marks = {
        "type": "scatter",
        "x": [bar.parts[0] for bar in frame.bars],
        "y": rows,
        "text": [f"  {bar.words}" for bar in frame.bars],
        "textposition": "middle right",
        "textfont": {"color": COLORS["ink"]},
        "hovertext": [f"{bar.name}: {bar.inside}" for bar in frame.bars],
        "hoverinfo": "text",
    }
    return {"name": frame.name, "data": [lines, marks], "layout": _names(frame)}


def _names(frame: Frame) -> Part:
    """The names beside the bars, the frame's name over them, and its words."""
    name = frame.name if frame.bars else f"{frame.name}: none"
    corner = {
        "x": 1, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom",
        "text": name, "showarrow": False, "yshift": 4,
        "font": {"size": 22, "color": COLORS["ink-2"]},
    }  # fmt: skip
    return {
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(frame.bars))),
            "ticktext": [f"{bar.place}  {bar.name}" for bar in frame.bars],
        },
        "annotations": [corner],
        "meta": frame.words,
    }


def _room(frames: Sequence[Frame], pixels: int) -> float:
    """How much longer than the longest bar the axis is, for the words at the bars' ends."""
    wide = max((len(bar.words) for frame in frames for bar in frame.bars), default=0) * LETTER
    return pixels / (pixels - min(wide + 10, pixels * MOST_WORDS))


def _is_whole(frame: Frame) -> bool:
    return all(isinstance(part, int) for bar in frame.bars for part in bar.parts)


def _cuts(lengths: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Lines of paper through bars, so that units can be counted; beside a bar stand its words."""
    for row, length in enumerate(lengths):
        for x in range(1, length):
            yield {
                "type": "line", "x0": x, "x1": x, "y0": row - 0.5, "y1": row + 0.5,
                "line": {"color": COLORS["paper"], "width": 2},
            }  # fmt: skip
