"""A change of what is published: a proposal, seen field by field, accepted or sent back."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from laws.editing.proposals import propose as store
from laws.models import ActionRevision, Measure, MeasureRevision, Proposal
from tests.support.desk_forms import FormOnPage, action_rows, sentences
from tests.support.desk_roles import (
    PAGE,
    PASSED,
    decide,
    make_role,
    page_of,
    propose,
    save,
    withdraw,
)
from tests.support.elements import read
from tests.support.makers import make_measure, make_question, make_source

pytestmark = pytest.mark.django_db


def as_role(role, name=""):
    client = Client()
    client.force_login(make_role(role, name))
    return client


@pytest.fixture
def editor():
    return as_role("editor")


@pytest.fixture
def publisher():
    return as_role("publisher")


@pytest.fixture
def public():
    measure = make_measure("Old title", actions=[PASSED], slug="ma-somerville-ban")
    make_source(measure, PAGE)
    return measure


def everything_public(client):
    """Each public answer about the measure, as it stands."""
    paths = ["/measures/ma-somerville-ban/", "/measures/ma-somerville-ban.json", "/measures.json",
             "/rankings/municipal-bans.json", "/map.json", "/changes.json",
             "/places/ma/somerville.json"]  # fmt: skip
    return [client.get(path).content for path in paths]


def test_saving_what_is_published_changes_nothing_public_and_keeps_a_proposal(
    client, editor, public
):
    before = everything_public(client)
    rows = action_rows([("repealed", "2025-01-01")], first=1)

    response = save(editor, public, title="New title", reason="Read it again.", **rows)

    assert response.status_code == 302
    assert everything_public(client) == before
    proposal = Proposal.objects.get()
    assert (proposal.author.username, proposal.reason) == ("editor", "Read it again.")
    assert "Proposed. It becomes public once a publisher" in editor.get("/admin/").content.decode()
    assert "Read it again." in editor.get(page_of(public)).content.decode()


def test_a_proposal_leaves_no_revision_before_it_is_accepted(editor, public):
    before = MeasureRevision.objects.count(), ActionRevision.objects.count()
    propose(editor, public, title="New title", **action_rows([("repealed", "2025")], first=1))
    assert (MeasureRevision.objects.count(), ActionRevision.objects.count()) == before


@pytest.mark.django_db(transaction=True)  # what one transaction changes has one moment
def test_accepted_it_is_public_with_its_author_and_reason_in_the_revisions(
    client, editor, publisher, public
):
    proposal = propose(editor, public, title="New title", **{"actions-0-when": "2024-02"})

    assert decide(publisher, proposal, "accept").status_code == 302

    public.refresh_from_db()
    assert public.title == "New title"
    assert public.actions.get().date.isoformat() == "2024-02"
    assert (public.edited_by.username, public.published_by.username) == ("editor", "publisher")
    for revisions in (MeasureRevision, ActionRevision):
        context = revisions.objects.latest("pgh_id").pgh_context
        assert context["author"] == "editor"
        assert context["username"] == "publisher"
        assert context["reason"] == "The clerk says so."
    changes = [change for change in client.get("/changes.json").json()["changes"]
               if change["reason"] == "The clerk says so."]  # fmt: skip
    said = [one["field"] for change in changes for one in change["differences"]]
    assert sorted(said) == ["Date", "Title"]


def test_the_page_of_a_proposal_shows_each_field_beside_what_is_public(editor, publisher, public):
    make_question("warrant_required", text="Is a warrant needed?")
    rows = {"provisions-0-answer": "yes", "actions-0-when": "2024-02"}
    proposal = propose(editor, public, title="New title", **rows)

    rows = read(publisher.get(f"/admin/laws/proposal/{proposal.pk}/change/")).rows

    said = [row[-4:] for row in rows]
    assert ["The measure: title", "Old title", "New title", "–"] in said
    assert ["Answer: Is a warrant needed?: added", "not there", "Answer: Yes", "–"] in said
    action = ["January 1, 2024", "February 2024", f"{PAGE} in a new tab"]
    assert action in [row[1:] for row in said]


def test_sent_back_it_keeps_the_comment_and_can_be_written_anew(editor, publisher, public):
    proposal = propose(editor, public, title="New title")
    assert decide(publisher, proposal, "send_back").status_code == 200
    decide(publisher, proposal, "send_back", comment="Name the ordinance.")

    form = editor.get(f"{page_of(public)}?proposal={proposal.pk}")
    assert "Name the ordinance." in form.content.decode()
    data = FormOnPage(form).data
    assert data["title"] == ["New title"]
    editor.post(page_of(public), data | {"title": "Better title"})

    again = Proposal.objects.get()
    assert (again.pk, again.status) == (proposal.pk, "open")
    assert again.proposed["own"][""]["title"] == "Better title"
    assert Measure.objects.get(pk=public.pk).title == "Old title"


def test_one_that_was_accepted_meanwhile_is_not_written_over(editor, publisher, public):
    proposal = propose(editor, public, title="New title")
    data = FormOnPage(editor.get(f"{page_of(public)}?proposal={proposal.pk}")).data
    decide(publisher, proposal, "accept")

    page = editor.post(page_of(public), data | {"notes": "More"})
    editor.post(page_of(public), FormOnPage(page).data)

    assert Proposal.objects.get(pk=proposal.pk).status == "accepted"
    assert Proposal.objects.get(status="open").proposed["own"][""]["notes"] == "More"


def test_only_its_author_writes_a_proposal_anew(editor, publisher, public):
    proposal = propose(editor, public, title="New title")
    form = publisher.get(f"{page_of(public)}?proposal={proposal.pk}")
    assert FormOnPage(form).data["title"] == ["Old title"]


def test_the_author_does_not_accept(publisher, public):
    proposal = propose(publisher, public, title="New title")
    said = decide(publisher, proposal, "accept").content.decode()
    assert "It waits for another publisher" in said
    assert Measure.objects.get(pk=public.pk).title == "Old title"


def test_a_superuser_accepts_an_own_proposal_only_with_a_reason(public):
    superuser = as_role("superuser")
    proposal = propose(superuser, public, title="New title")

    said = decide(superuser, proposal, "accept").content.decode()
    assert "Say why you accept your own proposal" in said
    decide(superuser, proposal, "accept", exemption="Nobody else is there.")

    public.refresh_from_db()
    assert (public.title, public.exemption) == ("New title", "Nobody else is there.")
    assert Proposal.objects.get().exemption == "Nobody else is there."


def test_two_proposals_in_different_fields_are_both_accepted(editor, publisher, public):
    one = propose(editor, public, title="New title")
    two = propose(editor, public, notes="A doubt.")
    decide(publisher, one, "accept")
    decide(publisher, two, "accept")
    public.refresh_from_db()
    assert (public.title, public.notes) == ("New title", "A doubt.")


@pytest.mark.parametrize(("choice", "stands"), [("theirs", "First"), ("mine", "Second")])
def test_where_what_is_public_changed_since_the_publisher_chooses(
    editor, publisher, public, choice, stands
):
    one, two = (propose(editor, public, title=title) for title in ("First", "Second"))
    decide(publisher, one, "accept")

    said = decide(publisher, two, "accept").content.decode()
    assert "choose which of the two versions to keep" in said
    assert "Keep the public version: First" in said
    assert "Take the proposed version: Second" in said
    decide(publisher, two, "accept", **{"take own//title": choice})

    assert Measure.objects.get(pk=public.pk).title == stands
    assert Proposal.objects.get(pk=two.pk).status == "accepted"


def test_a_proposal_that_takes_away_the_last_source_is_not_accepted(editor, publisher, public):
    proposal = propose(editor, public, title="New title")
    proposed = proposal.proposed
    next(iter(proposed["actions"].values()))["source_urls"] = []
    store(public, proposal.base, proposed, proposal.author, proposal.reason, proposal)
    said = decide(publisher, proposal, "accept").content.decode()
    assert "at least one action needs a source" in said


def test_what_the_record_refuses_is_said_and_nothing_is_stored(editor, publisher, public):
    proposal = propose(editor, public, identifier="Ord. 7", title="New title")
    make_measure("Quicker", public.jurisdiction, identifier="Ord. 7")
    said = decide(publisher, proposal, "accept").content.decode()
    assert "It cannot be saved as it is" in said
    assert Measure.objects.get(pk=public.pk).title == "Old title"


def test_a_decided_proposal_is_not_decided_again(editor, publisher, public):
    proposal = propose(editor, public, title="New title")
    decide(publisher, proposal, "accept")
    assert "has already been decided" in decide(publisher, proposal, "send_back",
                                             comment="x").content.decode()  # fmt: skip


def test_an_untouched_page_proposes_nothing(editor, public):
    response = save(editor, public, reason="Looked at it.")
    assert response.status_code == 302
    assert not Proposal.objects.exists()


def test_a_change_of_what_is_public_says_why(editor, public):
    response = save(editor, public, title="New title")
    assert "Say why the published version should change" in sentences(response)
    assert FormOnPage(response).data["title"] == ["New title"]


def test_its_author_takes_it_back_and_it_stays_on_the_list(editor, publisher, public):
    proposal = propose(editor, public, title="New title")
    page = f"/admin/laws/proposal/{proposal.pk}/change/"
    assert "Withdraw proposal" in editor.get(page).content.decode()
    assert "Withdraw proposal" not in publisher.get(page).content.decode()

    assert decide(publisher, proposal, "take_back").status_code == 403
    assert decide(editor, proposal, "take_back").status_code == 302

    proposal.refresh_from_db()
    assert (proposal.status, proposal.decided_by.username) == ("taken_back", "editor")
    said = decide(publisher, proposal, "accept").content.decode()
    assert "has already been decided" in said
    assert Measure.objects.get(pk=public.pk).title == "Old title"
    assert "Withdrawn" in publisher.get("/admin/laws/proposal/").content.decode()
    assert "Revise it" in editor.get(page).content.decode()


@pytest.mark.parametrize("data", [{}, {"decision": "x"}, {"decision": "accept", "comment": "\x00"}])
def test_nonsense_decides_nothing(editor, publisher, public, data):
    proposal = propose(editor, public, title="New title")
    address = f"/admin/laws/proposal/{proposal.pk}/change/"
    assert publisher.post(address, data).status_code == 200
    assert Proposal.objects.get().is_open
    for query in ("?proposal=x", "?proposal=", f"?proposal={'9' * 40}", "?proposal=%00"):
        assert editor.get(page_of(public) + query).status_code == 200


# --- withdrawing ----------------------------------------------------------------------------


def test_a_withdrawn_measure_is_nowhere_and_its_address_says_why(client, publisher, public):
    withdraw(publisher, public, "It is not about faces.")

    page = client.get("/measures/ma-somerville-ban/")
    assert page.status_code == 410
    assert "It is not about faces." in page.content.decode()
    twin = client.get("/measures/ma-somerville-ban.json")
    assert (twin.status_code, twin.json()["reason"]) == (410, "It is not about faces.")
    for path in ("/measures/", "/measures.csv", "/measures.json", "/search/?q=Old+title",
                 "/places/ma/somerville/", "/map.json",
                 "/sitemap-measures.xml"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200
        assert "ma-somerville-ban" not in b"".join(answer).decode(), path
    # The log of changes says once that it went, and why.
    told = [one for one in client.get("/changes.json").json()["changes"] if "withdr" in one["kind"]]
    assert [(one["what"], one["reason"]) for one in told] == [
        ("Withdrawn", "It is not about faces.")
    ]
    assert client.get("/measures/never-there/").status_code == 404


def test_a_withdrawn_measure_is_published_again_by_the_same_steps(
    client, editor, publisher, public
):
    withdraw(publisher, public, "A mistake.")
    assert editor.get(page_of(public)).status_code == 200
    assert save(publisher, public, status="draft").status_code == 302
    assert client.get("/measures/ma-somerville-ban/").status_code == 410

    response = publisher.post(f"/admin/laws/ordinance/{public.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    save(editor, public, title="Put right")
    save(editor, public, status="in_review")
    save(publisher, public, status="published")

    public.refresh_from_db()
    assert (public.status, public.withdrawn_reason) == ("published", "")
    assert client.get("/measures/ma-somerville-ban/").status_code == 200


def test_a_publisher_does_not_publish_what_they_edited_last(publisher):
    draft = make_measure("A draft", actions=[PASSED], status="in_review")
    response = save(publisher, draft, status="published", title="Touched up")
    assert "The last editor cannot publish it" in sentences(response)
    save(publisher, draft, title="Touched up")
    response = save(publisher, draft, status="published")
    assert "The last editor cannot publish it" in sentences(response)
    assert Measure.objects.get(pk=draft.pk).status == "in_review"


def test_the_database_itself_wants_four_eyes(public):
    person = make_role("publisher")
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=public.pk).update(edited_by=person, published_by=person)
