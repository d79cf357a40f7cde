"""JSON: a list of rows for each table, and all tables in one file."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from laws.open_data.about import About
from laws.open_data.table import Row, Table


class JsonFiles:
    """For each table a list of its rows, a row a line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def table(self, table: Table) -> Iterator[Callable[[Row], object]]:
        with (self.folder / f"{table.name}.json").open("w", encoding="utf-8") as file:
            with rows_in(file) as write:
                yield write
            file.write("\n")


class JsonFile:
    """One file: what it is, and `tables`, each a list of its rows."""

    def __init__(self, path: Path, about: About) -> None:
        self.path, self.about = path, about

    def __enter__(self) -> Self:
        self.file = self.path.open("w", encoding="utf-8")
        head = json.dumps(self.about.facts, ensure_ascii=False, indent=1)
        self.file.write(head.removesuffix("\n}") + ',\n "tables": {\n')
        self.between = ""
        return self

    @contextmanager
    def table(self, table: Table) -> Iterator[Callable[[Row], object]]:
        self.file.write(f'{self.between}"{table.name}": ')
        with rows_in(self.file) as write:
            yield write
        self.between = ",\n"

    def __exit__(self, *_: object) -> None:
        self.file.write("\n}}\n")
        self.file.close()


@contextmanager
def rows_in(file: IO[str]) -> Iterator[Callable[[Row], object]]:
    """A list of rows, each on a line of its own."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    between = "[\n"

    def write(row: Row) -> None:
        nonlocal between
        file.write(between + encode(row))
        between = ",\n"

    yield write
    file.write("[]" if between == "[\n" else "\n]")
