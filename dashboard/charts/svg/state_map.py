"""The map of one state: its local measures, with their names, on its land.

A county with a measure of its own is filled by what it does; other governments are marks. The
lines of the other counties are a file of their own, which the page fetches when it is looked at.
"""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dashboard.charts.svg import shapes
from dashboard.charts.svg.clusters import Spot, gathered, open_cluster, pill
from dashboard.charts.svg.marks import point_shape
from dashboard.charts.svg.name_labels import Name, name_labels
from dashboard.charts.svg.projection import albers_usa
from dashboard.charts.svg.rows import PlaceMark
from dashboard.charts.svg.scales import DOUBT_SIGN, STRENGTH, half_size, look
from dashboard.charts.svg.us_map import open_link, outlined

County = tuple[PlaceMark, str]  # with its path
Located = tuple[PlaceMark, float, float]
LEAST_WIDTH = 724  # a tall state stands in the middle of a sheet as wide as the others
NEAREST = 13  # half the room of a mark, so that every target can be hit
CLUSTER_HEIGHT = 28
MOST_NAMES = 5
SPARE = 1.4  # a county is seldom as wide in its middle as at its widest


def state_map(
    state_code: str, marks: Sequence[PlaceMark], name: str = "", lines: str = "", within: str = ""
) -> SafeString:
    """The map as one SVG; empty for a territory, whose shape is not on the sheet.

    `lines` is the address of the file with the lines of its counties, `within` the lines
    themselves where no script fetches them.
    """
    sheet = shapes.sheet(state_code)
    if sheet is None:
        return SafeString()
    counties, points = _told_apart(state_code, marks, sheet["matrix"])
    spots = gathered([_spot(*point) for point in points], CLUSTER_HEIGHT)
    leaders, names = _names(counties, spots, _paper(sheet))
    return mark_safe(
        f'<svg class="places-map" viewBox="{_view(sheet)}" role="group" '
        f'aria-label="Map of {escape(name or state_code)} with its local measures">'
        f'<path d="{sheet["outline"]}" class="county"/>'
        f'<g class="county-lines" data-counties="{escape(lines)}">{within}</g>'
        f"{''.join(_county(*one) for one in counties)}{leaders}"
        f"{''.join(_drawn(spot) for spot in spots)}{names}</svg>"
    )


def county_lines(state_code: str) -> str:
    """The lines of its counties; nothing for a territory."""
    sheet = shapes.counties(state_code)
    return "".join(f'<path d="{d}"/>' for _, _, d in sheet["counties"]) if sheet else ""


def plain_lines(state_code: str, lines: str) -> SafeString:
    """The land and the lines of its counties by themselves, for where no script fetches them."""
    sheet = shapes.sheet(state_code)
    if sheet is None:
        return SafeString()
    return mark_safe(
        f'<svg viewBox="{_view(sheet)}" aria-hidden="true"><path d="{sheet["outline"]}" '
        f'class="county"/><use href="{escape(lines)}#counties" class="county-lines"/></svg>'
    )


def _paper(sheet: shapes.Sheet) -> shapes.Box:
    """The edges of the sheet: left, top, right, bottom."""
    width, height = sheet["size"]
    spare = max(0, LEAST_WIDTH - width) / 2
    return -spare, 0, width + spare, height


def _view(sheet: shapes.Sheet) -> str:
    left, top, right, bottom = _paper(sheet)
    return f"{left:g} {top} {right - left:g} {bottom}"


def _told_apart(
    state_code: str, marks: Sequence[PlaceMark], matrix: Sequence[float]
) -> tuple[list[County], list[Located]]:
    """The counties with their paths, and the other marks with their points."""
    a, b, dx, c, d, dy = matrix
    counties, points = [], []
    for mark in sorted(marks, key=lambda m: (-STRENGTH.get(m.effect_class, 99), m.name)):
        point = albers_usa(mark.lon, mark.lat) if mark.lon is not None else None
        path = _path_of(state_code, mark.county)
        if path:
            counties.append((mark, path))
        elif point:
            x, y = a * point[0] + b * point[1] + dx, c * point[0] + d * point[1] + dy
            points.append((mark, x, y))
    return counties, points


def _path_of(state_code: str, county: str) -> str | None:
    sheet = shapes.counties(state_code) if county else None
    return (
        next((d for geoid, _, d in sheet["counties"] if geoid == county), None) if sheet else None
    )


def _county(mark: PlaceMark, path: str) -> str:
    paint = outlined(look(mark.effect_class).paint, mark)
    return f'{open_link(mark, mark.title)}<path d="{path}" {paint}/></a>'


def _half(mark: PlaceMark) -> float:
    return half_size(mark.population, 80, 5.5, 11)


def _spot(mark: PlaceMark, x: float, y: float) -> Spot:
    room = max(_half(mark), NEAREST)
    return Spot((mark,), x, y, room, room)


def _drawn(spot: Spot) -> str:
    if len(spot.marks) > 1:
        return f"{open_cluster(spot, '')}{pill(spot)}</a>"
    mark = spot.marks[0]
    shape = point_shape(mark.effect_class, spot.x, spot.y, _half(mark))
    return f"{open_link(mark, mark.title)}{shape}</a>"


def _names(counties: Sequence[County], spots: Sequence[Spot], paper: shapes.Box) -> tuple[str, str]:
    blocked, names = [], []
    for mark, path in counties:
        box = shapes.box_of(path)
        blocked.append(box)
        names.append(_on_county(mark, box))
    for spot in spots:
        alone = len(spot.marks) == 1
        across = _half(spot.marks[0]) if alone else spot.across
        down = across if alone else spot.down
        blocked.append((spot.x - across, spot.y - down, spot.x + across, spot.y + down))
        names.append(Name(_lines(spot.marks), spot.x, spot.y, across, down))
    return name_labels(names, blocked, paper)


def _on_county(mark: PlaceMark, box: shapes.Box) -> Name:
    """The name of a county: on it where it is wide enough, else beside it."""
    left, top, right, bottom = box
    middle = (left + right) / 2, (top + bottom) / 2
    name = Name((_said(mark),), *middle)
    if name.room * SPARE < right - left:
        return name._replace(look=look(mark.effect_class).code or "haloed")
    return name._replace(across=(right - left) / 2, down=(bottom - top) / 2)


def _lines(marks: Sequence[PlaceMark]) -> tuple[str, ...]:
    """The names of a cluster, a line each, as many as there is room for."""
    names = [_said(mark) for mark in marks]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"and {len(names) - MOST_NAMES + 1} more"]
    return tuple(names)


def _said(mark: PlaceMark) -> str:
    return mark.name + (DOUBT_SIGN if mark.doubt else "")
