"""Two people edit one place, session, question or milestone: the second is told of it."""

from unittest.mock import patch

import pytest
from django.db import IntegrityError

from laws.models import Chamber, Measure, Milestone, Proposal, Question, SeenPage
from tests.support.desk_forms import FormOnPage, filled, make_staff, sentences
from tests.support.makers import make_place, make_question, make_session, make_state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


def make_milestone():
    return Milestone.objects.create(
        day="2019-01-01", title="A study", category="x", confidence="high"
    )


@pytest.mark.parametrize(
    ("section", "make", "field"),
    [
        ("jurisdiction", make_state, "notes"),
        ("legislativesession", make_session, "note"),
        ("question", make_question, "text"),
        ("milestone", make_milestone, "title"),
    ],
)
def test_who_saves_second_is_told_and_keeps_what_was_typed(client, section, make, field):
    row = make()
    address = f"/admin/laws/{section}/{row.pk}/change/"
    data = FormOnPage(client.get(address)).data
    setattr(row, field, "First")
    row.save()

    page = client.post(address, data | {field: "Second", "reason": "The clerk says so."})

    assert "Someone else changed this while you did" in sentences(page)
    assert "is First now" in sentences(page)
    row.refresh_from_db()
    assert getattr(row, field) == "First"
    assert FormOnPage(page).data[field] == ["Second"]
    assert client.post(address, FormOnPage(page).data).status_code == 302
    row.refresh_from_db()
    proposed = [one.proposed[one.noun][""][field] for one in Proposal.objects.all()]
    assert "Second" in [getattr(row, field), *proposed]


def test_two_archived_copies_of_one_page_are_told_and_a_check_of_it_is_not(client):
    page = SeenPage.objects.create(url="https://example.gov/law")
    address = f"/admin/laws/seenpage/{page.pk}/change/"
    data = FormOnPage(client.get(address)).data
    first, second = (data | {"archived_url": f"https://web.archive.org/{n}"} for n in (1, 2))
    SeenPage.objects.update(problem="the server answered 404")
    assert client.post(address, first).status_code == 302

    said = client.post(address, second)

    assert "https://web.archive.org/1 now" in sentences(said)
    page.refresh_from_db()
    assert page.archived_url == "https://web.archive.org/1"
    assert client.post(address, FormOnPage(said).data).status_code == 302


def test_a_chamber_added_meanwhile_is_told(client):
    state = make_state()
    address = f"/admin/laws/jurisdiction/{state.pk}/change/"
    data = FormOnPage(client.get(address)).data
    Chamber.objects.create(jurisdiction=state, kind="upper", name="Senate",
                           legislature_name="General Court")  # fmt: skip

    page = client.post(address, data | {"notes": "Mine", "reason": "The clerk says so."})

    assert "Its chambers changed" in sentences(page)
    client.post(address, FormOnPage(page).data)
    assert Proposal.objects.get().proposed["place"][""]["notes"] == "Mine"
    assert Chamber.objects.count() == 1


def test_an_unknown_version_is_not_saved(client):
    question = make_question(text="Old?")
    address = f"/admin/laws/question/{question.pk}/change/"
    data = FormOnPage(client.get(address)).data
    for version in ("", "x"):
        page = client.post(address, data | {"version": version, "text": "New?"})
        assert "Someone else changed this" in sentences(page)
    assert Question.objects.get().text == "Old?"


@pytest.mark.parametrize(
    ("address", "model"),
    [("/admin/laws/question/add/", Question), ("/admin/laws/ordinance/add/", Measure)],
)
def test_what_only_the_database_refuses_is_said_in_a_sentence_and_stays_in_the_boxes(
    client, address, model
):
    place = make_place("Newton")
    data = filled(place, text="New?", group="x", yes_means="It is.", weight="1", order="1",
                  slug="new", title="A ban",
                  reason="It is asked.")  # fmt: skip
    with patch.object(model, "save", side_effect=IntegrityError):
        page = client.post(address, data)

    assert page.status_code == 200
    assert "someone else saved at the same moment" in sentences(page)
    assert FormOnPage(page).data["slug"] == ["new"]
    assert not Question.objects.exists()
    assert not Measure.objects.exists()
