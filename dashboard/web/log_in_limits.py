"""How often a password may be wrong: django-axes counts, this says how and what is kept.

Counted are an account from one address, and an address with whatever accounts. Of the address only
a keyed hash is kept, of the browser nothing; once it counts no more, the next log-in deletes it.
"""

from datetime import timedelta
from ipaddress import ip_address
from math import ceil

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, InterfaceError
from django.db.models import Max, Sum
from django.http import parse_cookie
from django.utils import timezone

from dashboard.web.public_form import address_of

PER_ADDRESS = 20
"""Wrong passwords from one address, of all accounts together; AXES_FAILURE_LIMIT is of each."""
PRIVATE = 0xFD << 120  # addresses that are nobody's


class LogInLimits(AxesDatabaseHandler):
    """Counts with a limit for each account and a higher one for each address."""

    def get_failures(self, request, credentials=None):
        """The wrong passwords so far, those of an address scaled to the limit of an account."""
        account, address = (
            attempts.aggregate(wrong=Sum("failures_since_start"))["wrong"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(account, address * settings.AXES_FAILURE_LIMIT // PER_ADDRESS)

    def reset_user_attempts(self, request, credentials=None):
        """Forget those of the account that logged in; one's own account frees no address."""
        account, _ = self.filter_user_attempts(request, credentials)
        return account.delete()[0]

    def is_locked(self, request, credentials=None):
        is_locked = super().is_locked(request, credentials)
        if is_locked:
            request.log_in_wait = self._wait(request, credentials)
        return is_locked

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is not None:
            request.axes_user_agent = request.axes_http_accept = ""
        super().user_login_failed(sender, credentials, request, **kwargs)
        if getattr(request, "axes_locked_out", False):
            request.log_in_wait = self._wait(request, credentials)

    def _wait(self, request, credentials) -> int:
        """For how many minutes the account or the address is locked."""
        latest = [
            attempts.aggregate(at=Max("attempt_time"))["at"]
            for attempts in self.get_user_attempts(request, credentials)
        ]
        left = max(filter(None, latest)) + get_cool_off(request) - timezone.now()
        return max(ceil(left / timedelta(minutes=1)), 1)


def hashed_address(request) -> str:
    """A keyed hash of the address that a request came from, written as an address."""
    from laws.models.sender import digest_of

    return str(ip_address(PRIVATE | int(digest_of(address_of(request))[:30], 16)))


def answer_locked(request, response, credentials):
    """The log-in page as the form made it, which says how long to wait."""
    response.status_code = 429
    return response


def is_logged_in(cookies: str) -> bool:
    """Whether these cookies are of a session in which an account logged in."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return False
    try:
        return SESSION_KEY in SessionStore(key).load()
    except (DatabaseError, InterfaceError):
        return False
