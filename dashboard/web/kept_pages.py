"""Public answers kept whole and compressed, by the code, the record's state, the day and address.

A page follows from these alone: its parameters are only those that pages know (`OneSpelling`),
visitors have no cookies, and whatever is public moves the record's state (`PublicChange`). So
nothing kept is ever out of date, and no time has to be guessed.
"""

import gzip
import hashlib
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from math import inf
from typing import Any

import brotli
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from dashboard.web.editions import known_editions
from dashboard.web.one_maker import one_machine_makes
from dashboard.web.replica import PAGE_WITHIN, reading, replica
from laws.databases import use_primary
from laws.models import PublicChange
from laws.models.public_change import State

MADE_BY = (
    "dashboard/**/*.py", "laws/**/*.py", "templates/**/*.html", "static/**/*.css", "static/**/*.js",
)  # fmt: skip
ASKED_EVERY = 0.5  # seconds; no page is older than that
MOST_CHANGES = 2000  # rows that tell of the state, from which old ones are folded into one
KEPT_FOR = 24 * 3600  # seconds: no longer than the day that is part of its key
LARGEST = 4 * 1024 * 1024  # bytes of a compressed answer that is kept
MOST_PLAIN = 16 * 1024 * 1024  # bytes of an answer that is compressed to see
SHORTEST = 200  # bytes from which compression pays
LEAST_WINDOW, MOST_WINDOW = 16, 22  # the bits of 64 KB and 4 MB
STRIPES = 256
FOR_PROXIES = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"
"""Browsers ask each time and mostly get 304; proxies ask once a second for all their readers."""
NOT_TO_KEEP = re.compile(r"no-store|private|no-cache")
PACKED = re.compile(r"image/png|application/(zip|gzip|vnd\.|x-)")  # compressed as they are
REFUSED = re.compile(r"[^,]*;\s*q=0(\.0*)?\s*(,|$)", re.I)  # a coding that the reader refuses
OF_THE_ANSWER = {"content-encoding", "content-length", "etag", "last-modified", "vary"}


def this_second() -> str:
    """Until when nginx may answer with a page by itself: the end of this second. It counts
    `s-maxage=1` in whole seconds, of which two may pass.
    """
    return f"@{int(time.time())}"


class RecordState:
    """The state of the record, asked of the database twice a second by one thread of a process.

    Where the database does not answer, the last state that is known still names what is kept.
    """

    def __init__(self) -> None:
        self.known: State | None = None
        self._asked = -inf
        self._asking = threading.Lock()

    def fresh(self) -> State | None:
        """The state, if it was asked for just now."""
        return self.known if time.monotonic() - self._asked < ASKED_EVERY else None

    def now(self) -> State | None:
        """The state, or None where the database never answered."""
        if self.fresh() is None and self._asking.acquire(blocking=self.known is None):
            try:
                self.known = self._ask() or self.known
            finally:
                self._asked = time.monotonic()
                self._asking.release()
        return self.known

    @staticmethod
    def _ask() -> State | None:
        """The primary's state; the replica's where the primary does not answer."""
        primary = None
        with suppress(DatabaseError, InterfaceError):
            primary = PublicChange.objects.state()
            if primary.rows > MOST_CHANGES:
                PublicChange.objects.fold(timezone.now() - timedelta(days=1))
        own = replica.compare(primary)
        return primary or own

    def forget(self) -> None:
        """Ask anew at the next request."""
        self._asked = -inf


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is sent, in each encoding in which it is kept."""

    headers: dict[str, str]
    tag: str
    since: float
    bodies: dict[str, bytes]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The answer, or 304 where the reader has it."""
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        coding = next((name for name in self.bodies if name and name in accepted), "")
        tag = f'"{self.tag}{coding and "-" + coding}"'
        found = get_conditional_response(request, etag=tag, last_modified=int(self.since))
        response = found or HttpResponse(self.bodies[coding] if coding else self._plain())
        for name, value in self.headers.items():
            if response.status_code == 200 or name in ("Cache-Control", "Vary"):
                response[name] = value
        if response.status_code == 200:
            response["Content-Length"] = str(len(response.content))
            if coding:
                response["Content-Encoding"] = coding
        response["ETag"], response["Last-Modified"] = tag, http_date(self.since)
        if self.headers["Cache-Control"] == FOR_PROXIES:
            response["X-Accel-Expires"] = this_second()
        return response

    def _plain(self) -> bytes:
        if "gzip" in self.bodies:
            return gzip.decompress(self.bodies["gzip"])
        return self.bodies[""]


class KeepPages:
    """Answer public GET requests with what is kept, or keep what is made; one maker at a time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._makers = [threading.Lock() for _ in range(STRIPES)]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Neither what is kept nor what Django compresses looks at “br;q=0”.
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        request.META["HTTP_ACCEPT_ENCODING"] = REFUSED.sub("", accepted)
        if not may_be_kept(request):
            return self.get_response(request)
        state = record_state.now()
        if state is None:
            return self.get_response(request)
        day = timezone.localdate()
        key = _key(request, state, day)
        kept = cache.get(key)
        if kept is None:
            with self._makers[int(key[:8], 16) % STRIPES]:
                kept = cache.get(key)
                if kept is None:
                    with one_machine_makes(key) as kept:
                        if kept is None:
                            response, kept = self._make(request, state)
                            if kept is None:
                                return response
                            cache.set(key, kept, timeout=KEPT_FOR)
        response = kept.answer(request)
        response.kept_of = (state.name, day)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if getattr(view, "takes_forms", False) or getattr(view, "reads_primary", False):
            use_primary()

    def _make(self, request: HttpRequest, state: State) -> tuple[HttpResponse, Kept | None]:
        """An answer and what is to be kept of it, from the replica while that has this state."""
        if replica.is_level:
            notices = list(request.notices)
            try:
                with reading(PAGE_WITHIN):
                    # Asked over this very connection: it may have been opened anew.
                    if PublicChange.objects.state().name == state.name:
                        response = self.get_response(request)
                        if not getattr(response, "database_is_away", False):
                            return response, _keep(response, state)
                        replica.rest("a page could not be made from it")
            except (DatabaseError, InterfaceError) as error:
                replica.rest(error)
            request.notices = notices
        response = self.get_response(request)
        return response, _keep(response, state)


def may_be_kept(request: HttpRequest) -> bool:
    """Whether an answer may be the same for everyone."""
    is_public = not request.path_info.startswith("/admin/")
    if not settings.KEEP_PAGES or request.method not in ("GET", "HEAD") or not is_public:
        return False
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False  # refused further in, with a page


@lru_cache(maxsize=1)
def code() -> str:
    """A digest of what makes pages: what an older release kept in a shared cache is not shown."""
    digest = hashlib.blake2b(digest_size=8)
    for pattern in MADE_BY:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _key(request: HttpRequest, state: State, day: date) -> str:
    """What an answer follows from. Pages write whole addresses, so the host is part of it."""
    query = request.META.get("QUERY_STRING", "")
    try:
        edition = known_editions.read_by(request, state)
    except (DatabaseError, InterfaceError):
        edition = None
    parts = (
        code(),
        # A page of an edition follows neither from the state of today's record nor from the day.
        *(("edition", edition) if edition else (state.name, day)),
        request.scheme,
        request.get_host(),
        request.path,
        query,
        # What was left out of the address on the way here is said on the page.
        *getattr(request, "notices", ()),
    )
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _keep(response: HttpResponse, state: State) -> Kept | None:
    """What is kept of an answer; None where it is not to be kept."""
    control = response.get("Cache-Control", "")
    if response.status_code != 200 or NOT_TO_KEEP.search(control) or response.cookies:
        return None
    if "Accept-Ranges" in response:
        return None  # it lies on the disk already, and may be asked for in parts
    if response.streaming and not _join(response):
        return None
    body = b"".join(response)
    if len(body) > MOST_PLAIN:
        return None
    bodies = {"": body}
    if len(body) >= SHORTEST and not PACKED.match(response["Content-Type"]):
        packed = gzip.compress(body, 6, mtime=0)
        bodies = {"br": with_brotli(body, 5), "gzip": packed}
    if max(map(len, bodies.values())) > LARGEST:
        return None
    patch_vary_headers(response, ["Accept-Encoding"])
    headers = {name: value for name, value in response.items() if name.lower() not in OF_THE_ANSWER}
    headers |= {"Cache-Control": control or FOR_PROXIES, "Vary": response["Vary"]}
    if not control:
        # For a network that keeps pages for longer than it is told, and is told to forget them.
        headers["Cache-Tag"] = f"record, record-{state.name}"
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    since = max(state.since, midnight.timestamp())
    return Kept(headers, hashlib.sha256(body).hexdigest()[:32], since, bodies)


def with_brotli(body: bytes, quality: int) -> bytes:
    """Compressed, with no more memory to look back in than the body fills: as it comes, brotli
    takes megabytes, and each thread its own.
    """
    window = min(max(LEAST_WINDOW, len(body).bit_length()), MOST_WINDOW)
    return brotli.compress(body, quality=quality, lgwin=window)


def _join(response) -> bool:
    """Take a streamed answer together; False, and it goes on as a stream, where it is too long."""
    parts, size, rest = [], 0, iter(response.streaming_content)
    for part in rest:
        parts.append(part)
        size += len(part)
        if size > MOST_PLAIN:
            response.streaming_content = chain(parts, rest)
            return False
    response.streaming_content = parts
    return True


record_state = RecordState()
