"""Names beside marks: each where there is room, nearest first, else at the end of a line."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom
LETTER = 8.4  # the room of one letter of a name, in units of the sheet
LINE = 16
DROP = 12.5  # from the top of a line to its baseline


class Name(NamedTuple):
    """A name of one line or more, and the mark that it stands beside or the area it stands on."""

    lines: tuple[str, ...]
    x: float
    y: float
    across: float = 0  # half the mark's width and height
    down: float = 0
    look: str = ""  # how it reads on the area that it stands on

    @property
    def room(self) -> float:
        return LETTER * max(len(line) for line in self.lines) + 4

    @property
    def tall(self) -> float:
        return LINE * len(self.lines)


def name_labels(names: Sequence[Name], blocked: Sequence[Box], paper: Box) -> tuple[str, str]:
    """The lines and the names; `blocked` boxes and the edge of the `paper` are kept clear."""
    taken, labels, spilled = list(blocked), [], []
    for name in sorted(names, key=lambda name: (not name.look, name.x, name.y)):
        if name.look:
            labels.append(_label(name, name.x, name.y - name.tall / 2, "middle"))
            continue
        for box, anchor, x in _candidates(name):
            if _free(box, taken, paper):
                taken.append(box)
                labels.append(_label(name, x, box[1], anchor))
                break
        else:
            spilled.append(name)
    lines, far = _spill(spilled, taken, paper)
    return "".join(lines), "".join(labels + far)


def _candidates(name: Name) -> Iterator[tuple[Box, str, float]]:
    """Right, left, above, below: the box that it would take, its anchor and its point."""
    _, x, y, across, down, _ = name
    room, tall = name.room, name.tall
    side, over = across + 4, down + 4
    yield (x + side, y - tall / 2, x + side + room, y + tall / 2), "start", x + side + 1
    yield (x - side - room, y - tall / 2, x - side, y + tall / 2), "end", x - side - 1
    yield (x - room / 2, y - over - tall, x + room / 2, y - over), "middle", x
    yield (x - room / 2, y + over, x + room / 2, y + over + tall), "middle", x


def _free(box: Box, taken: Sequence[Box], paper: Box) -> bool:
    left, top, right, bottom = box
    return (
        left > paper[0]
        and top > paper[1]
        and right < paper[2]
        and bottom < paper[3]
        and not any(left < t[2] and right > t[0] and top < t[3] and bottom > t[1] for t in taken)
    )


def _spill(names: Sequence[Name], taken: list[Box], paper: Box) -> tuple[list[str], list[str]]:
    """Names without room near their mark: the nearest free spot around it, tied by a line."""
    lines, labels = [], []
    for name in sorted(names, key=lambda name: (name.y, name.x)):
        for dx, dy in _spiral():
            left = name.x + dx if dx > 0 else name.x + dx - name.room
            top = name.y + dy - name.tall / 2
            box = (left, top - 1, left + name.room, top + name.tall + 1)
            if _free(box, taken, paper):
                taken.append(box)
                anchor, gap = ("start", 3) if dx > 0 else ("end", -3)
                line = f"M{name.x:.0f},{name.y:.0f}l{dx},{dy}"
                lines.append(f'<path d="{line}" class="leader lab-line"/>')
                labels.append(_label(name, name.x + dx + gap, top, anchor))
                break
    return lines, labels


def _spiral() -> list[tuple[int, int]]:
    """Offsets around a mark, nearest first, rightward before leftward."""
    return sorted(
        ((dx, dy) for dx in (30, 60, 100, -30, -60, -100) for dy in range(-120, 121, 20)),
        key=lambda step: (step[0] ** 2 + step[1] ** 2, -step[0]),
    )


def _label(name: Name, x: float, top: float, anchor: str) -> str:
    first, *rest = (escape(line) for line in name.lines)
    more = "".join(f'<tspan x="{x:.0f}" dy="{LINE}">{line}</tspan>' for line in rest)
    return (
        f'<text x="{x:.0f}" y="{top + DROP:.0f}" class="{f"plab {name.look}".strip()}" '
        f'text-anchor="{anchor}" aria-hidden="true">{first}{more}</text>'
    )
