"""How long a log-in lasts: 14 days after the desk was last used, 30 days at most."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

UNUSED, AT_MOST = timedelta(days=14), timedelta(days=30)
BEGAN, USED_ON = "began", "used_on"


def renew(request: HttpRequest) -> None:
    """Let a log-in last longer because it is used: once a day, as it costs a query."""
    now, session = timezone.now(), request.session
    if session.get(USED_ON) == now.date().isoformat():
        return
    session[USED_ON] = now.date().isoformat()
    began = datetime.fromisoformat(session.setdefault(BEGAN, now.isoformat()))
    session.set_expiry(min(now + UNUSED, began + AT_MOST))
