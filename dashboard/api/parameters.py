"""The parameters of the API: what each takes, said once for its check and for its description."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.web.parameters import EARLIEST, LATEST, SHOWN, Parameters
from laws.text.dates import say

MOST_ROWS, ROWS = 200, 50
LONGEST = 300  # characters of a value
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TEXT = r"^[^\u0000\uFFFD]+$"
MOST_NAMED = 40  # values that a sentence lists


class Misunderstood(Exception):
    """A parameter whose value an operation does not take."""

    status = 400

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name}={value} was not understood: {allowed}.")
        self.name, self.value, self.allowed = name, value, allowed


class Unknown(Misunderstood):
    """A parameter whose value is of the right form and names nothing that there is."""

    status = 404


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query string, by its JSON schema. `is_list`: it may be repeated."""

    name: str
    description: str
    schema: dict[str, Any] = field(default_factory=dict)
    is_list: bool = False
    is_joined: bool = False  # a list in one value, with commas between

    def check(self, values: list[str]) -> None:
        """Refuse values that the schema does not allow."""
        if len(values) > 1 and not self.is_list:
            raise Misunderstood(self.name, values[1], "it is given once")
        every = values[0].split(",") if self.is_joined else values
        again = next((value for value in every if self.is_joined and every.count(value) > 1), None)
        if again is not None:
            raise Misunderstood(self.name, cut(again), "each name is given once")
        wrong = next((value for value in every if not self._fits(value)), None)
        if wrong is not None:
            raise Misunderstood(self.name, cut(wrong), self.allowed)

    def _fits(self, value: str) -> bool:
        schema = self.schema
        if not value or len(value) > LONGEST:
            return False
        if "enum" in schema:
            return value in schema["enum"]
        if schema.get("type") == "integer":
            return is_number(value, schema["minimum"], schema["maximum"])
        if schema.get("format") == "date":
            return day_of(value) is not None
        return re.search(schema.get("pattern", ""), value) is not None

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        schema = self.schema
        if "enum" in schema:
            named = ", ".join(schema["enum"][:MOST_NAMED])
            more = len(schema["enum"]) - MOST_NAMED
            return f"allowed are {named}" + (f" and {more} more, see /api/" if more > 0 else "")
        if schema.get("type") == "integer":
            return f"a whole number from {schema['minimum']} to {schema['maximum']} is allowed"
        if schema.get("format") == "date":
            return f"a day from {say(EARLIEST)}, to {say(LATEST)}, as YYYY-MM-DD is allowed"
        return schema.get("x-allowed") or f"text of 1 to {LONGEST} characters is allowed"


class StrictParameters(Parameters):
    """The parameters of a request, of which a mistaken one is an error and no notice."""

    def explain(self, name: str, value: str, allowed: str) -> None:
        raise Misunderstood(name, cut(value), allowed)

    def day(self, name: str, default: date, otherwise: str = "", earliest: date = EARLIEST) -> date:
        return day_of(self.first(name)) or default


def day_of(text: str) -> date | None:
    """A day that the API takes, or None."""
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) and text.isascii() else None
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST else None


def is_number(text: str, lowest: int, highest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9 and lowest <= int(text) <= highest


def cut(value: str) -> str:
    return value if len(value) <= SHOWN else value[:SHOWN] + "…"


# --- parameters that several operations take ----------------------------------------------------


def one_of(name: str, description: str, values: Iterable[str], default: str = "") -> Parameter:
    """A parameter that takes one of a few words."""
    schema = {"type": "string", "enum": [str(value) for value in values]}
    return Parameter(name, description, schema | ({"default": default} if default else {}))


def several_of(name: str, description: str, values: Iterable[str]) -> Parameter:
    """A parameter that may be repeated: a row fits where one of the values does."""
    schema = {"type": "string", "enum": [str(value) for value in values]}
    return Parameter(name, description, schema, is_list=True)


def words(name: str, description: str, pattern: str = TEXT, allowed: str = "") -> Parameter:
    """A parameter that takes text."""
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": pattern}
    return Parameter(name, description, schema | ({"x-allowed": allowed} if allowed else {}))


ON = Parameter(
    "on",
    "The day that the answer is about; today where it is left out. It may lie in the future: then "
    "the answer says what is known today about that day.",
    {
        "type": "string",
        "format": "date",
        "pattern": r"^(199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    },
)
LIMIT = Parameter(
    "limit",
    "The most rows of one answer.",
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS},
)
CURSOR = Parameter(
    "cursor",
    "Where to go on: from `next` of the answer before, with the same other parameters. Rows that "
    "came or went in between neither repeat nor skip others.",
    {
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]{24,600}$",
        "x-allowed": "the cursor that `next` of an answer to the same question holds is allowed",
    },
)

EDITION = Parameter(
    "edition",
    "The number of an edition: the answer as this record knew it when that edition was made. See "
    "/api/v1/editions.",
    {"type": "integer", "minimum": 1, "maximum": 99_999_999},
)
"""Read by `dashboard.web.editions` before an operation is asked."""


def fields_of(names: Iterable[str]) -> Parameter:
    """The choice of columns."""
    return Parameter(
        "fields",
        "The columns that you want, with commas between; all where it is left out.",
        {"type": "string", "enum": list(names)},
        is_joined=True,
    )
