"""What a still's traces draw: bars, lines, marks, words, and the cells of a heat map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from math import sqrt
from operator import itemgetter
from typing import Any

from dashboard.charts.svg.figure_axes import Axis
from dashboard.charts.svg.figure_ink import Ink, NotDrawnError, number, only, plain

Trace = dict[str, Any]
OF_ALL = {"customdata", "hoverinfo", "hovertemplate", "hovertext", "name", "type", "x", "y"}
KNOWN = {
    "bar": OF_ALL | {"base", "marker", "orientation", "width"},
    "scatter": OF_ALL
    | {"cliponaxis", "line", "marker", "mode", "text", "textfont", "textposition"},
    "heatmap": OF_ALL
    | {"colorscale", "showscale", "text", "textfont", "texttemplate", "xgap", "ygap", "z"}
    | {"zmax", "zmin"},
}
MODES = {"lines", "markers", "text", "markers+text"}
# The signs of a cell: element, where, whether it is solid.
SIGNS = {
    "●": [("circle", ' r="5"', True)],
    "◐": [("circle", ' r="4.5"', False), ("path", ' d="M0,-4.5A4.5,4.5 0 0 0 0,4.5Z"', True)],
    "⊘": [("circle", ' r="4.5"', False), ("path", ' d="M-3.2,3.2L3.2,-3.2"', False)],
    "–": [("path", ' d="M-3.5,0H3.5"', False)],
}
BARMODES = {"stack", "relative", "overlay"}


@dataclass(frozen=True)
class Field:
    """The room between the axes: what a trace is drawn in."""

    x: Axis
    y: Axis
    ink: Ink
    font: dict[str, Any]
    titles: bool  # whether marks tell on hover what they stand for

    def left(self, share: float) -> str:
        """A place from the left, as a part of however wide the field is."""
        return f"{number(100 * share)}%"

    def down(self, share: float) -> float:
        """A place on the upright axis, in pixels from above."""
        return (1 - share) * self.y.length

    def at(self, share: float, y: float, inside: str) -> str:
        """A drawing in pixels around a point."""
        return f'<svg x="{self.left(share)}" y="{number(y)}" overflow="visible">{inside}</svg>'


@dataclass(frozen=True)
class Bar:
    """A bar in the numbers of its axes, and the place of its value in the trace."""

    trace: Trace
    index: int
    start: float
    end: float
    middle: float
    width: float


def bars(traces: Sequence[Trace], layout: dict[str, Any], x: Axis, y: Axis) -> list[Bar]:
    """The bars of all traces, each where the ones before it on its place end."""
    own = [trace for trace in traces if trace["type"] == "bar"]
    mode = layout.get("barmode", "overlay" if len(own) < 2 else "group")
    if mode not in BARMODES:
        raise NotDrawnError(f"bars that are {mode}ed")
    found: list[Bar] = []
    ends: dict[tuple[float, bool], float] = {}
    step = _least_step([_axes(trace, x, y)[1].value(v) for trace in own for v in _across(trace)])
    for trace in own:
        along, across = _axes(trace, x, y)
        for index, (length, place) in enumerate(zip(_along(trace), _across(trace), strict=True)):
            if not length:
                continue
            middle, size = across.value(place), along.span(length)
            key = (middle, size > 0)
            base = along.value(trace["base"][index]) if "base" in trace else 0.0
            start = base if mode == "overlay" or "base" in trace else ends.get(key, 0.0)
            ends[key] = start + size
            width = trace.get("width") or step * (1 - layout.get("bargap", 0.2))
            found.append(Bar(trace, index, start, start + size, middle, width))
    return found


def _is_flat(trace: Trace) -> bool:
    return bool(trace.get("orientation") == "h")


def _axes(trace: Trace, x: Axis, y: Axis) -> tuple[Axis, Axis]:
    """The axis along which a trace's bars run, and the one across."""
    return (x, y) if _is_flat(trace) else (y, x)


def _along(trace: Trace) -> Sequence[Any]:
    values: Sequence[Any] = trace["x"] if _is_flat(trace) else trace["y"]
    return values


def _across(trace: Trace) -> Sequence[Any]:
    values: Sequence[Any] = trace["y"] if _is_flat(trace) else trace["x"]
    return values


def _least_step(places: Sequence[float]) -> float:
    return min((b - a for a, b in pairwise(sorted(set(places)))), default=1.0)


def extents(
    traces: Sequence[Trace], found: Sequence[Bar], x: Axis, y: Axis
) -> dict[str, tuple[list[float], bool]]:
    """By axis: the values that it must hold, and whether they reach its very ends."""
    values: dict[str, list[float]] = {"x": [], "y": []}
    tight = {"x": True, "y": False}
    for bar in found:
        along, across = _axes(bar.trace, x, y)
        values[along.letter] += [bar.start, bar.end]
        half = 0.5 * _least_step([one.middle for one in found])
        values[across.letter] += [bar.middle - half, bar.middle + half]
        tight |= {along.letter: False, across.letter: True}
    for trace in traces:
        if trace["type"] == "scatter":
            for axis in (x, y):
                given = [v for v in trace[axis.letter] if v is not None]
                values[axis.letter] += [axis.value(v) for v in given]
    return {letter: (found, tight[letter]) for letter, found in values.items()}


def draw_bars(found: Sequence[Bar], field: Field) -> str:
    """Bars as rectangles; what neighbors are painted with is said once."""
    painted = ((field.ink.marker(bar.trace["marker"]), _bar(bar, field)) for bar in found)
    alike = groupby(painted, key=itemgetter(0))
    return "".join(f"<g{paint}>{''.join(bar for _, bar in bars)}</g>" for paint, bars in alike)


def _bar(bar: Bar, field: Field) -> str:
    along, across = _axes(bar.trace, field.x, field.y)
    ends = sorted((along.share(bar.start), along.share(bar.end)))
    sides = sorted(
        (across.share(bar.middle - bar.width / 2), across.share(bar.middle + bar.width / 2))
    )
    (left, right), (low, high) = (ends, sides) if along is field.x else (sides, ends)
    top = field.down(high)
    return _with_title(
        "rect",
        f' x="{field.left(left)}" y="{number(top)}" width="{field.left(right - left)}" '
        f'height="{number(field.down(low) - top)}"',
        _said(bar.trace, bar.index) if field.titles else "",
    )


def _with_title(tag: str, attributes: str, title: str) -> str:
    if not title:
        return f"<{tag}{attributes}/>"
    return f"<{tag}{attributes}><title>{escape(title, quote=False)}</title></{tag}>"


def _said(trace: Trace, index: int) -> str:
    """What a mark says on hover: the words that the figure has for it, or its number and name."""
    template = trace.get("hovertemplate", "")
    if trace.get("hoverinfo") == "skip":
        return ""
    words = next((trace[key][index] for key in ("hovertext", "customdata") if key in trace), None)
    if isinstance(words, str) and ("%{y}" not in template):
        return words.replace("<br>", "\n")
    if "name" not in trace:
        return ""
    value = _along(trace)[index] if words is None else words
    return f"{_across(trace)[index]}: {value:,} {trace['name'][:1].lower()}{trace['name'][1:]}"


def draw_trace(trace: Trace, field: Field) -> str:
    """A trace other than bars."""
    if trace["type"] == "heatmap":
        return "".join(_cells(trace, field))
    mode = trace.get("mode")
    if mode not in MODES:
        raise NotDrawnError(f"a scatter of {mode}")
    if mode == "lines":
        return _lines(trace, field)
    return "".join(_marks(trace, field))


def check(traces: Sequence[Trace]) -> None:
    """Refuse traces that a still would draw otherwise than plotly."""
    for trace in traces:
        if trace["type"] not in KNOWN:
            raise NotDrawnError(f"a trace of type {trace['type']}")
        only(KNOWN[trace["type"]], trace, trace["type"])
        marker, line = trace.get("marker", {}), trace.get("line", {})
        only({"color", "line", "pattern", "size", "symbol"}, marker, "a marker")
        only({"color", "dash", "shape", "width"}, line, "a line")


def _lines(trace: Trace, field: Field) -> str:
    """A line through points, straight or in steps; it is stretched with the field, its pen not."""
    shape = trace["line"].get("shape", "linear")
    if shape not in ("linear", "hv"):
        raise NotDrawnError(f"a line of shape {shape}")
    wide = field.x.length
    path, pen = "", False
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            pen = False
            continue
        right, down = number(field.x.place(x) * wide), number(field.down(field.y.place(y)))
        step = f"H{right}V{down}" if shape == "hv" else f"L{right},{down}"
        path += step if pen else f"M{right},{down}"
        pen = True
    box = f"0 0 {number(wide)} {number(field.y.length)}"
    return (
        f'<svg width="100%" height="{number(field.y.length)}" viewBox="{box}" '
        f'preserveAspectRatio="none" overflow="visible"><path vector-effect="non-scaling-stroke" '
        f'd="{path}"{field.ink.paint("", trace["line"])}/></svg>'
    )


def _marks(trace: Trace, field: Field) -> Iterator[str]:
    """Marks and words at points."""
    marker, mode = trace.get("marker", {}), trace["mode"]
    half = marker.get("size", 6) / 2 if "markers" in mode else 0
    for index, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        at, down = field.x.place(x), field.down(field.y.place(y))
        inside = ""
        if "markers" in mode:
            said = _said(trace, index) if field.titles and "hovertext" in trace else ""
            inside += _mark(marker, index, half, said, field.ink)
        if "text" in mode:
            if trace.get("textposition") != "middle right":
                raise NotDrawnError(f"words {trace.get('textposition')} of a point")
            font = field.font | trace.get("textfont", {})
            text = trace["text"][index]
            indent = half / 0.8 + 1 + 3 * (len(text) - len(text.lstrip()))
            inside += (
                f'<text x="{number(indent)}" y="{number(0.35 * font["size"])}"'
                f"{field.ink.text(font, field.font)}>{plain(text.strip())}</text>"
            )
        yield field.at(at, down, inside)


def _mark(marker: dict[str, Any], index: int, half: float, said: str, ink: Ink) -> str:
    color, symbol = marker["color"], marker.get("symbol", "circle")
    if isinstance(color, list | tuple):
        color = color[index]
    if symbol == "line-ns-open":
        edge = {"width": marker["line"]["width"], "color": color}
        return f'<path d="M0,{number(-1.4 * half)}V{number(1.4 * half)}"{ink.paint("", edge)}/>'
    paint = ink.marker(marker, color)
    if symbol == "circle":
        return _with_title("circle", f' r="{number(half)}"{paint}', said)
    if symbol == "square":
        box = f' x="{number(-half)}" y="{number(-half)}" width="{number(2 * half)}"'
        return _with_title("rect", f'{box} height="{number(2 * half)}"{paint}', said)
    if symbol == "triangle-right":
        back, side = number(-half / 2), number(2 * half / sqrt(3))
        return f'<path d="M{back},-{side}V{side}L{number(half)},0Z"{paint}/>'
    raise NotDrawnError(f"the mark {symbol}")


def _cells(trace: Trace, field: Field) -> Iterator[str]:
    """The cells of a heat map with their signs; between them is a line of paper."""
    scale = trace["colorscale"]
    low, high = trace["zmin"], trace["zmax"]
    paper, dark = scale[0][1], scale[-1][1]
    wide = field.x.share(1) - field.x.share(0)
    tall = abs(field.y.share(1) - field.y.share(0)) * field.y.length
    for row, y in enumerate(trace["y"]):
        middle = field.down(field.y.place(y))
        for column, x in enumerate(trace["x"]):
            share = (trace["z"][row][column] - low) / (high - low)
            color = next(shade for edge, shade in scale if share <= edge)
            at = field.x.place(x)
            said = trace["customdata"][row][column].replace("<br>", "\n") if field.titles else ""
            paint = field.ink.paint(color, {"color": paper, "width": trace["xgap"]})
            box = f' x="{field.left(at - wide / 2)}" y="{number(middle - tall / 2)}"'
            size = f' width="{field.left(wide)}" height="{number(tall)}"'
            yield _with_title("rect", f"{box}{size}{paint}", said)
            sign = {"color": paper if color == dark else dark}
            yield field.at(at, middle, _sign(trace["text"][row][column], sign, field.ink))


def _sign(sign: str, color: dict[str, Any], ink: Ink) -> str:
    """A sign drawn: few typefaces have it."""
    if sign not in SIGNS:
        raise NotDrawnError(f"the sign {sign} in a cell")
    return "".join(
        f"<{tag}{at}{ink.paint(color['color']) if solid else ink.paint('', color)}/>"
        for tag, at, solid in SIGNS[sign]
    )
