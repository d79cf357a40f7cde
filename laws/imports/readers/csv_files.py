"""CSV files of other records: each row as texts by the names of its columns, in any order.

Spreadsheets save in several ways: with commas, semicolons, tabs or bars between the cells, in
UTF-8, UTF-16 or the Western alphabet of Windows, with empty rows and columns around the table. All
are read; the first line says which separator it is, by its columns or as Excel does: `sep=;`.

A row that cannot be read is refused by its first line, and reading goes on with the next line: so a
quotation mark that is never closed costs one row, and not all that follow it.
"""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from itertools import chain

from laws.dataset.cells import ILLEGIBLE
from laws.imports.readers.containers import OneFile
from laws.imports.types import RefusedRecord, Where
from laws.text.normalize import INVISIBLE, one_line

SEPARATORS = (",", ";", "\t", "|")
SAID = re.compile(r"sep=([,;\t|])\s*\Z")
UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)
LOOKED_AT = 512
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
        return [column for column in _header(_rows(stream)) if column]


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
    """The names of the columns as ours are written: “Division ID” is division_id."""
    _, cells = next(rows, (1, ()))
    names = ["_".join(one_line(cell).lower().split()) for cell in cells or ()]
    while names and not names[-1]:
        names.pop()  # columns that stand empty on the right
    return names


def _row(where, columns, cells):
    if cells is None:
        return RefusedRecord(where, OPEN_QUOTE)
    if not any(cells[len(columns) :]):
        cells = cells[: len(columns)]
    if len(cells) != len(columns):
        return RefusedRecord(
            where, f"The row has {len(cells)} cells; allowed: {len(columns)} cells."
        )
    for column, cell in zip(columns, cells, strict=True):
        if ILLEGIBLE.search(cell):
            reason = f"The column {column} is refused; allowed: text in UTF-8 without NUL."
            return RefusedRecord(where, reason)
        if cell and not column:
            reason = f"A column without a name holds {cell[:60]!r}; allowed: one with a name."
            return RefusedRecord(where, reason)
    named = zip(columns, cells, strict=True)
    return where, {column: _seen(cell) for column, cell in named if column}


def _seen(cell):
    """A cell without characters that nobody sees: they would part a measure from its rows."""
    return cell if cell.isascii() else cell.translate(INVISIBLE).strip()


def _rows(stream):
    """(line on which it begins, cells) of each row that is not empty, the header first; None for
    the cells of a row that breaks the rules of CSV."""
    # Bytes that are not UTF-8 are let through as surrogates, to be read or refused in their row.
    stream = BufferedReader(stream)
    encoding = _encoding(stream.peek(LOOKED_AT)[:LOOKED_AT])
    with TextIOWrapper(stream, encoding, errors="surrogateescape", newline="") as text:
        number, width, given_back, separator = 1, None, [], None
        while True:
            taken = []
            lines = _lines(text, given_back, taken)
            if separator is None:
                first = next(lines, "")
                separator = _separator(first)
                lines = chain([first] if not SAID.match(first) else [], lines)
            try:
                cells = next(csv.reader(lines, strict=True, delimiter=separator), None)
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


def _encoding(begins):
    """How a file is written, by how it begins: most letters of UTF-16 have an empty byte."""
    if begins[:2] in UTF_16:
        return "utf-16"
    for first, encoding in enumerate(("utf-16-be", "utf-16-le")):
        if begins[first::2].count(0) > len(begins) / 4:
            return encoding
    return "utf-8-sig"


def _separator(header):
    """What stands between the names of the columns."""
    if said := SAID.match(header):
        return said[1]
    bare = re.sub(r'"[^"]*"', "", header)
    return max(SEPARATORS, key=bare.count)


def _lines(text, given_back, taken):
    """The lines of a row: first those that an earlier row gave back, the next of them last."""
    while line := given_back.pop() if given_back else text.readline(LARGEST_CELL):
        line = _as_windows(line)
        taken.append(line)
        if len(taken) > MOST_LINES or sum(map(len, taken)) > LARGEST_ROW:
            raise csv.Error("the row does not end")
        yield line


def _as_windows(line):
    """A line with bytes that are no UTF-8 as Windows writes it; as it is if that fails too."""
    if not re.search(r"[\udc80-\udcff]", line):
        return line
    try:
        return line.encode("utf-8", "surrogateescape").decode("cp1252")
    except UnicodeDecodeError:
        return line
