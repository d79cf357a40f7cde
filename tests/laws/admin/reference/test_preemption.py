"""Whether a state's cities may act is entered at the desk, and agreed to by a second person."""

import pytest

from laws.models import Preemption, Proposal
from tests.support.desk_roles import decide, make_role
from tests.support.makers import make_place, make_state

pytestmark = pytest.mark.django_db
ADD = "/admin/laws/preemption/add/"


@pytest.fixture
def said():
    return {"jurisdiction": make_state("TX").pk, "subject": "businesses", "answer": "no",
            "rests_on": "State law supersedes local rules.", "citation": "§ 551.003",
            "url": "https://example.gov/law", "basis": "recorded", "checked_on": "11/30/2026",
            "from_on": "1/1/2026", "reason": "I read it."}  # fmt: skip


def test_an_answer_is_public_once_a_second_person_agrees(client, said):
    client.force_login(make_role("editor"))
    assert client.post(ADD, said).status_code == 302
    assert not Preemption.objects.exists()

    client.force_login(make_role("publisher", "pia"))
    decide(client, Proposal.objects.get(), "accept")

    row = Preemption.objects.get()
    assert (row.jurisdiction.state_code, row.answer, str(row.from_on)) == ("TX", "no", "2026-01-01")
    assert client.get(f"/admin/laws/preemption/{row.pk}/change/").status_code == 200
    assert client.get(f"/admin/laws/preemption/{row.pk}/history/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"citation": ""}, "required"),
        ({"url": "the code"}, "valid URL"),
        ({"checked_on": "soon"}, "soon"),
        ({"checked_on": "1/1/2099"}, "has not come yet"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_proposed(client, said, wrong, sentence):
    client.force_login(make_role("editor"))
    assert sentence in client.post(ADD, said | wrong).content.decode()
    assert not Proposal.objects.exists()


def test_only_a_state_can_have_an_answer(client, said):
    client.force_login(make_role("editor"))
    page = client.post(ADD, said | {"jurisdiction": make_place("Austin", "TX").pk})
    assert page.status_code == 200
    assert not Proposal.objects.exists()
