"""What a place may not become: it is refused by the form, and again when it is accepted."""

from datetime import date

import pytest
from django.test import Client

from laws.editing.proposals import Wish, accept, put_forward, shown_version
from laws.editing.reference import document, refusals
from laws.models import Proposal
from laws.refusals import Refusal
from tests.support.desk_attempts import propose_of
from tests.support.desk_forms import FormOnPage, sentences
from tests.support.desk_roles import make_role
from tests.support.makers import make_measure, make_place
from tests.support.responses import text

pytestmark = pytest.mark.django_db
VOTED = [("passed", "2020-06-24")]


@pytest.fixture
def boston():
    place = make_place("Boston")
    make_measure("Ban in Boston", place, VOTED, slug="ban", kind="ordinance")
    return place


def refused(place, **changed):
    for name, value in changed.items():
        setattr(place, name, value)
    return refusals(place)


def test_a_place_with_measures_is_no_second_id_and_they_are_named(boston):
    said = refused(boston, same_as=make_place("Somerville"))
    assert list(said) == ["same_as"]
    assert "It has measures of its own (Boston Ban in Boston)." in said["same_as"]


def test_a_place_with_measures_is_a_government(boston):
    said = refused(boston, is_government=False)

    assert "so it is a government" in said["is_government"]


def test_an_id_leads_straight_to_an_active_government():
    first = make_place("Somerville")
    second = make_place("Old Somerville", same_as=first)
    gone = make_place("Gone", active=False)
    assert refused(make_place("Newton"), same_as=first) == {}
    assert "is a second id itself" in refused(make_place("Lynn"), same_as=second)["same_as"]
    assert "is not active" in refused(make_place("Salem"), same_as=gone)["same_as"]
    assert "(Old Somerville, MA)" in refused(first, same_as=make_place("Quincy"))["same_as"]
    assert "(Old Somerville, MA)" in refused(first, active=False)["active"]


def test_a_kind_fits_the_measures_and_the_address(boston):
    assert refused(boston, kind="county") == {}
    assert "A local government stays one" in refused(boston, kind="state")["kind"]
    assert "“Boston city” is not" in refused(boston, full_name="Boston city", kind="county")["kind"]
    assert refused(boston, full_name="Suffolk County") == {}
    make_measure("A bill", boston, VOTED, kind="bill")
    assert "(Boston A bill)" in refused(boston, kind="town")["kind"]


def test_what_a_place_is_already_does_not_stop_another_change(boston):
    type(boston).objects.filter(pk=boston.pk).update(same_as=make_place("Somerville"))
    boston.refresh_from_db()
    assert refused(boston, notes="New") == {}


def test_the_form_refuses_it_and_keeps_the_words(boston):
    to = make_place("Somerville")
    chosen = {"same_as": str(to.pk), "same_as-words": str(to)}
    client = Client()
    client.force_login(make_role("editor", "e"))
    page = propose_of(client, "jurisdiction", boston, notes="Kept", **chosen)
    assert "It has measures of its own" in sentences(page)
    assert FormOnPage(page).data["notes"] == ["Kept"]


def test_it_is_refused_again_when_it_is_accepted():
    place, other = make_place("Newton"), make_place("Somerville")
    base = document("place", place.pk)
    wanted = {**base, "place": {"": base["place"][""] | {"same_as_id": other.pk}}}
    proposal = Proposal(
        noun="place", row=place.pk, called="Newton", author=make_role("editor", "e")
    )
    put_forward(proposal, base, wanted, "One government.")
    make_measure("Ban", place, VOTED)
    shown = Wish(shown_version(proposal, base, []), date(2026, 1, 1), {})
    with pytest.raises(Refusal, match="It has measures of its own"):
        accept(proposal, make_role("publisher", "p"), shown)


@pytest.mark.parametrize("on", ["2019-01-01", "2026-01-01"])
def test_its_pages_answer_whatever_the_record_holds(client, boston, on):
    somerville = make_place("Somerville", active=False)
    beyond = make_place("Beyond")
    make_measure("Another", somerville, [("introduced", "2018-01-01")])
    type(boston).objects.filter(pk=boston.pk).update(kind="county", same_as=somerville)
    for same_as in (None, beyond):
        type(boston).objects.filter(pk=somerville.pk).update(same_as=same_as)
        for name in ("boston", "somerville", "beyond"):
            for end in ("/", ".json"):
                page = client.get(f"/places/ma/{name}{end}", {"on": on}, follow=True)
                assert page.status_code == 200
    type(boston).objects.filter(pk=somerville.pk).update(same_as=None)
    page = client.get("/places/ma/somerville/", {"on": "2026-01-01"})
    assert "Ban in Boston" in text(page)
