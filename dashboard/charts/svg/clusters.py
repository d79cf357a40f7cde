"""Marks that would lie on each other, drawn as one: how many of each class stand there.

A cluster stays within a state, for it leads to that state's list, and names all it holds.
"""

from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import combinations
from typing import NamedTuple

from dashboard.charts.svg.marks import point_shape
from dashboard.charts.svg.rows import PlaceMark
from dashboard.charts.svg.scales import DOUBT_SIGN, STRENGTH

LIST = "local"  # the local measures on the page of a state
GAP, CLEAR = 1.5, 3  # between two marks; around a cluster
SHAPE = 4.8  # half a mark inside a cluster
PAD, DIGIT = 5, 8.2
HIT = 38  # what a finger must find, where the sheet is drawn at two thirds of its units


class Spot(NamedTuple):
    """One mark, or several gathered, at a point of the sheet."""

    marks: tuple[PlaceMark, ...]
    x: float
    y: float
    across: float  # half its width
    down: float  # half its height

    @property
    def state_code(self) -> str:
        return self.marks[0].state_code

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many of each class, the strongest first."""
        counts = Counter(mark.effect_class for mark in self.marks)
        return sorted(counts.items(), key=lambda pair: STRENGTH.get(pair[0], 99))

    @property
    def title(self) -> str:
        """All that it holds, by name."""
        names = [mark.title + _doubt(mark) for mark in self.marks]
        return f"{len(names)} local governments. {'; '.join(names)}. Leads to their list"


def _doubt(mark: PlaceMark) -> str:
    return f" {DOUBT_SIGN} {mark.doubt}" if mark.doubt else ""


def gathered(spots: Sequence[Spot], height: float) -> list[Spot]:
    """The spots, with those of a state that would overlap gathered until none does."""
    by_state: dict[str, list[Spot]] = {}
    for spot in sorted(spots, key=lambda spot: spot.marks[0].name):
        by_state.setdefault(spot.state_code, []).append(spot)
    return _spread([spot for group in by_state.values() for spot in _apart(group, height)])


def _apart(spots: list[Spot], height: float) -> list[Spot]:
    while len(spots) > 1:
        pair = next(((a, b) for a, b in combinations(spots, 2) if _overlap(a, b)), None)
        if not pair:
            break
        rest = [spot for spot in spots if spot is not pair[0] and spot is not pair[1]]
        spots = [*rest, _joined(*pair, height)]
    return spots


def _spread(spots: Sequence[Spot]) -> list[Spot]:
    """The spots, with clusters of different states moved down from each other."""
    free: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot.y, spot.x)):
        for other in free:
            if len(spot.marks) > 1 < len(other.marks) and _overlap(spot, other):
                spot = spot._replace(y=other.y + other.down + spot.down + GAP)
        free.append(spot)
    return free


def _overlap(a: Spot, b: Spot) -> bool:
    _, ax, ay, across, down = a
    _, bx, by, wide, high = b
    return abs(ax - bx) < across + wide + GAP and abs(ay - by) < down + high + GAP


def _joined(a: Spot, b: Spot, height: float) -> Spot:
    marks = tuple(sorted(a.marks + b.marks, key=lambda mark: mark.name))
    share = len(a.marks) / len(marks)
    x, y = a.x * share + b.x * (1 - share), a.y * share + b.y * (1 - share)
    spot = Spot(marks, x, y, 0, height / 2)
    return spot._replace(across=sum(_widths(spot)) / 2 + PAD / 2)


def _widths(spot: Spot) -> list[float]:
    return [2 * SHAPE + PAD + _room(number) for _, number in spot.counts]


def _room(number: int) -> float:
    """The room of a number; one of a class is its mark alone."""
    return 2.5 + DIGIT * len(str(number)) if number > 1 else 0


def open_cluster(spot: Spot, href: str) -> str:
    """The opening of the link from a cluster to the list of what stands there."""
    text = escape(spot.title)
    href = escape(f"{href}#{LIST}")
    return f'<a class="cluster" href="{href}" aria-label="{text}"><title>{text}</title>'


def pill(spot: Spot) -> str:
    """The drawing of a cluster: for each class its mark, and its number where it is several."""
    left, top = spot.x - spot.across, spot.y - spot.down
    changed = " is-changed" * any(mark.changed for mark in spot.marks)
    wide = max(HIT, 2 * spot.across)
    parts = [
        f'<rect x="{spot.x - wide / 2:.1f}" y="{spot.y - HIT / 2:.1f}" width="{wide:.1f}" '
        f'height="{HIT}" class="hit"/>'
        # A border that meets it would read as a line that leads somewhere.
        f'<rect x="{left - CLEAR:.1f}" y="{top - CLEAR:.1f}" '
        f'width="{2 * (spot.across + CLEAR):.1f}" height="{2 * (spot.down + CLEAR):.1f}" '
        f'class="plate"/><rect x="{left:.1f}" y="{top:.1f}" width="{2 * spot.across:.1f}" '
        f'height="{2 * spot.down:.1f}" class="pill{changed}"/>'
    ]
    x = left + PAD
    for (key, number), width in zip(spot.counts, _widths(spot), strict=True):
        parts.append(point_shape(key, x + SHAPE, spot.y, SHAPE))
        if number > 1:
            at = f'x="{x + 2 * SHAPE + 2.5:.1f}" y="{spot.y + 4.8:.1f}"'
            parts.append(f'<text {at} class="tally">{number}</text>')
        x += width
    if any(mark.doubt for mark in spot.marks):
        parts.append(f'<text x="{x - 2:.1f}" y="{top:.1f}" class="sign">{DOUBT_SIGN}</text>')
    return "".join(parts)
