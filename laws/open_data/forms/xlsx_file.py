"""A workbook with a sheet for each table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from laws.open_data.about import TITLE, About
from laws.open_data.cells import cell
from laws.open_data.table import Row, Table

LONGEST = 32_000  # letters of a cell: spreadsheets take some more
WIDTHS = {"integer": 9, "number": 11, "boolean": 9, "date": 12}
NEVER = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class XlsxFile:
    """Text is text here and never a formula, so it stands as it is; lists are JSON."""

    def __init__(self, path: Path, about: About) -> None:
        self.path, self.about = path, about

    def __enter__(self) -> Self:
        from xlsxwriter import Workbook

        options = {"constant_memory": True, "tmpdir": str(self.path.parent), **NEVER}
        self.book = Workbook(self.path, options)
        changed = datetime.fromisoformat(self.about.changed_at).replace(tzinfo=None)
        facts = self.about.facts
        self.book.set_properties(
            {"title": TITLE, "comments": facts["cite_as"], "created": changed,
             "keywords": facts["license"]}
        )  # fmt: skip
        self.bold = self.book.add_format({"bold": True, "bottom": 1})
        return self

    @contextmanager
    def table(self, table: Table) -> Iterator[Callable[[Row], object]]:
        sheet = self.book.add_worksheet(table.name)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, WIDTHS.get(column.type, 24))
            sheet.write_string(0, place, column.name, self.bold)
        number = 0

        def write(row: Row) -> None:
            nonlocal number
            number += 1
            for place, value in enumerate(row.values()):
                put(sheet, number, place, value)

        yield write
        sheet.autofilter(0, 0, number, len(table.columns) - 1)

    def __exit__(self, *_: object) -> None:
        self.book.close()


def put(sheet: Any, row: int, place: int, value: Any) -> None:
    """Write a value as what it is."""
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif value is not None:
        text = value if isinstance(value, str) else cell(value)
        sheet.write_string(row, place, text if len(text) <= LONGEST else text[:LONGEST] + "…")
