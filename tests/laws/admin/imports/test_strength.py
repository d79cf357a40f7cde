"""Weak matches of the inbox: folded with their number said, one click away, never lost."""

import pytest
from django.test import Client

from laws.models import InboxEntry
from tests.support.elements import read
from tests.support.imports import clerk, run_of, told
from tests.support.makers import make_session
from tests.support.responses import text

pytestmark = pytest.mark.django_db
LIST = "/admin/laws/inboxentry/"
DEFINED = "“Biometric data” means a fingerprint, a voiceprint or a faceprint. " + "Roads. " * 900
OTHERS = {"title": "An act on other things", "text": DEFINED}
WEAK = ("S.2", "S.3")


@pytest.fixture(autouse=True)
def entries():
    make_session("MA", "194th", "2025-01-01", "2026-12-31")
    run_of(told("S.1"), *(told(number, **OTHERS) for number in WEAK))


@pytest.fixture
def editor():
    client = Client()
    client.force_login(clerk("editor"))
    return client


def listed(client, **query):
    page = client.get(LIST, query)
    return {entry.identifier for entry in page.context["cl"].result_list}


def test_weak_matches_are_folded_and_counted(editor):
    page = editor.get(LIST)
    assert listed(editor) == {"S.1"}
    assert "2 weak matches are folded: the words stand in a definition or in passing" in text(page)
    [show] = read(page).all(".folded a")
    assert listed(editor, strength="weak") == set(WEAK)
    assert "strength=weak" in show["href"]
    assert "folded" not in text(editor.get(LIST, {"strength": "weak"}))


def test_a_weak_match_is_found_by_words_in_other_queues_and_when_asked_for(editor):
    assert listed(editor, q="S.2") == {"S.2"}
    assert listed(editor, queue="all") == {"S.1", *WEAK}
    assert listed(editor, strength="all") == listed(editor, strength="what", queue="all")
    assert listed(editor, strength="definition") == set(WEAK)


def test_only_weak_matches_leave_no_empty_list_behind(editor):
    InboxEntry.objects.filter(identifier="S.1").delete()
    said = text(editor.get(LIST))
    assert "2 weak matches are folded" in said
    assert "This list is empty" not in said


def test_the_next_entry_after_a_decision_is_a_strong_one_first(editor):
    run_of(told("S.4"), told("S.5", **OTHERS))
    address = f"{LIST}{{}}/change/"
    last, *_, first = (InboxEntry.objects.get(identifier=number) for number in ("S.4", "S.1"))
    answer = editor.post(address.format(last.pk), {"decision": "reject", "reason": "Old"})
    assert answer["location"] == address.format(first.pk)


def test_what_waits_without_a_strength_gets_one_with_the_next_import():
    InboxEntry.objects.update(strength="")
    run_of(told("S.9"))
    strengths = dict(InboxEntry.objects.values_list("identifier", "strength"))
    assert (strengths["S.1"], strengths["S.9"]) == ("core", "core")
