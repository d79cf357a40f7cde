"""What a still has beside its traces: shapes, and words at a place."""

from typing import Any

from dashboard.charts.svg.figure_axes import LEADING, Axis
from dashboard.charts.svg.figure_ink import NotDrawnError, number, only, plain, text_width
from dashboard.charts.svg.figure_marks import Field

Note = dict[str, Any]
OF_ANNOTATION = {
    "bgcolor", "borderpad", "font", "hovertext", "showarrow", "text", "x", "xanchor", "xref",
    "xshift", "y", "yanchor", "yref", "yshift",
}  # fmt: skip
OF_SHAPE = {
    "fillcolor", "label", "layer", "line", "name", "type", "x0", "x1", "xanchor", "xref",
    "xsizemode", "y0", "y1", "yanchor", "yref", "ysizemode",
}  # fmt: skip
THIRD = 1 / 3


def annotation(note: Note, field: Field) -> str:
    """Words at a place, on a ground of their own where they have one."""
    only(OF_ANNOTATION, note, "an annotation")
    if note.get("showarrow", True):
        raise NotDrawnError("an annotation with an arrow")
    font = field.font | note.get("font", {})
    size = font["size"]
    pad = note.get("borderpad", 1) + 1
    wide = text_width(note["text"], size, font.get("weight", 400))
    x, y = _place(note, "x", field.x), _place(note, "y", field.y)
    across = _anchor(note, "x", x, ("left", "center", "right"))
    upright = _anchor(note, "y", y, ("bottom", "middle", "top"))
    start = {"left": pad, "center": 0, "right": -pad}[across] + note.get("xshift", 0)
    line = LEADING * size
    middle = {"bottom": -pad - line / 2, "middle": 0, "top": pad + line / 2}[upright]
    middle -= note.get("yshift", 0)
    ground = _ground(note, across, start, middle, wide, line, field)
    anchor = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}[across]
    look = field.ink.text(font, field.font)
    level = field.down(y) + middle + 0.35 * size
    if ground:
        words = f'<text x="{number(start)}" y="{number(middle + 0.35 * size)}"{anchor}{look}>'
        return field.at(x, field.down(y), f"{ground}{words}{plain(note['text'])}</text>")
    shift = f' dx="{number(start)}"' if start else ""
    at = f'x="{field.left(x)}" y="{number(level)}"{shift}'
    return f"<text {at}{anchor}{look}>{plain(note['text'])}</text>"


def _ground(
    note: Note, across: str, start: float, middle: float, wide: float, line: float, field: Field
) -> str:
    if "bgcolor" not in note:
        return ""
    left = start - {"left": 0, "center": wide / 2, "right": wide}[across]
    box = f'x="{number(left)}" y="{number(middle - line / 2)}"'
    size = f'width="{number(wide)}" height="{number(line)}"'
    return f"<rect {box} {size}{field.ink.paint(note['bgcolor'])}/>"


def _place(note: Note, letter: str, axis: Axis) -> float:
    if note.get(f"{letter}ref", letter) == "paper":
        return float(note[letter])
    return axis.place(note[letter])


def _anchor(note: Note, letter: str, share: float, names: tuple[str, str, str]) -> str:
    """How words stand at their place; on the paper without a word they lean inwards."""
    given = note.get(f"{letter}anchor", "auto")
    if given != "auto":
        return str(given)
    if note.get(f"{letter}ref", letter) != "paper":
        return names[1]
    return names[0] if share < THIRD else names[2] if share > 1 - THIRD else names[1]


def shape(one: Note, field: Field) -> str:
    """A line, a rectangle or a circle, between values or in pixels around one."""
    only(OF_SHAPE, one, "a shape")
    paint = field.ink.paint(one.get("fillcolor", ""), {"width": 1} | one.get("line", {}))
    if one.get("xsizemode") == "pixel":
        return _in_pixels(one, paint, field)
    if one.get("ysizemode") or one.get("label"):
        raise NotDrawnError("a shape with a label, or in pixels upright alone")
    left, right = (_end(one, "x", end, field.x) for end in "01")
    low, high = (field.down(_end(one, "y", end, field.y)) for end in "01")
    if one["type"] == "line":
        across = f'x1="{field.left(left)}" x2="{field.left(right)}"'
        return f'<line {across} y1="{number(low)}" y2="{number(high)}"{paint}/>'
    if one["type"] == "rect":
        left, right = sorted((left, right))
        low, high = max(low, high), min(low, high)
        across = f'x="{field.left(left)}" width="{field.left(right - left)}"'
        return f'<rect {across} y="{number(high)}" height="{number(low - high)}"{paint}/>'
    raise NotDrawnError(f"a {one['type']} between values")


def _end(one: Note, letter: str, end: str, axis: Axis) -> float:
    value = one[f"{letter}{end}"]
    return float(value) if one.get(f"{letter}ref", letter) == "paper" else axis.place(value)


def _in_pixels(one: Note, paint: str, field: Field) -> str:
    """A shape whose sides are pixels from a value, with the label that stands in it."""
    x = _end({"xanchor": one["xanchor"], "xref": one.get("xref", "x")}, "x", "anchor", field.x)
    y = field.down(_end(one, "y", "anchor", field.y))
    left, right, low, high = (float(one[side]) for side in ("x0", "x1", "y0", "y1"))
    if one["type"] == "line":
        ends = f'x1="{number(left)}" x2="{number(right)}" y1="{number(-low)}" y2="{number(-high)}"'
        return field.at(x, y, f"<line {ends}{paint}/>")
    if one["type"] != "circle":
        raise NotDrawnError(f"a {one['type']} in pixels")
    across, down = (left + right) / 2, -(low + high) / 2
    circle = (
        f'<circle cx="{number(across)}" cy="{number(down)}" r="{number(abs(right - left) / 2)}"'
        f"{paint}/>"
    )
    title = f"<title>{plain(one['name'])}</title>" if one.get("name") and field.titles else ""
    inside = f"{title}{circle}{_label(one, across, down, field)}"
    return field.at(x, y, f"<g>{inside}</g>" if title else inside)


def _label(one: Note, across: float, down: float, field: Field) -> str:
    label = one.get("label")
    if not label:
        return ""
    font = field.font | label.get("font", {})
    look = field.ink.text(font, field.font)
    at = f'x="{number(across)}" y="{number(down + 0.35 * font["size"])}"'
    return f'<text {at} text-anchor="middle"{look}>{plain(label["text"])}</text>'
