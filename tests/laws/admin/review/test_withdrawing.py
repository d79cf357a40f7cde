"""Withdrawing: what will happen is said first, and the way back is one step."""

import pytest
from django.test import Client

from laws.editing.withdrawal import CHANGED, SAY_WHY_BACK
from laws.editing.workflow import SAY_WHY_WITHDRAWN, TWO_PEOPLE
from laws.models import Measure, MeasureRevision
from tests.support.desk_forms import FormOnPage, sentences
from tests.support.desk_roles import PAGE, PASSED, make_role, page_of, propose, save, withdraw
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_relation, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    client.force_login(make_role("publisher"))
    return client


@pytest.fixture
def ban():
    measure = make_measure("A ban", make_place("Somerville", "MA"), [PASSED], slug="m")
    make_source(measure, PAGE)
    return measure


def address(measure):
    return f"/admin/withdraw/{measure.pk}/"


def figures(client, measure):
    """The rows of the page: what, now, then."""
    rows = read(client.get(address(measure))).all("tbody tr")
    return {row.find("th").text: [cell.text for cell in row.all("td")] for row in rows}


def test_it_says_what_will_happen_before_it_happens(publisher, ban):
    other = make_measure("A report on the ban", make_place("Newton", "MA"), slug="o")
    make_relation(other, "related", ban)
    propose(publisher, ban, title="New title")

    said = figures(publisher, ban)
    page = read(publisher.get(address(ban)))

    assert said["Municipal bans in the United States"] == ["1", "0"]
    (marked,) = (what for what in said if what.endswith("on the map"))
    assert marked.startswith("Somerville")
    assert said[marked] == ["Ban", "Not marked"]
    assert "answers “410 Gone” and shows your reason" in page.text
    assert "1 other measure links to it" in page.text
    assert "1 proposed change waits" in page.text
    assert "Any publisher who did not edit it last can bring it back" in page.text
    assert Measure.objects.get(pk=ban.pk).is_public
    assert address(ban) in read(publisher.get(page_of(ban))).addresses


def test_what_changes_later_is_not_said_of_today(publisher):
    law = make_measure("A law", "MA", [("enacted", "2020-01-01"), ("effective", "2199-07-01")])

    def heads():
        found = read(publisher.get(address(law))).all("h3")
        return [one.text for one in found if one.get("id", "").startswith("day-")]

    assert heads() == ["From July 1, 2199"]
    withdraw(publisher, law, "A mistake.")
    assert heads() == ["From July 1, 2199"]


def test_the_way_back_is_one_step_and_says_what_follows_as_well(publisher, ban):
    withdraw(publisher, ban, "A mistake.")
    assert Client().get("/measures/m/").status_code == 410
    assert figures(publisher, ban)["Municipal bans in the United States"] == ["0", "1"]
    assert "A mistake." in read(publisher.get(address(ban))).text

    assert SAY_WHY_BACK in withdraw(publisher, ban, "").content.decode()
    withdraw(publisher, ban, "It was right.")

    assert Client().get("/measures/m/").status_code == 200
    back = Measure.objects.get(pk=ban.pk)
    assert (back.status, back.withdrawn_reason) == ("published", "")
    assert back.published_by.username == "publisher"
    assert MeasureRevision.objects.latest("pgh_id").pgh_context["reason"] == "It was right."


def test_who_edited_it_while_it_was_withdrawn_does_not_bring_it_back(publisher, ban):
    withdraw(publisher, ban, "A mistake.")
    save(publisher, ban, title="Another title")
    assert TWO_PEOPLE in withdraw(publisher, ban, "It is right now.").content.decode()
    other = Client()
    other.force_login(make_role("publisher", "other"))
    withdraw(other, ban, "It is right now.")
    assert Measure.objects.get(pk=ban.pk).is_public


def test_it_needs_a_reason_and_what_was_shown(publisher, ban):
    assert SAY_WHY_WITHDRAWN in withdraw(publisher, ban, "").content.decode()
    shown = FormOnPage(publisher.get(address(ban))).data
    Measure.objects.filter(pk=ban.pk).update(title="Another title")
    page = publisher.post(address(ban), shown | {"reason": "Not about faces."})
    assert CHANGED in page.content.decode()
    assert FormOnPage(page).data["reason"] == ["Not about faces."]
    assert Measure.objects.get(pk=ban.pk).is_public


def test_the_form_of_a_measure_does_not_withdraw_it(publisher, ban):
    form = FormOnPage(publisher.get(page_of(ban))).data
    page = publisher.post(page_of(ban), form | {"status": "withdrawn", "reason": "A mistake."})
    assert "You may not set this status" in sentences(page)
    assert Measure.objects.get(pk=ban.pk).is_public


def test_what_was_never_public_has_no_such_page(publisher):
    draft = make_measure("A draft", status="draft")
    assert publisher.get(address(draft)).url == page_of(draft)
    for key in ("0", "9" * 40, "x"):
        assert publisher.get(f"/admin/withdraw/{key}/").status_code == 404
