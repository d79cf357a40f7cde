"""What an operation of the API is: an address, its parameters, its columns, and its answer."""

import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.http import QueryDict
from django.urls import reverse

from dashboard.api.cursors import cursor_after, key_of
from dashboard.api.parameters import (
    CURSOR,
    EDITION,
    LIMIT,
    ON,
    ROWS,
    Misunderstood,
    Parameter,
    StrictParameters,
    cut,
    fields_of,
)
from dashboard.web.as_of import AsOf
from dashboard.web.json_ld import LICENSE
from dashboard.web.page_url import path_to
from dashboard.web.params import ahead, query
from laws.models import LoadedRecord
from laws.models.edition import edition_read
from laws.open_data.table import Column

Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question to an operation: its parameters, the day, and what its address names."""

    operation: "Operation"
    values: QueryDict
    today: date
    site: str
    path: str
    named: Mapping[str, str]

    @cached_property
    def parameters(self) -> StrictParameters:
        return StrictParameters(self.path, self.values, [])

    @cached_property
    def on(self) -> date:
        return self.parameters.day("on", self.today)

    @property
    def as_of(self) -> AsOf:
        return AsOf(self.on, self.today)

    @property
    def limit(self) -> int:
        return int(self.values.get("limit", ROWS))

    def first(self, name: str, default: str = "") -> str:
        return self.parameters.first(name) or default

    @property
    def chosen(self) -> dict[str, list[str]]:
        """What was asked for beside the day, the columns and the part of the list."""
        beside = ("on", "fields", "cursor", "limit")
        return {name: self.values.getlist(name) for name in self.values if name not in beside}

    @property
    def question(self) -> dict[str, Any]:
        """What tells this list from every other: a cursor holds for it alone."""
        edition = edition_read()
        return {
            "on": self.on.isoformat(),
            "edition": edition and edition.number,
            "named": dict(self.named),
            "chosen": self.chosen,
        }

    @property
    def after(self) -> list[Any] | None:
        """The key after which the list goes on; None from its start."""
        cursor = self.first("cursor")
        return key_of(cursor, self.operation.name, self.question) if cursor else None

    def next(self, key: Sequence[Any]) -> str:
        """The address of the rows after a key."""
        kept = {name: self.values.getlist(name) for name in self.values if name != "cursor"}
        cursor = cursor_after(key, self.operation.name, self.question)
        asked = kept | {"on": self.on.isoformat(), "cursor": cursor}
        return self.site + self.path + query(**dict(sorted(asked.items())))


class Gone(Exception):
    """What was public once and is no longer, with what is known of why."""

    def __init__(self, words: str, **known: Any) -> None:
        super().__init__(words)
        self.known = known


class Part(NamedTuple):
    """Some rows of a list, the key after which it goes on (None: it ends), and its length; of how
    many of them in all something is in doubt, where that is known.
    """

    rows: list[Row]
    last: Sequence[Any] | None
    count: int
    in_doubt: int | None = None


class Operation(ABC):
    """One address of the API."""

    name: str
    """What it is called in the description; its URL is called `api-<name>`."""
    path: str
    """Its address under /api/v1/, as Django's `path` writes it."""
    title: str
    about: str
    rule = ""
    columns: tuple[Column, ...] = ()
    own_parameters: tuple[Parameter, ...] = ()
    is_list = True
    is_paged = True
    example: Mapping[str, str] = {}
    """What the example of the documentation asks for; `example_of` names its row."""
    example_of: Mapping[str, str] = {}
    page = ""
    """The page that says the same, by the name of its URL."""
    beside: Mapping[str, Any] = {}
    """What its answer has beside its rows, as JSON schemas."""
    reads_primary = False
    """Whether it may write, and so reads no replica."""

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Everything that it takes, by name."""
        paged = (LIMIT, CURSOR) if self.is_list and self.is_paged else ()
        fields = fields_of(one.name for one in self.columns)
        return {one.name: one for one in (ON, *self.own_parameters, fields, *paged, EDITION)}

    @property
    def address(self) -> str:
        return f"api-{self.name}"

    @property
    def template(self) -> str:
        """Its address with the parts that are filled in: measures/{slug}."""
        return re.sub(r"<slug:(\w+)>", r"{\1}", self.path)

    def check(self, values: QueryDict) -> None:
        """Refuse what the operation does not take."""
        for name in values:
            known = self.parameters.get(name)
            if known is None:
                named = ", ".join(self.parameters)
                raise Misunderstood(cut(name), cut(values[name]), f"allowed here are {named}")
            known.check(values.getlist(name))

    @abstractmethod
    def content(self, asked: Asked) -> dict[str, Any]:
        """What the answer holds beside its frame: `results`, or one `result`."""

    def answer(self, asked: Asked) -> dict[str, Any]:
        """The whole answer."""
        self.check(asked.values)
        content = self.content(asked)
        for name in ("results", "result"):
            if name in content and "fields" in asked.values:
                content[name] = _only(content[name], asked.values["fields"].split(","))
        return frame(self, asked) | content


class Listing(Operation):
    """A list of rows that is given in parts."""

    def content(self, asked: Asked) -> dict[str, Any]:
        part = self.part(asked)
        doubt = {} if part.in_doubt is None else {"in_doubt": part.in_doubt}
        return {
            "count": part.count,
            **doubt,
            "next": asked.next(part.last) if part.last is not None else None,
            "results": part.rows,
        }

    @abstractmethod
    def part(self, asked: Asked) -> Part:
        """The rows that were asked for."""


def part_of(rows: Sequence[Row], key: Callable[[Row], Sequence[Any]], asked: Asked) -> Part:
    """A part of rows that are all at hand, in the order of their keys."""
    rows = sorted(rows, key=lambda row: tuple(key(row)))
    after = asked.after
    first = bisect_right(rows, tuple(after), key=lambda row: tuple(key(row))) if after else 0
    found = rows[first : first + asked.limit]
    is_more = first + asked.limit < len(rows)
    return Part(found, key(found[-1]) if is_more else None, len(rows))


def frame(operation: Operation, asked: Asked) -> dict[str, Any]:
    """What every answer says first: of which day, from which record, by which rule."""
    record = LoadedRecord.objects.first()
    said = {
        "on": asked.on.isoformat(),
        "record": record and {"version": record.version},
        "license": LICENSE,
        "filters": asked.chosen,
        "rule": operation.rule or operation.about,
        "page": _page(asked),
        "documentation": asked.site + path_to("api-docs", operation.name),
    }
    if edition := edition_read():
        said["edition"] = {"number": edition.number, "made_at": edition.made_at.isoformat()}
    if notices := ahead(asked.on):
        said["notices"] = notices
    return said


def _page(asked: Asked) -> str | None:
    """The page that says the same, at the same day."""
    name = asked.operation.page
    if not name:
        return None
    return asked.site + reverse(name, kwargs=dict(asked.named)) + query(on=asked.on.isoformat())


def _only(rows: Any, fields: Iterable[str]) -> Any:
    """Rows, or one, with some of their columns."""
    names = list(dict.fromkeys(fields))
    if isinstance(rows, Mapping):
        return {name: rows[name] for name in names}
    return [{name: row[name] for name in names} for row in rows]
