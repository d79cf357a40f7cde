"""The parts of the description of the API: what each operation takes and gives, as JSON schemas."""

import re
from typing import Any

from dashboard.api.limits import MOST, WINDOW
from dashboard.api.operation import Operation
from dashboard.api.parameters import Parameter
from dashboard.web.problems import MEDIA_TYPE, TITLES
from laws.open_data.table import Column

Schema = dict[str, Any]
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
NAMED = {
    "slug": "The last part of its address on this site.",
    "state_code": "The postal code in small letters; us for the country.",
    "ranking": "What names the ranking: see /api/v1/rankings.",
}
TYPES = {"list": "array", "date": "string"}
DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Where the documentation says more."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What went wrong, in a sentence."},
        "instance": {"type": "string", "description": "The address that was asked for."},
        "errors": {
            "type": "array",
            "description": "Of a 400: the parameter, the value, and what is allowed.",
            "items": {
                "type": "object",
                "required": ["parameter", "value", "allowed"],
                "properties": {
                    "parameter": {"type": "string"},
                    "value": {"type": ["string", "null"]},
                    "allowed": {"type": "string"},
                },
            },
        },
    },
}
FRAME: Schema = {
    "on": {"type": "string", "format": "date", "description": "The day that the answer is about."},
    "record": {
        "type": ["object", "null"],
        "description": "Which version of the record answers.",
        "properties": {"version": {"type": "string"}},
    },
    "edition": {
        "type": "object",
        "description": "The edition that answers, where one was asked for.",
        "properties": {"number": {"type": "integer"}, "made_at": {"type": "string"}},
    },
    "license": {"type": "string", "description": "The license of the data (CC BY 4.0)."},
    "filters": {"type": "object", "description": "What was asked for beside the day."},
    "rule": {"type": "string", "description": "By which rule, and what the columns mean."},
    "page": {"type": ["string", "null"], "description": "The page that says the same."},
    "documentation": {"type": "string", "description": "Where this operation is described."},
    "notices": {
        "type": "array",
        "description": "What to know of the answer: that its day lies in the future.",
        "items": {"type": "string"},
    },
}
OF_LIST: Schema = {
    "count": {"type": "integer", "description": "All rows that were asked for, here and after."},
    "in_doubt": {
        "type": ["integer", "null"],
        "description": "Of how many of them something is in doubt: their columns say what.",
    },
    "next": {
        "type": ["string", "null"],
        "description": "The address of the rows that follow; null after the last.",
    },
}
HEADERS: Schema = {
    "RateLimit-Policy": {
        "description": f"{MOST} answers that have to be made in {WINDOW} seconds, an address.",
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "What the address has left (r) for so many seconds (t); only where the "
        "answer was made for it, and so counted.",
        "schema": {"type": "string"},
    },
}


def parameters(operation: Operation) -> list[Schema]:
    """All that an operation takes: the parts of its address, then its parameters."""
    named = re.findall(r"<slug:(\w+)>", operation.path)
    of_path = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": NAMED[name],
            "schema": SLUG,
            "example": operation.example_of[name],
        }
        for name in named
    ]
    return [*of_path, *(parameter(one) for one in operation.parameters.values())]


def answers(operation: Operation) -> Schema:
    """All that an operation may answer, by the status."""
    statuses = [400, 404, 406, 429, 503]
    if operation.name == "measure":
        statuses += [410]
    known = {200: _answer(operation), 304: {"description": "What you have is still the answer."}}
    return {
        str(status): known.get(status) or _problem(status) for status in sorted([*known, *statuses])
    }


def row(operation: Operation) -> Schema:
    """A row of what an operation answers."""
    return {
        "type": "object",
        "properties": {one.name: column(one) for one in operation.columns},
        "additionalProperties": False,
    }


def parameter(one: Parameter) -> Schema:
    """A parameter of a query string."""
    schema = {name: value for name, value in one.schema.items() if not name.startswith("x-")}
    said: Schema = {"name": one.name, "in": "query", "description": one.description}
    if one.is_list or one.is_joined:
        said |= {"style": "form", "explode": one.is_list}
        schema = {"type": "array", "items": schema, "minItems": 1, "uniqueItems": one.is_joined}
    return said | {"schema": schema}


def column(one: Column) -> Schema:
    """A column of a row."""
    schema: Schema = {
        "type": [TYPES.get(one.type, one.type), "null"],
        "description": one.description,
    }
    if one.type == "date":
        schema["pattern"] = DATE
    if one.words and one.type == "string":
        schema["enum"] = [*one.words.values, "", None]
    if one.words and one.type == "list":
        schema["items"] = {"type": "string", "enum": list(one.words.values)}
    return schema


def _answer(operation: Operation) -> Schema:
    own: Schema = {"result": row(operation)}
    if operation.is_list:
        own = OF_LIST | {"results": {"type": "array", "items": row(operation)}}
    if not operation.is_paged:
        own.pop("next")
    body = {
        "type": "object",
        "required": ["on", "record", "license", "result" + "s" * operation.is_list],
        "properties": FRAME | own | operation.beside,
    }
    return {
        "description": operation.about,
        "headers": HEADERS
        | {"ETag": {"description": "Names this answer.", "schema": {"type": "string"}}},
        "content": {"application/json": {"schema": body}},
    }


def _problem(status: int) -> Schema:
    said: Schema = {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in (429, 503):
        wait = {"description": "Seconds to wait.", "schema": {"type": "string"}}
        said["headers"] = {"Retry-After": wait}
    return said
