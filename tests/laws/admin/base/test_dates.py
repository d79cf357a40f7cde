"""Boxes for dates at the desk."""

import pytest
from django.contrib.auth.models import User

from laws.models import Source
from tests.support.desk_forms import FormOnPage, filled, make_staff
from tests.support.desk_roles import page_of
from tests.support.elements import read
from tests.support.makers import make_measure, make_place

pytestmark = pytest.mark.django_db


def test_a_box_holds_words_and_takes_any_spelling(client):
    client.force_login(make_staff())
    draft = make_measure("Faces", status="draft", actions=[("passed", "2023-07")])
    source = {"sources-TOTAL_FORMS": "1", "sources-0-url": "https://example.gov/1"}

    page = client.get(page_of(draft))
    boxes = FormOnPage(page).data
    assert boxes["actions-0-when"] == ["July 2023"]
    client.post(page_of(draft), boxes | source | {"actions-0-when": "Sept. 3, 2023",
                                                  "sources-0-seen_on": "3/11/2025"})  # fmt: skip

    assert draft.actions.get().date.isoformat() == "2023-09-03"
    assert str(Source.objects.get().seen_on) == "2025-03-11"


def test_words_stand_beside_a_box_that_says_it_otherwise(client):
    client.force_login(make_staff())
    sent = filled(make_place(), [("passed", "3/11/2025")], title="")
    page = read(client.post("/admin/laws/ordinance/add/", sent))

    assert page.find("[name=actions-0-when]")["value"] == "3/11/2025"
    assert page.find(".echo").text == "March 11, 2025"


@pytest.mark.parametrize(("typed", "words"), [("3/11/2025", "March 11, 2025"), ("3/11", "")])
def test_the_words_are_told_to_staff_alone(client, typed, words):
    assert client.get("/admin/date/", {"q": typed}).status_code == 302
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get("/admin/date/", {"q": typed}).status_code == 404
    client.force_login(make_staff())
    assert client.get("/admin/date/", {"q": typed}).json() == {"words": words}
