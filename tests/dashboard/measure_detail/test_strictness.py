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
        "How strict would it be? Two of the three questions that score are coded for S.927, so its "
        "range is 1½ to 2½ of 3 points. Beside the two statewide laws in effect on July 20, 2023, "
        "it has one restriction above it. It cannot be told apart from one restriction: the ranges "
        "overlap."
    ) in said
    assert "Range of 3 points 1½–2½ 3 1–3" in said

    assert "/compare/?m=m&amp;on=2023-07-20" in page(client, "m", "2023-07-20").content.decode()
    assert "apart from two restrictions" in text(page(client, "m", "2026-01-01"))
    assert twin(client, "m", "2023-07-20")["safeguards"] == {
        "score": 1.5, "highest": 2.5, "asked": 3, "coded": 2,
        "answers": {"q0": "qualified", "q1": "yes"},
        "place": None, "among": 3, "above": 1, "below": 0, "beside": ["first", "last"],
        "comparisons": [
            {"slug": "first", "stands": "above", "stricter": [], "laxer": ["q0"], "same": ["q1"]},
            {"slug": "last", "stands": "level", "stricter": [], "laxer": ["q0"], "same": []},
        ],
    }  # fmt: skip


def test_the_comparisons_that_tell_most_are_said_its_own_state_s_first(client):
    bill = make_measure(
        slug="m", jurisdiction="MA", identifier="S.927", effect="restriction", actions=BILL
    )
    make_provision(bill, "q0", "qualified")
    make_provision(bill, "q1")
    make_statewide_law("va", 2, "VA")
    make_provision(make_statewide_law("ma", 0, "MA"), "q0", "no")
    ban = make_statewide_law("tx", 0, "TX")
    Measure.objects.filter(pk=ban.pk).update(effect="ban")
    make_provision(ban, "q1", "no")
    make_statewide_law("wa", 0, "WA")
    found = read(page(client, "m", "2023-07-20")).all("#strictness ul.list li")
    sentences = [one.text for one in found]

    assert sentences == [
        "S.927 would be stricter than Massachusetts’s law (MA (2021)) on the one question coded "
        "for both.",
        "S.927 would be laxer than Virginia’s law (VA (2021)) on one of the two questions coded "
        "for both, and stricter on none.",
        "S.927 would be stricter than Texas’s ban (TX (2021)) on the one question coded for both. "
        "A ban still stands above a restriction.",
    ]
    rows = {
        row[0]: row[1:] for row in read(page(client, "m", "2023-07-20")).find("#pairs table").rows
    }
    assert rows["Texas TX (2021)"] == ["Above it", "Q1", "None", "None"]
    assert rows["Washington WA (2021)"] == [
        "Cannot be told apart",
        "No question is coded for both.",
    ]


def test_an_outright_ban_stands_above_every_restriction_whatever_is_coded(client):
    make_statewide_law("best", 5)
    ban = make_measure(slug="m", identifier="Ord. 1", actions=[("passed", "2019-05-14")])
    make_provision(ban, "q0", "no")
    said = text(page(client, "m", "2023-07-20"))

    assert "it has one restriction below it. It comes first of two." in said
    assert twin(client, "m", "2023-07-20")["safeguards"]["place"] == 1


def test_a_narrow_measure_has_no_place_beside_general_laws(client):
    make_statewide_law("best", 1)
    make_provision(make_measure(slug="m", reach="narrow", actions=[("passed", "2019-05-14")]), "q0")

    assert "so it has no place here." in text(page(client, "m"))
    assert twin(client, "m")["safeguards"]["place"] is None


def test_a_law_in_force_is_not_laid_beside_itself(client):
    for slug in ("one", "two"):
        make_statewide_law(slug, 2)
    make_statewide_law("doubtful", 0, "WA")
    said = text(page(client, "one", "2023-07-20"))
    assert (
        "How it compares Two of the two questions that score are coded for ONE (2021), so its "
        "range is 2 of 2 points. It cannot be told apart from the two other statewide laws in "
        "effect"
    ) in said


def test_a_local_ban_says_that_the_laws_beside_it_are_statewide(client):
    make_provision(make_measure(slug="m", actions=[("passed", "2019-05-14")]))
    said = text(page(client, "m"))
    assert "No statewide law of this kind was found in effect" in said
    assert "It is local; the laws compared are statewide." not in said
    make_statewide_law("first", 3)
    assert "It is local; the laws compared are statewide." in text(page(client, "m"))


def test_without_a_question_coded_the_range_is_open_and_the_class_still_tells(client):
    make_statewide_law("best", 5)
    make_measure(slug="m", actions=[("passed", "2019-05-14")])
    said = text(page(client, "m"))
    assert "None of the five questions that score is coded for it, so its range is 0 to 5" in said
    assert "it has one restriction below it. It comes first of two." in said
    assert not read(page(client, "m")).all("#plot-strictness")
    assert twin(client, "m")["safeguards"]["coded"] == 0


def test_only_bans_moratoria_and_restrictions_are_laid_beside_others(client):
    make_measure(slug="m", effect="oversight", actions=[("passed", "2019-05-14")])
    assert not read(page(client, "m")).all("#strictness")
    assert twin(client, "m")["safeguards"] is None
