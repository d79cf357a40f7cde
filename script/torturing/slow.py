"""Clients that take their time: heads, bodies and readers that come byte by byte."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

from torturing.site import Home, Site, home_of_its_own, serving
from torturing.table import Row

LONGEST = 10  # seconds of each kind
LIMIT = 5.0  # seconds that others may wait
ASKED = ("/", "/healthz", "/measures/?q=", "/where/?q=")
HEAD = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
POST = (
    "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Cookie: csrftoken=" + "a" * 32 + "\r\nContent-Length: 400000\r\n\r\ntext="
)
LARGE = "GET /measures.csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20


def run(base: Home) -> list[Row]:
    with home_of_its_own(base) as home, serving(home) as site:
        return [
            row(site, "200 heads, a byte a second", 200, HEAD.encode()),
            row(site, "300 connections that say nothing", 300, b""),
            row(site, "24 bodies for the reader’s report, a byte a second", 24,
                POST.format("/corrections/new/").encode()),
            row(site, "24 bodies for the log-in, a byte a second", 24,
                POST.format("/admin/login/").encode()),
            row(site, "24 bodies for a page that takes none", 24, POST.format("/").encode()),
            row(site, "24 readers who ask for files and take a KB a second", 24, LARGE.encode(),
                reads=True),
        ]  # fmt: skip


def row(site: Site, what: str, number: int, begin: bytes, reads: bool = False) -> Row:
    """What others wait for while so many clients begin like this and go on slowly."""
    with dripping(site, number, begin, reads) as held:
        waits = [wait(site, turn) for turn in turns(LONGEST)]
    failed = sum(status != 200 for status, _ in waits)
    slowest = max(seconds for _, seconds in waits)
    return Row(
        "slow", what,
        f"{held()} held, {len(waits)} others asked meanwhile: {failed} failed, "
        f"{slowest:.1f} s at most", f"0 failed, ≤ {LIMIT:.0f} s",
        failed == 0 and slowest <= LIMIT,
    )  # fmt: skip


def turns(seconds: float) -> Iterator[int]:
    """Numbers from 0, for so long."""
    began, number = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        yield number
        number += 1


def wait(site: Site, turn: int) -> tuple[int, float]:
    began = time.monotonic()
    path = ASKED[turn % len(ASKED)]
    status = site.status(path + (str(turn) if path.endswith("=") else ""))
    return status, time.monotonic() - began


@contextlib.contextmanager
def dripping(site: Site, number: int, begin: bytes, reads: bool) -> Iterator[Callable[[], int]]:
    """So many slow connections; yields how many of them were taken."""
    held: list[socket.socket] = []
    ended = threading.Event()

    def drip() -> None:
        while not ended.wait(1.0):
            for one in held:
                with contextlib.suppress(OSError):
                    if reads:
                        one.recv(1024)
                    elif begin:
                        one.send(b"a")

    for _ in range(number):
        one = socket.socket()
        if reads:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        one.settimeout(0.5)
        with contextlib.suppress(OSError):
            one.connect(("127.0.0.1", site.port))
            one.send(begin)
            held.append(one)
    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield lambda: len(held)
    finally:
        ended.set()
        thread.join()
        for one in held:
            one.close()
