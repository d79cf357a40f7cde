"""Sending the letters that wait, each marked as sent on its own.

A letter is locked, handed to the mail server and marked. Whoever is killed before the server took
it has sent nothing, and the next run sends it. In the moment between the server's word and the
mark no order of steps is safe: then it goes out again, with the same Message-ID, by which mail
programs know that they have it.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import (
    SMTPConnectError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from laws.models import Letter
from laws.vocabulary import LetterKind

MOST_REFUSALS = 3
MOST_TRIES = 20  # some ten days
LONGEST_PAUSE = timedelta(days=1)
OF_SERVER = (SMTPServerDisconnected, SMTPSenderRefused, SMTPConnectError)
"""What is wrong for every letter: the run ends, and the next one goes on."""

Write = Callable[[Letter], EmailMultiAlternatives]
log = logging.getLogger(__name__)


def send_letters(now: datetime, write: Write) -> int:
    """Send what waits and may be tried now; returns how many were sent."""
    waiting = Letter.objects.filter(sent_at=None, next_try_at__lte=now).order_by("pk")
    numbers = list(waiting.values_list("pk", flat=True))
    if not numbers:
        return 0
    sent = 0
    try:
        with get_connection() as connection:
            for number in numbers:
                try:
                    sent += _send(number, connection, now, write)
                except (OSError, SMTPException):
                    raise
                except Exception:  # one that can't be written must not keep the others
                    log.exception("Letter %s could not be written", number)
    except (OSError, SMTPException) as error:
        # Neither an address nor what was written belongs in a log.
        log.error("Mails wait for the next run: %s", type(error).__name__)
    return sent


def message_id(letter: Letter) -> str:
    """The same for the same letter of a subscription, however often it is tried."""
    parts = [letter.kind, letter.subscription_id]
    parts += [letter.pk] if letter.kind != LetterKind.DIGEST else []
    parts += [letter.up_to_event, letter.up_to_day or 0]
    return f"<facelaw.{'.'.join(map(str, parts))}@{urlsplit(settings.SITE_ADDRESS).hostname}>"


def _send(number: int, connection: Any, now: datetime, write: Write) -> bool:
    with transaction.atomic():
        found = Letter.objects.select_related("subscription__follower")
        found = found.select_for_update(skip_locked=True, of=("self",))
        letter = found.filter(pk=number, sent_at=None).first()
        if letter is None:
            return False  # another run has it
        message = write(letter)
        message.connection = connection
        message.extra_headers["Message-ID"] = message_id(letter)
        try:
            message.send()
        except SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            return _refused(letter, now) if code >= 500 else _later(letter, now)
        except OF_SERVER:
            raise
        except (SMTPException, ValueError) as error:
            log.error("Letter %s was not sent: %s", letter.pk, type(error).__name__)
            return _later(letter, now)
        return _sent(letter, now)


def _sent(letter: Letter, now: datetime) -> bool:
    letter.sent_at = now
    letter.save()
    follower = letter.subscription.follower
    if follower.refusals:
        follower.refusals = 0
        follower.save()
    return True


def _later(letter: Letter, now: datetime) -> bool:
    """Try again: after a minute, then after twice as long each time, up to a day."""
    if letter.tries >= MOST_TRIES:
        return _refused(letter, now)
    letter.next_try_at = now + min(timedelta(minutes=2 ** min(letter.tries, 11)), LONGEST_PAUSE)
    letter.tries += 1
    letter.save()
    return False


def _refused(letter: Letter, now: datetime) -> bool:
    """There is no such address, says its server: after a few times it is deleted here."""
    follower = letter.subscription.follower
    follower.refusals += 1
    if follower.refusals >= MOST_REFUSALS:
        follower.delete()
        return False
    follower.save()
    letter.next_try_at = now + LONGEST_PAUSE
    letter.tries += 1
    letter.save()
    return False
