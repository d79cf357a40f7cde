"""Who searched for a government's law is entered at the desk, and agreed to by a second person."""

from datetime import date

import pytest

from laws.models import Proposal, Search
from tests.support.desk_roles import decide, make_role
from tests.support.makers import make_place

pytestmark = pytest.mark.django_db
ADD = "/admin/laws/search/add/"


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def said(place):
    return {"jurisdiction": place.pk, "when": "11/30/2026", "sought": "law", "where": "Its code",
            "words": "face recognition", "outcome": "none", "reason": "I looked."}  # fmt: skip


def test_a_search_counts_once_a_second_person_agrees(client, place, said):
    client.force_login(make_role("editor"))
    assert client.post(ADD, said).status_code == 302
    place.refresh_from_db()
    assert (Search.objects.count(), place.searched_on) == (0, None)

    client.force_login(make_role("publisher", "pia"))
    decide(client, Proposal.objects.get(), "accept")

    place.refresh_from_db()
    assert place.searched_on == date(2026, 11, 30)
    search = Search.objects.get()
    assert (search.how, search.outcome, search.where) == ("person", "none", "Its code")
    assert client.get(f"/admin/laws/search/{search.pk}/change/").status_code == 200
    assert client.get(f"/admin/laws/search/{search.pk}/history/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"found": "3"}, "Only a search that found something counts it"),
        ({"where": ""}, "required"),
        ({"when": "soon"}, "soon"),
        ({"when": "1/1/2099"}, "has not come yet"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_proposed(client, said, wrong, sentence):
    client.force_login(make_role("editor"))
    page = client.post(ADD, said | wrong)
    assert sentence in page.content.decode()
    assert not Proposal.objects.exists()
