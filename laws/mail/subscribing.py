"""Beginning and ending to follow: asked for on a form, confirmed in a mail, ended at any time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from laws.mail.links import KEPT_UNCONFIRMED
from laws.models import Follower, Letter, Sender, Subscription
from laws.open_data.events import newest, note_events
from laws.vocabulary import HowOften, LetterKind

# How many confirmations one e-mail address may get within a span of time, whoever asks for them.
LIMITS = ((2, timedelta(hours=1)), (4, timedelta(days=1)))
KEPT_SENT = timedelta(days=30)


def ask(email: str, what: str, how_often: HowOften, now: datetime) -> None:
    """Have a mail sent that asks whether the address wants this.

    Nothing that comes back tells whether the address is known: one that follows this already gets
    the same mail, and one that got several gets none.
    """
    email = email.lower()
    mailbox = f"mail to {email}"
    with transaction.atomic():
        Sender.one_at_a_time(mailbox)
        if Sender.objects.wait(mailbox, now, LIMITS):
            return
        Sender.note(mailbox, now)
        follower, _ = Follower.objects.select_for_update().get_or_create(email=email)
        made = {"how_often": how_often, "asked_at": now}
        one, is_new = Subscription.objects.get_or_create(
            follower=follower, what=what, defaults=made
        )
        if not is_new and one.confirmed_at is None:
            Subscription.objects.filter(pk=one.pk).update(**made)
        Letter.objects.update_or_create(
            subscription=one,
            kind=LetterKind.CONFIRM,
            sent_at=None,
            defaults={"how_often": how_often, "made_at": now, "next_try_at": now},
        )


def confirm(subscription: Subscription, how_often: HowOften, now: datetime) -> None:
    """Begin to follow from now on; what is followed already goes on, as often as is said here."""
    note_events()
    with transaction.atomic():
        found = Subscription.objects.select_for_update().filter(pk=subscription.pk)
        if one := found.first():
            one.how_often = how_often
            if one.confirmed_at is None:
                one.confirmed_at = one.looked_at = now
                one.told_event = newest()
                one.told_day = timezone.localtime(now).date()
            one.save()


def end(subscription: Subscription) -> None:
    """Follow this no more; the address is deleted with the last that it followed."""
    with transaction.atomic():
        follower = Follower.objects.select_for_update().filter(pk=subscription.follower_id)
        list(follower)
        Subscription.objects.filter(pk=subscription.pk).delete()
        follower.filter(subscriptions=None).delete()


def end_all(follower: Follower) -> None:
    """Delete an address with all that it followed."""
    follower.delete()


def forget(now: datetime) -> None:
    """Delete what was never confirmed, the addresses that follow nothing, and old letters."""
    Sender.objects.forget(now)
    never = {"confirmed_at": None, "asked_at__lt": now - KEPT_UNCONFIRMED}
    for one in Subscription.objects.filter(**never):
        end(one)
    Letter.objects.filter(sent_at__lt=now - KEPT_SENT).delete()
