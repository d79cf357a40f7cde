"""The Albers projection of the United States: longitude and latitude to the map's own units.

Three conic equal-area projections on one sheet of 975 by 610 units: the contiguous states,
Alaska at 35 % of their scale, and Hawaii. The shapes in `shapes/` use the same sheet.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin, sqrt

Point = tuple[float, float]
WIDTH, HEIGHT = 975, 610
SCALE = 1300
MIDDLE = (487.5, 305.0)


@dataclass(frozen=True, slots=True)
class Conic:
    """One conic equal-area projection, placed on the sheet."""

    cone: float  # how far the cone opens: 1 at the pole, 0 at the equator
    constant: float
    meridian: float  # the longitude that stands upright
    scale: float
    x0: float
    y0: float

    @classmethod
    def placed(
        cls,
        parallels: tuple[float, float],
        meridian: float,
        center: Point,
        scale: float,
        at: Point,
    ) -> "Conic":
        """The projection that puts `center` (longitude off the meridian, latitude) at `at`."""
        south, north = (sin(radians(p)) for p in parallels)
        cone = (south + north) / 2
        constant = 1 + south * (2 * cone - south)
        bare = cls(cone, constant, meridian, scale, 0.0, 0.0)
        x, y = bare.project(meridian + center[0], center[1])
        return cls(cone, constant, meridian, scale, at[0] - x, at[1] - y)

    def project(self, lon: float, lat: float) -> Point:
        """The point on the sheet."""
        turn = radians((lon - self.meridian + 180) % 360 - 180) * self.cone
        reach = self.scale * sqrt(self.constant - 2 * self.cone * sin(radians(lat))) / self.cone
        return self.x0 + reach * sin(turn), self.y0 + reach * cos(turn)

    @property
    def apex(self) -> Point:
        """The point in which all meridians meet: north is towards it from anywhere."""
        return self.x0, self.y0


CONTIGUOUS = Conic.placed((29.5, 45.5), -96, (-0.6, 38.7), SCALE, MIDDLE)
ALASKA = Conic.placed(
    (55, 65),
    -154,
    (-2, 58.5),
    SCALE * 0.35,
    (MIDDLE[0] - 0.307 * SCALE, MIDDLE[1] + 0.201 * SCALE),
)
HAWAII = Conic.placed(
    (8, 18),
    -157,
    (-3, 19.9),
    SCALE,
    (MIDDLE[0] - 0.205 * SCALE, MIDDLE[1] + 0.212 * SCALE),
)


@lru_cache(maxsize=4096)
def albers_usa(lon: float, lat: float) -> Point | None:
    """The point on the sheet, or None for a place that it does not show (the territories)."""
    if lat > 50 and (lon < -129 or lon > 170):
        return ALASKA.project(lon, lat)
    if 18 < lat < 30 and -162 < lon < -154:
        return HAWAII.project(lon, lat)
    if 24 < lat < 50 and -125.5 < lon < -66:
        return CONTIGUOUS.project(lon, lat)
    return None
