"""What the server tells those who run it, and what it tells nobody."""

import json
import logging

import pytest
from pythonjsonlogger.json import JsonFormatter

from dashboard.web import sent_again
from dashboard.web.observing import AddRequest
from tests.support.makers import make_measure

SECRET = "secret-words"


@pytest.fixture
def lines(settings, caplog):
    """The lines of the log as JSON, once requests are logged."""
    settings.LOG_REQUESTS = True
    made = settings.LOGGING["formatters"]["json"]
    formatter = JsonFormatter(made["format"], style="{", rename_fields=made["rename_fields"])
    caplog.set_level(logging.INFO, "facelaw.requests")
    caplog.handler.addFilter(AddRequest())
    caplog.handler.setFormatter(formatter)
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


def test_an_answer_says_the_number_under_which_the_log_has_it(client, lines):
    answer = client.get("/robots.txt")
    (line,) = lines()
    assert line.pop("time")
    assert line.pop("seconds") < 60
    assert line == {
        "level": "INFO",
        "logger": "facelaw.requests",
        "message": "request",
        "request_id": answer["X-Request-ID"],
        "route": "robots",
        "method": "GET",
        "status": 200,
        "made": "fresh",
    }


def test_each_request_has_another_number(client):
    assert client.get("/robots.txt")["X-Request-ID"] != client.get("/robots.txt")["X-Request-ID"]


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [(1, "1234-abcd-EF", True), (0, "1234-abcd-EF", False), (1, "a b\r\nX: 1", False),
     (1, "short", False), (1, "x" * 65, False)],
)  # fmt: skip
def test_only_a_proxy_of_ours_gives_the_number(client, settings, proxies, given, is_taken):
    settings.TRUSTED_PROXIES = proxies
    answer = client.get("/robots.txt", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) == is_taken


@pytest.mark.django_db
def test_the_log_says_neither_who_asked_nor_for_what(client, lines):
    make_measure("Ban")
    for path in (
        "/search/?q=" + SECRET,
        f"/corrections/{SECRET}/",
        f"/{SECRET}/",
        "/measures/ban/",
    ):
        client.get(path, headers={"User-Agent": SECRET}, REMOTE_ADDR="203.0.113.77")
    told = json.dumps(lines())
    assert len(lines()) == 4
    assert SECRET not in told
    assert "203.0.113" not in told


def test_an_answer_sent_again_is_told_under_a_number_of_its_own(lines, monkeypatch):
    monkeypatch.setattr(sent_again, "now", lambda: "now")
    kept = sent_again.SentAgain()
    kept.add("key", "now", (200, [("X-Request-ID", "first")], b"page"))
    status, [(name, number)], body = kept.find("key")
    assert (status, name, body) == (200, "X-Request-ID", b"page")
    assert number != "first"
    assert [line["made"] for line in lines()] == ["kept"]


@pytest.mark.django_db
def test_a_request_that_is_refused_gets_a_line_without_a_traceback(client, lines):
    assert client.get("/admin/" + "a" * 17_000).status_code == 400
    line = next(line for line in lines() if line["logger"].startswith("django.security"))
    assert line["message"] == "Unsafe redirect exceeding 16384 characters"
    assert "exc_info" not in line


@pytest.mark.django_db
def test_made_up_methods_and_addresses_are_counted_together(client, lines):
    client.generic("MADEUP", "/nowhere/1/")
    client.generic("OTHER", "/nowhere/2/")
    assert {(line["method"], line["route"]) for line in lines()} == {("other", "fresh")}
