"""The map of the United States: each state filled, local measures as marks.

Painted from the ground up: states without a rule, states with one, boxed states, insets, codes,
marks. Every state, territory and mark is exactly one link, with a title.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from dashboard.charts.svg import shapes
from dashboard.charts.svg.clusters import CLEAR, Spot, gathered, open_cluster, pill
from dashboard.charts.svg.insets import INSETS, Inset
from dashboard.charts.svg.map_codes import LINE, LOW, code_places
from dashboard.charts.svg.marks import point_shape
from dashboard.charts.svg.projection import albers_usa
from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.scales import DOUBT_SIGN, OFF, OVER, STRENGTH, Look, half_size, look

VIEW = (1048, 612)
BOX_HEIGHT = 23
CLUSTER_HEIGHT, INSET_CLUSTER_HEIGHT = 24, 18
LEAST_IN_INSET = 6.0
IN_WINDOW = 5  # half the square that shows where an inset's window lies


class Box(NamedTuple):
    """The box of a state too small to hold its code, or of a territory."""

    x: float
    y: float
    width: float
    leads_to: tuple[float, float] | None = None


def _boxes() -> dict[str, Box]:
    coast = {
        "MA": (912, 176), "RI": (906, 188), "CT": (893, 196), "NJ": (865, 236),
        "DE": (856, 261), "MD": (850, 277), "DC": (828, 268),
    }  # fmt: skip
    boxes = {s: Box(966, 156 + 25.5 * i, 78, end) for i, (s, end) in enumerate(coast.items())}
    boxes["VT"] = Box(794, 76, 56, (868, 128))
    boxes["NH"] = Box(838, 44, 56, (893, 144))
    for i, state_code in enumerate(("PR", "VI", "GU", "AS", "MP")):
        boxes[state_code] = Box(966, 352 + 25.5 * i, 78)
    return boxes


BOXES = _boxes()


class Placed(NamedTuple):
    """A mark with its point and size on the sheet, and the inset that shows it, if any."""

    mark: PlaceMark
    x: float
    y: float
    half: float
    inset: Inset | None

    @property
    def spot(self) -> Spot:
        """As it may be gathered with others."""
        return Spot((self.mark,), self.x, self.y, self.half, self.half)


def us_map(
    states: Sequence[StateFill],
    marks: Sequence[PlaceMark],
    *,
    filtered: bool = False,
    label: str = "",
    filled_by: str = "its statewide rule",
) -> SafeString:
    """The whole map as one SVG. With `filtered`, states not chosen are drawn as left out.

    A `label` stands on the sheet and opens its name: what is shown is not simply the law.
    """
    looks = {s.state_code: OFF if filtered and not s.chosen else look(s.look) for s in states}
    placed = place_marks(marks)
    spots = gathered([p.spot for p in placed if not p.inset], CLUSTER_HEIGHT)
    ground = sorted(states, key=lambda s: _height(s, looks[s.state_code].key))
    parts = [_area(s, looks[s.state_code]) for s in ground if s.state_code not in BOXES]
    parts += [_boxed(s, looks[s.state_code]) for s in states if s.state_code in BOXES]
    parts += [_frame(inset, looks) for inset in INSETS]
    parts.append(_codes(states, looks, spots, [p for p in placed if p.inset]))
    hrefs = {s.state_code: s.href for s in states}
    parts += [_drawn(spot, hrefs) for spot in sorted(spots, key=_top_last)]
    parts += [_inset_marks(inset, placed, hrefs) for inset in INSETS]
    parts.append(labeled(label, VIEW[0] - 4, VIEW[1] - 12, "end"))
    return mark_safe(
        f'<svg viewBox="0 0 {VIEW[0]} {VIEW[1]}" role="group" aria-label="{opened(label)}Map of '
        f'the United States: each state filled by {escape(filled_by)}, local measures as marks">'
        f"{''.join(parts)}</svg>"
    )


def labeled(label: str, x: float, y: float, anchor: str) -> str:
    """The label of a map as it stands on the sheet, so that a copied picture carries it too."""
    if not label:
        return ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="label" aria-hidden="true">'
        f"{escape(label)}</text>"
    )


def opened(label: str) -> str:
    """What a label puts before the name of a map."""
    return escape(f"{label}. ") if label else ""


def _height(state: StateFill, key: str) -> tuple[bool, int, str]:
    """In which order states are painted: outlines that must be seen whole come last."""
    return state.changed, -OVER.get(key, 99), state.name


def place_marks(marks: Sequence[PlaceMark]) -> list[Placed]:
    """The marks that the sheet shows, each with its point and size."""
    placed = []
    for mark in marks:
        point = albers_usa(mark.lon, mark.lat) if mark.lon is not None else None
        if point:
            inset = next((i for i in INSETS if i.holds(point)), None)
            placed.append(Placed(mark, *point, half_size(mark.population), inset))
    return placed


def open_link(row: StateFill | PlaceMark, title: str, extra: str = "") -> str:
    """The opening of a state's or a mark's link, with its name for pointers and for readers."""
    if row.doubt:
        title = f"{title} {DOUBT_SIGN} {row.doubt}"
    text = escape(title)
    return f'<a href="{escape(row.href)}" aria-label="{text}"{extra}><title>{text}</title>'


def state_link(state: StateFill, left_out: bool) -> str:
    """The opening of a state's link; what the filters leave out says nothing about its law."""
    title = f"{state.name}: filtered out" if left_out else state.title
    return open_link(state, title, f' data-s="{state.state_code}"')


def outlined(paint: str, state: StateFill | PlaceMark) -> str:
    """The attributes of a fill, outlined where it changed, dashed where it is not certain."""
    more = " is-changed" * state.changed + " in-doubt" * bool(state.doubt)
    return paint.replace('class="st', f'class="st{more}', 1)


def _area(state: StateFill, looks: Look) -> str:
    outline = f'<path d="{shapes.states()[state.state_code]}" {outlined(looks.paint, state)}/>'
    return f"{state_link(state, looks is OFF)}{outline}</a>"


def _boxed(state: StateFill, looks: Look) -> str:
    x, y, width, end = BOXES[state.state_code]
    paint = outlined(looks.paint, state)
    parts = [state_link(state, looks is OFF)]
    if end:
        # Boxes at the right edge look west, those above New England look south.
        start = (x - 3, y + BOX_HEIGHT / 2) if x > 900 else (x + 22, y + BOX_HEIGHT)
        parts.append(
            f'<path d="{shapes.states()[state.state_code]}" {paint}/>'
            f'<path d="M{start[0]:g},{start[1]:g}L{end[0]},{end[1]}" class="leader"/>'
            f'<circle cx="{end[0]}" cy="{end[1]}" r="1.7" class="leader-end"/>'
        )
    sign = DOUBT_SIGN if state.doubt else ""
    count = "" if looks is OFF else escape(state.count)
    parts.append(
        f'<rect x="{x}" y="{y:g}" width="{width}" height="{BOX_HEIGHT}" class="hit"/>'
        f'<rect x="{x}" y="{y + 3:g}" width="23" height="17" {paint}/>'
        f'<text x="{x + 28}" y="{y + 16.5:g}" class="usps bare">{state.state_code}{sign}'
        f'<tspan class="n" dx="5">{count}</tspan></text></a>'
    )
    return "".join(parts)


def _codes(
    states: Sequence[StateFill],
    looks: Mapping[str, Look],
    spots: Sequence[Spot],
    specks: Sequence[Placed],
) -> str:
    blocked = [
        (spot.x, spot.y, spot.across + CLEAR, spot.down + CLEAR)
        if len(spot.marks) > 1
        else (spot.x, spot.y, spot.across, spot.down)
        for spot in spots
    ]
    blocked += [(p.x, p.y, IN_WINDOW, IN_WINDOW) for p in specks]
    codes = []
    inside = {s.state_code: s for s in states if s.state_code not in BOXES}
    # On the map a number of bans is left to the marks; another fill writes its figure.
    figures = {
        state_code: "" if looks[state_code] is OFF else s.figure for state_code, s in inside.items()
    }
    for state_code, (x, y) in code_places(figures, blocked).items():
        sign = DOUBT_SIGN if inside[state_code].doubt else ""
        codes.append(
            f'<text x="{x:.0f}" y="{y:.0f}" class="usps {looks[state_code].code}">'
            f"{state_code}{sign}"
            f"{_figure(state_code, figures[state_code], x)}</text>"
        )
    return f'<g text-anchor="middle" aria-hidden="true">{"".join(codes)}</g>'


def _figure(state_code: str, figure: str, x: float) -> str:
    """What a fill writes on a state: under its code, or beside it where the state is low."""
    if not figure:
        return ""
    where = 'dx="4"' if state_code in LOW else f'x="{x:.0f}" dy="{LINE}"'
    return f'<tspan class="n" {where}>{escape(figure)}</tspan>'


def _top_last(spot: Spot) -> tuple[bool, int, float, str]:
    """In which order marks are painted: bans last, small ones over large ones."""
    first = spot.marks[0]
    return len(spot.marks) == 1, -STRENGTH.get(first.effect_class, 99), -spot.across, first.name


def _drawn(spot: Spot, hrefs: Mapping[str, str]) -> str:
    """A mark; or several that would overlap, as one link to the list of their state."""
    if len(spot.marks) == 1:
        return _mark(spot.marks[0], spot.x, spot.y, spot.across)
    return f"{open_cluster(spot, hrefs.get(spot.state_code, ''))}{pill(spot)}</a>"


def _mark(mark: PlaceMark, x: float, y: float, half: float) -> str:
    shape = point_shape(mark.effect_class, x, y, half)
    sign = ""
    if mark.changed:
        sign = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * 1.5 + 2:.1f}" class="ring"/>'
    if mark.doubt:
        sign += f'<text x="{x + half + 1:.1f}" y="{y - 1:.1f}" class="sign">{DOUBT_SIGN}</text>'
    return f"{open_link(mark, mark.title)}{shape}{sign}</a>"


def _frame(inset: Inset, looks: Mapping[str, Look]) -> str:
    """An inset's window on the sheet, the line between them, and the land in its frame."""
    x, y = inset.center
    frame = f'x="{inset.x}" y="{inset.y}" width="{inset.width}" height="{inset.height}"'
    land = "".join(
        f'<path d="{d}" {looks.get(state_code, OFF).paint}/>'
        for state_code, d in shapes.inset_land(inset.key).items()
    )
    (x1, y1), (x2, y2) = inset.tie
    label_y = inset.y + inset.height + 14 if inset.label_below else inset.y - 6
    return (
        f'<g class="inset" aria-hidden="true"><clipPath id="clip-{inset.key}"><rect {frame}/>'
        f'</clipPath><path d="M{x1:g},{y1:g}L{x2:.1f},{y2:.1f}" class="leader"/>'
        f'<rect x="{x - IN_WINDOW:.1f}" y="{y - IN_WINDOW:.1f}" width="{2 * IN_WINDOW}" '
        f'height="{2 * IN_WINDOW}" class="window"/>'
        f'<rect {frame} class="sea"/><g clip-path="url(#clip-{inset.key})">{land}</g>'
        f'<rect {frame} class="inset-frame"/>'
        f'<text x="{inset.x}" y="{label_y}" class="cap">{escape(inset.label)}</text></g>'
    )


def _inset_marks(inset: Inset, placed: Sequence[Placed], hrefs: Mapping[str, str]) -> str:
    """The marks of an inset, as links in its frame."""
    within = [p for p in placed if p.inset is inset]
    spots = []
    for p in within:
        half = max(LEAST_IN_INSET, p.half)
        spots.append(Spot((p.mark,), *inset.place((p.x, p.y)), half, half))
    links = "".join(_drawn(spot, hrefs) for spot in gathered(spots, INSET_CLUSTER_HEIGHT))
    name = f'role="group" aria-label="{escape(inset.label)}, magnified"'
    return f'<g class="magnified" {name}>{links}</g>'
