"""Kept answers sent again as they were sent, without going through Django.

An answer of `KeepPages` follows from the record's state, the day and what `key_of` names of a
request, and from nothing else. So the same request gets the same bytes and the same headers, those
of every middleware too; so does one for a static file. Whatever was not asked for in just these
words goes the whole way.
"""

from collections.abc import Hashable
from typing import Any

from django.utils import timezone
from whitenoise import WhiteNoise

from dashboard.web.kept_pages import LARGEST, record_state, this_second
from dashboard.web.observing import Seen, new_number, teller
from dashboard.web.problems import API

Answer = tuple[int, list[tuple[str, str]], bytes]

HEADERS = (
    "host", "accept-encoding", "x-forwarded-proto", "if-none-match", "if-modified-since",
    "if-match", "if-unmodified-since", "range",
)  # fmt: skip
"""Those that an answer may follow from. Visitors have no cookies, and nothing else is read."""
OF_THE_MOMENT = {"X-Request-ID": new_number, "X-Accel-Expires": this_second}
"""Headers that are another each time."""
MOST_BYTES = 16 * 1024 * 1024
LONGEST_KEY = 2000
FOREVER = f"max-age={WhiteNoise.FOREVER}, public, immutable"
"""Said of static files, whose names have the digest of what is in them."""
ALWAYS = "the name"


def key_of(scope: Any, path: str) -> Hashable | None:
    """All of a request that its answer follows from; None where it is to go the whole way."""
    if scope.method != "GET" or len(scope.query_string) > LONGEST_KEY:
        return None
    headers = scope.headers
    # The API alone refuses those who take no JSON.
    names = (*HEADERS, "accept") if path.startswith(API) else HEADERS
    asked = [tuple(headers.get_all(name)) for name in names]
    return scope.scheme, scope.server, scope.authority, path, scope.query_string, *asked


def now() -> tuple[str, object] | None:
    """What kept answers follow from beside the request; None where it has to be asked for."""
    state = record_state.fresh()
    return state and (state.name, timezone.localdate())


class SentAgain:
    """Some 16 MB of whole answers, each with what it followed from."""

    def __init__(self) -> None:
        self._tell = teller()
        self._answers: dict[Hashable, tuple[object, Answer, list[str]]] = {}
        self._size = 0

    def find(self, key: Hashable | None) -> Answer | None:
        """The answer to just this request, if nothing has changed since."""
        of, answer, momentary = self._answers.get(key, (None, None, []))
        if not answer or of not in (ALWAYS, now()):
            return None
        status, headers, body = answer
        if self._tell:
            self._tell(Seen("kept", "GET", status, "kept", 0.0))
        return status, [*headers, *((name, OF_THE_MOMENT[name]()) for name in momentary)], body

    def add(self, key: Hashable | None, of: object, answer: Answer) -> None:
        """Have an answer of `KeepPages`, which says what it was made `of`, or a static file."""
        status, headers, body = answer
        of = ALWAYS if ("Cache-Control", FOREVER) in headers else of
        if key is None or of is None or len(body) > LARGEST:
            return
        momentary = [name for name, _ in headers if name in OF_THE_MOMENT]
        headers = [(name, value) for name, value in headers if name not in OF_THE_MOMENT]
        size = len(body) + 4 * LONGEST_KEY
        if self._size + size > MOST_BYTES:
            self._answers, self._size = {}, 0
        self._answers[key] = of, (status, headers, body), momentary
        self._size += size
