"""Which digests are due, written down as letters before any is sent."""

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from laws.models import Letter, Subscription, Webhook
from laws.open_data.events import newest
from laws.vocabulary import HowOften, LetterKind

MORNING = time(6)

log = logging.getLogger(__name__)
IsNews = Callable[[Letter], bool]


def last_due(how_often: HowOften, now: datetime) -> datetime:
    """The latest moment at which mails of a rhythm were due: this morning's, that of Monday."""
    if how_often == HowOften.AT_ONCE:
        return now
    here = timezone.localtime(now)
    day = here.date() if here.time() >= MORNING else here.date() - timedelta(days=1)
    if how_often == HowOften.WEEKLY:
        day -= timedelta(days=day.weekday())
    return timezone.make_aware(datetime.combine(day, MORNING))


def make_letters(now: datetime, is_news: IsNews) -> int:
    """Write down a letter for each subscription that is due and has news; returns how many.

    With the letter the subscription moves on, in one transaction: so each event is in one letter.
    """
    up_to, day = newest(), timezone.localtime(now).date()
    due = _due(now).filter(Q(told_event__lt=up_to) | Q(told_day__lt=day))
    made = 0
    for pk in due.values_list("pk", flat=True):
        try:
            made += _make(pk, now, up_to, day, is_news)
        except Exception:  # one that can't be read must not keep the others from their mail
            log.exception("Subscription %s: no letter could be made", pk)
    return made


_instead = Webhook.objects.filter(
    subscription=OuterRef("pk"), with_mail=False, verified_at__isnull=False, paused_at=None
)
"""What is sent to a webhook instead; while that is paused, mails go on."""


def _due(now: datetime):
    """Subscriptions whose time has come. One whose last letter could not be sent yet waits."""
    times = Q()
    for how_often in HowOften:
        times |= Q(how_often=how_often, looked_at__lt=last_due(how_often, now))
    waiting = Letter.objects.filter(
        subscription=OuterRef("pk"), kind=LetterKind.DIGEST, sent_at=None
    )
    found = Subscription.objects.filter(times, ~Exists(waiting), confirmed_at__isnull=False)
    found = found.filter(~Exists(_instead))
    return found.order_by("pk")


def _make(pk: int, now: datetime, up_to: int, day: date, is_news: IsNews) -> bool:
    with transaction.atomic():
        one = _due(now).filter(pk=pk).select_for_update(skip_locked=True).first()
        if one is None:
            return False
        letter = Letter(
            subscription=one, kind=LetterKind.DIGEST, how_often=one.how_often,
            after_event=one.told_event, up_to_event=up_to, after_day=one.told_day, up_to_day=day,
            made_at=now, next_try_at=now,
        )  # fmt: skip
        has_news = is_news(letter)
        if has_news:
            letter.save()
        one.told_event, one.told_day, one.looked_at = up_to, day, now
        one.save()
        return has_news
