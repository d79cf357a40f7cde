"""Sessions, places, milestones and questions change in public by proposals, as measures do."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laws.models import LegislativeSession, Milestone, Proposal, Question, StageSpan
from tests.support.desk_attempts import at_section, make_milestone, propose_of
from tests.support.desk_forms import FormOnPage, sentences
from tests.support.desk_roles import decide, make_role
from tests.support.elements import read
from tests.support.makers import (
    make_measure,
    make_place,
    make_question,
    make_session,
    make_state,
)

pytestmark = pytest.mark.django_db


def browser(role, name=""):
    client = Client()
    client.force_login(make_role(role, name or f"the {role}"))
    return client


@pytest.fixture
def editor():
    return browser("editor")


@pytest.fixture
def publisher():
    return browser("publisher")


def session_with(number=3, status="published"):
    """A session of Massachusetts with pending bills."""
    session = make_session(end_on="2099-12-31", start_on="2099-01-01")
    for one in range(number):
        make_measure(f"Bill {one}", "MA", [("introduced", "2025-02-01")], session=session,
                     identifier=f"S.{one}", status=status)  # fmt: skip
    return session


def confirmed(client, section, row, **fields):
    """A change that is sent again after the form has shown what follows."""
    shown = propose_of(client, section, row, **fields)
    return client.post(at_section(section, row), FormOnPage(shown).data)


@pytest.mark.parametrize(
    ("section", "make", "fields", "role"),
    [
        ("legislativesession", lambda: session_with(1), {"note": "New"}, "editor"),
        ("jurisdiction", make_place, {"notes": "New"}, "editor"),
        ("milestone", make_milestone, {"description": "New"}, "editor"),
        ("question", make_question, {"yes_means": "New"}, "administrator"),
    ],
)
def test_a_change_is_public_once_a_publisher_accepts_it(publisher, section, make, fields, role):
    row = make()
    [(field, new)] = fields.items()
    author = browser(role)
    response = propose_of(author, section, row, **fields)
    proposal = Proposal.objects.get()
    assert response.url == f"/admin/laws/proposal/{proposal.pk}/change/"
    row.refresh_from_db()
    assert getattr(row, field) != new
    assert "New" in read(publisher.get(response.url)).text

    assert decide(publisher, proposal, "accept").status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == new
    revision = row.revisions.latest("pgh_id")
    kept = revision.pgh_context
    assert kept["reason"] == "The clerk says so."
    assert (kept["author"], kept["username"]) == (f"the {role}", "the publisher")


@pytest.mark.parametrize(
    ("section", "make", "field", "role"),
    [
        ("legislativesession", lambda: session_with(1), "note", "editor"),
        ("jurisdiction", make_place, "notes", "editor"),
        ("milestone", make_milestone, "description", "editor"),
        ("question", make_question, "yes_means", "administrator"),
    ],
)
def test_what_was_revised_since_its_page_was_opened_is_not_accepted(
    publisher, section, make, field, role
):
    row, author = make(), browser(role)
    propose_of(author, section, row, **{field: "Seen"})
    address = f"/admin/laws/proposal/{Proposal.objects.get().pk}/change/"
    seen = FormOnPage(publisher.get(address)).data | {"decision": "accept"}
    page = f"{at_section(section, row)}?proposal={Proposal.objects.get().pk}"
    again = FormOnPage(author.get(page)).data | {field: "Unseen", "reason": "Again."}
    author.post(page, again)

    refused = read(publisher.post(address, seen))

    assert "It changed while you looked" in refused.text
    assert "Unseen" in refused.text
    assert Proposal.objects.get().is_open
    assert not type(row).objects.filter(**{field: "Unseen"}).exists()


def test_other_consequences_than_the_page_showed_are_shown_before_it_is_accepted(editor, publisher):
    session = session_with(1)
    end = {"start_on": "2025-01-01", "end_on": "2025-12-31", "note": "Adjourned."}
    confirmed(editor, "legislativesession", session, **end)
    address = f"/admin/laws/proposal/{Proposal.objects.get().pk}/change/"
    seen = FormOnPage(publisher.get(address)).data | {"decision": "accept"}
    make_measure("Later", "MA", [("introduced", "2025-02-01")], session=session, identifier="S.9")

    refused = publisher.post(address, seen)

    assert "It changed while you looked" in read(refused).text
    assert "2 measures change" in read(refused).text
    assert Proposal.objects.get().is_open

    part = FormOnPage(refused).data | {"decision": "accept", "comment": "Which day?"}
    part["part"] = ["session//note"]
    refused = publisher.post(address, part)
    assert "has other consequences than the whole" in read(refused).text
    assert "measures change" not in read(refused).text
    again = FormOnPage(refused).data | {"decision": "accept"}
    assert again["part"] == ["session//note"]
    publisher.post(address, again)
    session.refresh_from_db()
    assert (str(session.end_on), session.note) == ("2099-12-31", "Adjourned.")


def test_no_change_is_proposed_without_a_reason(editor):
    place = make_place()
    page = propose_of(editor, "jurisdiction", place, notes="New", reason=" ")
    assert "Say why: readers see it in the log of changes." in sentences(page)
    assert FormOnPage(page).data["notes"] == ["New"]
    assert not Proposal.objects.exists()


def test_a_publisher_does_not_accept_what_is_the_publishers_own(publisher):
    propose_of(publisher, "jurisdiction", place := make_place(), notes="New")
    page = decide(publisher, Proposal.objects.get(), "accept")
    assert "another publisher has to accept it" in read(page).text
    place.refresh_from_db()
    assert place.notes == ""


def test_before_a_session_ends_the_form_says_which_measures_change_and_how(editor, publisher):
    session = session_with(3)
    make_measure("A draft", "MA", [("introduced", "2025-02-01")], session=session, status="draft")
    end = {"start_on": "2025-01-01", "end_on": "2025-12-31"}

    page = propose_of(editor, "legislativesession", session, **end)

    sentence = "4 from Pending to Failed when the session ended on December 31, 2025"
    assert f"4 measures change: {sentence}" in read(page).text
    assert "Please correct" not in read(page).text
    assert not Proposal.objects.exists()
    assert set(StageSpan.objects.values_list("stage", flat=True)) == {"introduced", "failed"}
    for measure in session.measures.all():
        assert f"/admin/laws/bill/{measure.pk}/change/" in read(page).addresses

    editor.post(at_section("legislativesession", session), FormOnPage(page).data)
    proposal = Proposal.objects.get()
    decision = publisher.get(f"/admin/laws/proposal/{proposal.pk}/change/")
    assert sentence in read(decision).text
    decide(publisher, proposal, "accept")
    for measure in session.measures.all():
        assert measure.stages.latest("from_on").from_on.isoformat() == "2025-12-31"


def test_what_changes_measures_is_not_accepted_among_others(editor, publisher):
    session = session_with(1)
    end = {"start_on": "2025-01-01", "end_on": "2025-12-31"}
    confirmed(editor, "legislativesession", session, **end)
    propose_of(editor, "jurisdiction", place := make_place(), notes="New")
    address = "/admin/accept/?keys=" + ".".join(str(one.pk) for one in Proposal.objects.all())
    page = publisher.get(address)
    assert "Measures change their stage with it" in read(page).text
    keys = [str(one.pk) for one in Proposal.objects.all()]
    publisher.post(address, FormOnPage(page).data | {"accept": keys})
    session.refresh_from_db()
    place.refresh_from_db()
    assert (str(session.end_on), place.notes) == ("2099-12-31", "New")


def test_other_consequences_than_those_shown_are_shown_first(editor):
    session = session_with(1)
    end = {"start_on": "2025-01-01", "end_on": "2025-12-31"}
    data = FormOnPage(propose_of(editor, "legislativesession", session, **end)).data
    page = editor.post(at_section("legislativesession", session), data | {"end_on": "2025-06-30"})
    assert "June 30, 2025" in read(page).text
    assert not Proposal.objects.exists()


def test_a_local_government_does_not_become_a_state(editor):
    place = make_place()
    make_measure("An ordinance", place, [("passed", "2024-01-01")])
    page = propose_of(editor, "jurisdiction", place, kind="state")
    assert "A local government stays one" in sentences(page)
    assert not Proposal.objects.exists()


def test_a_session_of_no_published_measure_is_added_and_changed_at_once(editor):
    data = {"jurisdiction": make_state("MA").pk, "identifier": "1st", "name": "First",
            "start_on": "2023-01-04"}  # fmt: skip
    editor.post("/admin/laws/legislativesession/add/", data)
    session = LegislativeSession.objects.get()
    propose_of(editor, "legislativesession", session, name="Another", reason="")
    session.refresh_from_db()
    assert session.name == "Another"
    assert not Proposal.objects.exists()


def test_bills_are_not_carried_past_a_last_day_that_is_not_known(editor):
    data = {
        "jurisdiction": make_state("MA").pk,
        "identifier": "1st",
        "name": "First",
        "start_on": "2023-01-04",
        "carry_over": "all",
        "carried_until": "2024-12-31",
    }
    page = editor.post("/admin/laws/legislativesession/add/", data)
    assert "say that day first" in sentences(page)
    assert not LegislativeSession.objects.exists()


def test_a_contributor_asks_for_a_session_and_it_is_there_once_accepted(publisher):
    contributor = browser("contributor")
    data = {"jurisdiction": make_state("MA").pk, "identifier": "1st", "name": "First",
            "start_on": "2023-01-04", "reason": "The bill needs it."}  # fmt: skip
    contributor.post("/admin/laws/legislativesession/add/", data)
    proposal = Proposal.objects.get()
    assert not LegislativeSession.objects.exists()
    front = read(contributor.get("/admin/"))
    assert "Your proposals, not decided yet" in front.text
    (last,) = front.all("aside ol li")
    assert "Proposed." in last.text
    assert "added" not in last.text
    listed = read(contributor.get("/admin/laws/proposal/?queue=waits"))
    assert "First day" in listed.text
    assert "start on" not in listed.text
    decide(publisher, proposal, "send_back", comment="Which day did it end?")
    form = contributor.get(f"/admin/laws/legislativesession/add/?proposal={proposal.pk}")
    assert "Which day did it end?" in read(form).text
    again = FormOnPage(form).data | {"end_on": "2024-12-31", "reason": "It does."}
    assert again["name"] == ["First"]
    contributor.post(f"/admin/laws/legislativesession/add/?proposal={proposal.pk}", again)
    decide(publisher, Proposal.objects.get(), "accept")
    assert LegislativeSession.objects.get().end_on.isoformat() == "2024-12-31"


def test_an_author_who_is_no_editor_withdraws_a_proposal():
    administrator = browser("administrator")
    propose_of(administrator, "question", make_question(), text="Another?")
    decide(administrator, Proposal.objects.get(), "take_back")
    assert Proposal.objects.get().status == "taken_back"


def test_two_people_on_one_session_lose_nothing(editor, publisher):
    session = session_with(1)
    propose_of(editor, "legislativesession", session, note="Mine", name="A")
    propose_of(browser("editor", "other"), "legislativesession", session, note="Theirs")
    second, first = Proposal.objects.order_by("-pk")
    decide(publisher, first, "accept")
    page = decide(publisher, second, "accept")
    assert "choose which of the two versions to keep" in read(page).text
    decide(publisher, second, "accept", **{"take session//note": "mine"})
    session.refresh_from_db()
    assert (session.name, session.note) == ("A", "Theirs")


def test_the_history_has_old_values_and_puts_them_back_into_the_form(editor, publisher):
    session = session_with(1)
    propose_of(editor, "legislativesession", session, note="New words")
    decide(publisher, Proposal.objects.get(), "accept")
    propose_of(editor, "legislativesession", session, note="Newer words")
    decide(publisher, Proposal.objects.latest("pk"), "accept")

    history = read(
        editor.get(at_section("legislativesession", session).replace("change", "history"))
    )
    assert "the editor, accepted by the publisher" in history.text
    assert "The clerk says so." in history.text
    backs = [one for one in history.addresses if ".note" in one and "old=" in one]
    olds = [FormOnPage(editor.get(back)).data["note"] for back in backs]
    assert sorted(olds) == [[""], ["New words"]]
    for wrong in ("session.999.note", "session.1.id", "x", "place.1.name", "chambers.1"):
        address = f"{at_section('legislativesession', session)}?old={wrong}"
        assert FormOnPage(editor.get(address)).data["note"] == ["Newer words"], wrong


def test_what_was_accepted_can_be_proposed_to_be_undone(editor, publisher):
    milestone = make_milestone()
    address = at_section("milestone", milestone).replace("change", "delete")
    editor.post(address, {"post": "yes", "reason": "It is none."})
    assert Milestone.objects.exists()
    page = at_section("milestone", milestone)
    assert editor.get(f"{page}?proposal={Proposal.objects.get().pk}").status_code == 200
    decide(publisher, Proposal.objects.get(), "accept")
    assert not Milestone.objects.exists()

    editor.post(f"/admin/opposite/{Proposal.objects.get().pk}/", {"reason": "It is one."})
    decide(publisher, Proposal.objects.latest("pk"), "accept")
    assert Milestone.objects.get().title == "A study"


def test_nothing_is_removed_without_a_reason(editor):
    address = at_section("milestone", make_milestone()).replace("change", "delete")
    editor.post(address, {"post": "yes", "reason": " "})
    assert not Proposal.objects.exists()


def test_a_wikidata_id_is_one_and_no_other_place_has_it(editor):
    make_state("MA", wikidata_id="Q771")
    place = make_place()
    for wrong, said in (("771", "Q and a number, as Q771"), ("Q771", "Another government has")):
        page = propose_of(editor, "jurisdiction", place, wikidata_id=wrong)
        assert said in sentences(page)
    assert propose_of(editor, "jurisdiction", place, wikidata_id="Q42").status_code == 302
    assert Proposal.objects.get().proposed["place"][""]["wikidata_id"] == "Q42"


def test_a_chamber_is_part_of_the_proposal_of_its_place(editor, publisher):
    state = make_state("MA")
    rows = {"chambers-TOTAL_FORMS": "1", "chambers-0-kind": "upper", "chambers-0-name": "Senate",
            "chambers-0-legislature_name": "General Court", "chambers-0-seats": "40"}  # fmt: skip
    propose_of(editor, "jurisdiction", state, **rows)
    assert not state.chambers.exists()
    proposal = Proposal.objects.get()
    assert (
        "Chamber Senate" in read(publisher.get(f"/admin/laws/proposal/{proposal.pk}/change/")).text
    )
    # The form does not show the rows that were proposed; revising it keeps them.
    page = f"{at_section('jurisdiction', state)}?proposal={proposal.pk}"
    editor.post(page, FormOnPage(editor.get(page)).data | {"notes": "New", "reason": "Both."})
    decide(publisher, Proposal.objects.get(), "accept")
    state.refresh_from_db()
    assert (state.chambers.get().seats, state.notes) == (40, "New")


def test_what_cannot_be_stored_any_more_is_refused_in_a_sentence(publisher):
    administrator, question = browser("administrator"), make_question()
    address = at_section("question", question).replace("change", "delete")
    administrator.post(address, {"post": "yes", "reason": "It is none."})
    Question.objects.all().delete()
    page = decide(publisher, Proposal.objects.get(), "accept")
    assert "no longer there" in read(page).text


def test_a_session_of_many_measures_is_shown_and_accepted_in_one_batch(editor, publisher):
    session = session_with(160)
    end = {"start_on": "2025-01-01", "end_on": "2025-12-31"}
    confirmed(editor, "legislativesession", session, **end)
    proposal = Proposal.objects.get()
    with CaptureQueriesContext(connection) as page:
        publisher.get(f"/admin/laws/proposal/{proposal.pk}/change/")
    address = f"/admin/laws/proposal/{proposal.pk}/change/"
    accepting = FormOnPage(publisher.get(address)).data | {"decision": "accept"}
    with CaptureQueriesContext(connection) as acceptance:
        publisher.post(address, accepting)
    assert StageSpan.objects.filter(stage="failed", from_on="2025-12-31").count() == 160
    session.refresh_from_db()
    session.end_on = None
    with CaptureQueriesContext(connection) as batch:
        session.save()
    assert len(page) <= 20
    assert len(acceptance) <= 50
    assert len(batch) <= 15
