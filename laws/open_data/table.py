"""What a table of the published record is, and how its rows are read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, F, Func, QuerySet, Value, When
from django.db.models.functions import Collate, Left
from django.utils.timezone import localtime

from laws.text.dates import PartialDate
from laws.vocabulary import Precision, Words

TYPES = ("string", "integer", "number", "boolean", "date", "list", "object")
CHUNK = 2000
MADE = object()
"""Said of a column that no query gives: `finish` of its table works it out."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    `type` is one of TYPES; a date is text as precise as it is known: 2023, 2023-06 or 2023-06-20.
    A column that takes `words` of a vocabulary holds one of them, or a list of them. `of` is where
    the value comes from, if not from the column of that name: a path or an expression.
    """

    name: str
    type: str
    description: str
    words: type[Words] | None = None
    of: Any = field(default=None, compare=False)

    @property
    def source(self) -> Any:
        return self.name if self.of is None else self.of


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the record, of which only published rows are public.

    `key` names the columns that tell a row from every other. `rows` reads the rows in the order of
    their keys, streamed, in one query or two. Values are what JSON knows. None is what is not known
    or not there: the database's empty text is never given; a list without entries is [].
    `is_followed` is False where the rows are no part of what changes from day to day.
    """

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]
    is_followed: bool = True

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """By which rows are told apart and sorted: what is not known stands as empty text."""
        return tuple("" if row[name] is None else row[name] for name in self.key)


def read(
    query: QuerySet[Any],
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    finish: Callable[[Row], None] | None = None,
    **beside: Any,
) -> Iterator[Row]:
    """The rows of a query in the order of their keys. `finish` is given each row as it was read,
    with what is read `beside` the columns, and sets those that are MADE.
    """
    asked = {one.name: one.source for one in columns if one.of is not MADE} | beside
    sources = [F(one) if isinstance(one, str) else one for one in asked.values()]
    named = {one.name: one for one in columns}
    query = query.order_by(*(_in_order(named[name]) for name in key))
    for values in query.values_list(*sources).iterator(CHUNK):
        row = dict(zip(asked, values, strict=True))
        if finish:
            finish(row)
        yield {one.name: plain(row[one.name]) for one in columns}


def _in_order(column: Column) -> Any:
    """Sorted by the signs themselves: databases differ in how they sort words."""
    source = F(column.source) if isinstance(column.source, str) else column.source
    is_text = column.type == "string" or not isinstance(column.source, str)
    return (Collate(source, "C") if is_text else source).asc(nulls_first=True)


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, datetime):
        return localtime(value).date().isoformat()
    if isinstance(value, date | PartialDate):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value


def partial(day: str, precision: str) -> Left:
    """A date as precise as it is known, from its two columns: 2023, 2023-06 or 2023-06-20."""
    length = Case(
        When(**{precision: Precision.YEAR}, then=Value(4)),
        When(**{precision: Precision.MONTH}, then=Value(7)),
        default=Value(10),
    )
    text = Func(F(day), Value("YYYY-MM-DD"), function="to_char", output_field=CharField())
    return Left(text, length)
