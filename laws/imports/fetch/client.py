"""Asking another record's API: a whole answer, or a sentence that says why there is none.

Whoever reads a sentence from here, a log or the database never finds the key in it. A service that
is busy is asked again, later and later and only so often; what it says of waiting is heeded.
"""

import json
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, IncompleteRead
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from laws.imports.readers.fields import storable

AGENT = "Facelaw-fetch/1.0 (+{site}/method/)"
MOST_BYTES = 50_000_000
CHUNK = 65_536
FIRST_PAUSE, LONGEST_PAUSE = 2, 60
MOST_HEEDED = 300
"""Seconds: a service that asks for a longer pause is left alone until the next run."""
TOO_OFTEN, NOT_LET_IN = 429, (401, 403)


class FetchProblem(Exception):
    """Why a service gave no answer, as a sentence."""

    def __init__(self, sentence, status=None):
        super().__init__(sentence)
        self.status = status


class BudgetSpent(FetchProblem):
    """No question is left for today."""


class Passing(FetchProblem):
    """Something that may be over in a while; `pause` is what the service asks for."""

    def __init__(self, sentence, status=None, pause=None):
        super().__init__(sentence, status)
        self.pause = pause


class Service(NamedTuple):
    """Another record's API, as it names itself, and how one gets a key for it."""

    record: str
    name: str
    variable: str
    how_to_get_a_key: str

    @property
    def needs_a_key(self):
        how = f"{self.how_to_get_a_key}, and set it as {self.variable}"
        return f"{self.name} answers only with a key: {how}."


class SameServer(HTTPRedirectHandler):
    """Follows a redirection on the same server, and no other: the key belongs there alone."""

    def redirect_request(self, request, answer, code, said, headers, address):
        if urlsplit(address)[:2] != urlsplit(request.full_url)[:2]:
            answer.close()
            raise FetchProblem("It leads to another server, where no key is sent.")
        return super().redirect_request(request, answer, code, said, headers, address)


@dataclass
class ApiClient:
    """One service, asked one question after the other.

    `spend` is called before each question that is sent, and raises BudgetSpent; `wait` waits.
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
    asked: int = 0

    def ask(self, path="", headers=(), **query) -> dict:
        """The object that the service answers with."""
        url = f"{self.address}/{path}?{urlencode(query, doseq=True)}"
        request = Request(url, headers=dict(headers) | self._manners())
        for number in range(1, self.tries + 1):
            self._pace()
            try:
                return self._answer(request)
            except Passing as problem:
                if number == self.tries or (problem.pause or 0) > MOST_HEEDED:
                    raise self._give_up(problem, number) from None
                self.wait(_pause(problem, number))

    def _manners(self):
        return {"User-Agent": AGENT.format(site=self.site), "Accept": "application/json"}

    def _pace(self):
        """One question at a time, with a pause between two."""
        self.spend()
        if self.asked and self.delay:
            self.wait(self.delay)
        self.asked += 1

    def _give_up(self, problem, number):
        if problem.pause and problem.pause > MOST_HEEDED:
            minutes = -(-problem.pause // 60)
            later = f"It asks for a pause of {minutes:.0f} minutes: run this again then."
        else:
            later = f"It was asked {number} times: run this again later."
        return FetchProblem(f"{problem} {later}", problem.status)

    def _answer(self, request):
        """What the service answers, or the problem as a sentence; `from None` drops the address,
        and with it the key, from what Python would print."""
        try:
            return _object(self._text(request))
        except HTTPError as error:
            raise self._refusal(error) from None
        except (TimeoutError, HTTPException, OSError, ValueError, RecursionError) as error:
            raise self._passing(error) from None

    def _text(self, request):
        ends = time.monotonic() + self.timeout
        pieces, size = [], 0
        with build_opener(SameServer).open(request, timeout=self.timeout) as answer:
            # One piece as it comes: a server that drips must not hold us beyond the time.
            while piece := answer.read1(CHUNK):
                pieces.append(piece)
                size += len(piece)
                if size > MOST_BYTES:
                    raise FetchProblem(
                        f"{self.service.name}’s answer is larger than {MOST_BYTES:,} bytes."
                    )
                if time.monotonic() > ends:
                    raise TimeoutError
            if answer.length:
                raise IncompleteRead(b"")
        return self.without_key(b"".join(pieces).decode())

    def without_key(self, text):
        """A text of the service, in which it might repeat the key."""
        return re.sub(re.escape(self.key), "(key)", text, flags=re.IGNORECASE)

    def _passing(self, error):
        return Passing(f"{self.service.name} gave no answer: {_why(error, self.timeout)}.")

    def _refusal(self, error):
        """The problem that a status of HTTP stands for."""
        said = self._said(error)
        if error.code == TOO_OFTEN or error.code >= 500:
            pause = _asked_pause(error.headers.get("Retry-After"))
            return Passing(f"{self.service.name} answered {error.code}{said}.", error.code, pause)
        if error.code in NOT_LET_IN:
            return FetchProblem(
                f"{self.service.name} does not accept the key in {self.service.variable} "
                f"({error.code}{said}): {self.service.how_to_get_a_key}.",
                error.code,
            )
        return FetchProblem(f"{self.service.name} answered {error.code}{said}.", error.code)

    def _said(self, error):
        """The first words of a refusal."""
        try:
            with error:
                text = error.read1(2000).decode(errors="replace")
        except (OSError, HTTPException):
            return ""
        detail = re.search(r'"(?:detail|message)"\s*:\s*"([^"\n]{1,200})', text)
        return f", “{self.without_key(detail[1])}”" if detail else ""


def _object(text):
    """The JSON object of an answer, as the database keeps it."""
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return storable(found)


def _why(error, timeout):
    """Why there is no answer, in words of ours: those of Python may name the whole address."""
    if isinstance(error, URLError):
        error = error.reason
    if isinstance(error, TimeoutError):
        return f"nothing whole came within {timeout:g} seconds"
    if isinstance(error, IncompleteRead):
        return "it broke off"
    if isinstance(error, UnicodeError | ValueError | RecursionError):
        return "it is no JSON object, or broke off"
    return f"the connection failed ({type(error).__name__})"


def _asked_pause(said):
    """Seconds that Retry-After asks for, as a number or a date; None if it says neither."""
    said = (said or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", said):
        return int(said)
    try:
        until = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, (until - datetime.now(UTC)).total_seconds())


def _pause(problem, number):
    """Twice as long each time, and not to the second, so that many do not come back at once."""
    if problem.pause is not None:
        return problem.pause + random.uniform(0, 1)
    return min(LONGEST_PAUSE, FIRST_PAUSE**number) * random.uniform(0.5, 1)
