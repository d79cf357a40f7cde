"""Readers of a deployment: one question, or many while something breaks."""

import http.client
import itertools
import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from deployment.machines import NAME, Front, Nginx

DAYS = (
    f"{year}-{month:02}-{day:02}"
    for year in range(2026, 2010, -1)
    for month in range(12, 0, -1)
    for day in range(1, 29)
)
"""So many addresses that were never asked for."""
_turn = threading.Lock()


def new_address(page: str = "/measures/") -> str:
    with _turn:
        return f"{page}?on={next(DAYS)}"


class Reader:
    """Asks a front as the proxy would, or nginx as a browser would, over one connection."""

    def __init__(self, server: Front | Nginx, timeout: float = 30):
        self.headers = {"Host": NAME, "Accept-Encoding": "identity"}
        if isinstance(server, Front):
            self.headers["X-Forwarded-Proto"] = "https"
            self.headers["X-Forwarded-For"] = "192.0.2.1"
            self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout)
        else:
            # The certificate is of this minute, and names another host.
            context = ssl.create_default_context(cafile=str(server.certificate))
            context.check_hostname = False
            self.connection = http.client.HTTPSConnection(
                "127.0.0.1", server.port, timeout=timeout, context=context
            )

    def ask(self, path: str, method: str = "GET", body=None, **headers) -> "Answer":
        """The answer; one of status 0 where there is none. A connection that was closed meanwhile
        is opened again, as browsers do.
        """
        began = time.monotonic()
        for is_last in (False, True):
            is_new = self.connection.sock is None
            try:
                self.connection.request(method, path, body, self.headers | headers)
                said = self.connection.getresponse()
                body, seconds = said.read(), time.monotonic() - began
                return Answer(said.status, body, seconds, said.headers.get("Location", ""))
            except (OSError, http.client.HTTPException) as error:
                self.connection.close()
                if is_last or is_new:
                    return Answer(0, str(error).encode(), time.monotonic() - began)
        raise AssertionError


@dataclass
class Answer:
    status: int
    body: bytes
    seconds: float
    location: str = ""


@dataclass
class Load:
    """What readers got while they asked: how many answers, which were none, the slowest."""

    asked: int = 0
    failed: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, path: str, answer: Answer) -> None:
        self.asked += 1
        self.slowest = max(self.slowest, answer.seconds)
        if answer.status != 200:
            self.failed.append(f"{answer.status or answer.body.decode()[:60]} {path}")

    def __str__(self) -> str:
        said = f"{self.asked} answers, slowest {self.slowest:.1f} s"
        return f"{len(self.failed)} failed ({self.failed[0]}), {said}" if self.failed else said


@contextmanager
def asking(*servers: Front | Nginx, known: list[str]):
    """Readers ask each server in this block: every other time for a page that is not kept."""
    load, is_over = Load(), threading.Event()
    turn = threading.Lock()

    def ask(server: Front | Nginx, is_new: bool) -> None:
        reader, paths = Reader(server), itertools.cycle(known)
        while not is_over.wait(0.1):
            path = new_address() if is_new else next(paths)
            answer = reader.ask(path)
            with turn:
                load.add(path, answer)

    threads = [
        threading.Thread(target=ask, args=(server, is_new), daemon=True)
        for server in servers
        for is_new in (False, True)
    ]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
