"""The two drawings of the country, map and tiles, and the switch between them."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.tile_map import tile_map
from dashboard.charts.svg.us_map import us_map
from dashboard.map.layers import LAYERS, MapLayer
from dashboard.map.selection import MAPS
from dashboard.web.page_url import Address


def pictures(
    map_view: str,
    states: Sequence[StateFill],
    marks: Sequence[PlaceMark],
    *,
    tiles: Sequence[StateFill] | None = None,
    layer: MapLayer = LAYERS["rule"],
    filtered: bool = False,
    label: str = "",
) -> dict[str, str]:
    """The map and the tiles. What no size of screen will show is not drawn."""
    how: dict[str, Any] = {"filtered": filtered, "label": label}
    albers = map_view != "tiles" and us_map(states, marks, filled_by=layer.question, **how)
    grid = map_view != "albers" and tile_map(tiles or states, figure=layer.figure, **how)
    return {"albers": albers or "", "tiles": grid or ""}


def map_switch(address: Address) -> dict[str, str]:
    """The addresses that show the map alone, and the tiles alone."""
    return {key: str(address.having("map", key)) for key in MAPS}
