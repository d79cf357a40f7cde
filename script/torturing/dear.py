"""The dearest answers that an address without an account can ask for, in processor time and bytes.

    python -m torturing.dear PART OF

asks each address for each value of each parameter that the site's own links and forms offer, alone
and up to eighty at once, then for the dearest of its parameters together. Each answer is made anew,
as for the first reader: so it costs what whoever means harm can make it cost. Prints JSON.
"""

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

MOST_SECONDS, MOST_BYTES = 0.25, 2_000_000
TOGETHER = 4  # parameters of an address that are asked for at once
SINGLES = 3
OWN = {
    "q": ["e", "facial recognition", "a " * 140, "%25_" * 70, "police%20" * 30],
    "on": ["1990-01-01", "2021-07-01", "2099-12-31"],
    "year": ["all"], "width": ["2400"], "page": ["2"], "all": ["pending", "ma"],
    "limit": ["200", "1000"], "per_page": ["200", "1000"],
}  # fmt: skip
"""Values that no link offers."""
OF_PICTURES = {"width", "mode", "map", "on", "fill", "year"}
DOWNLOADS = {
    "data/<file_name:name>": "the whole record in one file",
    "data/editions/<slug:number>/<str:name>": "the same as it was, kept for good",
}
"""Patterns whose answers are meant to be larger than a page, and why."""


@dataclass
class Cost:
    """What one answer took: seconds of the processor, here and in the database, and its bytes."""

    address: str
    route: str
    seconds: float
    bytes: int

    @property
    def is_too_dear(self) -> bool:
        return self.seconds > MOST_SECONDS

    @property
    def is_too_large(self) -> bool:
        return self.bytes > MOST_BYTES and self.route not in DOWNLOADS


class Asker:
    """Asks, and knows what the answer cost."""

    def __init__(self) -> None:
        self.asked = 0

    def ask(self, route: str, address: str) -> tuple[Cost, bytes]:
        """The cost of an address: the least of three, where the first is too much, since others
        on the machine only make it more.
        """
        cost, body = self._once(route, address)
        for _ in range(2 if cost.is_too_dear else 0):
            cost = min(cost, self._once(route, address)[0], key=lambda one: one.seconds)
        return cost, body

    def _once(self, route: str, address: str) -> tuple[Cost, bytes]:
        from django.core.cache import cache

        from torturing.addresses import get

        cache.clear()
        self.asked += 1
        before = time.process_time() + self._database()
        parts = urlsplit(address)
        response = get(parts.path, parts.query, self.asked, HTTP_ACCEPT_ENCODING="br")
        body = response.getvalue()
        seconds = time.process_time() + self._database() - before
        size = len(body)
        if response.headers.get("Content-Encoding") == "br":
            import brotli

            size = len(brotli.decompress(body))
        return Cost(address, route, seconds, size), body

    @staticmethod
    def _database() -> float:
        """The processor time of this connection's process of PostgreSQL, in seconds."""
        from django.db import connection

        connection.ensure_connection()
        number = connection.connection.info.backend_pid
        return int(Path(f"/proc/{number}/schedstat").read_text().split()[0]) / 1e9


def offered(paths: list[str]) -> dict[str, list[str]]:
    """The values of each parameter that links and forms of these pages offer."""
    from tests.support.elements import read
    from torturing.addresses import get, parameters

    known = {name for names in parameters().values() for name in names}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for path in paths:
        response = get(path)
        if "text/html" not in response.headers.get("Content-Type", ""):
            continue
        page = read(response)
        pairs = [pair for link in page.all("a[href]") for pair in _pairs(link["href"])]
        pairs += [(box["name"], box.get("value", "")) for box in page.all("input[name]")]
        for choice in page.all("select[name]"):
            pairs += [(choice["name"], one.get("value", "")) for one in choice.all("option")]
        for name, value in pairs:
            if name in known and value:
                found[name][value] = None
    return {name: list(found.get(name, {})) + OWN.get(name, []) for name in sorted(known)}


def _pairs(address: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(address).query)
    except ValueError:
        return []


def fragments(name: str, values: list[str]) -> Iterator[str]:
    """Queries of one parameter: eighty of its values at once, then the last, the first…"""
    written = [one if re.search("%|^[\\w -]+$", one) else quote(one) for one in values]
    written = [one.replace(" ", "%20") for one in written]
    if len(written) > 1:
        yield "&".join(f"{name}={one}" for one in written[-80:])
    for one in [*written[-SINGLES:], *written[:1]]:
        yield f"{name}={one}"


def dearest(asker: Asker, route: str, path: str, values: dict[str, list[str]]) -> list[Cost]:
    """The costs of one address: alone, with each parameter, and with the dearest together."""
    from torturing.addresses import parameters

    names = parameters()
    values = {name: values.get(name, []) for name in names.get(route, names[""])}
    alone, plain = asker.ask(route, path)
    costs, best = [alone], []
    is_picture = path.endswith(".png")
    for name, of_it in values.items():
        if is_picture and name not in OF_PICTURES:
            continue  # they show what their .svg shows
        of_name = []
        for fragment in fragments(name, of_it):
            cost, body = asker.ask(route, f"{path}?{fragment}")
            of_name.append((cost, fragment))
            if body == plain:
                break  # the page does not read it
        if of_name:
            best.append(max(of_name, key=lambda one: one[0].seconds))
    costs += [cost for cost, _ in best]
    best.sort(key=lambda one: -one[0].seconds)
    for number in range(2, TOGETHER + 1):
        together = "&".join(fragment for _, fragment in best[:number])
        costs.append(asker.ask(route, f"{path}?{together}")[0])
    return costs


def main(part: str, of: str) -> None:
    from torturing.addresses import examples

    found = examples(most=4)
    values = offered([path for paths in found.values() for path in paths[:1]])
    asker = Asker()
    mine = [
        (pattern.route, path)
        for pattern, paths in found.items()
        for path in chosen(asker, pattern.route, paths)
    ][int(part) :: int(of)]
    costs = []
    for route, path in mine:
        of_it = dearest(asker, route, path, values)
        costs += of_it
        worst = max(of_it, key=lambda one: one.seconds)
        if worst.is_too_dear:
            print(f"{worst.seconds:.2f} s of the processor: {worst.address}", file=sys.stderr)
    told = sorted(costs, key=lambda one: -one.seconds)[:12]
    told += sorted(costs, key=lambda one: -one.bytes)[:12]
    told += [one for one in costs if one.is_too_dear or one.is_too_large]
    known = {one.address: vars(one) for one in told}
    print(json.dumps({"asked": len(costs), "addresses": len(mine), "costs": list(known.values())}))


def chosen(asker: Asker, route: str, paths: list[str]) -> list[str]:
    """Of several addresses of one pattern the dearest; all where each is a thing of its own."""
    if len(paths) <= 1 or route.startswith("charts/"):
        return paths
    return [max(paths, key=lambda path: asker.ask(route, path)[0].seconds)]


if __name__ == "__main__":
    from torturing.django_here import set_up

    set_up()
    main(*sys.argv[1:])
