"""Who stands where in a family: a column for each period, and in it a row for each measure.

Bills that follow each other stand in one row where that is possible, companions one above the
other. Any graph has a place for each of its members, whether it runs in circles or not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

Slots = list[list[str | None]]  # the keys of each column, from the top down
Spots = dict[str, tuple[int, int]]  # column and row by key
MOST_SETTLED = 14  # rows; above that a better order costs more than it shows
ROUNDS = 6
APART, TURNED = 3, 2  # the price of a bond past others, and of a later bill above an earlier one


class Member(NamedTuple):
    """One measure of the family, in words that are ready to be written."""

    key: str
    period: int  # what its column is sorted by, as a year
    heading: str  # what stands above the column: 2023–2024
    name: str
    stage: str
    effect_class: str
    href: str
    title: str
    where: str = ""  # its government, if that is another than this one's
    is_this: bool = False
    is_later: bool = False  # only came after the date shown


class Bond(NamedTuple):
    """What ties two members: `then` followed `before`; companions stand level."""

    before: str
    then: str
    word: str  # read from `before` to `then`: S.47 “brought back as” S.927
    turned: str  # read from `then` to `before`
    is_level: bool = False


class Grid(NamedTuple):
    """The headings of the columns, and column and row of each member by its key."""

    headings: list[str]
    spots: dict[str, tuple[int, int]]
    rows: int


def grid(members: Sequence[Member], bonds: Sequence[Bond]) -> Grid:
    """A place for each member."""
    columns: dict[int, list[Member]] = defaultdict(list)
    for member in members:
        columns[member.period].append(member)
    rows = max(map(len, columns.values()), default=0)
    slots = [_padded([one.key for one in columns[period]], rows) for period in sorted(columns)]
    if rows <= MOST_SETTLED:
        upside_down: Slots = [list(reversed(keys)) for keys in slots]
        settled = [_settle(start, bonds) for start in (slots, upside_down)]
        slots = min(settled, key=lambda slots: _price(bonds, _spots(slots)))
    spots = _spots(slots)
    headings = [max((one.heading for one in columns[p]), key=len) for p in sorted(columns)]
    return Grid(headings, spots, rows)


def _padded(keys: list[str], rows: int) -> list[str | None]:
    return [*keys, *[None] * (rows - len(keys))]


def _settle(slots: Slots, bonds: Sequence[Bond]) -> Slots:
    """Swap places in a column, or rows up to a column, while that makes the bonds shorter."""
    touching: dict[str, list[Bond]] = defaultdict(list)
    for bond in bonds:
        touching[bond.before].append(bond)
        touching[bond.then].append(bond)
    spots = _spots(slots)
    for _ in range(ROUNDS):
        moved = [_swap(slots, spots, touching, *move) for move in _moves(slots)]
        if not any(moved):
            break
    return slots


def _spots(slots: Slots) -> Spots:
    return {k: (c, r) for c, keys in enumerate(slots) for r, k in enumerate(keys) if k}


def _moves(slots: Slots) -> Iterator[tuple[range, int, int]]:
    rows = range(len(slots[0]) if slots else 0)
    pairs = [(i, j) for i in rows for j in rows if i < j]
    for last in range(len(slots)):
        for i, j in pairs:
            yield range(last, last + 1), i, j
            if last:
                yield range(last + 1), i, j


def _swap(
    slots: Slots,
    spots: Spots,
    touching: Mapping[str, list[Bond]],
    columns: range,
    i: int,
    j: int,
) -> bool:
    """Swap two rows in some columns if that is an improvement; whether it was one."""
    both = [slots[column][row] for column in columns for row in (i, j)]
    concerned = dict.fromkeys(bond for key in both if key for bond in touching[key])
    before = _price(concerned, spots)
    _exchange(slots, spots, columns, i, j)
    if _price(concerned, spots) < before:
        return True
    _exchange(slots, spots, columns, i, j)
    return False


def _exchange(slots: Slots, spots: Spots, columns: range, i: int, j: int) -> None:
    for column in columns:
        keys = slots[column]
        keys[i], keys[j] = keys[j], keys[i]
        for row in (i, j):
            key = keys[row]
            if key:
                spots[key] = (column, row)


def _price(bonds: Iterable[Bond], spots: Spots) -> int:
    return sum(_length(bond, spots) for bond in bonds)


def _length(bond: Bond, spots: Spots) -> int:
    (column, row), (other_column, other_row) = spots[bond.before], spots[bond.then]
    apart = abs(row - other_row)
    if column != other_column:
        # A line past other columns runs along an edge: where its ends stand matters less.
        return 2 * apart if abs(column - other_column) == 1 else min(apart, 1)
    turned = TURNED if other_row < row and not bond.is_level else 0
    return APART * (apart - 1) + turned
