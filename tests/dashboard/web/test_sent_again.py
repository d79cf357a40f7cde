"""Kept answers are sent again without Django, the same in every byte and header."""

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from whitenoise import WhiteNoise

from dashboard import wsgi
from dashboard.rsgi import Door
from dashboard.web import kept_pages
from dashboard.web.kept_pages import record_state
from dashboard.web.sent_again import OF_THE_MOMENT, SentAgain
from laws.models import Measure, PublicChange
from tests.dashboard.web.test_door import Protocol, run, scope
from tests.support.makers import make_measure, make_place

pytestmark = pytest.mark.django_db
BROWSER = {"host": "localhost", "accept_encoding": "gzip, br"}


@pytest.fixture
def ask(settings, monkeypatch):
    """Ask Django through the door; `asked` counts what went the whole way."""
    settings.KEEP_PAGES = True
    monkeypatch.setattr(kept_pages, "ASKED_EVERY", 3600)
    cache.clear()
    record_state.forget()
    connection = connections["default"]
    connection.inc_thread_sharing()
    # The one connection of the test is in its transaction, as with Django's own client.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def application(environ, start):
        connections["default"] = connection
        ask.asked += 1
        return wsgi.application(environ, start)

    def ask(path="/measures/", method="GET", query="", **headers):
        sent = scope(path, method, **BROWSER | headers)
        sent.query_string = query
        protocol = Protocol()
        run(door.__rsgi__(sent, protocol))
        return protocol

    ask.asked, door = 0, Door(application, lambda cookie: False)
    yield ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    connection.dec_thread_sharing()
    record_state.known = None


@pytest.fixture
def measure():
    return make_measure("Ban in Boston", make_place("Boston"), [("passed", "2020-06-24")])


def test_the_same_request_gets_the_same_answer(ask, measure):
    made, kept, again = ask(), ask(), ask()

    assert ask.asked == 1
    assert made.status == kept.status == again.status == 200
    numbers = [dict(answer.headers).pop("X-Request-ID") for answer in (made, kept, again)]
    assert len(set(numbers)) == 3
    of_all = [
        sorted((name, text) for name, text in answer.headers if name not in OF_THE_MOMENT)
        for answer in (made, kept, again)
    ]
    assert of_all[0] == of_all[1] == of_all[2]
    assert made.said == kept.said == again.said
    assert "Content-Security-Policy" in dict(made.headers)


def test_a_proxy_answers_by_itself_until_the_second_ends(ask, measure, monkeypatch):
    moments = iter(["@1000", "@1001"])
    monkeypatch.setattr(kept_pages, "this_second", lambda: next(moments))
    monkeypatch.setitem(OF_THE_MOMENT, "X-Accel-Expires", lambda: next(moments))
    told = [dict(ask().headers)["X-Accel-Expires"] for _ in range(2)]

    assert told == ["@1000", "@1001"]


def test_no_other_request_gets_it(ask, measure):
    (tag,) = [text for name, text in ask().headers if name == "ETag"]
    answers = [
        ask(host="elsewhere.example"),
        ask(if_none_match=tag),
        ask(method="POST"),
        ask(accept_encoding="br;q=0"),
        ask("/measures.csv"),
        ask(query="state=ma"),
        ask(query="state=ma&q=%00"),
    ]

    assert ask.asked == 1 + len(answers)
    assert [answer.status for answer in answers] == [400, 304, 405, 200, 200, 200, 200]
    assert len({answer.said for answer in answers}) == len(answers)
    assert b"NUL" not in ask(query="state=ma", accept_encoding="").said


def test_it_is_sent_no_more_once_the_record_has_changed(ask, measure):
    ask()
    Measure.objects.filter(pk=measure.pk).update(title="Another name")
    PublicChange.objects.all().delete()  # One transaction moves the state once.
    record_state.forget()

    assert b"Another name" in ask(accept_encoding="").said
    ask()
    assert ask.asked == 3


def test_it_is_sent_no_more_on_another_day(ask, measure, monkeypatch):
    ask()
    monkeypatch.setattr(kept_pages.timezone, "localdate", lambda: "tomorrow")
    ask()

    assert ask.asked == 2


@pytest.mark.parametrize("path", ["/admin/login/", "/corrections/new/", "/healthz", "/nowhere/"])
def test_what_is_not_kept_is_made_each_time(ask, path):
    ask(path)
    ask(path)

    assert ask.asked == 2


def test_a_static_file_is_sent_again_whatever_changes(tmp_path):
    (tmp_path / "site.css").write_text("body {}")
    files = WhiteNoise(None, immutable_file_test=lambda path, url: True)
    files.add_files(str(tmp_path))
    said = files.files["/site.css"].get_response("HEAD", {}).headers
    sent_again = SentAgain()
    sent_again.add("site.css", None, (200, list(said), b"body {}"))
    record_state.forget()

    assert sent_again.find("site.css")[2] == b"body {}"
