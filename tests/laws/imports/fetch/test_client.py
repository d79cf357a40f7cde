"""An API is asked politely, again when it is busy, and nothing that goes wrong tells the key."""

import traceback
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

import laws.imports.fetch.client as client_module
from laws.imports.fetch.client import ApiClient, FetchProblem, Service
from tests.support.api_server import KEY, Api, answer, dripping, nonsense, redirect, silent

SERVICE = Service("legiscan", "The Record", "RECORD_KEY", "ask the clerk")
BUSY = answer({"detail": "exceeded limit of 10/min"}, 429)


@pytest.fixture
def api(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with Api() as running:
        yield running


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def client(api, pauses):
    return ApiClient(
        SERVICE, api.address, KEY, "https://facelaw.example", tries=3, wait=pauses.append
    )


def ask(client):
    """What goes wrong, as Python would print it whole."""
    with pytest.raises(FetchProblem) as problem:
        client.ask("bills", {"X-API-KEY": client.key}, key=client.key, q="faces")
    printed = "".join(traceback.format_exception(problem.value)) + repr(client)
    assert KEY.lower() not in printed.lower()
    return str(problem.value)


def test_a_question_says_who_asks_and_has_its_key_in_the_header(api, client):
    api.script = [answer({"bills": ["é\0\ud800"]})]

    assert client.ask("bills", {"X-API-KEY": KEY}, include=["a", "b"]) == {"bills": ["é��"]}
    [asked] = api.asked
    assert (asked.plain_path, asked.many) == ("/bills", {"include": ["a", "b"]})
    assert asked.headers["X-API-KEY"] == KEY
    assert asked.headers["User-Agent"] == "Facelaw-fetch/1.0 (+https://facelaw.example/method/)"


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (nonsense, "the connection failed (BadStatusLine)"),
        (answer({"a": 1}, 500), "answered 500."),
        (answer({"detail": f"no {KEY}"}, 503), "answered 503, “no (key)”."),
        (BUSY, "answered 429, “exceeded limit of 10/min”."),
        (answer(text='{"results": [{"id"'), "it is not a JSON object, or it was cut off"),
        (answer({"a": "b"}, length=4), "it is not a JSON object, or it was cut off"),
        (answer({"a": "b"}, length=1000), "it was cut off"),
        (answer(text="[" * 100_000), "it is not a JSON object, or it was cut off"),
        (answer(text="9" * 5000), "it is not a JSON object, or it was cut off"),
        (answer([1]), "it is not a JSON object, or it was cut off"),
        (answer(text="<html>busy"), "it is not a JSON object, or it was cut off"),
    ],
)
def test_what_may_pass_is_asked_again_and_then_said(api, client, pauses, turn, said):
    api.script = [turn] * 3
    assert said in (told := ask(client))
    assert told.endswith("It was asked 3 times: run this again later.")
    assert (len(api.asked), len(pauses)) == (3, 2)
    assert 1 <= pauses[0] <= 2 <= pauses[1] <= 4

    api.script = [turn]
    assert client.ask() == {"status": "OK"}


@pytest.mark.parametrize("turn", [silent, dripping])
def test_what_never_comes_whole_is_asked_again_and_then_said(api, client, turn):
    api.script, client.timeout = [turn] * 3, 0.2
    assert "nothing complete came within 0.2 seconds" in ask(client)
    assert len(api.asked) == 3


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (
            answer({"detail": f"Invalid {KEY.upper()}"}, 401),
            "(401, “Invalid (key)”): ask the clerk.",
        ),
        (answer({}, 403), "does not accept the key in RECORD_KEY (403): ask the clerk."),
        (answer({"detail": "no q"}, 400), "answered 400, “no q”."),
        (redirect("http://127.0.0.2/bills"), "redirects to another server"),
        (redirect("file:///etc/passwd"), "answered 302."),
    ],
)
def test_what_will_not_pass_is_asked_once(api, client, pauses, turn, said):
    api.script = [turn]
    assert said in ask(client)
    assert (len(api.asked), pauses) == (1, [])


def test_another_page_of_the_same_server_is_followed(api, client):
    api.script = [redirect("/v3/bills")]
    assert client.ask() == {"status": "OK"}


def test_an_endless_answer_is_not_read(api, client, monkeypatch):
    monkeypatch.setattr(client_module, "MOST_BYTES", 1000)
    api.script = [answer(text=" " * 2000)]
    assert "larger than 1,000 bytes" in ask(client)


def test_a_server_that_is_not_there_is_said(client):
    client.address = "http://127.0.0.1:1"
    assert "the connection failed (ConnectionRefusedError)" in ask(client)


@pytest.mark.parametrize(
    ("asks_for", "least", "most"),
    [("7", 7, 8), ("0", 0, 1), ("soon", 1, 2), ("-5", 1, 2), ("9" * 5000, 1, 2), ("", 1, 2)],
)
def test_a_pause_that_is_asked_for_is_made(api, client, pauses, asks_for, least, most):
    api.script = [answer({}, 429, Retry_After=asks_for)]
    client.ask()
    assert least <= pauses[0] <= most


def test_a_pause_may_be_a_date_and_a_long_one_is_not_waited_for(api, client, pauses):
    until = datetime.now(UTC) + timedelta(seconds=30)
    api.script = [answer({}, 503, Retry_After=format_datetime(until, usegmt=True))]
    client.ask()
    assert 25 <= pauses.pop() <= 31

    api.script = [answer({}, 429, Retry_After="3600")]
    assert "asks for a pause of 60 minutes" in ask(client)
    assert pauses == []


def test_two_questions_have_a_pause_between_them_and_each_is_counted(api, client, pauses):
    spent = []
    client.delay, client.spend = 6, lambda: spent.append(1)
    client.ask()
    api.script = [BUSY]
    client.ask()
    assert pauses[0] == pauses[2] == 6
    assert len(spent) == len(api.asked) == 3
