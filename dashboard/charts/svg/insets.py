"""The two magnified windows of the map: around Boston and around San Francisco Bay.

Four bans lie within five units of each other in either; on the national sheet they would be one.
"""

from dataclasses import dataclass

from dashboard.charts.svg.projection import CONTIGUOUS, Point


@dataclass(frozen=True, slots=True)
class Inset:
    """A frame on the sheet that shows a small window of it, magnified."""

    key: str
    label: str
    x: float
    y: float
    width: float
    height: float
    scale: float
    lon: float
    lat: float
    tie_x: float  # where the line to the window leaves the frame
    tie_y: float
    label_below: bool = False

    @property
    def center(self) -> Point:
        """The middle of the window on the sheet."""
        return CONTIGUOUS.project(self.lon, self.lat)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """The part of the sheet that is magnified: x, y, width, height."""
        cx, cy = self.center
        width, height = self.width / self.scale, self.height / self.scale
        return cx - width / 2, cy - height / 2, width, height

    @property
    def tie(self) -> tuple[Point, Point]:
        """The two ends of the line between the frame and its window."""
        x, y, width, height = self.window
        end = (x + width / 2, y + height) if self.tie_y > y else (x + width, y)
        return (self.tie_x, self.tie_y), end

    def holds(self, point: Point) -> bool:
        """Whether a point of the sheet is shown by the inset, clear of its frame."""
        x, y = self.place(point)
        return (
            self.x + 6 < x < self.x + self.width - 6 and self.y + 6 < y < self.y + self.height - 6
        )

    def place(self, point: Point) -> Point:
        """Where a point of the sheet lies in the frame."""
        cx, cy = self.center
        return (
            self.x + self.width / 2 + (point[0] - cx) * self.scale,
            self.y + self.height / 2 + (point[1] - cy) * self.scale,
        )

    def near(self, placed: Point, margin: float = 30) -> bool:
        """Whether a placed point lies in the frame or within the margin around it."""
        return (
            self.x - margin < placed[0] < self.x + self.width + margin
            and self.y - margin < placed[1] < self.y + self.height + margin
        )


INSETS = (
    Inset("boston", "Boston", 964, 54, 80, 80, 30, -71.10, 42.375, 964, 134),
    Inset("bay", "San Francisco Bay", 1, 368, 72, 80, 16, -122.33, 37.818, 28, 368, True),
)
