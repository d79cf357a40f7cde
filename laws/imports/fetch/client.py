"""A client of another record's API, which gives a whole answer or says in a sentence why not.

The key never stands in such a sentence, in a log or in the database. A service that is busy is
asked again a few times, after growing pauses, or after the pause that its Retry-After asks for.
"""

import json
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, IncompleteRead
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from laws.imports.readers.fields import storable
from laws.refusals import Refusal
from laws.sources.timed_http import TIMED

AGENT = "Facelaw-fetch/1.0 (+{site}/method/)"
MOST_BYTES = 50_000_000
LONGEST_ASKED_PAUSE = 300
"""Seconds: a service that asks for a longer pause is left alone until the next run."""
TOO_MANY_REQUESTS, NOT_LET_IN = 429, (401, 403)
growing_pause = wait_exponential_jitter(initial=1, max=60, jitter=1)


class FetchProblem(Refusal):
    """A service gave no answer; `status` is that of HTTP, if it gave one."""

    def __init__(self, reason: str, status: int | None = None):
        super().__init__(reason)
        self.status = status


class BudgetSpent(FetchProblem):
    """No request is left for today."""


class TemporaryProblem(FetchProblem):
    """Something that may be over in a while; `pause` is for how many seconds the service asks."""

    def __init__(self, reason: str, status: int | None = None, pause: float | None = None):
        super().__init__(reason, status)
        self.pause = pause


class Service(NamedTuple):
    """An API of another record: the record's value (OtherRecord), the service's name, the setting
    that holds our key, and how to get one."""

    record: str
    name: str
    variable: str
    how_to_get_a_key: str

    @property
    def needs_a_key(self) -> str:
        """What to tell someone who has no key."""
        return f"{self.name} needs a key: {self.how_to_get_a_key}, and set it as {self.variable}."


class SameServer(HTTPRedirectHandler):
    """Follows redirections within one server only: the key must not go anywhere else."""

    def redirect_request(self, request, answer, code, message, headers, address):
        if urlsplit(address)[:2] != urlsplit(request.full_url)[:2]:
            answer.close()
            raise FetchProblem("It redirects to another server, and the key is not sent there.")
        return super().redirect_request(request, answer, code, message, headers, address)


@dataclass
class ApiClient:
    """A client of one service, which sends one request after the other.

    `spend` is called before each request and may raise BudgetSpent; `delay` is the pause between
    two requests, in seconds; `wait` sleeps. `requests_sent` counts them.
    """

    service: Service
    address: str
    key: str = field(repr=False)
    site: str
    timeout: float = 30
    tries: int = 5
    delay: float = 0
    spend: Callable[[], None] = lambda: None
    wait: Callable[[float], None] = time.sleep
    requests_sent: int = 0

    def ask(self, path: str = "", headers: Mapping[str, str] | None = None, **query) -> dict:
        """The JSON object that the service answers with; FetchProblem if it gives none."""
        address = f"{self.address}/{path}?{urlencode(query, doseq=True)}"
        request = Request(address, headers={**(headers or {}), **self._manners()})
        retrying = Retrying(
            retry=retry_if_exception_type(TemporaryProblem),
            wait=_pause,
            stop=stop_after_attempt(self.tries),
            before=self._pace,
            sleep=self.wait,
            reraise=True,
        )
        try:
            return retrying(self._answer, request)
        except TemporaryProblem as problem:
            later = f"It was asked {self.tries} times: run this again later."
            raise FetchProblem(f"{problem} {later}", problem.status) from None

    def _manners(self):
        return {"User-Agent": AGENT.format(site=self.site), "Accept": "application/json"}

    def _pace(self, attempt):
        """Count a request against the budget, and keep the pause between two."""
        self.spend()
        if self.requests_sent and self.delay:
            self.wait(self.delay)
        self.requests_sent += 1

    def _answer(self, request):
        """What the service answers, or the problem as a sentence; `from None` drops the address,
        and with it the key, from what Python would print."""
        try:
            return _object(self._text(request))
        except HTTPError as error:
            raise self._http_problem(error) from None
        except (TimeoutError, HTTPException, OSError, ValueError, RecursionError) as error:
            reason = _reason(error, self.timeout)
            raise TemporaryProblem(
                f"{self.service.name} gave no complete answer: {reason}."
            ) from None

    def _text(self, request):
        opener = build_opener(SameServer, *TIMED)
        with opener.open(request, timeout=self.timeout) as answer:
            content = answer.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise FetchProblem(
                    f"{self.service.name}’s answer is larger than {MOST_BYTES:,} bytes."
                )
            if answer.length:
                raise IncompleteRead(b"")
        return self.without_key(content.decode())

    def without_key(self, text: str) -> str:
        """A text that came from the service, which might repeat the key."""
        return re.sub(re.escape(self.key), "(key)", text, flags=re.IGNORECASE)

    def _http_problem(self, error):
        """The exception to raise for an HTTP status."""
        name, detail = self.service.name, self._detail(error)
        answered = f"{name} answered {error.code}{detail}."
        if error.code == TOO_MANY_REQUESTS or error.code >= 500:
            pause = _asked_pause(error.headers.get("Retry-After"))
            if pause is None or pause <= LONGEST_ASKED_PAUSE:
                return TemporaryProblem(answered, error.code, pause)
            answered += (
                f" It asks for a pause of {-(-pause // 60):.0f} minutes: run this again then."
            )
        if error.code in NOT_LET_IN:
            return FetchProblem(
                f"{name} does not accept the key in {self.service.variable} "
                f"({error.code}{detail}): {self.service.how_to_get_a_key}.",
                error.code,
            )
        return FetchProblem(answered, error.code)

    def _detail(self, error):
        """What the service says about an error, in quotes; "" if it says nothing."""
        try:
            with error:
                text = error.read1(2000).decode(errors="replace")
        except (OSError, HTTPException):
            return ""
        detail = re.search(r'"(?:detail|message)"\s*:\s*"([^"\n]{1,200})', text)
        return f", “{self.without_key(detail[1])}”" if detail else ""


def _object(text):
    """The JSON object in an answer, without characters that the database cannot store."""
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("not an object")
    return storable(content)


def _reason(error, timeout):
    """Why there is no answer, in our own words: those of Python may repeat the whole address."""
    if isinstance(error, URLError):
        error = error.reason
    if isinstance(error, TimeoutError):
        return f"nothing complete came within {timeout:g} seconds"
    if isinstance(error, IncompleteRead):
        return "it was cut off"
    if isinstance(error, UnicodeError | ValueError | RecursionError):
        return "it is not a JSON object, or it was cut off"
    return f"the connection failed ({type(error).__name__})"


def _asked_pause(retry_after):
    """Seconds that Retry-After asks for, as a number or a date; None if it says neither."""
    retry_after = (retry_after or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", retry_after):
        return int(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, (until - datetime.now(UTC)).total_seconds())


def _pause(attempt):
    """Seconds to wait before the next try: what the service asks for, else longer each time. Some
    chance is in it, so that many clients do not come back at once."""
    pause = attempt.outcome.exception().pause
    return growing_pause(attempt) if pause is None else pause + random.uniform(0, 1)
