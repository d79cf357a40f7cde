"""Two people edit one measure at once: the second sees both versions, and neither loses a word."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from laws.models import Action, Measure, Proposal
from tests.support.desk_forms import FormOnPage, action_rows, sentences
from tests.support.desk_roles import PAGE, PASSED, decide, make_role, page_of, propose
from tests.support.elements import read
from tests.support.makers import make_measure, make_provision, make_question, make_source

pytestmark = pytest.mark.django_db

BOTH = "Someone else changed this measure while you did"


def as_role(role, name):
    client = Client()
    client.force_login(make_role(role, name))
    return client


@pytest.fixture
def ada():
    return as_role("editor", "ada")


@pytest.fixture
def ben():
    return as_role("editor", "ben")


@pytest.fixture
def draft():
    measure = make_measure("Old title", status="draft", actions=[PASSED, ("effective", "2024-03")])
    make_source(measure, PAGE)
    return measure


def opened(client, measure):
    return FormOnPage(client.get(page_of(measure))).data


def saved(response):
    """Whether a form was taken; what is wrong with it is named, if not."""
    return response.status_code == 302 or pytest.fail(sentences(response) or BOTH)


def test_the_second_sees_both_versions_beside_what_it_was(ada, ben, draft):
    one, two = opened(ada, draft), opened(ben, draft)
    ada.post(page_of(draft), one | {"title": "Ada’s title"})

    page = read(ben.post(page_of(draft), two | {"title": "Ben’s title"}))

    assert BOTH in page.text
    assert "ada saved first" in page.text
    row = ["◆ The measure: title", "Old title", "Ada’s title", "Ben’s title"]
    assert row in page.rows
    assert Measure.objects.get(pk=draft.pk).title == "Ada’s title"


def test_the_form_holds_what_both_wrote_and_one_more_save_keeps_it(ada, ben, draft):
    make_question("warrant_required")
    one, two = opened(ada, draft), opened(ben, draft)
    ada.post(page_of(draft), one | {"notes": "Ada’s note", "actions-0-description": "Ada’s"})
    mine = {"title": "Ben’s title", "provisions-0-answer": "yes", "reason": "Ben’s reason"}
    added = action_rows([("repealed", "2025")], first=2)

    page = ben.post(page_of(draft), two | mine | added)
    data = FormOnPage(page).data

    assert (data["title"], data["notes"]) == (["Ben’s title"], ["Ada’s note"])
    assert data["reason"] == ["Ben’s reason"]
    assert saved(ben.post(page_of(draft), data))
    draft.refresh_from_db()
    assert (draft.title, draft.notes) == ("Ben’s title", "Ada’s note")
    assert [a.kind for a in draft.actions.all()] == ["passed", "effective", "repealed"]
    assert draft.actions.first().description == "Ada’s"
    assert draft.provisions.get().answer == "yes"
    assert draft.edited_by.username == "ben"


def test_rows_that_both_added_are_all_kept(ada, ben, draft):
    one, two = opened(ada, draft), opened(ben, draft)
    ada.post(page_of(draft), one | action_rows([("hearing", "2024-04")], first=2))

    page = ben.post(page_of(draft), two | action_rows([("repealed", "2025")], first=2))
    assert ben.post(page_of(draft), FormOnPage(page).data).status_code == 302

    kinds = [(a.order, a.kind) for a in Action.objects.filter(measure=draft)]
    assert kinds == [(1, "passed"), (2, "effective"), (3, "hearing"), (4, "repealed")]


def test_a_row_that_one_removed_and_the_other_changed_is_at_odds(ada, ben, draft):
    one, two = opened(ada, draft), opened(ben, draft)
    ada.post(page_of(draft), one | {"actions-1-DELETE": "on"})

    page = ben.post(page_of(draft), two | {"actions-1-description": "Ben’s words"})

    assert "◆ Action 2: Takes effect" in read(page).text
    assert FormOnPage(page).data["actions-1-description"] == ["Ben’s words"]
    ben.post(page_of(draft), FormOnPage(page).data)
    assert draft.actions.get(order=2).description == "Ben’s words"


def test_a_third_who_saves_in_between_is_not_lost_either(ada, ben, draft):
    cleo = as_role("editor", "cleo")
    one, two, three = (opened(person, draft) for person in (ada, ben, cleo))
    ada.post(page_of(draft), one | {"notes": "Ada’s note"})
    page = ben.post(page_of(draft), two | {"title": "Ben’s title"})
    page_of_cleo = cleo.post(page_of(draft), three | {"summary": "Cleo’s summary"})
    cleo.post(page_of(draft), FormOnPage(page_of_cleo).data)

    again = ben.post(page_of(draft), FormOnPage(page).data)
    assert BOTH in again.content.decode()
    ben.post(page_of(draft), FormOnPage(again).data)

    draft.refresh_from_db()
    said = draft.notes, draft.title, draft.summary
    assert said == ("Ada’s note", "Ben’s title", "Cleo’s summary")


def test_what_is_wrong_is_said_first_and_the_version_stays_known(ada, ben, draft):
    one, two = opened(ada, draft), opened(ben, draft)
    ada.post(page_of(draft), one | {"notes": "Ada’s note"})

    wrong = ben.post(page_of(draft), two | {"title": "Ben’s title", "actions-0-when": "July"})
    assert "I can’t read “July”" in sentences(wrong)
    page = ben.post(page_of(draft), FormOnPage(wrong).data | {"actions-0-when": "2024-07"})

    assert BOTH in page.content.decode()
    ben.post(page_of(draft), FormOnPage(page).data)
    draft.refresh_from_db()
    assert (draft.title, draft.notes) == ("Ben’s title", "Ada’s note")


def test_nothing_of_a_form_that_waits_is_stored(ada, ben, draft):
    one, two = opened(ada, draft), opened(ben, draft)
    ada.post(page_of(draft), one | {"sources-0-note": "Ada’s note", "title": "Ada’s title"})
    ben.post(page_of(draft), two | {"title": "", "sources-0-note": "Ben’s"})
    ben.post(page_of(draft), two | {"title": "Ben’s title", "sources-0-note": "Ben’s"})

    draft.refresh_from_db()
    assert draft.title == "Ada’s title"
    assert [source.note for source in draft.sources.all()] == ["Ada’s note"]


def test_a_status_that_another_gave_is_not_taken_back(ada, ben, draft):
    one, two = opened(ada, draft), opened(ben, draft)
    ada.post(page_of(draft), one | {"status": "in_review"})
    assert saved(ben.post(page_of(draft), two | {"title": "Ben’s title"}))
    draft.refresh_from_db()
    assert (draft.title, draft.status) == ("Ben’s title", "in_review")


def test_a_draft_published_meanwhile_becomes_a_proposal(ben, draft):
    two = opened(ben, draft)
    Measure.objects.filter(pk=draft.pk).update(status="published")

    said = sentences(ben.post(page_of(draft), two | {"title": "Ben’s title"}))
    assert "Say why the published version should change" in said
    ben.post(page_of(draft), two | {"title": "Ben’s title", "reason": "It is its title."})

    assert Measure.objects.get(pk=draft.pk).title == "Old title"
    assert Proposal.objects.get().proposed["own"][""]["title"] == "Ben’s title"


def test_a_proposal_written_while_the_public_version_changed_shows_both(ada, ben):
    public = make_measure("Old title", actions=[PASSED])
    two = opened(ben, public) | {"reason": "Mine."}
    one = propose(ada, public, notes="Ada’s note")
    decide(as_role("publisher", "pia"), one, "accept")

    page = ben.post(page_of(public), two | {"title": "Ben’s title"})
    assert BOTH in page.content.decode()
    ben.post(page_of(public), FormOnPage(page).data)

    proposal = Proposal.objects.get(status="open")
    own = proposal.proposed["own"][""]
    assert (own["title"], own["notes"]) == ("Ben’s title", "Ada’s note")
    assert proposal.base["own"][""]["notes"] == "Ada’s note"


@pytest.mark.parametrize("text", ["", "x", "x:y:z"])
def test_a_form_of_no_known_version_is_not_saved_and_keeps_what_was_typed(ada, draft, text):
    data = opened(ada, draft) | {"opened": text, "title": "Ada’s title"}
    page = ada.post(page_of(draft), data)
    assert "does not say which version" in page.content.decode()
    assert Measure.objects.get(pk=draft.pk).title == "Old title"
    ada.post(page_of(draft), FormOnPage(page).data)
    assert Measure.objects.get(pk=draft.pk).title == "Ada’s title"


def test_the_version_of_one_measure_does_not_fit_another(ada, draft):
    other = make_measure("Another", status="draft")
    data = opened(ada, draft) | {"opened": opened(ada, other)["opened"], "title": "Mixed"}
    ada.post(page_of(draft), data)
    assert Measure.objects.get(pk=draft.pk).title == "Old title"


def test_a_row_that_points_to_what_is_gone_is_said_and_nothing_breaks(ada, ben, draft):
    answer = make_provision(draft, "warrant_required", "yes")
    two = opened(ben, draft)
    question = answer.question
    answer.delete()
    question.delete()
    page = ben.post(page_of(draft), two | {"title": "Ben’s title"})
    assert page.status_code == 200
    assert "Ben’s title" in page.content.decode()


def test_who_may_not_change_it_any_more_keeps_what_was_typed(ada, draft):
    cleo = as_role("contributor", "cleo")
    draft.entered_by = User.objects.get(username="cleo")
    draft.save()
    two = opened(cleo, draft)
    ada.post(page_of(draft), opened(ada, draft) | {"status": "in_review"})

    page = read(cleo.post(page_of(draft), two | {"title": "Cleo’s title"}))

    assert "It is in review now, and you may not change it any more" in page.text
    assert ["The measure: title", "Old title", "Cleo’s title"] in page.rows
    assert not page.all("input[name=title]")
    assert Measure.objects.get(pk=draft.pk).title == "Old title"
    assert cleo.post(page_of(draft), {"title": "By force"}).status_code == 403
