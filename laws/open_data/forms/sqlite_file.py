"""A SQLite database of all tables, as Datasette likes it."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from laws.open_data.links import MAY_LACK, links_of
from laws.open_data.table import Column, Row, Table
from laws.open_data.tables import TABLE

TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
ROWS = 500  # that wait to be written
SPEED = ("journal_mode = OFF", "synchronous = OFF")  # a file that is broken is made again


class SqliteFile:
    """Keys, foreign keys and indexes; lists are JSON, booleans 0 and 1, dates text."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        self.path.unlink(missing_ok=True)
        self.database = sqlite3.connect(self.path, isolation_level=None)
        for said in SPEED:
            self.database.execute(f"PRAGMA {said}")
        self.database.execute("BEGIN")
        return self

    @contextmanager
    def table(self, table: Table) -> Iterator[Callable[[Row], object]]:
        self.database.execute(definition(table))
        holes = ", ".join("?" * len(table.columns))
        insert = f'INSERT INTO "{table.name}" VALUES ({holes})'
        waiting: list[list[Any]] = []

        def write(row: Row) -> None:
            waiting.append([stored(value) for value in row.values()])
            if len(waiting) == ROWS:
                send()

        def send() -> None:
            self.database.executemany(insert, waiting)
            waiting.clear()

        yield write
        send()
        for name in indexed(table):
            self.database.execute(
                f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")'
            )

    def __exit__(self, *_: object) -> None:
        self.database.execute("COMMIT")
        self.database.execute("ANALYZE")
        self.database.close()


def stored(value: Any) -> Any:
    """A value as SQLite has it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def indexed(table: Table) -> list[str]:
    """The columns that others are found by, beside the first one of the key."""
    found = [*links_of(table), *(one.name for one in table.columns if one.name == "state")]
    return [name for name in found if name != table.key[0]]


def definition(table: Table) -> str:
    """The statement that makes a table, with what each column means beside it."""
    key = ", ".join(f'"{name}"' for name in table.key)
    lines = [_column(one) for one in table.columns]
    lines.append((f"{'UNIQUE' if table.name in MAY_LACK else 'PRIMARY KEY'} ({key})", ""))
    for name, other in links_of(table).items():
        (named,) = TABLE[other].key
        lines.append((f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("{named}")', ""))
    last = len(lines) - 1
    body = "\n".join(
        f"  {text}{',' if place < last else ''}{note}" for place, (text, note) in enumerate(lines)
    )
    return f'CREATE TABLE "{table.name}" (\n{body}\n)'


def _column(column: Column) -> tuple[str, str]:
    kind = TYPES.get(column.type, "TEXT")
    return f'"{column.name}" {kind}', f" -- {column.description}"
