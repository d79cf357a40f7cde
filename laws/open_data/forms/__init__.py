"""The forms in which tables of the record are written: each writes row by row, with flat memory."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from laws.open_data.table import Row, Table


class Form(Protocol):
    """One form: `table` is a block in which it takes the rows of a table, a call a row."""

    def table(self, table: Table) -> AbstractContextManager[Callable[[Row], object]]: ...
