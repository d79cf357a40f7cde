"""A still: a plotly figure as the server draws it, so that it is there without plotly.

It draws the part of plotly that our figures use and refuses the rest, so that no chart is drawn
wrong without a word. Upright everything stands in pixels; across it stands in parts of the width
between the margins, so that on a page the same drawing fits whatever room it is given.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.plotly.figure import merged
from dashboard.charts.plotly.frame import Drawing
from dashboard.charts.svg.figure_axes import LEADING, TICK, Axis, Tick
from dashboard.charts.svg.figure_ink import FAMILY, Ink, Mode, number, only, plain
from dashboard.charts.svg.figure_marks import Field, bars, check, draw_bars, draw_trace, extents
from dashboard.charts.svg.figure_notes import annotation, shape

NARROW = 640  # pixels; below, plot.js takes a figure's narrow layout too
KNOWN = {
    "annotations", "bargap", "barmode", "dragmode", "font", "height", "hoverdistance", "hoverlabel",
    "hovermode", "margin", "meta", "paper_bgcolor", "plot_bgcolor", "shapes", "showlegend",
    "template", "width", "xaxis", "yaxis",
}  # fmt: skip
Layout = dict[str, Any]


def still(drawing: Drawing, width: int, *, mode: Mode) -> str:
    """The figure at a width in pixels: as an SVG file, light or dark, or as the markup of a page.

    On a page it takes its colors from the sheet and whatever width it is given.
    """
    figure = drawing.figure.to_plotly_json()
    layout = merged(figure["layout"], drawing.narrow if width < NARROW else {})
    only(KNOWN, layout, "the layout")
    traces: Sequence[dict[str, Any]] = figure["data"]
    check(traces)
    margin, font = layout["margin"], layout["font"]
    across = width - margin["l"] - margin["r"]
    x = Axis("x", layout["xaxis"], font, across)
    y = Axis("y", layout["yaxis"], font, drawing.height - margin["t"] - margin["b"])
    found = bars(traces, layout, x, y)
    for letter, (values, tight) in extents(traces, found, x, y).items():
        (x if letter == "x" else y).stretch(values, tight)
    left = max(margin["l"], _room_for_words(y))
    x.length = width - left - margin["r"]
    field = Field(x, y, Ink(mode), font, titles=width >= NARROW)
    drawn = _drawn(layout, traces, draw_bars(found, field), field)
    place = drawn, left, margin["r"], margin["t"], drawing.height
    return _for_page(field, width, *place) if mode == "page" else _as_file(field, width, *place)


def _room_for_words(y: Axis) -> float:
    """The margin that the words beside the upright axis need."""
    words = y.words_wide()
    return words + y.stands_out + 2 if words and y.layout.get("automargin") else 0


def _drawn(layout: Layout, traces: Sequence[dict[str, Any]], barred: str, field: Field) -> str:
    """All layers from the ground up."""
    shapes = layout.get("shapes", ())
    cut, free = [barred], list[str]()
    for trace in traces:
        if trace["type"] != "bar":
            (cut if trace.get("cliponaxis", True) else free).append(draw_trace(trace, field))
    below = "".join(shape(one, field) for one in shapes if one.get("layer") == "below")
    above = "".join(shape(one, field) for one in shapes if one.get("layer") != "below")
    notes = "".join(annotation(one, field) for one in layout.get("annotations", ()))
    tall = number(field.y.length)
    inside = f'<svg width="100%" height="{tall}">{"".join(cut)}</svg>'
    return below + _grid(field) + inside + "".join(free) + _axes(field) + above + notes


def _grid(field: Field) -> str:
    """Hairlines at the ticks, and the lines at zero."""
    drawn = []
    for axis in (field.x, field.y):
        if axis.is_shown and axis.layout.get("showgrid", True):
            hair = field.ink.paint("", {"color": axis.layout["gridcolor"], "width": 1})
            drawn += [_line_at(axis, tick.at, hair, field) for tick in axis.ticks()]
        if axis.has_zero:
            line = field.ink.paint("", {"color": axis.layout["zerolinecolor"], "width": 1})
            drawn.append(_line_at(axis, axis.share(0), line, field))
    return "".join(drawn)


def _line_at(axis: Axis, share: float, paint: str, field: Field) -> str:
    """A line across the field at a place of an axis."""
    if not -0.001 <= share <= 1.001:
        return ""
    if axis.letter == "x":
        at = field.left(share)
        return f'<line x1="{at}" x2="{at}" y2="{number(field.y.length)}"{paint}/>'
    at = number(field.down(share))
    return f'<line x2="100%" y1="{at}" y2="{at}"{paint}/>'


def _axes(field: Field) -> str:
    """The lines of the axes, their ticks and the words at them."""
    return "".join(
        _line_of(axis, field) + _ticks(axis, field) + _words(axis, field) + _title(axis, field)
        for axis in (field.x, field.y)
        if axis.is_shown
    )


def _line_of(axis: Axis, field: Field) -> str:
    if not axis.layout.get("showline", True):
        return ""
    paint = field.ink.paint("", {"color": axis.layout["linecolor"], "width": 1})
    if axis.letter == "y":
        return f'<line y2="{number(field.y.length)}"{paint}/>'
    level = number(_level(axis, field))
    return f'<line x2="100%" y1="{level}" y2="{level}"{paint}/>'


def _level(axis: Axis, field: Field) -> float:
    """The height of the level axis."""
    return 0 if axis.layout.get("side") == "top" else field.y.length


def _ticks(axis: Axis, field: Field) -> str:
    if not axis.layout.get("ticks") or axis.letter == "y":
        return ""  # upright, ticks only keep words apart
    color = axis.layout.get("tickcolor", axis.layout["color"])
    paint = field.ink.paint("", {"color": color, "width": 1})
    level = _level(axis, field)
    ends = f'y1="{number(level)}" y2="{number(level + TICK)}"'
    shown = [field.left(tick.at) for tick in axis.ticks() if -0.001 <= tick.at <= 1.001]
    return "".join(f'<line x1="{at}" x2="{at}" {ends}{paint}/>' for at in shown)


def _words(axis: Axis, field: Field) -> str:
    look = field.ink.text(axis.font, field.font)
    write = _beside if axis.letter == "y" else _under
    words = "".join(write(axis, tick, field) for tick in axis.ticks() if tick.text)
    anchor = "end" if axis.letter == "y" else "middle"
    return f'<g text-anchor="{anchor}"{look}>{words}</g>'


def _beside(axis: Axis, tick: Tick, field: Field) -> str:
    size = axis.font["size"]
    lines = tick.text.rstrip().split("<br>")
    indent = axis.stands_out + (size / 4 if tick.text.endswith(" ") else 0)
    first = field.down(tick.at) + 0.35 * size - (len(lines) - 1) * LEADING * size / 2
    levels = [number(first + row * LEADING * size) for row in range(len(lines))]
    return "".join(
        f'<text x="{number(-indent)}" y="{level}">{plain(line)}</text>'
        for level, line in zip(levels, lines, strict=True)
    )


def _under(axis: Axis, tick: Tick, field: Field) -> str:
    size, on_top = axis.font["size"], axis.layout.get("side") == "top"
    away = -axis.stands_out if on_top else axis.stands_out
    if axis.layout.get("tickangle"):
        turned = f'<text transform="rotate({axis.layout["tickangle"]})" y="{number(0.35 * size)}"'
        words = f'{turned} text-anchor="start">{plain(tick.text)}</text>'
        return field.at(tick.text_at, _level(axis, field) + away, words)
    level = _level(axis, field) + away + (0 if on_top else 0.85 * size)
    return f'<text x="{field.left(tick.text_at)}" y="{number(level)}">{plain(tick.text)}</text>'


def _title(axis: Axis, field: Field) -> str:
    """What an axis counts, under its numbers."""
    title = axis.layout.get("title")
    if not title:
        return ""
    font = field.font | title.get("font", {})
    level = _level(axis, field) + axis.stands_out + 2.4 * font["size"]
    look = field.ink.text(font, field.font)
    words = plain(title["text"])
    return f'<text x="50%" y="{number(level)}" text-anchor="middle"{look}>{words}</text>'


def _as_file(
    field: Field, width: int, drawn: str, left: float, right: float, top: float, height: int
) -> str:
    ink, font = field.ink, field.font
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="{FAMILY}" font-size="{number(font["size"])}">{ink.defs()}'
        f'<svg x="{number(left)}" width="{number(field.x.length)}" height="{height}" '
        f'overflow="visible"><g transform="translate(0 {number(top)})"'
        f"{ink.paint(font['color'])}>{drawn}</g></svg></svg>"
    )


def _for_page(
    field: Field, width: int, drawn: str, left: float, right: float, top: float, height: int
) -> str:
    """The margins as empty drawings of their width; what is between them takes the rest."""
    size = number(field.font["size"])
    name = "is-narrow" if width < NARROW else "is-wide"
    return (
        f'<div class="still {name}"><svg width="{number(left)}" height="{height}"></svg>'
        f'<svg class="still-field" height="{height}" font-size="{size}">'
        f'<g transform="translate(0 {number(top)})"{field.ink.paint(field.font["color"])}>'
        f'{drawn}</g></svg><svg width="{number(right)}" height="{height}"></svg></div>'
    )
