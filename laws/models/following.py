"""Who follows the record by mail, what each follows, and the mails that go out for it."""

from base64 import b64encode
from secrets import token_bytes

from django.db import models
from django.db.models.functions import MD5
from django.utils.crypto import get_random_string

from laws.models.fields import is_one_of
from laws.vocabulary import HowOften, LetterKind

KEY_LENGTH = 22


def new_key() -> str:
    """What nobody guesses; addresses in mails are signed over it."""
    return get_random_string(KEY_LENGTH)


def new_secret() -> str:
    """A secret as Standard Webhooks write one."""
    return "whsec_" + b64encode(token_bytes(24)).decode()


class Follower(models.Model):
    """An e-mail address that follows something, or was asked whether it wants to.

    It is stored readable, since mails go to it, and deleted with its last subscription. Nothing
    public and no file of the record has it.
    """

    email = models.EmailField(unique=True)
    key = models.CharField(max_length=KEY_LENGTH, default=new_key)
    # How often in a row its mail server said that there is no such address.
    refusals = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"Follower {self.pk}"  # never the address: this ends up in logs


class Subscription(models.Model):
    """What a follower is told of: the address of a feed (`what`).

    It begins when `confirmed_at` is set. Events up to the number `told_event` and what the
    calendar brought up to `told_day` have been told, or stand in a letter that waits.
    """

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="subscriptions")
    what = models.TextField()
    how_often = models.CharField(max_length=10, choices=HowOften)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_event = models.BigIntegerField(default=0)
    told_day = models.DateField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("follower", MD5("what"), name="subscription_once"),
            is_one_of("how_often", HowOften, "subscription_rhythm_known"),
            models.CheckConstraint(
                name="subscription_begins_somewhere",
                condition=models.Q(confirmed_at=None)
                | models.Q(told_day__isnull=False, looked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Subscription {self.pk}"


class Letter(models.Model):
    """A mail of a subscription: written down before it is sent, and marked afterwards.

    A digest tells the events after `after_event` up to `up_to_event`, and what the calendar
    brought after `after_day` up to `up_to_day`. A confirmation asks for mails `how_often`.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=LetterKind)
    how_often = models.CharField(max_length=10, choices=HowOften)
    after_event = models.BigIntegerField(default=0)
    up_to_event = models.BigIntegerField(default=0)
    after_day = models.DateField(null=True)
    up_to_day = models.DateField(null=True)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "subscription", "kind", name="letter_waits_once", condition=models.Q(sent_at=None)
            ),
            models.UniqueConstraint(
                "subscription", "up_to_event", "up_to_day", name="letter_once",
                condition=models.Q(kind=LetterKind.DIGEST),
            ),
            is_one_of("kind", LetterKind, "letter_kind_known"),
            is_one_of("how_often", HowOften, "letter_rhythm_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Letter {self.pk}"


class Webhook(models.Model):
    """An https address to which the events of a subscription are sent as well, or instead.

    It is sent to once it answered the challenge (`verified_at`). Events up to `told_event` were
    taken; those up to `up_to_event` are being sent, tried again together until they are taken.
    """

    subscription = models.OneToOneField(
        Subscription, on_delete=models.CASCADE, related_name="webhook"
    )
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=60, default=new_secret)
    with_mail = models.BooleanField(default=True)
    verified_at = models.DateTimeField(null=True)
    told_event = models.BigIntegerField()
    up_to_event = models.BigIntegerField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Webhook {self.pk}"
