"""A measure's family drawn from its relations: a column for each period, lines from the earlier
to the later with the word that ties them.

The lines run in the free space only: level between neighboring columns, upright between two that
stand in one column, and along the upper or lower edge where other measures stand between.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from dashboard.charts.svg.family_grid import Bond, Grid, Member, grid
from dashboard.charts.svg.marks import mark_at

NARROWEST, GAP = 84, 38  # the least width of a measure, and the space between two of a column
HEAD, STEP = 34, 13  # the line of the headings; how far lines keep from one another
LETTER, BOLD = 6.6, 7.6  # the width of a letter, and of one of a name
ROOM = 22  # what the arrow and the ends of a line take
LONGEST = 22  # letters of a name; the whole stands in the title


Bundle = tuple[str, str]  # the source of some lines, and the word on them


class Route(NamedTuple):
    """Where the line of a bond runs: through which gutters, and along which edge if it must."""

    bond: Bond
    first: str  # the member that stands further left
    last: str
    word: str
    edge: str  # "top", "bottom", or "" for a line that needs neither

    @property
    def bundle(self) -> Bundle:
        """Lines of one source and one word are drawn as one that branches."""
        return self.first, self.word


class Drawing(NamedTuple):
    """The picture, and how many columns it has."""

    svg: str
    columns: int


def lineage(members: Sequence[Member], bonds: Sequence[Bond], label: str) -> Drawing:
    """The family as a picture."""
    paper = _Paper(members, bonds)
    headings = "".join(
        f'<text x="{x:.0f}" y="14" class="lab">{escape(heading)}</text>'
        for x, heading in zip(paper.left, paper.grid.headings, strict=True)
    )
    body = headings + paper.lines() + "".join(map(paper.box, members))
    width, height = round(paper.width), round(paper.height)
    svg = (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-label="{escape(label)}">{body}</svg>'
    )
    return Drawing(svg, len(paper.grid.headings))


class _Paper:
    """The measures of the paper, found from what has to fit on it."""

    def __init__(self, members: Sequence[Member], bonds: Sequence[Bond]) -> None:
        self.members = {member.key: member for member in members}
        self.grid: Grid = grid(members, bonds)
        spots = self.grid.spots
        self.widest: dict[int, float] = defaultdict(lambda: NARROWEST)
        for member in members:
            column = spots[member.key][0]
            self.widest[column] = max(self.widest[column], _width(member))
        self.upright = [b for b in bonds if spots[b.before][0] == spots[b.then][0]]
        self.taken = {spot: key for key, spot in spots.items()}
        across = [b for b in bonds if spots[b.before][0] != spots[b.then][0]]
        self.routes = [self._route(bond) for bond in across]
        self._edges()
        self._ports()
        self._columns()
        self._rows()

    # --- which way each line goes -------------------------------------------------------------

    def _route(self, bond: Bond) -> Route:
        spots = self.grid.spots
        forward = spots[bond.before][0] < spots[bond.then][0]
        first, last = (bond.before, bond.then) if forward else (bond.then, bond.before)
        word = bond.word if forward else bond.turned
        (start, row), (end, other) = spots[first], spots[last]
        between = range(start + 1, end)
        edge = ""
        if any((column, other) in self.taken for column in between):
            edge = "top" if row + other < self.grid.rows - 1 else "bottom"
        return Route(bond, first, last, word, edge)

    def _edges(self) -> None:
        """A line along an edge for each bundle that needs one."""
        self.along: dict[str, dict[Bundle, int]] = {}
        for route in self.routes:
            if route.edge:
                known = self.along.setdefault(route.edge, {})
                known.setdefault(route.bundle, len(known))

    def _ports(self) -> None:
        """How far from its middle each word enters a measure: straight lines in the middle."""
        entering: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for route in self.routes:
            entering[route.last][route.word].append(self._comes_from(route))
        self.port: dict[tuple[str, str], float] = {}
        for key, words in entering.items():
            above, below = 0, 0
            middle_is_free = not any(0 in sides for sides in words.values())
            for word, sides in sorted(words.items(), key=lambda one: sum(one[1])):
                if 0 in sides or middle_is_free:
                    self.port[key, word], middle_is_free = 0, False
                elif sum(sides) < 0:
                    above += 1
                    self.port[key, word] = -above * (STEP + 2)
                else:
                    below += 1
                    self.port[key, word] = below * (STEP + 2)

    def _comes_from(self, route: Route) -> int:
        if route.edge:
            return -1 if route.edge == "top" else 1
        row, other = self.grid.spots[route.first][1], self.grid.spots[route.last][1]
        return (row > other) - (row < other)

    # --- how wide and how high ----------------------------------------------------------------

    def _columns(self) -> None:
        """The left edges of the columns; each gutter is as wide as what runs through it."""
        spots = self.grid.spots
        self.brackets: dict[int, dict[Bond, int]] = defaultdict(dict)
        self.tracks: dict[int, dict[Bundle, int]] = defaultdict(dict)
        for bond in self.upright:
            if abs(spots[bond.before][1] - spots[bond.then][1]) > 1:
                known = self.brackets[spots[bond.before][0]]
                known[bond] = len(known)
        words: dict[int, int] = defaultdict(int)
        for route in self.routes:
            (start, row), (end, other) = spots[route.first], spots[route.last]
            if route.edge:
                self._track(start + 1, route.bundle)
                self._track(end, route.bundle)
            elif row != other or self.port[route.last, route.word]:
                self._track(start + 1, route.bundle)
            words[end] = max(words[end], len(route.word))
        self.left: list[float] = []
        x = 1.0
        for column in range(len(self.grid.headings)):
            x += self.widest[column - 1] + self._gutter(column, words[column]) if column else 0
            self.left.append(x)
        last = len(self.left)
        self.width = x + self.widest[last - 1] + self._bracket_room(last - 1) + 2

    def _track(self, gutter: int, bundle: Bundle) -> None:
        self.tracks[gutter].setdefault(bundle, len(self.tracks[gutter]))

    def _gutter(self, column: int, letters: int) -> float:
        room = letters * LETTER + ROOM if letters else ROOM
        return self._bracket_room(column - 1) + len(self.tracks[column]) * STEP + 10 + room

    def _bracket_room(self, column: int) -> float:
        brackets = self.brackets[column]
        longest = max((len(bond.word) for bond in brackets), default=0)
        return len(brackets) * STEP + longest * LETTER + 8 if brackets else 0

    def _rows(self) -> None:
        """The height of a measure and the upper edge of each row."""
        furthest = max((abs(offset) for offset in self.port.values()), default=0)
        lines = 3 if any(member.where for member in self.members.values()) else 2
        self.tall = max(14 + 17 * lines, 2 * furthest + 14)
        over, under = (len(self.along.get(edge, ())) * STEP for edge in ("top", "bottom"))
        self.first_row = HEAD + over
        rows = self.grid.rows
        self.bottom = self.first_row + rows * self.tall + (rows - 1) * GAP
        self.height = self.bottom + under + 4

    # --- where things are ---------------------------------------------------------------------

    def corner(self, key: str) -> tuple[float, float]:
        column, row = self.grid.spots[key]
        return self.left[column], self.first_row + row * (self.tall + GAP)

    def middle(self, key: str) -> float:
        return self.corner(key)[1] + self.tall / 2

    def track_x(self, gutter: int, bundle: Bundle) -> float:
        start = self.left[gutter - 1] + self.widest[gutter - 1] + self._bracket_room(gutter - 1)
        return start + 8 + self.tracks[gutter][bundle] * STEP

    def edge_y(self, edge: str, bundle: Bundle) -> float:
        place = self.along[edge][bundle] * STEP
        return self.first_row - 9 - place if edge == "top" else self.bottom + 9 + place

    # --- the drawing --------------------------------------------------------------------------

    def lines(self) -> str:
        """Each line, tip and word once: what branches shares its trunk. Words lie on top."""
        drawn = [*map(self._across, self.routes), *map(self._upright, self.upright)]
        parts = dict.fromkeys(part for one in drawn for part in one)
        return "".join(sorted(parts, key=lambda part: part.startswith("<text")))

    def _across(self, route: Route) -> Iterator[str]:
        (start, row), (end, other) = self.grid.spots[route.first], self.grid.spots[route.last]
        x, y = self.left[start] + _width(self.members[route.first]), self.middle(route.first)
        port = self.middle(route.last) + self.port[route.last, route.word]
        path = f"M{x:.0f},{y:.1f}"
        if route.edge:
            along = self.edge_y(route.edge, route.bundle)
            path += f"H{self.track_x(start + 1, route.bundle):.1f}V{along:.1f}"
            path += f"H{self.track_x(end, route.bundle):.1f}V{port:.1f}"
        elif row != other or port != y:
            path += f"H{self.track_x(start + 1, route.bundle):.1f}V{port:.1f}"
        tip = self.left[end] - 4
        yield f'<path d="{path}H{tip:.0f}" class="tie"/>'
        if not route.bond.is_level:
            yield f'<path d="M{tip + 1:.0f},{port:.1f}l-7,-3.5v7Z" class="tip"/>'
        yield (
            f'<text x="{tip - 9:.0f}" y="{port - 5:.1f}" text-anchor="end" class="halo">'
            f"{escape(route.word)}</text>"
        )

    def _upright(self, bond: Bond) -> Iterator[str]:
        upper, lower = sorted((bond.before, bond.then), key=lambda key: self.grid.spots[key][1])
        word = bond.word if upper == bond.before else bond.turned
        x, y = self.corner(upper)
        below = self.corner(lower)[1]
        if bond in self.brackets[self.grid.spots[upper][0]]:
            yield from self._bracket(bond, word, upper, lower)
            return
        yield f'<path d="M{x + 22:.0f},{y + self.tall:.1f}V{below - 3:.1f}" class="tie"/>'
        if not bond.is_level:
            yield f'<path d="M{x + 22:.0f},{below - 2:.1f}l-3.5,-7h7Z" class="tip"/>'
        middle = (y + self.tall + below) / 2
        yield f'<text x="{x + 32:.0f}" y="{middle + 4:.1f}">{escape(word)}</text>'

    def _bracket(self, bond: Bond, word: str, above: str, under: str) -> Iterator[str]:
        upper, lower = self.middle(above), self.middle(under)
        column = self.grid.spots[bond.before][0]
        left = self.left[column]
        x = left + self.widest[column] + (self.brackets[column][bond] + 1) * STEP
        start, right = (left + _width(self.members[key]) for key in (above, under))
        path = f"M{start:.0f},{upper + 10:.1f}H{x:.0f}V{lower - 10:.1f}H{right + 4:.0f}"
        yield f'<path d="{path}" class="tie"/>'
        if not bond.is_level:
            yield f'<path d="M{right + 3:.0f},{lower - 10:.1f}l7,-3.5v7Z" class="tip"/>'
        y = lower - self.tall / 2 - GAP / 2 + 4
        yield f'<text x="{x + 5:.0f}" y="{y:.1f}" class="halo">{escape(word)}</text>'

    def box(self, member: Member) -> str:
        x, y = self.corner(member.key)
        said = "".join(
            f'<text x="{x + 10:.0f}" y="{y + 37 + 17 * i:.1f}">{escape(part)}</text>'
            for i, part in enumerate(_lines(member))
        )
        kind = "this" if member.is_this else "later" if member.is_later else "kin"
        wide = _width(member)
        return (
            f'<a href="{escape(member.href)}" class="{kind}"><title>{escape(member.title)}</title>'
            f'<path d="M{x:.1f},{y:.1f}h{wide:.0f}v{self.tall}h-{wide:.0f}Z" class="ground"/>'
            f'<path d="M{x:.1f},{y:.1f}v{self.tall}" class="spine"/>'
            f"{mark_at(member.effect_class, x + 10, y + 10)}"
            f'<text x="{x + 27:.0f}" y="{y + 20:.1f}" class="lab">'
            f"{escape(_name(member))}</text>{said}</a>"
        )


def _name(member: Member) -> str:
    name = member.name
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _lines(member: Member) -> list[str]:
    """What stands under the name."""
    return [part for part in (member.where, member.stage) if part]


def _width(member: Member) -> float:
    """How far its words reach."""
    under = max(map(len, _lines(member)), default=0)
    return max(27 + len(_name(member)) * BOLD, 10 + under * LETTER) + 6
