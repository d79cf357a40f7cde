"""Sending events to webhooks, signed as Standard Webhooks say (https://www.standardwebhooks.com).

Each gets every event at least once, in order; what is tried again has the same `webhook-id` and the
same events, by which a receiver knows what it has.
"""

import hmac
import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare, get_random_string

from laws.models import Letter, RecordEvent, Subscription, Webhook
from laws.open_data.events import newest
from laws.sources.public_http import PublicHTTPS
from laws.vocabulary import LetterKind

AT_ONCE = 100  # events in a request
IN_A_RUN = 200  # webhooks; the others come first in the next
TIMEOUT = 5
MOST_READ = 2_000
LONGEST_PAUSE = timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(days=1)
ALLOWED_PORTS = (None, 443)

Post = Callable[[str, bytes, dict[str, str]], str]
Read = Callable[[Subscription, int, int], list[RecordEvent]]
"""The events of a subscription after a number: at most so many."""
log = logging.getLogger(__name__)


class _NoRedirect(HTTPRedirectHandler):
    """A redirection is a failure: it could lead to where no reader has an address."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


def why_refused(url: str) -> str:
    """Why an address can be no webhook, in a sentence; or nothing."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "That is no web address: one looks like https://example.org/hook."
    if parts.scheme != "https" or not parts.hostname or port not in ALLOWED_PORTS:
        return "Only https addresses on the usual port are taken, as https://example.org/hook."
    if parts.username or parts.password or len(url) > 500 or not url.isascii():
        return "Names, passwords and letters outside ASCII are not taken in this address."
    return ""


def post(url: str, body: bytes, headers: dict[str, str]) -> str:
    """Send to a public https address; the beginning of a good answer, OSError otherwise."""
    request = Request(url, body, headers, method="POST")
    opener = build_opener(_NoRedirect, PublicHTTPS)
    with opener.open(request, timeout=TIMEOUT) as answer:
        return str(answer.read(MOST_READ).decode("utf-8", "replace"))


def signature(secret: str, number: str, seconds: int, body: bytes) -> str:
    """What `webhook-signature` says of a message."""
    key = b64decode(secret.removeprefix("whsec_"))
    said = f"{number}.{seconds}.".encode() + body
    return "v1," + b64encode(hmac.new(key, said, sha256).digest()).decode()


def send_webhooks(
    now: datetime, read: Read, as_row: Callable[[RecordEvent], dict[str, Any]], send: Post = post
) -> int:
    """Send to each webhook what it was not told yet; returns how many took something."""
    waiting = Webhook.objects.filter(next_try_at__lte=now, paused_at=None)
    numbers = list(waiting.order_by("next_try_at").values_list("pk", flat=True)[:IN_A_RUN])
    taken = 0
    for number in numbers:
        try:
            taken += _take_turn(number, now, read, as_row, send)
        except Exception:  # one whose events can't be read must not keep the others
            log.exception("Webhook %s: its events could not be read", number)
    return taken


def _take_turn(number: int, now: datetime, read: Read, as_row: Any, send: Post) -> bool:
    # What is to be sent is kept before it is, so that a run that ends half-way repeats it.
    with _locked(number, now) as hook:
        has_some = bool(hook) and _choose(hook, read)
    if not has_some:
        return False
    with _locked(number, now) as hook:
        return bool(hook) and _tell(hook, now, read, as_row, send)


@contextmanager
def _locked(number: int, now: datetime) -> Iterator[Webhook | None]:
    """A webhook that may be sent to now, for nobody else meanwhile."""
    with transaction.atomic():
        found = Webhook.objects.select_related("subscription")
        found = found.select_for_update(skip_locked=True, of=("self",))
        yield found.filter(pk=number, next_try_at__lte=now, paused_at=None).first()


def _choose(hook: Webhook, read: Read) -> bool:
    """Choose the next events for a webhook; whether there is something to send."""
    if hook.verified_at is None or hook.up_to_event != hook.told_event:
        return True
    events = read(hook.subscription, hook.told_event, AT_ONCE)
    hook.up_to_event = events[-1].pk if events else newest()
    if not events:
        hook.told_event = hook.up_to_event
    hook.save()
    return bool(events)


def _tell(hook: Webhook, now: datetime, read: Read, as_row: Any, send: Post) -> bool:
    if hook.verified_at is None:
        return _try(hook, now, lambda: _challenge(hook, now, send))
    if hook.up_to_event == hook.told_event:
        return False  # another run sent it
    return _try(hook, now, lambda: _send_events(hook, now, read, as_row, send))


def _send_events(hook: Webhook, now: datetime, read: Read, as_row: Any, send: Post) -> None:
    found = read(hook.subscription, hook.told_event, AT_ONCE)
    rows = [as_row(event) for event in found if event.pk <= hook.up_to_event]
    data = {"what": hook.subscription.what, "cursor": hook.up_to_event, "events": rows}
    number = f"events_{hook.pk}_{hook.told_event}_{hook.up_to_event}"
    _post(hook, number, now, {"type": "changes", "timestamp": now.isoformat(), "data": data}, send)
    hook.told_event = hook.up_to_event


def _challenge(hook: Webhook, now: datetime, send: Post) -> None:
    """Whoever has the address must answer with the word that is sent there."""
    word = get_random_string(32)
    said = {"type": "challenge", "timestamp": now.isoformat(), "data": {"challenge": word}}
    answer = _post(hook, f"challenge_{hook.pk}_{hook.tries}", now, said, send)
    if not constant_time_compare(answer.strip(), word):
        raise OSError("the challenge was not answered")
    hook.verified_at = now


def _post(hook: Webhook, number: str, now: datetime, said: dict[str, Any], send: Post) -> str:
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    seconds = int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"Facelaw (+{settings.SITE_ADDRESS}/method/#follow)",
        "webhook-id": number,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signature(hook.secret, number, seconds, body),
    }
    return send(hook.url, body, headers)


def _try(hook: Webhook, now: datetime, act: Callable[[], None]) -> bool:
    """Try to send; what fails is tried again after growing pauses, for a day."""
    try:
        act()
    except (OSError, HTTPException, ValueError) as error:
        log.warning("Webhook %s did not take it: %s", hook.pk, type(error).__name__)
        hook.failing_since = hook.failing_since or now
        hook.next_try_at = now + min(timedelta(minutes=2 ** min(hook.tries, 8)), LONGEST_PAUSE)
        hook.tries += 1
        if now - hook.failing_since >= GIVEN_UP_AFTER:
            _pause(hook, now)
        hook.save()
        return False
    hook.failing_since, hook.tries = None, 0
    hook.save()
    return True


def _pause(hook: Webhook, now: datetime) -> None:
    hook.paused_at = now
    one = hook.subscription
    Letter.objects.get_or_create(
        subscription=one, kind=LetterKind.PAUSED, sent_at=None,
        defaults={"how_often": one.how_often, "made_at": now, "next_try_at": now},
    )  # fmt: skip


def set_up(subscription: Subscription, url: str, with_mail: bool, now: datetime) -> Webhook:
    """Begin to send to an address, once it answered a challenge, with a secret of its own."""
    Webhook.objects.filter(subscription=subscription).delete()
    last = newest()
    return Webhook.objects.create(
        subscription=subscription, url=url, with_mail=with_mail, told_event=last,
        up_to_event=last, next_try_at=now,
    )  # fmt: skip


def resume(hook: Webhook, now: datetime) -> None:
    """Go on with one that was paused, from where it was."""
    hook.paused_at = hook.failing_since = None
    hook.next_try_at, hook.tries = now, 0
    hook.save()
