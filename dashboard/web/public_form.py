"""Forms that anyone may send, without an account and without a cookie.

A visitor has no session here, so there is nothing that a forged request could do in a visitor's
name but fill the queue. What keeps forms honest is a token in the form itself, signed by this site
and dated, the browser's own word on where the form was, and a count of what one address sends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.views.decorators.csrf import csrf_exempt

QUICKEST = timedelta(seconds=3)  # nobody reads a form and fills it in faster
OLDEST = timedelta(hours=24)
KEY_LENGTH = 22
FORM = "application/x-www-form-urlencoded"

View = Callable[..., Any]
_signer = Signer(salt="dashboard.web.public_form")


def takes_forms(view: View) -> View:
    """Mark a public view as one that takes POST; every other answers 405 (AnswerWithAPage).

    Django's own token against forged forms needs a cookie; the view checks `came_from_here` and
    `read_token` instead.
    """
    exempt = csrf_exempt(view)
    exempt.takes_forms = True
    return exempt


@dataclass(frozen=True, slots=True)
class Token:
    """What the token of a form says: its own key, and how long ago the form was shown."""

    key: str
    age: timedelta

    @property
    def is_early(self) -> bool:
        return self.age < QUICKEST

    @property
    def is_old(self) -> bool:
        return self.age > OLDEST


def new_token(now: datetime) -> str:
    """A token for a form that is shown now."""
    return _signer.sign(f"{get_random_string(KEY_LENGTH)}.{int(now.timestamp())}")


def read_token(text: str, now: datetime) -> Token | None:
    """What a form's token says, or nothing if it is not ours."""
    try:
        key, _, shown = _signer.unsign(text).partition(".")
        shown_at = datetime.fromtimestamp(int(shown), UTC)
    except (BadSignature, ValueError, OverflowError):
        return None
    return Token(key, now - shown_at)


def came_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent by a page of this site, as far as the browser says.

    Every browser of today names the origin; text browsers and the like may be silent, and are
    believed: it is others' pages that this is about, and those run in browsers that do say.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        named = urlsplit(origin)
    except ValueError:
        return False
    # A proxy in front may speak https to the reader and http to us.
    here = bool(named.netloc) and named.netloc == request.get_host()
    return here or origin in settings.CSRF_TRUSTED_ORIGINS


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from, behind the proxies that are ours."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(named) >= settings.TRUSTED_PROXIES:
            address = named[-settings.TRUSTED_PROXIES]
    return address
