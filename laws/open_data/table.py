"""What a table of the published record is, and how its rows are read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from django.db.models import Case, CharField, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Collate, Left
from django.db.models.lookups import Exact, GreaterThan
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
    `is_followed` is False where the rows are no part of what changes from day to day. `together`
    are columns of which several say one date, and how exactly it is known: where one changes, an
    event has all of them.
    """

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]
    is_followed: bool = True
    together: tuple[frozenset[str], ...] = ()

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """By which rows are told apart and sorted: what is not known stands as empty text."""
        return tuple("" if row[name] is None else row[name] for name in self.key)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a query in the order of their keys, read when they are gone through: all of them,
    or those that `where`, `after` and `first` leave.
    """

    query: QuerySet[Any]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    finish: Callable[[Row], None] | None
    beside: dict[str, Any]
    most: int | None = None

    def __iter__(self) -> Iterator[Row]:
        return (row for _, row in self.with_numbers())

    def with_numbers(self) -> Iterator[tuple[int, Row]]:
        """Each row with its number in the database, which tells rows of one key apart."""
        asked = {one.name: one.source for one in self.columns if one.of is not MADE} | self.beside
        sources = [F(one) if isinstance(one, str) else one for one in asked.values()]
        query = self.query.order_by(*self._keys().values(), "pk")
        for number, *values in query.values_list("pk", *sources)[: self.most].iterator(CHUNK):
            row = dict(zip(asked, values, strict=True))
            if self.finish:
                self.finish(row)
            yield number, {one.name: plain(row[one.name]) for one in self.columns}

    def where(self, condition: Q) -> Self:
        """Those that meet a condition."""
        return replace(self, query=self.query.filter(condition))

    def after(self, key: Sequence[Any], number: int) -> Self:
        """Those behind a row, given by its key (`Table.key_of`) and number, even if it is gone."""
        expressions, values = [*self._keys().values(), F("pk")], [*key, number]
        behind = Q()
        for place, (expression, value) in enumerate(zip(expressions, values, strict=True)):
            same = zip(expressions[:place], values[:place], strict=True)
            behind |= Q(GreaterThan(expression, value), *(Exact(*pair) for pair in same))
        return self.where(behind)

    def first(self, number: int) -> Self:
        """The first so many."""
        return replace(self, most=number)

    def count(self) -> int:
        """How many they are in all."""
        return self.query.count()

    def _keys(self) -> dict[str, Any]:
        named = {one.name: one for one in self.columns}
        return {name: _in_order(named[name]) for name in self.key}


def read(
    query: QuerySet[Any],
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    finish: Callable[[Row], None] | None = None,
    **beside: Any,
) -> Rows:
    """The rows of a query. `finish` is given each row as it was read, with what is read `beside`
    the columns, and sets those that are MADE.
    """
    return Rows(query, columns, key, finish, beside)


def _in_order(column: Column) -> Any:
    """Sorted by the signs themselves, which databases do in ways of their own with words; what is
    not known comes first.
    """
    source = F(column.source) if isinstance(column.source, str) else column.source
    if column.type in ("integer", "number"):
        return source
    text = Cast(source, TextField()) if column.type == "date" else source
    return Collate(Coalesce(text, Value(""), output_field=TextField()), "C")


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
