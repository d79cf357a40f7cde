"""What is refused of what readers send, and how often one address may send."""

from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from dashboard.web.public_form import new_token
from laws.models import Correction, Sender
from tests.support.correction_reports import NEW, TEXT, send
from tests.support.elements import read
from tests.support.markup import Markup
from tests.support.responses import text

pytestmark = pytest.mark.django_db


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Write what is wrong, and what is right."),
        ({"text": " \n "}, "Write what is wrong, and what is right."),
        ({"text": "wrong"}, "“wrong” is too short to act on"),
        ({"text": "x" * 4001}, "has 4,001 characters; 4,000 are taken"),
        ({"source": "the town hall"}, "“the town hall” is not a web address"),
        ({"source": "javascript://alert(1)"}, "is not a web address"),
        ({"source": "https://example.gov/" + "x" * 600}, "500 are taken"),
        ({"email": "ada at example"}, "“ada at example” is not an email address"),
        ({"email": "ada@example.org\nBcc: all@example.org"}, "is not an email address"),
    ],
)
def test_what_is_mistaken_is_named_and_everything_typed_is_kept(client, fields, sentence):
    typed = {"text": TEXT, "source": "https://example.gov/1", "email": "ada@example.org"} | fields
    response = send(client, **typed)

    assert response.status_code == 200
    assert sentence in text(response)
    assert "Fix one field to continue" in text(response)
    page = unescape(response.content.decode())
    for value in typed.values():
        assert value.strip() in page
    assert Markup(response.content.decode()).wrong == []
    assert not Correction.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"website": "https://spam.example"}, "A hidden box that people do not see was filled in"),
        ({"age": timedelta(seconds=1)}, "That was very fast."),
        ({"age": timedelta(seconds=-9)}, "That was very fast."),
        ({"age": timedelta(hours=25)}, "open for more than a day"),
        ({"token": ""}, "We did not recognize this form as ours"),
        ({"token": "made.up:by-someone"}, "We did not recognize this form as ours"),
        ({"token": "\x00"}, "We did not recognize this form as ours"),
    ],
)
def test_what_looks_like_a_program_comes_back_with_all_that_was_typed(client, given, sentence):
    response = send(client, email="ada@example.org", **given)

    assert response.status_code == 200
    assert sentence in text(response)
    assert "It has not been sent yet." in text(response)
    assert TEXT in text(response)
    assert "ada@example.org" in response.content.decode()
    assert "spam.example" not in response.content.decode()
    assert not Correction.objects.exists()


def test_a_form_that_came_back_can_be_sent_again(client):
    page = read(send(client, age=timedelta(hours=25)))
    assert page.find("input[name=token]")["value"]
    token = new_token(timezone.now() - timedelta(seconds=1))
    early = read(send(client, token=token))
    # Whoever was too quick waits with the same form: its age goes on counting.
    assert early.find("input[name=token]")["value"] == token


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://testserver.evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_that_another_site_sends_is_refused(client, headers):
    response = send(client, headers=headers)

    assert response.status_code == 403
    assert "came from another site" in text(response)
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}],
)
def test_a_form_of_this_site_is_taken(client, headers):
    assert send(client, headers=headers).status_code == 303


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("application/json", b'{"text": 1}'),
        ("text/plain", b"\xff\x00"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"text=a"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"text=a"),
        ("application/x-www-form-urlencoded", b"text=%00%ff%ed%a0%80&text[]=1&=&&token=%"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(6000))),
        ("application/x-www-form-urlencoded", b"text=" + b"x" * 3_000_000),
        ("application/x-www-form-urlencoded", b"about=" + b"/" * 9000 + b"&text=" + b"%0d%0a" * 99),
        ("", b""),
    ],
    ids=range(10),
)
def test_whatever_is_sent_is_answered_with_a_page(client, kind, body):
    response = Client(enforce_csrf_checks=True).generic("POST", NEW, body, kind)

    assert response.status_code in (200, 400)
    assert "<h1" in response.content.decode()
    assert not Correction.objects.exists()


def test_markup_in_a_report_is_text(client):
    for fields in ({"source": '"><script>alert(1)</script>'}, {"email": "<b>x</b>"}):
        page = send(client, text="<img src=x onerror=alert(1)> is here", **fields).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_the_form_takes_nothing_but_a_form(client, method):
    response = getattr(client, method)(NEW)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"


def test_the_page_of_a_report_takes_nothing(client):
    made = Correction.objects.create(text=TEXT, form_key="1")
    assert client.post(made.get_absolute_url()).status_code == 405


# --- how often ----------------------------------------------------------------------------------


def test_who_sends_too_many_is_asked_to_wait_and_keeps_what_was_written(client):
    for _ in range(5):
        assert send(client).status_code == 303
    response = send(client, text="The sixth within a minute <b>.")

    assert response.status_code == 429
    assert 3500 < int(response["Retry-After"]) <= 3600
    assert "Too many requests came from your address." in text(response)
    assert "Wait 60 minutes" in text(response)
    assert "The sixth within a minute <b>." in text(response)
    assert Correction.objects.count() == 5


def test_others_are_not_kept_waiting(client):
    for _ in range(5):
        send(client)
    assert send(Client(REMOTE_ADDR="192.0.2.7")).status_code == 303


def test_after_an_hour_one_may_send_again_and_after_a_day_nothing_is_known(client):
    for _ in range(5):
        send(client)
    Sender.objects.update(sent_at=timezone.now() - timedelta(minutes=61))
    assert send(client).status_code == 303
    Sender.objects.update(sent_at=timezone.now() - timedelta(hours=25))
    client.get(NEW)
    assert not Sender.objects.exists()


def test_the_address_behind_a_proxy_of_ours_counts_and_no_other_is_believed(client, settings):
    for number in range(5):
        send(client, headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert send(client, headers={"X-Forwarded-For": "192.0.2.99"}).status_code == 429
    settings.TRUSTED_PROXIES = 1
    assert send(client, headers={"X-Forwarded-For": "10.0.0.1, 192.0.2.99"}).status_code == 303


def test_nothing_in_the_database_names_the_address(client):
    visitor = Client(REMOTE_ADDR="203.0.113.77")
    send(visitor)
    with connection.cursor() as cursor:
        for model in (Sender, Correction):
            cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t")
            assert "203.0.113.77" not in str(cursor.fetchall())
