"""CSV files of other records: rows by the names of their columns, of any length, with repair.

A row whose cells don't fit its header is refused; when it swallowed the lines after it, because a
quote was never closed, they are given back and read for themselves.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator

from laws.dataset.cells import ILLEGIBLE
from laws.imports.types import Refused, Where

LARGEST_CELL = 4 * 2**20
MOST_LINES = 500
MOST_REFUSED = 1000
# Python's own limit of 128 KB is less than some bills' titles with their lists of sections.
csv.field_size_limit(LARGEST_CELL)


class _RunAway(Exception):
    """A row that goes on and on."""


class _Lines:
    """The lines of a file, which can be given back."""

    def __init__(self, stream):
        # Bytes that are no UTF-8 are let through as surrogates, to be refused in their row.
        self.text = io.TextIOWrapper(
            stream, encoding="utf-8-sig", errors="surrogateescape", newline=""
        )
        self.back, self.taken, self.read = deque(), [], 0

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.text.detach()  # The stream is closed by whoever opened it.

    def __iter__(self):
        return self

    def __next__(self):
        if len(self.taken) >= MOST_LINES:
            raise _RunAway
        line = self.back.popleft() if self.back else self.text.readline(LARGEST_CELL)
        if not line:
            raise StopIteration
        self.taken.append(line)
        return line

    def keep(self, count=None):
        """Be done with the first lines that were taken, or all; the others come again."""
        count = len(self.taken) if count is None else count
        self.back.extendleft(reversed(self.taken[count:]))
        self.read += count
        self.taken = []


def header_of(container, name) -> list[str]:
    """The columns that the first line names."""
    with container.open(name) as stream, _Lines(stream) as lines:
        return _names(_next(csv.reader(lines)) or [])


def rows_of(container, name) -> Iterator[tuple[Where, dict] | Refused]:
    """Each row as texts by column, with its place: the line on which it begins."""
    file, refused = container.shown(name), 0
    with container.open(name) as stream, _Lines(stream) as lines:
        for row in _rows(lines, file):
            yield row
            refused += isinstance(row, Refused)
            if refused >= MOST_REFUSED:
                said = f"{MOST_REFUSED:,} of its rows are refused; the rest was not read."
                yield Refused(Where(file), said)
                break


def _rows(lines, file):
    reader = csv.reader(lines)
    columns = _names(_next(reader) or [])
    lines.keep()
    while True:
        where, cells = Where(file, lines.read + 1), _next(reader)
        if not lines.taken:
            return
        if cells is not None and len(cells) == len(columns):
            lines.keep()
            yield _row(where, columns, cells)
            continue
        is_blank = not lines.taken[0].strip()
        lines.keep(1)
        if not is_blank:
            said = "a quote that is never closed" if cells is None else f"{len(cells)} cells"
            yield Refused(where, f"The row has {said}; allowed: {len(columns)} cells.")


def _names(cells):
    return [cell.strip().lower() for cell in cells]


def _next(reader):
    try:
        return next(reader, [])
    except (csv.Error, _RunAway):
        return None


def _row(where, columns, cells):
    if not ILLEGIBLE.search("".join(cells)):
        return where, dict(zip(columns, cells, strict=True))
    column = next(c for c, cell in zip(columns, cells, strict=True) if ILLEGIBLE.search(cell))
    return Refused(where, f"The column {column} is refused; allowed: text in UTF-8 without NUL.")
