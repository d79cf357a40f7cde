"""How strict a measure is: what its page and its twin say of R11."""

import pytest
from django.urls import reverse

from laws.models import Measure
from tests.support.elements import read
from tests.support.makers import make_measure, make_provision, make_statewide_law
from tests.support.responses import text

pytestmark = pytest.mark.django_db
BILL = [("introduced", "2023-02-16"), ("hearing", "2023-11-21")]


def page(client, slug, on=""):
    return client.get(reverse("measure", args=[slug]), {"on": on} if on else {})


def twin(client, slug, on=""):
    return client.get(reverse("measure-json", args=[slug]), {"on": on} if on else {}).json()


def test_a_pending_limit_is_laid_beside_the_statewide_laws_of_the_day(client):
    bill = make_measure(
        slug="m", jurisdiction="MA", identifier="S.927", effect="restriction", actions=BILL
    )
    make_provision(bill, "q0", "qualified")
    make_provision(bill, "q1")
    make_statewide_law("first", 3)
    make_statewide_law("last", 1, "WA")
    make_statewide_law("after", 2, "TX").actions.update(day="2025-01-01")
    Measure.objects.get(slug="after").reckon()
    said = text(page(client, "m", "2023-07-20"))
    assert (
        "How strict would it be? Of the two questions coded, S.927 scores 1½. Beside the two"
        in said
    )
    assert "in effect on July 20, 2023 it comes second of three." in said
    assert "Score of questions coded 1½ of 2 3 of 3 1 of 1" in said

    assert "/compare/?m=m&amp;on=2023-07-20" in page(client, "m", "2023-07-20").content.decode()
    assert "it comes third of four" in text(page(client, "m", "2026-01-01"))
    assert twin(client, "m", "2023-07-20")["safeguards"] == {
        "score": 1.5, "coded": 2, "answers": {"q0": "qualified", "q1": "yes"},
        "place": 2, "among": 3, "beside": ["first", "last"],
    }  # fmt: skip


def test_a_law_in_force_is_not_laid_beside_itself_and_shares_its_place(client):
    for slug in ("one", "two"):
        make_statewide_law(slug, 2)
    make_statewide_law("doubtful", 0, "WA")
    said = text(page(client, "one", "2023-07-20"))
    assert "How it compares Of the two questions coded, ONE scores 2. Beside the two other" in said
    assert "it comes first of two, tied with one; one of them is not coded." in said


def test_a_local_ban_says_that_the_laws_beside_it_are_statewide(client):
    make_provision(make_measure(slug="m", actions=[("passed", "2019-05-14")]))
    said = text(page(client, "m"))
    assert "No statewide law of this kind was found in effect" in said
    assert "It is local; the laws compared are statewide." not in said
    make_statewide_law("first", 3)
    assert "It is local; the laws compared are statewide." in text(page(client, "m"))


def test_without_a_question_coded_no_score_is_claimed(client):
    make_measure(slug="m", actions=[("passed", "2019-05-14")])
    assert "it has no score and no place" in text(page(client, "m"))
    assert twin(client, "m")["safeguards"]["coded"] == 0


def test_only_bans_moratoria_and_restrictions_are_laid_beside_others(client):
    make_measure(slug="m", effect="oversight", actions=[("passed", "2019-05-14")])
    assert not read(page(client, "m")).all("#strictness")
    assert twin(client, "m")["safeguards"] is None
