"""Sending against a mail server on this machine: nobody gets two or none, whatever happens."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from laws.mail import subscribing
from laws.mail.due import last_due, make_letters
from laws.mail.sending import send_letters
from laws.models import Follower, Letter, Sender, Subscription
from laws.vocabulary import HowOften, LetterKind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
EVERYTHING = "/feeds/changes.atom"


class Mailbox:
    """What a mail server took, and what it answers on a recipient."""

    def __init__(self):
        self.mails, self.answer = [], "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @property
    def to(self):
        return [mail["To"] for mail in self.mails]


@pytest.fixture
def mailbox(settings):
    found = Mailbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
    yield found
    server.stop()


def follow(number, how_often=HowOften.AT_ONCE, **fields):
    follower = Follower.objects.create(email=f"r{number}@example.org")
    began = {"confirmed_at": NOW, "looked_at": NOW - timedelta(days=8), "told_day": "2026-11-22"}
    return Subscription.objects.create(
        follower=follower, what=EVERYTHING, how_often=how_often, asked_at=NOW, **began | fields
    )


def write(letter):
    return EmailMultiAlternatives("News", "Text", to=[letter.subscription.follower.email])


def news(letter):
    return True


class Killed(BaseException):
    """The process ends here."""


def test_killed_half_way_nobody_gets_two_or_none(mailbox):
    for number in range(5):
        follow(number)
    assert make_letters(NOW, news) == 5
    written = []

    def until_killed(letter):
        written.append(letter)
        if len(written) == 3:
            raise Killed
        return write(letter)

    with pytest.raises(Killed):
        send_letters(NOW, until_killed)
    assert len(mailbox.mails) == 2

    assert make_letters(NOW, news) == 0
    assert send_letters(NOW, write) == 3
    assert send_letters(NOW, write) == 0
    assert sorted(mailbox.to) == [f"r{number}@example.org" for number in range(5)]


def test_killed_before_the_mark_it_goes_again_under_the_same_message_id(mailbox, monkeypatch):
    follow(1)
    make_letters(NOW, news)

    def killed(letter, now):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("laws.mail.sending._sent", killed)
        with pytest.raises(Killed):
            send_letters(NOW, write)
    send_letters(NOW, write)

    first, again = mailbox.mails
    assert first["Message-ID"] == again["Message-ID"]


def test_an_address_refused_three_days_in_a_row_is_deleted(mailbox):
    follow(1)
    make_letters(NOW, news)
    mailbox.answer = "550 No such mailbox"
    for day in range(3):
        assert Follower.objects.exists()
        send_letters(NOW + timedelta(days=day), write)
        send_letters(NOW + timedelta(days=day, minutes=5), write)
    assert not Follower.objects.exists()
    assert not Letter.objects.exists()


def test_what_fails_for_now_is_tried_later_and_sent_once(mailbox):
    follow(1)
    make_letters(NOW, news)
    mailbox.answer = "450 Later"
    send_letters(NOW, write)
    mailbox.answer = "250 OK"
    assert send_letters(NOW + timedelta(seconds=30), write) == 0
    assert send_letters(NOW + timedelta(minutes=2), write) == 1
    assert Follower.objects.get().refusals == 0


def test_while_the_mail_server_is_away_all_wait_and_no_address_is_in_the_log(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    follow(1)
    make_letters(NOW, news)
    assert send_letters(NOW, write) == 0
    assert Letter.objects.get().tries == 0
    assert "example.org" not in caplog.text
    assert "Mails wait for the next run" in caplog.text


@pytest.mark.parametrize(
    ("how_often", "now", "due"),
    [
        ("daily", "2026-11-30 05:59", "2026-11-29 06:00"),
        ("daily", "2026-11-30 06:00", "2026-11-30 06:00"),
        ("weekly", "2026-11-30 05:59", "2026-11-23 06:00"),  # a Monday
        ("weekly", "2026-11-30 06:00", "2026-11-30 06:00"),
        ("weekly", "2026-12-06 23:59", "2026-11-30 06:00"),
    ],
)
def test_daily_is_due_in_the_morning_and_weekly_on_monday(how_often, now, due):
    read = datetime.fromisoformat
    found = last_due(HowOften(how_often), timezone.make_aware(read(now)))
    assert found == timezone.make_aware(read(due))


def test_nothing_is_sent_where_nothing_happened_and_nothing_is_told_twice():
    one = follow(1, HowOften.DAILY)
    assert make_letters(NOW, lambda letter: False) == 0
    one.refresh_from_db()
    assert one.told_day == date(2026, 11, 30)
    assert make_letters(NOW + timedelta(hours=1), news) == 0  # told today
    assert make_letters(NOW + timedelta(days=1), news) == 1
    letter = Letter.objects.get()
    assert (letter.after_day, letter.up_to_day) == (date(2026, 11, 30), date(2026, 12, 1))


def test_one_that_can_not_be_read_keeps_no_other_from_its_mail():
    bad, _ = follow(1), follow(2)

    def is_news(letter):
        if letter.subscription_id == bad.pk:
            raise ZeroDivisionError
        return True

    assert make_letters(NOW, is_news) == 1


def test_one_that_can_not_be_written_keeps_no_other_from_its_mail(mailbox):
    bad, _ = follow(1), follow(2)
    make_letters(NOW, news)

    def broken(letter):
        if letter.subscription_id == bad.pk:
            raise ZeroDivisionError
        return write(letter)

    assert send_letters(NOW, broken) == 1
    assert mailbox.to == ["r2@example.org"]
    assert Letter.objects.get(sent_at=None).subscription_id == bad.pk


def test_one_address_gets_few_confirmations_whoever_asks():
    for minute in range(5):
        now = NOW + timedelta(minutes=minute)
        subscribing.ask("Reader@Example.org", EVERYTHING, HowOften.DAILY, now)
        Letter.objects.update(sent_at=now)
    assert Letter.objects.filter(kind=LetterKind.CONFIRM).count() == 2
    assert Follower.objects.get().email == "reader@example.org"
    assert Subscription.objects.count() == 1


def test_what_is_never_confirmed_is_forgotten_with_its_address():
    subscribing.ask("reader@example.org", EVERYTHING, HowOften.DAILY, NOW)
    subscribing.forget(NOW + timedelta(days=6))
    assert Follower.objects.exists()
    subscribing.forget(NOW + timedelta(days=8))
    assert not Follower.objects.exists()
    assert not Sender.objects.exists()
