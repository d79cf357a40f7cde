"""A CSV file for each table."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from laws.open_data.cells import cell
from laws.open_data.table import Row, Table


class CsvFiles:
    """UTF-8 with a mark, without which spreadsheets read it as something else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def table(self, table: Table) -> Iterator[Callable[[Row], object]]:
        path = self.folder / f"{table.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.name for column in table.columns)
            yield lambda row: writer.writerow(map(cell, row.values()))
