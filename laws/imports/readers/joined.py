"""Rows of child files, found by what they belong to, without holding them: in a file of SQLite's.

A session has a hundred times more actions than bills, in any order. They go to a database without
a name, which SQLite keeps on the disk beyond a small cache and removes when it is closed.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from laws.imports.readers.csv_files import Row
from laws.imports.types import RefusedRecord, Where

BATCH = 5000
SETTINGS = {"journal_mode": "OFF", "synchronous": "OFF", "cache_size": -16000}


def each_row(
    rows: Iterable[Row | RefusedRecord], read: Callable[[Where, dict[str, str]], object]
) -> Iterator:
    """What `read` makes of each row; those that are refused as they are."""
    for row in rows:
        yield row if isinstance(row, RefusedRecord) else read(*row)


class Joined:
    """Child rows by the key of their parent and the name of their part."""

    def __init__(self):
        self.database = sqlite3.connect("", isolation_level=None)
        for name, value in SETTINGS.items():
            self.database.execute(f"PRAGMA {name} = {value}")
        self.database.execute("CREATE TABLE child (part, parent, line, content)")
        self.is_indexed = False

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.database.close()

    def add(self, part, key, rows):
        """Take in the rows of a child file by its column `key`; yield those that are refused."""
        batch = []
        for row in rows:
            if isinstance(row, RefusedRecord):
                yield row
                continue
            where, cells = row
            batch.append((part, cells[key], where.number, json.dumps(cells)))
            if len(batch) >= BATCH:
                self._write(batch)
                batch = []
        self._write(batch)

    def _write(self, batch):
        self.database.execute("BEGIN")
        self.database.executemany("INSERT INTO child VALUES (?, ?, ?, ?)", batch)
        self.database.execute("COMMIT")

    def of(self, parent):
        """{part: [(line, row), …]} of a parent, each part in the order of its file."""
        if not self.is_indexed:
            self.database.execute("CREATE INDEX parents ON child (parent)")
            self.is_indexed = True
        found = {}
        query = "SELECT part, line, content FROM child WHERE parent = ? ORDER BY rowid"
        for part, line, content in self.database.execute(query, (parent,)):
            found.setdefault(part, []).append((line, json.loads(content)))
        return found

    def rows(self, parent):
        """{part: [row, …]} of a parent."""
        return {part: [row for _, row in rows] for part, rows in self.of(parent).items()}

    def parents(self, part):
        """(parent, line of its first row) for all that the rows of a part belong to."""
        found = "SELECT parent, min(line) FROM child WHERE part = ? GROUP BY parent ORDER BY 2"
        return self.database.execute(found, (part,))
