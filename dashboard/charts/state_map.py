"""The map of one state: its counties, and its local measures with their names."""

from collections.abc import Sequence
from html import escape

from . import shapes
from .marks import point_shape
from .projection import albers_usa
from .rows import PlaceMark
from .scales import DOUBT_SIGN, STRENGTH, half_size
from .us_map import open_link

LEAST_WIDTH = 724  # a tall state stands in the middle of a sheet as wide as the others
LETTER = 8.4  # the room of one letter of a name, in units of the sheet
LINE = 16


def state_map(usps: str, marks: Sequence[PlaceMark], name: str = "") -> str:
    """The map as one SVG; empty for a territory, whose shape is not on the sheet."""
    sheet = shapes.counties(usps)
    if sheet is None:
        return ""
    width, height = sheet["size"]
    spare = max(0, LEAST_WIDTH - width) / 2
    paper = (-spare, 0, width + spare, height)
    view = f"{-spare:g} 0 {width + 2 * spare:g} {height}"
    land = "".join(
        f'<path d="{d}" class="county"><title>{escape(county)}</title></path>'
        for county, d in sheet["counties"]
    )
    placed = _placed(marks, sheet["matrix"])
    lines, names = _labels(placed, paper)
    drawn = "".join(_mark(*p) for p in placed)
    return (
        f'<svg class="places-map" viewBox="{view}" role="group" '
        f'aria-label="Counties of {escape(name or usps)} with its local measures">'
        f"{land}{lines}{drawn}{names}</svg>"
    )


def _placed(marks, matrix):
    a, b, dx, c, d, dy = matrix
    placed = []
    for mark in marks:
        point = albers_usa(mark.lon, mark.lat) if mark.lon is not None else None
        if point:
            x, y = a * point[0] + b * point[1] + dx, c * point[0] + d * point[1] + dy
            placed.append((mark, x, y, half_size(mark.population, 80, 5.5, 11)))
    placed.sort(key=lambda p: (-STRENGTH.get(p[0].effect_class, 99), -p[3], p[0].name))
    return placed


def _mark(mark, x, y, half):
    return f"{open_link(mark, mark.title)}{point_shape(mark.effect_class, x, y, half)}</a>"


def _labels(placed, paper):
    """Lines and names: a name stands by its mark where there is room, else at a line's end."""
    taken = [(x - h, y - h, x + h, y + h) for _, x, y, h in placed]
    labels, spilled = [], []
    for mark, x, y, half in sorted(placed, key=lambda p: (p[2], p[1])):
        text = mark.name + (DOUBT_SIGN if mark.doubt else "")
        room = LETTER * len(text) + 4
        for box, anchor, tx, ty in _candidates(x, y, half, room):
            if _free(box, taken, paper):
                taken.append(box)
                labels.append(_label(tx, ty, anchor, text))
                break
        else:
            spilled.append((y, x, text, room))
    lines, far = _spill(spilled, taken, paper)
    return "".join(lines), "".join(labels + far)


def _candidates(x, y, half, room):
    """Right, left, above, below: each as the box it takes, its anchor and its baseline point."""
    near = half + 4
    yield (x + near, y - 8, x + near + room, y + 8), "start", x + near + 1, y + 5
    yield (x - near - room, y - 8, x - near, y + 8), "end", x - near - 1, y + 5
    yield (x - room / 2, y - near - LINE, x + room / 2, y - near), "middle", x, y - near - 3
    yield (x - room / 2, y + near, x + room / 2, y + near + LINE), "middle", x, y + near + 12


def _free(box, taken, paper):
    left, top, right, bottom = box
    return (
        left > paper[0]
        and top > paper[1]
        and right < paper[2]
        and bottom < paper[3]
        and not any(left < t[2] and right > t[0] and top < t[3] and bottom > t[1] for t in taken)
    )


def _spill(spilled, taken, paper):
    """Names without room near their mark: the nearest free spot around it, tied by a line."""
    lines, names = [], []
    for y, x, text, room in sorted(spilled):
        for dx, dy in _spiral():
            left = x + dx if dx > 0 else x + dx - room
            box = (left, y + dy - 9, left + room, y + dy + 9)
            if _free(box, taken, paper):
                taken.append(box)
                anchor, gap = ("start", 3) if dx > 0 else ("end", -3)
                line = f"M{x:.0f},{y:.0f}l{dx},{dy}"
                lines.append(f'<path d="{line}" class="leader lab-line"/>')
                names.append(_label(x + dx + gap, y + dy + 5, anchor, text))
                break
    return lines, names


def _spiral():
    """Offsets around a mark, nearest first, rightward before leftward."""
    return sorted(
        ((dx, dy) for dx in (30, 60, 100, -30, -60, -100) for dy in range(-120, 121, 20)),
        key=lambda step: (step[0] ** 2 + step[1] ** 2, -step[0]),
    )


def _label(x, y, anchor, text):
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" class="plab" text-anchor="{anchor}" aria-hidden="true">'
        f"{escape(text)}</text>"
    )
