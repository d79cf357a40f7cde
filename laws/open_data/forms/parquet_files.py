"""A Parquet file for each table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from laws.open_data.about import About
from laws.open_data.table import Column, Row, Table

ROWS = 2000  # that wait to be written


class ParquetFiles:
    """Lists are lists, dates are text: one may be known only to the month."""

    def __init__(self, folder: Path, about: About) -> None:
        self.folder, self.about = folder, about

    @contextmanager
    def table(self, table: Table) -> Iterator[Callable[[Row], object]]:
        import pyarrow
        from pyarrow.parquet import ParquetWriter

        fields = [field_of(column) for column in table.columns]
        said = self.about.facts | {"table": table.name, "about": table.description}
        schema = pyarrow.schema(fields, metadata=said)
        waiting: list[Row] = []
        with ParquetWriter(self.folder / f"{table.name}.parquet", schema) as writer:

            def write(row: Row) -> None:
                waiting.append(row)
                if len(waiting) == ROWS:
                    send()

            def send() -> None:
                writer.write_batch(pyarrow.RecordBatch.from_pylist(waiting, schema=schema))
                waiting.clear()

            yield write
            send()


def field_of(column: Column) -> Any:
    """A column as Parquet has it, with its description."""
    import pyarrow

    kinds = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    kind = kinds.get(column.type, pyarrow.string())
    return pyarrow.field(column.name, kind, metadata={"description": column.description})
