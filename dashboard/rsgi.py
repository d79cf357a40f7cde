"""The application that granian serves: Django's, behind a door that takes in each form whole.

What is sent here is read before one of the few threads is taken, within a limit of bytes and of
time. So however many senders are slow, pages go on; and nothing large is taken in from a stranger.
"""

import asyncio
import io
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from dashboard import wsgi  # first: it sets Django up
from dashboard.web.file_answers import OnDisk
from dashboard.web.log_in_limits import is_logged_in
from dashboard.web.sent_again import Answer, SentAgain, key_of

THREADS = 4  # each may hold a connection to the database, which has no more than a few dozen
MOST_BYTES = 512 * 1024
"""Of what anyone may send: the largest form of the desk, filled in, is a third of it."""
MOST_OF_STAFF = 40 * 1024 * 1024
"""Of what those who are logged in may send: a file to import, of which the form says the limit."""
PATIENCE = 10.0  # seconds for a body
SLOWEST = 50_000  # bytes a second, where a body is large
TEXT = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]

Environ = dict[str, Any]


class TooLarge(Exception):
    """More was sent, or announced, than is taken."""


class Door:
    """Hands requests to a WSGI application, in threads, once all of them is here."""

    def __init__(
        self,
        application: Callable[..., Any],
        is_staff: Callable[[str], bool],
        patience: float = PATIENCE,
    ) -> None:
        self.application, self.is_staff, self.patience = application, is_staff, patience
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
        self.sent_again = SentAgain()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        path = path_of(scope)
        key = key_of(scope, path)
        if found := self.sent_again.find(key):
            return protocol.response_bytes(*found)
        environ = environ_of(scope, path)
        loop = asyncio.get_running_loop()
        try:
            body = await self._body(environ, protocol) if scope.method == "POST" else b""
        except TooLarge:
            said = f"This is too much: at most {MOST_BYTES // 1024} KB can be sent to this address."
            return protocol.response_str(413, TEXT, said)
        except TimeoutError:
            said = "What you sent did not arrive in time. Please send it again."
            return protocol.response_str(408, TEXT, said)
        environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        answer, kept_of, on_disk = await loop.run_in_executor(self.threads, self._answer, environ)
        if on_disk and scope.method == "GET":
            path, start, stop = on_disk
            return protocol.response_file_range(*answer[:2], str(path), start, stop)
        self.sent_again.add(key, kept_of, answer)
        protocol.response_bytes(*answer)

    async def _body(self, environ: Environ, protocol: Any) -> bytes:
        announced = environ.get("CONTENT_LENGTH", "")
        size = int(announced) if announced.isascii() and announced.isdigit() else 0
        most = MOST_BYTES
        if size > most and environ["PATH_INFO"].startswith("/admin/"):
            loop, cookie = asyncio.get_running_loop(), environ.get("HTTP_COOKIE", "")
            if await loop.run_in_executor(self.threads, self.is_staff, cookie):
                most = MOST_OF_STAFF
        if size > most:
            raise TooLarge
        body = bytearray()
        async with asyncio.timeout(self.patience + size / SLOWEST):
            async for part in protocol:
                body += part
                if len(body) > most:
                    raise TooLarge
        return bytes(body)

    def _answer(self, environ: Environ) -> tuple[Answer, object, OnDisk | None]:
        """The whole answer, so that nobody who reads slowly holds a thread; what it follows from,
        where `KeepPages` gave it; and where its bytes lie, if that is on the disk.
        """
        said: list[Any] = []
        parts = self.application(
            environ, lambda *status_and_headers: said.extend(status_and_headers)
        )
        try:
            on_disk = getattr(parts, "on_disk", None)
            body = b"" if on_disk else b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        answer = int(said[0].split(" ", 1)[0]), said[1], body
        return answer, getattr(parts, "kept_of", None), on_disk


def environ_of(scope: Any, path: str) -> Environ:
    """A request as WSGI has it (PEP 3333)."""
    server, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, text in scope.headers.items():
        # An underscore would pass for the hyphen of a header that only our proxy may set.
        if "_" not in name:
            key = name.upper().replace("-", "_")
            key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
            between = "; " if key == "HTTP_COOKIE" else ","
            environ[key] = f"{environ[key]}{between}{text}" if key in environ else text
    if scope.authority:
        # In HTTP/2 it stands for the header.
        environ.setdefault("HTTP_HOST", scope.authority)
    return environ


def path_of(scope: Any) -> str:
    """The path without percent signs; one that is no UTF-8 leads nowhere."""
    try:
        return scope.path
    except (UnicodeError, ValueError, RuntimeError):
        return "/\ufffd"


door = Door(wsgi.application, is_logged_in)
