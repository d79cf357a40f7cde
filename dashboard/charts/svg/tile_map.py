"""The tile grid: one equal square for each state and territory, for narrow screens."""

from collections.abc import Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dashboard.charts.svg.rows import StateFill
from dashboard.charts.svg.scales import DOUBT_SIGN, OFF, Look, look
from dashboard.charts.svg.us_map import labeled, opened, outlined, state_link

GRID = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT ..
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
AS GU MP .. .. .. .. .. .. PR VI
"""
PLACES = {
    state_code: (column, row)
    for row, line in enumerate(GRID.split("\n")[1:-1])
    for column, state_code in enumerate(line.split())
    if state_code != ".."
}
TILE, STEP = 31, 33
STRIPED = {"p-moratorium", "p-live", "p-after"}
SIZES = ("", "", "", " mid", " long")  # of a figure, by the number of its letters
VIEW = (11 * STEP + 1, 9 * STEP + 2)


def tile_map(
    states: Sequence[StateFill],
    *,
    filtered: bool = False,
    label: str = "",
    figure: str = "its number of local bans",
) -> SafeString:
    """The grid as one SVG; `figure` says what the figure in a tile is.

    A `label` stands in the row that is nearly empty, and opens the name of the grid.
    """
    rows = sorted(
        (s for s in states if s.state_code in PLACES), key=lambda s: PLACES[s.state_code][::-1]
    )
    tiles = "".join(_tile(s, OFF if filtered and not s.chosen else look(s.look)) for s in rows)
    return mark_safe(
        f'<svg viewBox="0 0 {VIEW[0]} {VIEW[1]}" role="group" aria-label="{opened(label)}Tile '
        f"grid: one equal square for each state and territory; the figure is {escape(figure)}"
        f'">{tiles}{labeled(label, VIEW[0] / 2, 20, "middle")}</svg>'
    )


def _tile(state: StateFill, looks: Look) -> str:
    column, row = PLACES[state.state_code]
    x, y = column * STEP + 1, row * STEP + 1
    sign = DOUBT_SIGN if state.doubt else ""
    parts = [
        state_link(state, looks is OFF),
        f'<rect x="{x}" y="{y}" width="{TILE}" height="{TILE}" {outlined(looks.paint, state)}/>',
    ]
    code = looks.code or "haloed"
    parts += _plates(x, y, looks, state)
    parts.append(
        f'<text x="{x + 3}" y="{y + 13}" class="usps {code}">{state.state_code}{sign}</text>'
    )
    if state.count and looks is not OFF:
        size = SIZES[min(len(state.count), 4)]
        parts.append(
            f'<text x="{x + 29}" y="{y + 27.5}" class="usps {code} cnt{size}" text-anchor="end">'
            f"{escape(state.count)}</text>"
        )
    return "".join(parts) + "</a>"


def _plates(x: float, y: float, looks: Look, state: StateFill) -> Iterator[str]:
    """Paper under the code and the figure: stripes are too strong for a halo alone."""
    if looks.pattern not in STRIPED:
        return
    yield f'<rect x="{x + 1.5}" y="{y + 1.5}" width="22" height="14" class="plate"/>'
    if state.ink:
        yield f'<rect x="{x + 17}" y="{y + 16.5}" width="13" height="13" class="plate"/>'
