"""Every address of the site: the patterns of the URL conf, each with examples that lead somewhere.

Examples are found as a reader finds them, by following links from the addresses that need no
values. So what is added to the URL conf is tried without being listed here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import unquote, urlsplit

from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLPattern

HOST = "127.0.0.1"
LINK = re.compile(
    r"""(?:href|src|action|content)="([^"]*)"|<loc>([^<]*)<|"((?:https?:/)?/[^"\s<>{}]*)\""""
)
EACH = 2
"""How many addresses of one pattern are opened to look for further ones."""
LEADING_NOWHERE = (".png", ".svg", ".csv")
MANY = {"charts/": 40}
"""Patterns behind which each value is a thing of its own."""
MADE_UP = {"int": "1", "slug": "ma", "str": "x-y", "path": "1", "uuid": "0" * 8 + "-0000" * 3}
UNSEEN = {
    "corrections/<slug:reference>/": "corrections/C-7F3K9H/",
    "corrections/<slug:reference>.json": "corrections/C-7F3K9H.json",
}
"""Addresses that their reader alone is given; `script/torture` makes the report."""


@dataclass(frozen=True)
class Pattern:
    """One pattern of the URL conf, as `route`, and its name."""

    route: str
    name: str

    @property
    def is_of_desk(self) -> bool:
        return self.route.startswith("admin/")

    @property
    def is_fixed(self) -> bool:
        """Whether it is one address."""
        return not re.search(r"[<(^]", self.route)

    @property
    def made_up(self) -> str:
        """An address of this form, which may lead nowhere."""
        if self.route.startswith("admin/^(?P<app_label>"):
            return "/admin/laws/"
        if "(?P" in self.route:
            return "/admin/nowhere"
        filled = re.sub(
            r"<(?:(\w+):)?\w+>", lambda kind: MADE_UP.get(kind[1] or "str", "x"), self.route
        )
        return f"/{filled}"


def patterns() -> list[Pattern]:
    """All patterns, those of included lists too, each once."""
    return list(dict.fromkeys(_within(get_resolver().url_patterns, "")))


def _within(found: Iterable, before: str) -> Iterator[Pattern]:
    for one in found:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Pattern(route, one.name or "")
        else:
            yield from _within(one.url_patterns, route)


def examples(most: int = 2) -> dict[Pattern, list[str]]:
    """Addresses of each public pattern, at most so many; none where no link leads to one."""
    public = {one.route: one for one in patterns() if not one.is_of_desk}
    found: dict[str, list[str]] = defaultdict(list)
    opened: dict[str, int] = defaultdict(int)
    waiting = [f"/{route}" for route, one in public.items() if one.is_fixed]
    waiting += [f"/{path}" for route, path in UNSEEN.items() if route in public]
    while waiting:
        path = waiting.pop(0)
        route = _route(path)
        if route not in public or path in found[route]:
            continue
        number = next((many for of, many in MANY.items() if route.startswith(of)), most)
        if len(found[route]) < number:
            found[route].append(path)
            if opened[route] < EACH and not path.endswith(LEADING_NOWHERE):
                opened[route] += 1
                waiting += links(get(path))
    return {one: found[route] or _as_elsewhere(route, found) for route, one in public.items()}


def _as_elsewhere(route: str, found: dict[str, list[str]]) -> list[str]:
    """Addresses of a pattern that no link leads to, by the values of one that begins alike: those
    of api/v1/cases/<slug> by those of cases/<slug>/.
    """
    room, _, _ = route.partition("<")
    for other, paths in found.items():
        alike = other.partition("<")[0].strip("/").rpartition("/")[2]
        if "<" in other and alike and room.rstrip("/").endswith(f"/{alike}"):
            values = [list(resolve(path).kwargs.values()) for path in paths]
            return [_filled(route, of_it) for of_it in values if len(of_it) == route.count("<")]
    return []


def _filled(route: str, values: list[str]) -> str:
    rest = iter(values)
    return "/" + re.sub("<[^>]*>", lambda _: str(next(rest)), route)


def links(response) -> list[str]:
    """The paths of this site that an answer names, be it a page, data or a list for crawlers."""
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not re.search("html|json|xml", kind):
        return []
    named = LINK.findall(response.content.decode(errors="replace")[:400_000])
    addresses = [unescape(next(filter(None, one), "")) for one in named]
    here = [urlsplit(one) for one in addresses if _is_here(one)]
    return list(dict.fromkeys(unquote(one.path) for one in here if one.path.startswith("/")))


def _is_here(address: str) -> bool:
    try:
        return (urlsplit(address).hostname or HOST) in (HOST, "localhost")
    except ValueError:
        return False


def _route(path: str) -> str | None:
    try:
        return resolve(path).route
    except (Resolver404, ValueError):
        return None


def parameters() -> dict[str, list[str]]:
    """The names of the parameters that each pattern of the API reads, and under "" those that pages
    read. One that no page reads is dropped before any sees it.
    """
    from dashboard.api.operations import OPERATIONS
    from dashboard.web.parameters import KNOWN

    of_api = {f"api/v1/{one.path}": [*one.parameters, "unknown"] for one in OPERATIONS}
    return {"": sorted(KNOWN)} | of_api


@cache
def _client() -> Client:
    """The one client of this process: each new one reads all static files anew."""
    return Client(SERVER_NAME=HOST, raise_request_exception=False)


def get(path: str, query: str = "", number: int = 0, **headers: str):
    """The answer to a stranger of that number, who has no cookies and an address of its own: one
    that asks much is refused for a minute.
    """
    _client().cookies.clear()
    return _client().get(path, QUERY_STRING=query, REMOTE_ADDR=_address(number), **headers)


def post(path: str, kind: str, body: bytes, number: int):
    """The answer to a stranger of that number, who sends something."""
    _client().cookies.clear()
    return _client().post(path, body, content_type=kind, REMOTE_ADDR=_address(number))


def _address(number: int) -> str:
    return f"2001:db8::{number >> 16:x}:{number & 0xFFFF:x}"
