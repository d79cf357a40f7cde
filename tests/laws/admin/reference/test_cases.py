"""Court cases are entered at the desk, and agreed to by a second person."""

import pytest

from laws.editing.revisions import changes
from laws.models import CourtCase, Proposal
from tests.support.desk_forms import FormOnPage
from tests.support.desk_roles import decide, make_role
from tests.support.makers import make_case, make_measure, make_place

pytestmark = pytest.mark.django_db
ADD = "/admin/laws/courtcase/add/"
ROWS = {"effects-TOTAL_FORMS": "1", "effects-INITIAL_FORMS": "0"}


@pytest.fixture
def law():
    return make_measure(
        "A ban", make_place(), [("passed", "2019-06-27"), ("enjoined", "2024-03-01")]
    )


@pytest.fixture
def said(law):
    return ROWS | {
        "name": "Doe v. City of Somerville", "jurisdiction": law.jurisdiction_id, "subject": "law",
        "court": "Superior Court", "filed": "March 2020", "decided": "3/1/2024",
        "standing": "ruled", "summary": "It asks to undo the ban.", "outcome": "Stopped.",
        "confidence": "high", "source_urls": "https://example.gov/doe", "reason": "A ruling.",
        "effects-0-measure": law.pk, "effects-0-did": "enjoined", "effects-0-when": "3/1/2024",
    }  # fmt: skip


def test_a_case_and_what_it_did_are_public_once_a_second_person_agrees(client, said, law):
    client.force_login(make_role("editor"))
    assert client.post(ADD, said).status_code == 302
    assert not CourtCase.objects.exists()

    client.force_login(make_role("publisher", "pia"))
    decide(client, Proposal.objects.get(), "accept")

    case = CourtCase.objects.get()
    assert (case.slug, case.filed.isoformat(), case.decided.isoformat()) == (
        "doe-v-city-of-somerville", "2020-03", "2024-03-01",
    )  # fmt: skip
    effect = case.effects.get()
    assert (effect.measure, effect.did, effect.date.isoformat()) == (law, "enjoined", "2024-03-01")
    assert {"case", "case_effects"} <= {one.noun for one in changes()[0]}
    shown = client.get("/changes/").content.decode()
    assert "Court case added" in shown
    assert "What it did to" in shown
    assert client.get(f"/admin/laws/courtcase/{case.pk}/change/").status_code == 200
    history = client.get(f"/admin/laws/courtcase/{case.pk}/history/").content.decode()
    assert "March 2020" in history


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"decided": "2019"}, "cannot be decided before it is filed"),
        ({"outcome": ""}, "Say what it did"),
        ({"source_urls": ""}, "required"),
        ({"slug": "taken"}, "Another case has this address"),
        ({"name": "约翰 诉"}, "Its name gives no address"),
        ({"slug": "Doe_V"}, "Allowed here: lower-case letters"),
        ({"note": "x" * 2001}, "Allowed here: text of 0 to 2000 characters"),
        ({"filed": "2099", "decided": "2099"}, "has not come yet"),
        ({"effects-0-when": "3/2/2024"}, "has no action “Enjoined” of that date"),
        ({"effects-0-when": ""}, "has no action “Enjoined” of that date"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_proposed(client, said, wrong, sentence):
    make_case("Another", slug="taken")
    client.force_login(make_role("editor"))
    page = client.post(ADD, said | wrong)
    assert sentence in page.content.decode()
    assert not Proposal.objects.exists()


def test_a_case_names_no_measure_that_is_not_public(client, said):
    draft = make_measure("A draft", status="draft")
    client.force_login(make_role("editor"))
    page = client.post(ADD, said | {"effects-0-measure": draft.pk, "effects-0-did": "upheld"})
    assert "only a measure that is published" in page.content.decode()


def test_to_remove_a_case_is_a_proposal_and_its_milestone_stays(client):
    case = make_case("Doe v. City")
    milestone = case.milestones.create(
        day="2019-01-01", title="An arrest", category="police case", confidence="high"
    )
    client.force_login(make_role("editor"))
    client.post(f"/admin/laws/courtcase/{case.pk}/delete/", {"post": "yes", "reason": "Not one."})
    assert CourtCase.objects.exists()
    client.force_login(make_role("publisher", "pia"))
    decide(client, Proposal.objects.get(), "accept")
    milestone.refresh_from_db()
    assert (CourtCase.objects.count(), milestone.case) == (0, None)


def test_a_proposal_that_is_revised_keeps_what_the_case_did(client, said, law):
    client.force_login(make_role("editor"))
    both = {"effects-TOTAL_FORMS": "2", "effects-1-measure": law.pk, "effects-1-did": "upheld"}
    client.post(ADD, said | both)
    proposal = Proposal.objects.get()
    revise = f"{ADD}?proposal={proposal.pk}"
    boxes = FormOnPage(client.get(revise)).data
    client.post(revise, boxes | {"reason": "Again", "effects-0-did": "led_to"})
    proposal.refresh_from_db()
    assert proposal.reason == "Again"
    assert {row["did"] for row in proposal.proposed["case_effects"].values()} == {
        "led_to", *{"upheld", "enjoined"} - {boxes["effects-0-did"][0]}
    }  # fmt: skip


def test_a_row_that_a_proposal_removes_is_still_removed_when_it_is_revised(client, law):
    case = make_case("Doe v. City", effects=[(law, "upheld", None), (law, "led_to", None)])
    client.force_login(make_role("editor"))
    page = f"/admin/laws/courtcase/{case.pk}/change/"
    boxes = FormOnPage(client.get(page)).data
    client.post(page, boxes | {"reason": "No.", "effects-0-DELETE": "on"})
    proposal = Proposal.objects.get()
    assert len(proposal.proposed["case_effects"]) == 1
    revise = f"{page}?proposal={proposal.pk}"
    client.post(revise, FormOnPage(client.get(revise)).data | {"reason": "Indeed."})
    proposal.refresh_from_db()
    assert (proposal.reason, len(proposal.proposed["case_effects"])) == ("Indeed.", 1)
