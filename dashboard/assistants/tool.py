"""What a tool is: a name, its arguments, and its answer, in the form that all answers share."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Subquery
from django.http import QueryDict

from dashboard.api.operation import Asked
from dashboard.api.parameters import Misunderstood, Parameter, cut
from dashboard.web.json_ld import LICENSE
from dashboard.web.params import ahead, query
from laws.models import Edition, LoadedRecord
from laws.models.edition import edition_read
from laws.rules.registry import RULES
from laws.text.dates import say

Schema = dict[str, Any]
MOST_ITEMS = 40  # of an argument that is a list
SEARCHED, IN_PART, NOT_SEARCHED = "searched", "in_part", "not_searched"


@dataclass(frozen=True, slots=True)
class Researched:
    """What was searched for an answer; where that is not all, “none” is never “no law”."""

    status: str
    sentence: str
    searched_on: date | None = None

    @property
    def row(self) -> dict[str, Any]:
        day = self.searched_on and self.searched_on.isoformat()
        return {"status": self.status, "searched_on": day, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class Said:
    """What a tool found: a sentence, the page that says the same, and the facts."""

    sentence: str
    page: str
    researched: Researched
    facts: Mapping[str, Any] | None = None
    doubts: Sequence[str] = ()
    rests_on: Sequence[str] = ()
    near: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


class Tool(ABC):
    """One question that an assistant may ask."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...] = ()
    needed: tuple[str, ...] = ()
    rules: tuple[int, ...] = ()

    @abstractmethod
    def say(self, asked: Asked) -> Said:
        """The answer to a question whose arguments were checked."""

    @cached_property
    def known(self) -> dict[str, Parameter]:
        return {one.name: one for one in self.parameters}

    def values(self, arguments: Mapping[str, Any]) -> QueryDict:
        """Arguments as the parameters of an address, or a refusal that names what is wrong."""
        values = QueryDict(mutable=True)
        for name, value in arguments.items():
            parameter = self.known.get(name)
            if parameter is None:
                allowed = f"allowed here are {', '.join(self.known)}"
                raise Misunderstood(printable(name), printable(value), allowed)
            if value is None:
                continue
            given = list(_texts(parameter, value))
            parameter.check(given)
            values.setlist(name, given)
        for name in self.needed:
            if name not in values:
                raise Misunderstood(
                    name, "", f"it is missing. {self.known[name].description.rstrip('.')}"
                )
        values._mutable = False
        return values

    def answer(self, asked: Asked) -> dict[str, Any]:
        """The whole answer: what was found, with its day, rules, doubts and record."""
        said, on = self.say(asked), asked.on
        return {
            "found": said.facts is not None,
            "on": on.isoformat(),
            "quote": {"sentence": said.sentence, "address": said.page},
            "researched": said.researched.row,
            "in_doubt": bool(said.doubts),
            "doubts": list(said.doubts),
            "rests_on": list(said.rests_on),
            "notices": ahead(on),
            "rules": [rule_in_short(number) for number in self.rules],
            "record": record_at_hand(),
            "license": LICENSE,
            "near": list(said.near),
            "facts": said.facts,
        }

    @property
    def described(self) -> Schema:
        """The tool as the protocol lists it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.about,
            "inputSchema": {
                "type": "object",
                "properties": {one.name: _schema(one) for one in self.parameters},
                "required": list(self.needed),
                "additionalProperties": False,
            },
            "outputSchema": OUTPUT,
            "annotations": {
                "title": self.title,
                "readOnlyHint": True,
                "destructiveHint": False,
                "idempotentHint": True,
                "openWorldHint": False,
            },
        }


def record_at_hand() -> dict[str, Any]:
    """Which record answers, or which edition of it, and its newest edition. One query."""
    newest = Edition.objects.order_by("-number")
    number, made_at = (Subquery(newest.values(name)[:1]) for name in ("number", "made_at"))
    row = LoadedRecord.objects.values_list("version", number, made_at).first()
    version, edition, made = row or (None, None, None)
    made = made and made.isoformat()
    read = edition_read()
    return {
        "version": version,
        "edition": read and read.number,
        "newest_edition": edition,
        "newest_edition_made_at": made,
    }


def as_of(on: date, words: str) -> str:
    """A sentence with its day, and with the edition that says so: it may not be quoted without."""
    read = edition_read()
    known = f", as known on {say(read.day)} (edition {read.number})" if read else ""
    return f"As of {say(on)}{known}: {words}"


def page_at(asked: Asked, path: str, **parameters: Any) -> str:
    """The whole address of a page on the day."""
    return asked.site + path + query(on=asked.on.isoformat(), **parameters)


def rule_in_short(number: int) -> dict[str, str]:
    """A rule by its name, with the first paragraph of its text."""
    rule = RULES[number]
    first = rule.text.split("\n\n", 1)[0]
    return {"rule": rule.name, "title": rule.title, "text": " ".join(first.split())}


def printable(value: Any) -> str:
    """A value that was sent, as it can be shown."""
    text = value if isinstance(value, str) else repr(value)[:200]
    return cut(text.encode("utf-8", "replace").decode().replace("\x00", "�"))


def _texts(parameter: Parameter, value: Any) -> Iterable[str]:
    """What was sent as text; a list only where the parameter takes several values."""
    several = value if isinstance(value, list) else [value]
    if isinstance(value, list) and not (parameter.is_list and 0 < len(value) <= MOST_ITEMS):
        raise Misunderstood(parameter.name, printable(value), parameter.allowed)
    for one in several:
        is_number = parameter.schema.get("type") == "integer"
        is_right = isinstance(one, int) and not isinstance(one, bool) if is_number else False
        if not (isinstance(one, str) or is_right) or printable(one) != cut(str(one)):
            raise Misunderstood(parameter.name, printable(one), parameter.allowed)
        yield str(one)


def _schema(one: Parameter) -> Schema:
    schema = {name: value for name, value in one.schema.items() if not name.startswith("x-")}
    if one.is_list:
        schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_ITEMS}
    return schema | {"description": one.description}


_TEXT: Schema = {"type": "string"}
_TEXT_OR_NONE: Schema = {"type": ["string", "null"]}


def _object(description: str, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
    }


OUTPUT: Schema = {
    "type": "object",
    "properties": {
        "found": {
            "type": "boolean",
            "description": "Whether there is such a place or measure. False: near names what may "
            "be meant; it never means that there is no law.",
        },
        "on": {"type": "string", "format": "date", "description": "The day of the answer."},
        "quote": _object(
            "The sentence to quote, as it is, with the address that says the same.",
            sentence=_TEXT,
            address=_TEXT,
        ),
        "researched": _object(
            "What was searched. in_part or not_searched: that nothing is listed is not “no law”.",
            status={"type": "string", "enum": [SEARCHED, IN_PART, NOT_SEARCHED]},
            searched_on=_TEXT_OR_NONE,
            sentence=_TEXT,
        ),
        "in_doubt": {"type": "boolean", "description": "Whether something of it is in doubt."},
        "doubts": {"type": "array", "items": _TEXT, "description": "What is in doubt, and why."},
        "rests_on": {
            "type": "array",
            "items": _TEXT,
            "description": "What is no recorded day: known to the month, inferred, or assumed.",
        },
        "notices": {
            "type": "array",
            "items": _TEXT,
            "description": "What to say with it: that the day lies in the future.",
        },
        "rules": {
            "type": "array",
            "description": "By which rules of /method/ it was found.",
            "items": _object("A rule in short.", rule=_TEXT, title=_TEXT, text=_TEXT),
        },
        "record": _object(
            "Which record answered, by its version: an edition, or today’s where edition is null; "
            "and the newest frozen edition.",
            version=_TEXT_OR_NONE,
            edition={"type": ["integer", "null"]},
            newest_edition={"type": ["integer", "null"]},
            newest_edition_made_at=_TEXT_OR_NONE,
        ),
        "license": {"type": "string", "description": "The license of the data (CC BY 4.0)."},
        "near": {
            "type": "array",
            "items": {"type": "object"},
            "description": "Where nothing was found: what may be meant.",
        },
        "facts": {
            "type": ["object", "null"],
            "description": "The facts, as the JSON of the page at this day has them.",
        },
    },
    "required": [
        "found",
        "on",
        "quote",
        "researched",
        "in_doubt",
        "doubts",
        "rests_on",
        "rules",
        "record",
    ],
}
