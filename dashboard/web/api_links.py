"""Where the API says what a page's JSON says."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from dashboard.web.page_url import path_to

SEVERAL = ("state", "level", "kind", "effect", "regulates", "use", "stage", "reached", "session",
           "year", "tier")  # fmt: skip
"""The filters of measures that may be repeated."""
ONE = ("reach", "force", "q")


class Same(NamedTuple):
    """An operation of the API, the parts of its address, what it is asked for beside what the page
    was asked for, and which parameters of the page it takes: once, or several times.
    """

    operation: str
    parts: tuple[str, ...] = ()
    asked: Mapping[str, str] = {}
    once: tuple[str, ...] = ()
    several: tuple[str, ...] = ()


SAME = {
    "map-json": Same("states", once=(*ONE, "preset"), several=SEVERAL),
    "measures-json": Same("measures", once=ONE, several=SEVERAL),
    "measure-json": Same("measure", ("{slug}",)),
    "state-json": Same("state", ("{state_code}",)),
    "place-json": Same("jurisdiction", ("{state_code}", "{slug}")),
    "bills-json": Same("measures", asked={"level": "legislature", "kind": "bill"}, once=("state",)),
    "ranking-json": Same("ranking", ("bans",), once=("preset",)),
    "gaps-json": Same("ranking", ("gaps",)),
    "cases-json": Same("cases", once=("state", "about")),
    "case-json": Same("case", ("{slug}",)),
    "coverage-json": Same("coverage", once=("state", "looked_for", "late")),
    "preemption-json": Same("preemption"),
    "provisions-json": Same("provisions"),
    "question-json": Same("provisions", asked={"question": "{slug}"}),
    "editions-json": Same("editions"),
}
"""The twins of which the API has an equivalent, by the names of their URLs."""


def api_address(request: HttpRequest, on: date, site: str) -> str | None:
    """The equivalent of a twin on its day, with its filters; None where there is none.

    Where the page did not understand something it was asked for, nothing is carried over.
    """
    match = request.resolver_match
    same = SAME.get(match.url_name) if match else None
    if same is None:
        return None
    named = match.kwargs
    path = path_to(f"api-{same.operation}", *(part.format(**named) for part in same.parts))
    asked: dict[str, Any] = {name: text.format(**named) for name, text in same.asked.items()}
    if not request.notices:
        asked |= _carried(request.GET, same)
    asked["on"] = on.isoformat()
    return f"{site}{path}?{urlencode(dict(sorted(asked.items())), doseq=True)}"


def _carried(given: QueryDict, same: Same) -> dict[str, Any]:
    found: dict[str, Any] = {name: given.get(name, "").strip() for name in same.once}
    found |= {name: [one for one in given.getlist(name) if one] for name in same.several}
    found = {name: value for name, value in found.items() if value}
    if states := found.get("state"):
        is_one = isinstance(states, str)
        found["state"] = states.lower() if is_one else [code.lower() for code in states]
    return found
