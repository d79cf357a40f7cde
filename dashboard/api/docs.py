"""What the pages at /api/ show, read from the description of the API."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict

from dashboard.api import described
from dashboard.api.operation import Asked, Gone, Operation
from dashboard.api.operations import OPERATIONS
from dashboard.api.parameters import Misunderstood
from dashboard.web.as_of import AsOf
from dashboard.web.params import query
from dashboard.web.problems import KINDS, TITLES

LONGEST = 240  # characters of a text in an example
MOST_WORDS = 24  # values of a parameter that stand outright
TYPES = {"array": "list", "string": "text", "integer": "whole number", "boolean": "true or false"}
GROUPS = {
    "As of a day": (
        "index", "measures", "measure", "jurisdictions", "jurisdiction", "states", "state",
        "places", "rankings", "ranking", "people-covered", "cases", "case", "coverage",
        "editions",
    ),
}  # fmt: skip
REST = "The tables of the record"
CURL = "curl '{site}/api/v1/measures?state=ma&force=yes&fields=slug,title,since'"
PYTHON = """import json
from urllib.request import urlopen

address = "{site}/api/v1/measures?state=ma&force=yes&limit=200"
rows = []
while address:
    answer = json.load(urlopen(address))
    rows += answer["results"]
    address = answer["next"]
print(answer["on"], answer["count"], len(rows))"""
R = """library(jsonlite)
answer <- fromJSON("{site}/api/v1/states?on=2023-07-20&limit=200")
table(answer$results$rule)"""
PROGRAMS = (
    ("The laws of Massachusetts and its cities in effect today, in the shell:", "curl", CURL),
    ("The same in Python, with every part of the list:", "Python", PYTHON),
    ("The statewide rules of July 20, 2023, in R:", "R", R),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question to an operation, and what this site answers to it now."""

    address: str
    answer: str


def groups() -> list[tuple[str, list[Operation]]]:
    """The operations as the guide lists them."""
    named = {name for names in GROUPS.values() for name in names}
    found = [
        (title, [one for one in OPERATIONS if one.name in names]) for title, names in GROUPS.items()
    ]
    return [*found, (REST, [one for one in OPERATIONS if one.name not in named])]


def parameters(operation: Operation) -> list[dict[str, Any]]:
    """The parameters of an operation, as its page lists them."""
    return [_parameter(one) for one in described.parameters(operation)]


def _parameter(one: Mapping[str, Any]) -> dict[str, Any]:
    schema, is_list = one["schema"], one["schema"].get("type") == "array"
    inner = schema["items"] if is_list else schema
    values = [str(value) for value in inner.get("enum", ())]
    return {
        "name": one["name"],
        "meaning": one["description"],
        "takes": _takes(inner, values),
        "values": values if len(values) <= MOST_WORDS else [],
        "folded": values if len(values) > MOST_WORDS else [],
        "repeats": is_list and one.get("explode"),
        "joined": is_list and not one.get("explode"),
        "required": one.get("required", False),
        "default": schema.get("default"),
    }


def _takes(schema: Mapping[str, Any], values: list[str]) -> str:
    if values:
        return "one of the words" if len(values) > 1 else "the word"
    if schema["type"] == "integer":
        return f"a whole number from {schema['minimum']} to {schema['maximum']}"
    return "a day, as YYYY-MM-DD" if schema.get("format") == "date" else "text"


def columns(operation: Operation) -> list[dict[str, Any]]:
    """The columns of a row of an operation."""
    return [
        {
            "name": column,
            "meaning": schema["description"],
            "type": "date" if "pattern" in schema else TYPES.get(schema["type"][0], "object"),
            "values": [
                one for one in (schema.get("enum") or schema.get("items", {}).get("enum", ()))
                if one
            ],
        }
        for column, schema in described.row(operation)["properties"].items()
    ]  # fmt: skip


def errors(operation: Operation) -> list[tuple[str, str, str]]:
    """What can go wrong: the status, in words, and the part of the guide that says more."""
    statuses = (int(status) for status in described.answers(operation))
    return [(str(one), TITLES[one], KINDS[one]) for one in statuses if one in TITLES]


def example(operation: Operation, as_of: AsOf, site: str) -> Example:
    """The example of an operation on a day. What this record does not hold has no answer."""
    asked_for = {"on": as_of.parameter, **operation.example}
    values = QueryDict(query(**asked_for).removeprefix("?"))
    path = f"/api/v1/{operation.template.format(**operation.example_of)}"
    asked = Asked(operation, values, as_of.today, site, path, operation.example_of)
    try:
        answer = operation.answer(asked)
    except (Http404, Gone, Misunderstood):
        answer = None
    text = json.dumps(_short(answer), ensure_ascii=False, indent=2) if answer else ""
    return Example(path + query(**asked_for), text)


def _short(value: Any) -> Any:
    """An answer with its long texts cut, and of its rows the first two."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[:LONGEST] + " …"
    if isinstance(value, Mapping):
        return {name: _short(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_short(one) for one in value[:2]] + (["…"] if len(value) > 2 else [])
    return value
