"""Reading CSV files so that every bad cell is reported with its file, line and column."""

import csv
import gzip
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from laws.refusals import Refusal
from laws.text.dates import PartialDate
from laws.vocabulary import Words

ILLEGIBLE = re.compile("[\0\ud800-\udfff]")
Parser = Callable[[str], Any]
"""Turns the text of a cell into a value, or raises ValueError with what is allowed there."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One cell, row or file that can't be loaded, and what is allowed there."""

    file: str
    line: int
    column: str
    value: str
    allowed: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 80 else self.value[:77] + "…"
        # A fault of a whole file has no line, one of a whole row no column.
        where = self.file + (f", line {self.line}" if self.line else "")
        where += f", column {self.column}" if self.column else ""
        return f"{where}: {shown!r} is refused; allowed: {self.allowed}."


class LoadRefused(Refusal):
    """Nothing was loaded, because of the `problems` in the files."""

    def __init__(self, problems: list[FileProblem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


# --- what a cell may hold: each takes text, returns a value, or raises ValueError(allowed) ------


def text(longest: int, required: bool = False) -> Parser:
    """Text of at most `longest` characters."""

    def parse(cell):
        if len(cell) > longest or (required and not cell):
            raise ValueError(f"text of {'1' if required else '0'} to {longest} characters")
        return cell

    return parse


def pattern(regex: str, allowed: str, longest: int = 500) -> Parser:
    """Text of a given form, of at most `longest` characters."""
    compiled = re.compile(regex, re.ASCII)

    def parse(cell):
        if len(cell) > longest or not compiled.fullmatch(cell):
            raise ValueError(f"{allowed}, {longest} characters at most")
        return cell

    return parse


def choice(words: type[Words], empty: bool = False) -> Parser:
    """One word of the vocabulary."""

    def parse(cell):
        if cell in words.values or (empty and not cell):
            return cell
        raise ValueError("one of " + ", ".join(words.values) + (" or nothing" if empty else ""))

    return parse


def choices(words: type[Words], required: bool = False) -> Parser:
    """Words of the vocabulary with semicolons between them; returns a list."""

    def parse(cell):
        found = cell.split(";") if cell else []
        if set(found) - set(words.values) or (required and not found):
            raise ValueError("words with ; between them, of " + ", ".join(words.values))
        return found

    return parse


def number(lowest: int, highest: int, empty: bool = True) -> Parser:
    """A whole number between the bounds, or None for an empty cell."""

    def parse(cell):
        if empty and not cell:
            return None
        if not re.fullmatch(r"\d{1,12}", cell, re.ASCII) or not lowest <= int(cell) <= highest:
            raise ValueError(f"a whole number from {lowest} to {highest}")
        return int(cell)

    return parse


def degrees(bound: int) -> Parser:
    """Degrees between −bound and bound with five decimals, or None."""

    def parse(cell):
        if not cell:
            return None
        plain = re.fullmatch(r"-?\d{1,3}(\.\d{1,15})?", cell, re.ASCII)
        if not plain or abs(Decimal(cell)) > bound:
            raise ValueError(f"degrees from -{bound} to {bound}, or nothing")
        return Decimal(cell).quantize(Decimal("0.00001"))

    return parse


def flag(cell: str) -> bool:
    """1 or 0."""
    if cell not in ("0", "1"):
        raise ValueError("1 or 0")
    return cell == "1"


def maybe(cell: str) -> bool | None:
    """1, 0 or, for not known, nothing."""
    return flag(cell) if cell else None


def partial_date(cell: str) -> PartialDate:
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    try:
        return PartialDate.parse(cell)
    except ValueError:
        raise ValueError("YYYY, YYYY-MM or YYYY-MM-DD") from None


def maybe_partial_date(cell: str) -> PartialDate | None:
    """YYYY, YYYY-MM, YYYY-MM-DD or, for none, nothing."""
    try:
        return partial_date(cell) if cell else None
    except ValueError as error:
        raise ValueError(f"{error}, or nothing") from None


def day(empty: bool = True) -> Parser:
    """YYYY-MM-DD, or None for an empty cell."""
    allowed = "YYYY-MM-DD" + (" or nothing" if empty else "")

    def parse(cell):
        if empty and not cell:
            return None
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII):
            raise ValueError(allowed)
        try:
            return date.fromisoformat(cell)
        except ValueError:
            raise ValueError(allowed) from None

    return parse


def urls(cell: str) -> list[str]:
    """Web addresses with blanks between them; returns a list."""
    found = cell.split()
    if not all(re.fullmatch(r"https?://\S{1,490}", url) for url in found):
        raise ValueError("addresses that start with http:// or https://, with blanks between them")
    return found


def geoids(cell: str) -> list[str]:
    """The Census Bureau's five digits of counties, with semicolons between them; a list."""
    if not re.fullmatch(r"(\d{5}(;\d{5})*)?", cell, re.ASCII):
        raise ValueError("five digits for each county with ; between them, or nothing")
    return cell.split(";") if cell else []


def divisions(cell: str) -> list[str]:
    """Open Civic Data division ids with semicolons between them; a list."""
    found = cell.split(";") if cell else []
    if not all(re.fullmatch(r"ocd-division/country:us\S{0,180}", one) for one in found):
        raise ValueError("division ids with ; between them, or nothing")
    return found


def names(cell: str) -> list[str]:
    """One or more names of at most 120 characters, with semicolons between them; a list."""
    found = cell.split(";")
    if not all(0 < len(name) <= 120 for name in found):
        raise ValueError("names of 1 to 120 characters with ; between them")
    return found


def read_rows(
    path: Path, columns: Mapping[str, Parser], problems: list[FileProblem]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line, row) for each row of a CSV file that can be read; the rest goes to `problems`.

    `columns` maps each column to its parser. A column that is missing or unknown, a row that is
    too long or too short, and bytes that are no UTF-8 are refused as well.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        # Bytes that are no UTF-8 are let through as surrogates, to be refused in their cell.
        with opener(path, "rt", encoding="utf-8", errors="surrogateescape", newline="") as file:
            yield from _parsed(csv.reader(file), path.name, columns, problems)
    except csv.Error as error:
        problems.append(FileProblem(path.name, 0, "", str(error), "comma-separated values"))
    except FileNotFoundError:
        problems.append(FileProblem(path.name, 0, "", "", f"a file of this name in {path.parent}"))
    except (OSError, EOFError, zlib.error) as error:
        problems.append(
            FileProblem(path.name, 0, "", str(error), "a file that can be read to its end")
        )


def _parsed(reader, name, columns, problems):
    header = next(reader, [])
    if header != list(columns):
        problems.append(
            FileProblem(name, 1, "", ",".join(header), "the columns " + ",".join(columns))
        )
        return
    parsers = list(columns.items())
    for cells in reader:
        line = reader.line_num
        if len(cells) != len(parsers):
            allowed = f"{len(parsers)} cells in a row"
            problems.append(FileProblem(name, line, "", ",".join(cells), allowed))
            continue
        row, before = {}, len(problems)
        is_legible = not ILLEGIBLE.search("".join(cells))
        for (column, parse), cell in zip(parsers, cells, strict=True):
            try:
                row[column] = parse(cell) if is_legible else _legible(cell)
            except ValueError as error:
                problems.append(FileProblem(name, line, column, cell, str(error)))
        if len(problems) == before:
            yield line, row


def _legible(cell):
    if ILLEGIBLE.search(cell):
        raise ValueError("text in UTF-8 without NUL")
    return cell
