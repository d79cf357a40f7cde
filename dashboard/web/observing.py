"""What the server tells those who run it: a line of the log and counts for each request.

Neither says who asks or what for: no address, no browser, no path and no parameters, since a
path can be that of a reader's report. A request is named by its route and by a number of its own.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
METHODS = ("GET", "HEAD", "POST", "OPTIONS")

current_request: ContextVar[str] = ContextVar("current_request", default="")
log = logging.getLogger("facelaw.requests")


class Seen(NamedTuple):
    """What is told of one request. `made` is kept, fresh or desk: where the answer is from."""

    route: str
    method: str
    status: int
    made: str
    seconds: float


class Observe:
    """Give each request a number, which its answer and each line of the log say, and count it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._tell = teller()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        number = _number(request)
        before = current_request.set(number)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            if self._tell:
                self._tell(_seen(request, response, time.perf_counter() - began))
            return response
        finally:
            current_request.reset(before)


class AddRequest(logging.Filter):
    """Puts the number of the request at hand on each line of the log. A request that Django
    refuses is the sender's fault, not the code's: it gets a line, without a traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request.get()
        if record.name.startswith("django.security"):
            record.exc_info = None
        return True


def new_number() -> str:
    return secrets.token_hex(8)


def _number(request: HttpRequest) -> str:
    """The number that a proxy of ours gave, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    if settings.TRUSTED_PROXIES and GIVEN.fullmatch(given):
        return given
    return new_number()


def _seen(request: HttpRequest, response: HttpResponse, seconds: float) -> Seen:
    match = request.resolver_match
    made = "kept" if match is None and response.status_code in (200, 304) else "fresh"
    if request.path_info.startswith("/admin/"):
        made = "desk"
    # Names that strangers make up are not counted one by one.
    method = request.method if request.method in METHODS else "other"
    route = match.view_name or match.route if match else made
    return Seen(route, method, response.status_code, made, seconds)


def teller() -> Callable[[Seen], None] | None:
    """What tells of requests as the settings want it; None where they want nothing."""
    tellers = [_log] if settings.LOG_REQUESTS else []
    if settings.COUNT_REQUESTS:
        from dashboard.web.metrics import count  # costs memory

        tellers.append(count)
    if not tellers:
        return None
    return lambda seen: [tell(*seen) for tell in tellers] and None


def _log(*seen: object) -> None:
    log.info("request", extra=dict(zip(Seen._fields, seen, strict=True)))
