"""Reading CSV files so that every bad cell is reported with its file, line and column."""

import csv
import gzip
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from laws.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Refusal:
    """One cell that can't be loaded, and what is allowed there."""

    file: str
    line: int
    column: str
    value: str
    allowed: str

    def __str__(self):
        shown = self.value if len(self.value) <= 80 else self.value[:77] + "…"
        where = f"{self.file}, line {self.line}, column {self.column}"
        return f"{where}: {shown!r} is refused; allowed: {self.allowed}."


class Refused(Exception):
    """Some rows can't be loaded; `refusals` says which and why. Nothing was changed."""

    def __init__(self, refusals):
        self.refusals = refusals
        super().__init__("\n".join(map(str, refusals)))


# --- what a cell may hold: each takes text, returns a value, or raises ValueError(allowed) ------


def text(longest, required=False):
    """Text of at most `longest` characters."""

    def parse(cell):
        if "\x00" in cell or len(cell) > longest or (required and not cell):
            raise ValueError(f"text of {'1' if required else '0'} to {longest} characters")
        return cell

    return parse


def pattern(regex, allowed):
    """Text of a given form."""
    compiled = re.compile(regex, re.ASCII)

    def parse(cell):
        if not compiled.fullmatch(cell):
            raise ValueError(allowed)
        return cell

    return parse


def choice(words, empty=False):
    """One word of the vocabulary."""

    def parse(cell):
        if cell in words.values or (empty and not cell):
            return cell
        raise ValueError("one of " + ", ".join(words.values) + (" or nothing" if empty else ""))

    return parse


def choices(words, required=False):
    """Words of the vocabulary with semicolons between them; returns a list."""

    def parse(cell):
        found = cell.split(";") if cell else []
        if set(found) - set(words.values) or (required and not found):
            raise ValueError("words with ; between them, of " + ", ".join(words.values))
        return found

    return parse


def number(lowest, highest, empty=True):
    """A whole number between the bounds, or None for an empty cell."""

    def parse(cell):
        if empty and not cell:
            return None
        if not re.fullmatch(r"\d{1,12}", cell, re.ASCII) or not lowest <= int(cell) <= highest:
            raise ValueError(f"a whole number from {lowest} to {highest}")
        return int(cell)

    return parse


def degrees(bound):
    """Degrees between −bound and bound with five decimals, or None."""

    def parse(cell):
        try:
            value = Decimal(cell).quantize(Decimal("0.00001")) if cell else None
        except InvalidOperation:
            value = Decimal(1000)
        if value is not None and not -bound <= value <= bound:
            raise ValueError(f"degrees from -{bound} to {bound}, or nothing")
        return value

    return parse


def flag(cell):
    """1 or 0."""
    if cell not in ("0", "1"):
        raise ValueError("1 or 0")
    return cell == "1"


def maybe(cell):
    """1, 0 or, for not known, nothing."""
    return flag(cell) if cell else None


def partial_date(cell):
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    try:
        return PartialDate.parse(cell)
    except ValueError:
        raise ValueError("YYYY, YYYY-MM or YYYY-MM-DD") from None


def day(empty=True):
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


def urls(cell):
    """Web addresses with blanks between them; returns a list."""
    found = cell.split()
    if not all(re.fullmatch(r"https?://\S{1,490}", url) for url in found):
        raise ValueError("addresses that start with http:// or https://, with blanks between them")
    return found


def words(cell):
    """Words with semicolons between them; returns a list."""
    return cell.split(";") if cell else []


def read_rows(path, columns, refusals):
    """Yield (line, row) for each row of a CSV file that can be read; the rest goes to `refusals`.

    `columns` maps each column to its parser. A column that is missing or unknown, a row that is
    too long or too short, and bytes that are no UTF-8 are refused as well.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="") as file:
            yield from _parsed(csv.reader(file), path.name, columns, refusals)
    except UnicodeDecodeError as error:
        refusals.append(Refusal(path.name, 0, "", repr(error.object[:20]), "text in UTF-8"))
    except csv.Error as error:
        refusals.append(Refusal(path.name, 0, "", str(error), "comma-separated values"))
    except FileNotFoundError:
        refusals.append(Refusal(path.name, 0, "", "", f"a file of this name in {path.parent}"))


def _parsed(reader, name, columns, refusals):
    header = next(reader, [])
    if header != list(columns):
        refusals.append(Refusal(name, 1, "", ",".join(header), "the columns " + ",".join(columns)))
        return
    parsers = list(columns.items())
    for cells in reader:
        line = reader.line_num
        if len(cells) != len(parsers):
            allowed = f"{len(parsers)} cells in a row"
            refusals.append(Refusal(name, line, "", ",".join(cells), allowed))
            continue
        row, before = {}, len(refusals)
        for (column, parse), cell in zip(parsers, cells, strict=True):
            try:
                row[column] = parse(cell)
            except ValueError as error:
                refusals.append(Refusal(name, line, column, cell, str(error)))
        if len(refusals) == before:
            yield line, row
