"""The sections that ask every address of the URL conf, in processes of their own."""

import contextlib
import http.client
import os
import random
from collections.abc import Iterator

from torturing import django_here
from torturing.malformed import RAW, questions
from torturing.site import Home, Site, home_of_its_own, serving
from torturing.table import Row

PROCESSES = 2
OVER_THE_WIRE = 3000
SHOWN = 8


@contextlib.contextmanager
def database_of(home: Home) -> Iterator[None]:
    """The database of a home runs, and processes of ours ask it and have the files beside it."""
    former = {name: os.environ[name] for name in home.own}
    with home.cluster.in_use():
        os.environ |= home.own
        try:
            yield
        finally:
            os.environ |= former


def in_parts(module: str, *arguments: str) -> list[dict]:
    """What a module answers for each part of its work, done side by side."""
    started = [
        django_here.start(module, *arguments, str(part), str(PROCESSES))
        for part in range(PROCESSES)
    ]
    return [django_here.answer(one) for one in started]


def known_paths(base: Home) -> list[str]:
    """Addresses that lead somewhere, but for those that only their reader is given."""
    from django.db import connections

    from torturing.addresses import examples, get

    with database_of(base):
        paths = [path for paths in examples(most=6).values() for path in paths]
        known = [path for path in paths if ".png" not in path and get(path).status_code < 400]
        connections.close_all()
    return known


def malformed(base: Home, number: int) -> list[Row]:
    from django.db import connections

    with home_of_its_own(base) as home:
        with database_of(home):
            parts = in_parts("malformed", str(number))
        with serving(home) as site, database_of(base):
            wire = over_the_wire(site, number)
            connections.close_all()
    asked = sum(part["asked"] for part in parts)
    faults = [fault for part in parts for fault in part["faults"]]
    slowest = max(part["slowest"] for part in parts)
    for fault in (*faults, *wire)[:SHOWN]:
        print(f"{'':11}- {fault}")
    return [
        Row("input", "malformed values of every parameter of every address, pages made anew",
            f"{asked:,} requests, {len(faults)} wrong, {slowest:.1f} s at most",
            "0 of 500, over 2 s, with the payload raw, a traceback, a cookie or no policy",
            asked >= number and not faults),
        Row("input", "a part of them over the wire, and heads that are no HTTP",
            f"{OVER_THE_WIRE:,} requests, {len(wire)} wrong", "the same", not wire),
    ]  # fmt: skip


def over_the_wire(site: Site, number: int) -> list[str]:
    """What is wrong with the answers of the running site to a sample of the questions."""
    chance, wrong = random.Random(7), []
    for path, query in chance.sample(questions(number), OVER_THE_WIRE):
        target = f"{path}?{query}".replace(" ", "%20").encode(errors="replace")
        target = bytes(one for one in target if one > 32)
        try:
            status, headers, body = raw_get(site, target)
        except (OSError, http.client.HTTPException) as error:
            wrong.append(f"{target[:100]!r}: {type(error).__name__}")
            continue
        is_raw = any(raw.encode() in body for raw in RAW) and "json" not in headers.get(
            "content-type", ""
        )
        if status >= 500 or is_raw or b"Traceback" in body:
            wrong.append(f"{target[:100]!r}: {status}")
    return wrong


def raw_get(site: Site, target: bytes) -> tuple[int, dict[str, str], bytes]:
    """One GET whose address is sent as it is, whatever bytes it has."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    with contextlib.closing(connection):
        connection.connect()
        head = b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        connection.sock.sendall(head)
        answer = http.client.HTTPResponse(connection.sock, method="GET")
        answer.begin()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, answer.read()


def dear(base: Home) -> list[Row]:
    from torturing.dear import DOWNLOADS, Cost

    with home_of_its_own(base) as home, database_of(home):
        parts = in_parts("dear")
    asked = sum(part["asked"] for part in parts)
    costs = [Cost(**cost) for part in parts for cost in part["costs"]]
    slow = sorted((one for one in costs if one.is_too_dear), key=lambda one: -one.seconds)
    large = sorted((one for one in costs if one.is_too_large), key=lambda one: -one.bytes)
    most, largest = max(costs, key=lambda one: one.seconds), max(costs, key=lambda one: one.bytes)
    for cost in (*slow, *large)[: 4 * SHOWN]:
        print(f"{'':11}- {cost.seconds:.3f} s {cost.bytes:,} bytes {cost.address[:150]}")
    allowed = f" (downloads apart: {', '.join(DOWNLOADS)})" if DOWNLOADS else ""
    return [
        Row("dear", "the dearest answers, made anew: processor time with the database’s",
            f"{asked:,} asked, {len(slow)} over, the dearest {most.seconds * 1000:.0f} ms "
            f"(`{most.address[:70]}`)", "≤ 250 ms", not slow),
        Row("dear", "the largest answers, not compressed",
            f"{len(large)} over, the largest {largest.bytes / 1e6:.1f} MB "
            f"(`{largest.address[:70]}`)", f"≤ 2 MB{allowed}", not large),
    ]  # fmt: skip
