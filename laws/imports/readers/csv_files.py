"""CSV files of other records: each row as texts by the names of its columns, in any order.

A row that cannot be read is refused by its first line, and reading goes on with the next line: so a
quotation mark that is never closed costs one row, and not all that follow it.
"""

import csv
from collections.abc import Iterator
from io import TextIOWrapper

from laws.dataset.cells import ILLEGIBLE
from laws.imports.readers.containers import OneFile
from laws.imports.types import RefusedRecord, Where

LARGEST_CELL = 4 * 2**20
LARGEST_ROW = 16 * 2**20
MOST_LINES = 500
MOST_REFUSED = 1000
OPEN_QUOTE = (
    "The row has a quotation mark that is not closed, or text after one that closes a cell."
)
Row = tuple[Where, dict[str, str]]
"""The place of a row, the line on which it begins, and its cells by the names of their columns."""
# Python's own limit of 128 KB is less than some bills' titles with their lists of sections.
csv.field_size_limit(LARGEST_CELL)


def header_of(container: OneFile, name: str) -> list[str]:
    """The names of the columns, in lower case, from the first line of a file."""
    with container.open(name) as stream:
        return _header(_rows(stream))


def rows_of(
    container: OneFile, name: str
) -> Iterator[tuple[Where, dict[str, str]] | RefusedRecord]:
    """Each row below the header, with its place; a row that cannot be read as RefusedRecord."""
    file, refused = container.shown(name), 0
    with container.open(name) as stream:
        rows = _rows(stream)
        columns = _header(rows)
        for number, cells in rows:
            row = _row(Where(file, number), columns, cells)
            yield row
            refused += isinstance(row, RefusedRecord)
            if refused >= MOST_REFUSED:
                reason = f"{refused:,} of its rows are refused; the rest was not read."
                yield RefusedRecord(Where(file), reason)
                break


def _header(rows):
    _, cells = next(rows, (1, ()))
    return [cell.strip().lower() for cell in cells or ()]


def _row(where, columns, cells):
    if cells is None:
        return RefusedRecord(where, OPEN_QUOTE)
    if len(cells) != len(columns):
        return RefusedRecord(
            where, f"The row has {len(cells)} cells; allowed: {len(columns)} cells."
        )
    for column, cell in zip(columns, cells, strict=True):
        if ILLEGIBLE.search(cell):
            reason = f"The column {column} is refused; allowed: text in UTF-8 without NUL."
            return RefusedRecord(where, reason)
    return where, dict(zip(columns, cells, strict=True))


def _rows(stream):
    """(line on which it begins, cells) of each row that is not empty, the header first; None for
    the cells of a row that breaks the rules of CSV."""
    # Bytes that are not UTF-8 are let through as surrogates, to be refused in their row.
    with TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="") as text:
        number, width, given_back = 1, None, []
        while True:
            taken = []
            try:
                cells = next(csv.reader(_lines(text, given_back, taken), strict=True), None)
            except csv.Error:
                cells = None
            if not taken:
                return
            width = width or len(cells or ())
            if cells is None or len(cells) != width:
                given_back += reversed(taken[1:])
                del taken[1:]
            if cells is None or any(cells):
                yield number, cells
            number += len(taken)


def _lines(text, given_back, taken):
    """The lines of a row: first those that an earlier row gave back, the next of them last."""
    while line := given_back.pop() if given_back else text.readline(LARGEST_CELL):
        taken.append(line)
        if len(taken) > MOST_LINES or sum(map(len, taken)) > LARGEST_ROW:
            raise csv.Error("the row does not end")
        yield line
