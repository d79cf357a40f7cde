"""Where the states' codes stand on the map: in the middle of the state, out of the marks' way."""

from collections.abc import Mapping, Sequence
from itertools import product

from dashboard.charts.svg import shapes

# Where a code stands when the middle of its state is no good place for it.
NUDGE = {
    "AK": (0, -6), "AL": (0, -2), "CA": (-8, 6), "FL": (18, 4), "HI": (-26, -14), "ID": (0, 16),
    "KY": (8, 3), "LA": (-12, 2), "MI": (12, 26), "MN": (-8, 0), "MS": (0, -4), "NE": (4, 0),
    "NY": (4, 2), "OK": (10, 0), "TN": (0, 1), "VA": (10, 4), "WV": (-4, 6),
}  # fmt: skip

Blocked = tuple[float, float, float, float]
WIDTH, HEIGHT = 11.0, 7.0  # half a code's room
LINE = 13.5
# Too low for a second line: their figure stands beside the code.
LOW = {"KY", "TN", "VA"}
STEPS = sorted(
    product((0, 10, -10, 18, -18, 26), (0, -9, 9, -16, 16)),
    key=lambda step: step[0] ** 2 + step[1] ** 2,
)


def code_places(
    figures: Mapping[str, str], blocked: Sequence[Blocked]
) -> dict[str, tuple[float, float]]:
    """The baseline point of each code; `figures` are what stands with it, by code.

    `blocked` are marks as (x, y, half width, half height).
    """
    places: dict[str, tuple[float, float]] = {}
    centers = shapes.centers()
    for state_code, figure in figures.items():
        if state_code not in centers:
            continue
        (cx, cy), (dx, dy) = centers[state_code], NUDGE.get(state_code, (0, 0))
        x, y, room = cx + dx, cy + dy, (WIDTH, HEIGHT)
        if figure and state_code in LOW:
            room = (WIDTH + 5 + 3.5 * len(figure), HEIGHT)
        elif figure:
            room = (max(WIDTH, 4 * len(figure)), HEIGHT + LINE / 2)
        near = [b for b in blocked if abs(b[0] - x) < 60 and abs(b[1] - y) < 45]
        sx, sy = next((s for s in STEPS if _free(x + s[0], y + s[1], room, near)), (0, 0))
        lift = LINE / 2 if figure and state_code not in LOW else 0
        places[state_code] = (x + sx, y + sy + 4.5 - lift)
    return places


def _free(x: float, y: float, room: tuple[float, float], marks: Sequence[Blocked]) -> bool:
    width, height = room
    return not any(
        abs(mx - x) < width + across + 2 and abs(my - y) < height + down
        for mx, my, across, down in marks
    )
