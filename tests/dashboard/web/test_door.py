"""What is sent to the server is taken in whole, within bounds, before a thread is held."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from dashboard.rsgi import MOST_BYTES, THREADS, Door, environ_of
from dashboard.web.log_in_limits import is_logged_in


class Protocol:
    """A connection through which `parts` arrive; where they end with None, nothing more does."""

    def __init__(self, *parts):
        self.parts, self.read, self.status = parts, 0, None

    async def __aiter__(self):
        for part in self.parts:
            if part is None:
                await asyncio.Event().wait()
            self.read += len(part)
            yield part

    def response_str(self, status, headers, text):
        self.status, self.said = status, text

    def response_bytes(self, status, headers, body):
        self.status, self.headers, self.said = status, headers, body


class Headers(dict):
    def get_all(self, name):
        return [self[name]] if name in self else []


def scope(path="/corrections/new/", method="POST", **headers):
    return SimpleNamespace(
        method=method,
        path=path,
        query_string="a=1",
        http_version="1.1",
        scheme="http",
        server="127.0.0.1:8000",
        client="[::1]:5000",
        authority=None,
        headers=Headers({name.replace("_", "-"): text for name, text in headers.items()}),
    )


def echo(environ, start):
    start("200 OK", [])
    seen = [environ["PATH_INFO"], environ["REMOTE_ADDR"], environ["CONTENT_LENGTH"]]
    return [" ".join(seen).encode("latin-1"), environ["wsgi.input"].read()]


def ask(*requests, is_staff=False, patience=0.2):
    """What becomes of requests that are sent all at once; the first to be answered comes first."""
    door, answered = Door(echo, lambda cookie: is_staff, patience), []

    async def one(scope, protocol):
        await door.__rsgi__(scope, protocol)
        answered.append(protocol)

    async def all_of_them():
        await asyncio.gather(*(one(*request) for request in requests))

    run(all_of_them())
    return answered


def run(waiting):
    """Wait in a thread of its own: that of the tests may hold the browser's loop, which runs."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, waiting).result()


def test_a_form_arrives_whole():
    (answer,) = ask((scope("/caf\xe9/"), Protocol(b"text=", b"one")))

    assert (answer.status, answer.said) == (200, b"/caf\xc3\xa9/ ::1 8text=one")


def test_senders_who_never_end_hold_up_no_other():
    slow = [(scope(content_length="1000"), Protocol(b"t", None)) for _ in range(THREADS * 5)]
    first, *others = ask(*slow, (scope("/", "GET"), Protocol()))

    assert (first.status, first.said) == (200, b"/ ::1 0")
    assert {answer.status for answer in others} == {408}
    assert "did not arrive in time" in others[0].said


@pytest.mark.parametrize("path", ["/corrections/new/", "/admin/login/"])
def test_what_is_announced_as_too_large_is_not_read(path):
    (answer,) = ask((scope(path, content_length=str(MOST_BYTES + 1)), Protocol(b"t")))

    assert (answer.status, answer.read) == (413, 0)
    assert answer.said == "This is too much: at most 512 KB can be sent to this address."


def test_what_grows_too_large_unannounced_is_cut():
    (answer,) = ask((scope(), Protocol(*[b"t" * MOST_BYTES] * 5)))

    assert (answer.status, answer.read) == (413, 2 * MOST_BYTES)


def test_staff_may_send_a_large_file():
    sent = scope("/admin/laws/importrun/add/", content_length=str(MOST_BYTES + 1))
    (answer,) = ask((sent, Protocol(b"t" * (MOST_BYTES + 1))), is_staff=True)

    assert answer.status == 200


def test_a_header_with_an_underscore_is_none_of_a_proxys():
    seen = {}

    def application(environ, start):
        seen.update(environ)
        return echo(environ, start)

    sent = scope("/", "GET", host="facelaw.example")
    sent.headers["x_forwarded_for"] = "192.0.2.1"
    run(Door(application, lambda cookie: False).__rsgi__(sent, Protocol()))

    assert "HTTP_X_FORWARDED_FOR" not in seen
    assert seen["HTTP_HOST"] == "facelaw.example"


def test_a_request_of_before_there_was_a_host_has_none():
    assert "HTTP_HOST" not in environ_of(scope("/", "GET"), "/")


@pytest.mark.django_db
def test_a_made_up_cookie_is_no_session():
    session, visit = SessionStore(), SessionStore()
    session[SESSION_KEY] = "1"
    session.save()
    visit.save()

    assert is_logged_in(f"a=b; sessionid={session.session_key}")
    assert not is_logged_in(f"sessionid={visit.session_key}")
    assert not is_logged_in("sessionid=" + "x" * 32)
    assert not is_logged_in("")
