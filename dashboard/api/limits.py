"""How much one address may ask in a minute: counted in the cache, without keeping the address."""

import time
from typing import Any, NamedTuple

from django.core.cache import caches
from rest_framework.throttling import BaseThrottle

from dashboard.web.public_form import address_of
from laws.models.sender import digest_of

MOST, WINDOW = 600, 60
"""Answers that have to be made, and in how many seconds. What is kept is not counted."""
POLICY = f'"address";q={MOST};w={WINDOW}'


class Rate(NamedTuple):
    """How much an address may still ask, and for how many seconds that holds."""

    left: int
    seconds: int

    @property
    def header(self) -> str:
        return f'"address";r={self.left};t={self.seconds}'


class ByAddress(BaseThrottle):
    """Counts what one address asks in each minute, under a keyed hash of the address that nobody
    can turn back, and forgets it two minutes later. Where the cache is away, nobody is refused.
    """

    def allow_request(self, request: Any, view: Any) -> bool:
        is_allowed, request._request.rate = asked_by(address_of(request._request))
        self._wait = request._request.rate.seconds
        return is_allowed

    def wait(self) -> int:
        return self._wait


def asked_by(address: str) -> tuple[bool, Rate]:
    """Count one more question of an address: whether it may ask it, and what it has left."""
    now = int(time.time())
    window, wait = now // WINDOW, WINDOW - now % WINDOW
    number = _count(f"rate:{digest_of(address)[:32]}:{window}")
    return number <= MOST, Rate(max(0, MOST - number), wait)


def _count(key: str) -> int:
    """One more of a key, and how many that makes."""
    counts = caches["limits"]
    try:
        counts.add(key, 0, timeout=2 * WINDOW)
        return counts.incr(key)
    except ValueError:  # it was dropped in between
        return 1
