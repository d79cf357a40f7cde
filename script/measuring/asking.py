"""Asks a server for one address over and over, and says what that took."""

import http.client
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import urlsplit

from measuring import machine

CONNECTIONS = 16
FEW = 4  # at once, of what takes long: as many as a worker has threads
FEWEST, LONGEST = 20, 64  # answers of which anything is said, and seconds to wait for them
ROUNDS, SECONDS = 3, 2
WARMING = 1
UNIT = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Asked(NamedTuple):
    """Requests a second, milliseconds of processor of each, of waiting in the middle and at the
    hundredth, bytes of an answer; `many` ask at once, or one after the other.
    """

    rate: float
    cpu: float
    half: float
    hundredth: float
    size: int


def has_wrk() -> bool:
    return shutil.which("wrk") is not None


def get(url: str, **headers: str) -> Answer:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    names = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(answer.status, names, answer.read())


def ask(
    url: str, processes: Callable[[], list[int]], connections: int = CONNECTIONS, **headers: str
) -> Asked:
    """Ask a server, which these processes are, after it is warm, as long as it needs for some."""
    answer = get(url, **headers)
    if answer.status not in (200, 304):
        raise RuntimeError(f"{url} answered {answer.status}")
    many = _with_wrk if has_wrk() else _one_by_one
    many(url, WARMING, connections, headers)
    seconds, found = SECONDS, []
    before = machine.cpu(processes())
    # The best of some rounds, since neighbors on the machine only make them worse.
    while len(found) < ROUNDS or (not _enough(found) and seconds <= LONGEST):
        if len(found) >= ROUNDS:
            seconds *= 4
        found.append(many(url, seconds, connections, headers))
    used = machine.cpu(processes()) - before
    number = sum(one[0] for one in found)
    _, rate, half, hundredth = max(found, key=lambda one: one[1])
    return Asked(rate, used / max(number, 1) * 1000, half, hundredth, len(answer.body))


Many = tuple[int, float, float, float]
"""How many were answered, how many a second, and the milliseconds at the middle and hundredth."""


def _enough(found: list[Many]) -> bool:
    return sum(one[0] for one in found) >= FEWEST


def _with_wrk(url: str, seconds: int, connections: int, headers: dict[str, str]) -> Many:
    named = [part for pair in headers.items() for part in ("-H", ": ".join(pair))]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", "60s", "--latency"]
    done = subprocess.run([*command, *named, url], capture_output=True, text=True, check=True)
    if bad := re.search(r"Non-2xx or 3xx responses: \d+|Socket errors: .*", done.stdout):
        raise RuntimeError(f"{url}: {bad[0]}")
    shares = [re.search(rf"\b{share}%\s+([\d.]+)(us|ms|s|m)\b", done.stdout) for share in (50, 99)]
    half, hundredth = (float(found[1]) * UNIT[found[2]] for found in shares)
    number = int(re.search(r"(\d+) requests in", done.stdout)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])
    return number, rate, half, hundredth


def _one_by_one(url: str, seconds: int, _connections: int, headers: dict[str, str]) -> Many:
    """Where wrk is missing: one connection, whose own cost is in the figures of fast servers."""
    parts, took = urlsplit(url), []
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    began = time.perf_counter()
    while (now := time.perf_counter()) < began + seconds:
        connection.request("GET", path, headers=headers)
        connection.getresponse().read()
        took.append((time.perf_counter() - now) * 1000)
    shares = quantiles(took, n=100) if len(took) > 1 else took * 100
    return len(took), len(took) / (time.perf_counter() - began), shares[49], shares[-1]
