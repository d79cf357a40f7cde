"""The parameters of an address, read one by one; what was not understood is explained."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict

from laws.text.dates import PartialDate, say

EARLIEST = date(1990, 1, 1)
LATEST = date(2099, 12, 31)
SHOWN = 60  # characters of a value that a notice repeats
# What a reader calls a parameter.
CALLED = {
    "state": "state", "level": "level of government", "kind": "kind of law", "effect": "effect",
    "reach": "reach", "regulates": "regulated group", "use": "use", "stage": "stage",
    "reached": "step", "session": "session", "force": "status", "year": "year", "sort": "order",
    "page": "page number", "per_page": "number of rows", "preset": "way to count",
    "by": "ranking", "map": "kind of map", "fill": "coloring of the map", "class": "map color",
    "rule": "statewide rule", "mark": "map mark", "m": "law or bill", "measure": "law or bill",
    "p": "place", "place": "place", "all": "group of bills", "from": "starting point",
    "question": "question", "change": "kind of change",
}  # fmt: skip
KNOWN = frozenset(CALLED) | {
    "on", "edition", "q", "tier", "about", "find", "late", "looked_for", "milestones", "mode",
    "note", "only", "proposal", "show", "since", "width",
    "url", "maxwidth", "maxheight", "format",
}  # fmt: skip
"""Every parameter that a public page reads. Others are dropped before a page sees them."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The path and the query string of a page, and the notices that the page will show.

    A mistaken value never breaks a page: the default is taken, and `notices` gets a sentence
    that names the parameter, the value and what is allowed.
    """

    path: str
    values: QueryDict
    notices: list[str]

    def first(self, name: str) -> str:
        """The value of a parameter, without the blanks around it."""
        return self.values.get(name, "").strip()

    def all(self, name: str) -> list[str]:
        """The values of a parameter that may be repeated."""
        return [value for value in self.values.getlist(name) if value]

    def notice(self, sentence: str) -> None:
        """Tell the visitor something, once: a page and its charts may read the same parameter."""
        if sentence not in self.notices:
            self.notices.append(sentence)

    def explain(self, name: str, value: str, allowed: str) -> None:
        """Tell the visitor that a value was not understood, in words and as the address has it."""
        called = f"Unknown {CALLED[name]}. " if name in CALLED else ""
        self.notice(f"{called}{name}={_cut(value)} was not understood: {allowed}.")

    def choice(self, name: str, allowed: Collection[str], default: str = "") -> str:
        """The value of a parameter that takes one of a few words, or its default."""
        value = self.values.get(name, "")
        if value in allowed or not value:
            return value or default
        are = "are" if len(allowed) > 1 else "is"
        self.explain(name, value, f"allowed {are} {', '.join(allowed)}")
        return default

    def several(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """The values of a parameter that may be repeated, each once."""
        given = self.all(name)
        bad = next((value for value in given if value not in allowed), None)
        if bad is not None:
            self.explain(name, bad, "allowed are " + ", ".join(allowed))
        return tuple(dict.fromkeys(value for value in given if value in allowed))

    def number(self, name: str, highest: int, default: int = 1) -> int:
        """The value of a parameter that takes a whole number from 1 to `highest`."""
        value = self.values.get(name, "")
        if not value:
            return default
        if value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= highest:
            return int(value)
        self.explain(name, value, f"a whole number from 1 to {highest} is allowed")
        return default

    def day(self, name: str, default: date, otherwise: str, earliest: date = EARLIEST) -> date:
        """The value of a parameter that takes a date; `otherwise` says what a mistake gives."""
        text = self.first(name)
        if not text:
            return default
        try:
            given = PartialDate.parse(text)
        except ValueError:
            given = None
        if given and given.precision == "day" and earliest <= given.day <= LATEST:
            return given.day
        between = f"between {say(earliest)}, and {say(LATEST)}"
        self.notice(f"“{_cut(text)}” is not a date {between}; {otherwise}. Use YYYY-MM-DD.")
        return default


def parameters_of(request: HttpRequest) -> Parameters:
    """The parameters of a request. Only views and middleware have one."""
    return Parameters(request.path, request.GET, request.notices)  # type: ignore[attr-defined]


def _cut(value: str) -> str:
    return value if len(value) <= SHOWN else value[:SHOWN] + "…"
