"""The signed parts of addresses in mails: whoever has the mail may do what its address does."""

from datetime import timedelta

from django.core.signing import Signer, TimestampSigner

from laws.models import Follower, Letter, Subscription
from laws.vocabulary import HowOften

KEPT_UNCONFIRMED = timedelta(days=7)
_confirming = TimestampSigner(salt="laws.mail.confirm")
_ending = Signer(salt="laws.mail.end")
_own = Signer(salt="laws.mail.yours")


def to_confirm(letter: Letter) -> str:
    """Signs that the subscription of a letter is wanted, as often as the letter says."""
    one = letter.subscription
    return _confirming.sign(f"{one.pk}.{one.follower.key}.{letter.how_often}")


def to_end(subscription: Subscription) -> str:
    """Signs that a subscription is to end."""
    return _ending.sign(f"{subscription.pk}.{subscription.follower.key}")


def to_yours(follower: Follower) -> str:
    """Signs that all of an address may be seen and ended."""
    return _own.sign(f"{follower.pk}.{follower.key}")


def read_confirm(token: str) -> tuple[Subscription | None, HowOften]:
    """The subscription that a token confirms, None once it is gone, and how often it is wanted.
    Raises BadSignature for what is not ours or too old.
    """
    signed = _confirming.unsign(token, max_age=KEPT_UNCONFIRMED)
    number, key, how_often = signed.split(".")
    return _subscription(number, key), HowOften(how_often)


def read_end(token: str) -> Subscription | None:
    """The subscription that a token ends, None once it is gone."""
    return _subscription(*_ending.unsign(token).split("."))


def read_yours(token: str) -> Follower | None:
    """The follower of a token, None once the address is deleted."""
    number, key = _own.unsign(token).split(".")
    return Follower.objects.filter(pk=number, key=key).first()


def _subscription(number: str, key: str) -> Subscription | None:
    found = Subscription.objects.select_related("follower")
    return found.filter(pk=number, follower__key=key).first()
