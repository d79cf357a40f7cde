"""What every request goes through before it reaches a page, and every answer after it."""

import logging
import re
from collections.abc import Callable
from typing import Any

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from psycopg.errors import QueryCanceled

from dashboard.web.errors import bad_request, method_not_allowed, took_too_long, unavailable
from dashboard.web.kept_pages import SHORTEST, with_brotli
from dashboard.web.parameters import KNOWN
from dashboard.web.problems import is_of_api

GetResponse = Callable[[HttpRequest], HttpResponse]
LONGEST, LONGEST_LIST = 300, 1500  # characters of a value
MOST_PARAMETERS = 60
MOST_VALUES = 80
MOST_NOTICES = 5
QUICK = 4  # of brotli's 11
SURROGATE = re.compile("[\ud800-\udfff]")
SAFE = ("GET", "HEAD")

FILES = "json|geojson|csv|png|svg|atom|zip|xlsx|sqlite|parquet"
SHARED = re.compile(rf"/(?!admin/|static/)(api/v1/.*|embed/.+|oembed|.*\.({FILES}))")
FRAMED = "/embed/"
UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
          "microphone", "midi", "payment", "usb")  # fmt: skip

log = logging.getLogger(__name__)


class SayWhatIsShared:
    """Say that pages use nothing of a reader's device, and that other sites may show pictures,
    data and embeds of this one, and nothing else.

    Which embeds may be framed says their policy (`frame-ancestors`); beside it an X-Frame-Options
    could only refuse them all.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        origin = "cross-origin" if SHARED.fullmatch(request.path_info) else "same-origin"
        response["Cross-Origin-Resource-Policy"] = origin
        if request.path_info.startswith(FRAMED):
            response.headers.pop("X-Frame-Options", None)
        response["Permissions-Policy"] = ", ".join(f"{name}=()" for name in UNUSED)
        return response


class Compress(GZipMiddleware):
    """Compress answers, save files: their tags and their parts are those of the bytes on disk.

    Public ones with brotli where the reader takes it: about as small in less than half the time.
    The desk's have secrets, and Django hides the length of what it compresses.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.has_header("Accept-Ranges"):
            return response
        is_plain = not response.streaming and not response.has_header("Content-Encoding")
        is_public = not request.path_info.startswith("/admin/")
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if is_plain and is_public and len(response.content) >= SHORTEST and "br" in accepted:
            packed = with_brotli(response.content, QUICK)
            if len(packed) < len(response.content):
                response.content = packed
                response["Content-Length"] = str(len(packed))
                response["Content-Encoding"] = "br"
                patch_vary_headers(response, ["Accept-Encoding"])
                if response.get("ETag", "").startswith('"'):
                    response["ETag"] = f"W/{response['ETag']}"
                return response
        return super().process_response(request, response)


class RefuseBadText:
    """Drop parameters that no text column could hold, and say so on the page.

    PostgreSQL refuses NUL bytes, bytes that are no UTF-8 arrive as U+FFFD, and no name or number
    in the database is longer than a line. The sentences end up in `request.notices`; the API
    takes what was left out, and why, from `request.left_out`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.notices, request.left_out = [], []
        kept = request.GET.copy()
        left_out = request.left_out
        # Only the API takes a list of names in one value.
        longest = LONGEST_LIST if is_of_api(request) else LONGEST
        for position, (name, values) in enumerate(request.GET.lists()):
            reason = next(
                filter(None, (why_refused(one, longest) for one in [name, *values])), None
            )
            if reason is None and position >= MOST_PARAMETERS:
                reason = f"a page takes {MOST_PARAMETERS} parameters at most"
            if reason:
                kept.pop(name)
                shown = name if not why_refused(name) else "A parameter"
                left_out.append((shown, reason))
        if left_out:
            kept._mutable = False
            request.GET = kept
            request.notices += [
                f"{shown} was left out: {reason}." for shown, reason in left_out[:MOST_NOTICES]
            ]
            if len(left_out) > MOST_NOTICES:
                request.notices.append("More parameters were left out for the same reasons.")
        return self.get_response(request)


class OneSpelling:
    """Give each page one address: parameters that no page knows are dropped, the others stand in
    the order of their names, each value once and at most `MOST_VALUES` of them.

    So what readers' links carry along (utm_source) neither changes a page nor keeps it twice. The
    API gets what it does not know as well, and says so: such an answer is kept nowhere. Cookies are
    dropped: ours are of /admin/ alone, what comes with a page is of another site of this domain.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            request.COOKIES = {}
            spelled, number = QueryDict(mutable=True), 0
            known = request.GET if is_of_api(request) else KNOWN.intersection(request.GET)
            for name in sorted(known):
                values = list(dict.fromkeys(request.GET.getlist(name)))
                kept = values[: MOST_VALUES - number]
                number += len(kept)
                if len(kept) < len(values):
                    said = (
                        f"{name}: a page takes {MOST_VALUES} values at most; the rest was left out."
                    )
                    request.notices.append(said)
                    request.left_out.append(
                        (name, f"an address takes {MOST_VALUES} values at most")
                    )
                if kept:
                    spelled.setlist(name, kept)
            request.META["QUERY_STRING"] = spelled.urlencode()
            spelled._mutable = False
            request.GET = spelled
        return self.get_response(request)


def why_refused(text: str, longest: int = LONGEST) -> str | None:
    """Why a parameter can't be used, or None."""
    if "\x00" in text:
        return "it contains a NUL character"
    if "\ufffd" in text or SURROGATE.search(text):
        return "it is not written in UTF-8"
    if len(text) > longest:
        return f"it is longer than {longest} characters"
    return None


class AnswerWithAPage:
    """Turn what the database or the address refuses into a page of the site, never a 500."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        # Before the check for forged forms, which would answer that the form was too old.
        if request.method in SAFE or request.resolver_match.app_name == "admin":
            return None
        if getattr(view, "answers_programs", False):
            return None
        takes_forms = getattr(view, "takes_forms", False)
        if takes_forms and request.method == "POST":
            return None
        return method_not_allowed(request, takes_forms)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError):
            log.warning("Refused by the database: %s", exception)
            return bad_request(request)
        if isinstance(exception, OperationalError | InterfaceError):
            if isinstance(exception.__cause__, QueryCanceled):
                log.warning("A query of %s took too long and was ended", request.path)
                return took_too_long(request)
            log.error("The database does not answer: %s", exception)
            return unavailable(request)
        return None
