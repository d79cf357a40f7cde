"""What people ask, over the shipped record: each answer says what must be said, and equals the JSON
of the page, or the API, at the same day. `questions.json` holds the questions, traps among them.
"""

import json
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.assistants.tools import TOOL
from tests.support.assistant import Assistant
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
QUESTIONS = json.loads((Path(__file__).parent / "questions.json").read_text(encoding="utf-8"))
MOST_QUERIES = 11  # one of them where a name is told from its namesakes
SITE = "http://testserver"


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record():
        yield


@pytest.fixture
def assistant(client):
    caches["limits"].clear()
    return Assistant(client)


def asked_of(tool):
    found = [one for one in QUESTIONS if one["tool"] == tool]
    assert found
    return found


def same_as_twin(one, facts, twin):
    """Compare all that the answer and the twin both say; the twin never says less of a key."""
    twin = twin.get("result", twin)
    if one.get("bans"):
        state = one["bans"]
        rows = [row for row in twin["rows"] if state in ("all", row["state"].lower())]
        assert facts["count"] == sum(row["count"] for row in rows), one["question"]
        return
    both = [key for key in facts if key in twin and key not in ("filters", "applies")]
    assert both, one["question"]
    assert {key: facts[key] for key in both} == {key: twin[key] for key in both}, one["question"]
    if "applies" in facts:
        levels = ("own", "city") if one["tool"] == "law_on" else None
        expected = [row for row in twin["applies"] if levels is None or row["level"] in levels]
        assert facts["applies"] == expected, one["question"]


def must_say(one, facts):
    for key, value in one.get("must", {}).items():
        found = facts[key]
        if key == "answers":
            found = {row["actor"]: row["words"] for row in found}
        assert found == value, (one["question"], key)


def check(one, assistant, client):
    if one.get("refused"):
        said, wrong = assistant.refusal(one["tool"], one["arguments"])
        assert one["says"] in said
        assert {"parameter", "value", "allowed"} == set(wrong)
        return
    with CaptureQueriesContext(connection) as made:
        answer = assistant.call(one["tool"], **one["arguments"])
    assert len(made) <= MOST_QUERIES, (one["question"], len(made))
    sentence = answer["quote"]["sentence"]
    assert sentence.startswith("As of "), one["question"]
    assert one.get("says", "") in sentence, (one["question"], sentence)
    assert answer["on"] == one["arguments"].get("on", answer["on"])
    assert answer["in_doubt"] is bool(answer["doubts"])
    if answer["researched"]["status"] != "searched":
        assert answer["researched"]["sentence"]
    assert answer["found"] is not one.get("not_found", False), one["question"]
    if not answer["found"]:
        assert answer["facts"] is None
        return
    facts = answer["facts"]
    must_say(one, facts)
    twin = client.get(one["twin"]).json()
    if "like" in one:  # a citation has the sentence of the tool that it cites
        like = assistant.call(one["like"], **one["arguments"])
        assert sentence == like["quote"]["sentence"]
        assert client.get(facts["address"].removeprefix(SITE)).status_code == 200
        return
    same_as_twin(one, facts, twin)


@pytest.mark.parametrize("tool", [one for one in TOOL if one != "changes_since"])
@pytest.mark.usefixtures("record")
def test_questions_are_answered_as_the_twins_answer_them(tool, assistant, client):
    for one in asked_of(tool):
        check(one, assistant, client)


def test_there_are_eighty_questions_and_twenty_traps():
    assert len(QUESTIONS) >= 80
    assert sum(one["trap"] for one in QUESTIONS) >= 20
    assert {one["tool"] for one in QUESTIONS} == set(TOOL) - {"changes_since"}
