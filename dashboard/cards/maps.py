"""The small drawings of a card: the country, a state or a territory, and the marks before facts.

They fill the room that a card gives its drawing. Color means law in effect, as everywhere: land of
which nothing is said has the tone of the page.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import hypot

from dashboard.cards.layout import DRAWING
from dashboard.charts.svg import shapes
from dashboard.charts.svg.marks import STEPS, point_shape
from dashboard.charts.svg.projection import HEIGHT, WIDTH, albers_usa
from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.scales import LOOKS, STRENGTH, half_size, look
from dashboard.charts.svg.us_map import outlined
from laws.models import Jurisdiction

ROOM_WIDE, ROOM_HIGH = DRAWING[2:]
Point = tuple[float, float]
Drawing = tuple[str, float]  # an SVG and how wide it is
Fit = tuple[float, float, float]  # scale, left, top
Matrix = tuple[float, float, float, float, float, float]
TILE = 240
MAGNIFIED, LARGE = 2, 7
LAND = 'class="county"'
UNFILLED = ("none_found", "not_researched")


def country(fills: Sequence[StateFill], marks: Sequence[PlaceMark]) -> str:
    """The states by their statewide rules, with the local measures as marks."""
    known = {fill.state_code: fill for fill in fills}
    ground = sorted(shapes.states().items(), key=lambda one: -_strength(known, one[0]))
    land = "".join(f'<path d="{d}" {_paint(known, state_code)}/>' for state_code, d in ground)
    fit = _fit(WIDTH, HEIGHT)
    return _scaled(land, fit) + _marks(marks, _fitted(fit), 1.1)


def state(
    state_code: str,
    key: str,
    marks: Sequence[PlaceMark] = (),
    ring: Point | None = None,
    middle: str = "",
    doubt: bool = False,
) -> str:
    """A state filled by a class of law, or as plain land, with marks on it.

    `ring` is the point of a place without a mark; `middle` the class of what is not in effect;
    with `doubt`, sources conflict over the fill.
    """
    sheet = shapes.counties(state_code)
    if sheet is None:
        return _tile(state_code, key)
    fit = _fit(*sheet["size"])
    placed = _fitted(fit, sheet["matrix"])
    factor = 1.7 if len(marks) > 1 else 2.6
    land = _land("".join(d for _, _, d in sheet["counties"]), key, fit[0])
    if doubt:
        land += _dashes(shapes.states()[state_code], sheet["matrix"], fit[0])
    drawn = _scaled(land, fit) + _marks(marks, placed, factor) + _ring(ring, placed)
    if middle:
        drawn += _mark(middle, placed(shapes.centers()[state_code]), 44)
    return drawn


def point_of(place: Jurisdiction) -> tuple[float, float] | None:
    """Longitude and latitude of a place; nothing where only its county's point is known."""
    if place.latitude is None or place.longitude is None or place.coordinate_precision == "county":
        return None
    return float(place.longitude), float(place.latitude)


def place_mark(place: Jurisdiction, key: str) -> PlaceMark:
    """The mark of a class of law at a place."""
    lon, lat = point_of(place) or (None, None)
    return PlaceMark(place.display_name, place.state_code, key, lon, lat, place.population, "", "")


def swatch(key: str) -> Drawing:
    """A piece of a state's fill, to stand before its word."""
    return f'<rect y="4" width="34" height="22" {look(key).paint}/>', 34


def mark(key: str) -> Drawing:
    """The mark of a class of law, to stand before its word; nothing for what has none."""
    if key not in LOOKS:
        return "", 0
    return f'<use href="#m-{key}" y="2" width="26" height="26"/>', 26


def squares(moratoria: Sequence[bool]) -> Drawing:
    """A square for each local ban, striped for a moratorium."""
    drawn = "".join(
        f'<use href="#m-{"moratorium" if one else "ban"}" x="{i * 27}" y="2" width="26" '
        'height="26"/>'
        for i, one in enumerate(moratoria)
    )
    return drawn, len(moratoria) * 27 - 1


def steps(stage: str | None) -> Drawing:
    """The six steps of a stage, those taken filled; nothing for a stage that is over."""
    taken = STEPS.get(stage or "")
    if not taken:
        return "", 0
    boxes = "".join(
        f'<rect x="{i * 18 + 1}" y="8" width="13" height="16" stroke-width="2" '
        f'stroke="var(--{"ink" if i < taken else "rule-2"})" '
        f'fill="{"var(--ink)" if i < taken else "none"}"/>'
        for i in range(6)
    )
    return boxes, 6 * 18 - 3


def _land(outline: str, key: str, scale: float) -> str:
    """A state's land: a color or a pattern, or an outlined ground where no law fills it."""
    looks = look(key)
    pattern = looks.pattern and f"card-{key}"
    turn = -45 if key == "not_researched" else 45
    # Patterns are as large as on a page however small the state is drawn.
    larger = (
        f'<pattern id="{pattern}" href="#{looks.pattern}" '
        f'patternTransform="rotate({turn}) scale({MAGNIFIED / scale:.2f})"/>'
        if pattern
        else ""
    )
    if key and key not in UNFILLED:
        ground = f'fill="url(#{pattern})"' if pattern else f'class="{looks.css}"'
        return f'{larger}<path d="{outline}" {ground}/>'
    ground, line = ("paper", "law-none-line") if key else ("band", "rule-2")
    fill = f"url(#{pattern})" if pattern else f"var(--{ground})"
    return (
        f'{larger}<path d="{outline}" fill="{fill}" stroke="var(--{line})" '
        f'stroke-width="{1.1 / scale:.2f}"/>'
    )


def _dashes(outline: str, matrix: Matrix, scale: float) -> str:
    """The dashed outline of what sources conflict over, from the national sheet."""
    a, b, dx, c, d, dy = matrix
    unit = 1 / (scale * hypot(a, c))
    return (
        f'<path d="{outline}" transform="matrix({a} {c} {b} {d} {dx} {dy})" fill="none" '
        f'stroke="var(--ink)" stroke-width="{3.5 * unit:.2f}" '
        f'stroke-dasharray="{10 * unit:.2f} {6 * unit:.2f}"/>'
    )


def _strength(fills: Mapping[str, StateFill], state_code: str) -> int:
    return STRENGTH.get(fills[state_code].rule, 99) if state_code in fills else 99


def _paint(fills: Mapping[str, StateFill], state_code: str) -> str:
    fill = fills.get(state_code)
    return outlined(look(fill.rule).paint, fill) if fill else LAND


def _fit(width: float, height: float) -> Fit:
    scale = min(ROOM_WIDE / width, ROOM_HIGH / height)
    return scale, (ROOM_WIDE - width * scale) / 2, (ROOM_HIGH - height * scale) / 2


def _scaled(drawn: str, fit: Fit) -> str:
    scale, dx, dy = fit
    return f'<g transform="translate({dx:.1f},{dy:.1f}) scale({scale:.4f})">{drawn}</g>'


def _fitted(fit: Fit, matrix: Matrix = (1, 0, 0, 0, 1, 0)) -> Callable[[Point], Point]:
    """Where a point of the national sheet lies in the room, by way of a state's own sheet."""
    scale, left, top = fit
    a, b, dx, c, d, dy = matrix
    return lambda point: (
        left + scale * (a * point[0] + b * point[1] + dx),
        top + scale * (c * point[0] + d * point[1] + dy),
    )


def _marks(marks: Sequence[PlaceMark], placed: Callable[[Point], Point], factor: float) -> str:
    """Marks at their points, bans last."""
    drawn = []
    for one in sorted(marks, key=lambda m: -STRENGTH.get(m.effect_class, 99)):
        point = albers_usa(one.lon, one.lat) if one.lon is not None else None
        if point:
            half = half_size(one.population) * factor
            drawn.append(_mark(one.effect_class, placed(point), half))
    return "".join(drawn)


def _mark(key: str, point: Point, half: float) -> str:
    # Edges broader than on a page: cards are looked at small, and edges keep marks apart.
    larger = MAGNIFIED if half > LARGE else 1.4
    shape = point_shape(key, point[0] / larger, point[1] / larger, half / larger)
    return f'<g transform="scale({larger})">{shape}</g>'


def _ring(ring: Point | None, placed: Callable[[Point], Point]) -> str:
    point = albers_usa(*ring) if ring else None
    if not point:
        return ""
    x, y = placed(point)
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="var(--paper)"'
    return (
        f'{circle} stroke="var(--paper)" stroke-width="10"/>'
        f'{circle} stroke="var(--ink)" stroke-width="4"/>'
    )


def _tile(state_code: str, key: str) -> str:
    """A territory, whose shape no sheet shows: a square with its postal code."""
    x, y = (ROOM_WIDE - TILE) / 2, (ROOM_HIGH - TILE) / 2
    return (
        f'<rect x="{x}" y="{y}" width="{TILE}" height="{TILE}" {look(key).paint if key else LAND}/>'
        f'<text x="{ROOM_WIDE / 2}" y="{y + TILE / 2 + 32}" font-size="96" font-weight="600" '
        f'font-family="var(--sans)" text-anchor="middle" fill="var(--ink)" stroke="var(--paper)" '
        f'stroke-width="14" paint-order="stroke">{escape(state_code)}</text>'
    )
