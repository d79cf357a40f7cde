"""Webhooks: signed, challenged first, repeated under the same id, paused after a day."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.error import URLError

import pytest

from laws.mail.webhooks import post, resume, send_webhooks, set_up, signature, why_refused
from laws.models import Follower, Letter, Subscription, Webhook
from laws.vocabulary import LetterKind

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
URL = "https://hook.example/facelaw"


class Receiver:
    """A server that takes, or fails as long as it `is_down`."""

    def __init__(self):
        self.got, self.is_down = [], False

    def __call__(self, url, body, headers):
        said = json.loads(body)
        self.got.append((headers["webhook-id"], said))
        if self.is_down:
            raise TimeoutError
        return said["data"].get("challenge", "")

    def numbers(self):
        return [one for _, said in self.got for one in said["data"].get("events", [])]


def events(*numbers):
    known = [SimpleNamespace(pk=number) for number in numbers]
    return lambda one, after, most: [event for event in known if event.pk > after][:most]


def send(receiver, read, now=NOW):
    return send_webhooks(now, read, lambda event: event.pk, receiver)


@pytest.fixture
def hook(db):
    follower = Follower.objects.create(email="reader@example.org")
    one = Subscription.objects.create(
        follower=follower, what="/feeds/changes.atom", how_often="daily", asked_at=NOW,
        confirmed_at=NOW, looked_at=NOW, told_day=NOW.date(),
    )  # fmt: skip
    return set_up(one, URL, with_mail=True, now=NOW)


def test_the_signature_is_that_of_standard_webhooks():
    secret, number = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    found = signature(secret, number, 1614265330, b'{"test": 2432232314}')
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_nothing_is_sent_before_the_challenge_is_answered(hook):
    send_webhooks(NOW, events(1), lambda event: event.pk, lambda url, body, headers: "no")
    hook.refresh_from_db()
    assert hook.verified_at is None
    receiver = Receiver()
    later = NOW + timedelta(minutes=1)
    send(receiver, events(1), later)
    assert receiver.numbers() == []
    send(receiver, events(1), later)
    assert receiver.numbers() == [1]
    send(receiver, events(1), later)
    assert receiver.numbers() == [1]


def test_what_failed_is_sent_again_under_the_same_id_and_nothing_is_missed(hook):
    receiver = Receiver()
    send(receiver, events())
    receiver.is_down = True
    send(receiver, events(1, 2))
    send(receiver, events(1, 2, 3), NOW + timedelta(seconds=30))  # too early
    receiver.is_down = False
    send(receiver, events(1, 2, 3), NOW + timedelta(minutes=2))
    send(receiver, events(1, 2, 3), NOW + timedelta(minutes=3))
    _, first, again, rest = receiver.got
    assert first[0] == again[0] != rest[0]
    assert receiver.numbers() == [1, 2, 1, 2, 3]


def test_after_a_day_it_is_paused_with_a_mail_and_goes_on_where_it_was(hook):
    receiver = Receiver()
    send(receiver, events())
    receiver.is_down = True
    for hour in range(30):
        send(receiver, events(1), NOW + timedelta(hours=hour))
    hook.refresh_from_db()
    assert NOW + timedelta(days=1) <= hook.paused_at < NOW + timedelta(hours=29)
    assert Letter.objects.get().kind == LetterKind.PAUSED
    receiver.is_down, receiver.got = False, []
    resume(hook, NOW + timedelta(days=2))
    send(receiver, events(1, 2), NOW + timedelta(days=2))
    send(receiver, events(1, 2), NOW + timedelta(days=2))
    assert receiver.numbers() == [1, 2]


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]", "169.254.169.254"])
def test_it_never_reaches_into_a_private_network(host):
    with pytest.raises(URLError, match="private network"):
        post(f"https://{host}/", b"{}", {})


@pytest.mark.parametrize(
    "url",
    ["http://a.example/", "https://a.example:8443/", "https://u:p@a.example/", "https://", "x",
     "https://[a/", "file:///etc/passwd", "https://a.example:x/"],
)  # fmt: skip
def test_what_can_be_no_webhook_gets_a_sentence(url):
    assert why_refused(url).endswith(".")
    assert why_refused(URL) == ""


def test_it_ends_with_what_is_followed(hook):
    Follower.objects.all().delete()
    assert not Webhook.objects.exists()


def test_one_whose_events_can_not_be_read_keeps_no_other_from_its_own(hook):
    bad = Subscription.objects.create(
        follower=hook.subscription.follower, what="/feeds/bad.atom", how_often="daily",
        asked_at=NOW, confirmed_at=NOW, looked_at=NOW, told_day=NOW.date(),
    )  # fmt: skip
    set_up(bad, URL, with_mail=True, now=NOW - timedelta(minutes=1))
    receiver = Receiver()
    send(receiver, events())  # the challenges

    def read(one, after, most):
        if one.what == bad.what:
            raise ZeroDivisionError
        return events(1)(one, after, most)

    send(receiver, read)
    assert receiver.numbers() == [1]
