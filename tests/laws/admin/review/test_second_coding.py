"""Coding a measure a second time at the desk, from the list of tasks to what is settled."""

import pghistory
import pytest

from laws.counting.agreement import second_codings
from laws.models import SecondAnswer, SecondCoding
from tests.support.desk_attempts import Desk, superuser, to_code
from tests.support.desk_forms import FormOnPage
from tests.support.desk_roles import page_of

pytestmark = pytest.mark.django_db
ANSWER = {
    "warrant_required-answer": "no",
    "warrant_required-pinpoint": "§ 3",
    "warrant_required-quote": "No warrant is needed.",
}


@pytest.fixture
def desk():
    return Desk("editor")


def begin(desk, measure):
    desk.client.post("/admin/coding/", {"measure": measure.pk})
    return f"/admin/coding/{SecondCoding.objects.get(is_open=True).pk}/"


def test_a_finished_coding_stands_beside_the_first_answers(desk, client):
    measure = to_code()
    page = begin(desk, measure)
    assert "FIRST ANSWER" not in desk.client.get(page).content.decode()
    sent = FormOnPage(desk.client.get(page)).data | ANSWER
    desk.client.post(page, sent)
    assert "No warrant is needed." in desk.client.get(page).content.decode()
    assert "coded twice" not in client.get(measure.get_absolute_url()).content.decode()
    assert second_codings().overall.asked == 0

    desk.client.post(page, sent | {"finish": "1"})

    answer = SecondAnswer.objects.get()
    assert (answer.answer, answer.first_answer, answer.quote) == (
        "no", "yes", "No warrant is needed.",
    )  # fmt: skip
    assert (
        "‡ Open: it was first coded “yes”"
        in client.get(measure.get_absolute_url()).content.decode()
    )
    found = second_codings()
    assert (found.overall.asked, found.overall.same, found.unsettled) == (1, 0, 1)
    assert desk.client.get(page_of(measure)).status_code == 200


def test_an_answer_without_its_place_is_refused_and_kept_in_the_form(desk):
    page = begin(desk, to_code())
    sent = FormOnPage(desk.client.get(page)).data | ANSWER | {"warrant_required-pinpoint": ""}
    shown = desk.client.post(page, sent).content.decode()
    assert "Say where the text says so" in shown
    assert "No warrant is needed." in shown
    assert not SecondAnswer.objects.exists()


def test_what_is_put_back_leaves_nothing_and_opens_the_desk(desk):
    page = begin(desk, to_code())
    desk.client.post(page, {"put_back": "1"})
    assert not SecondCoding.objects.exists()
    assert desk.client.get("/admin/").status_code == 200


def test_who_worked_on_a_measure_is_not_offered_it():
    desk, measure = Desk("publisher"), to_code()
    assert "Coded" in desk.client.get("/admin/coding/").content.decode()
    with pghistory.context(user=desk.me.pk):
        measure.provisions.update(detail="Read again")

    assert "0 measures to code" in desk.client.get("/admin/coding/").content.decode()
    desk.client.post("/admin/coding/", {"measure": measure.pk})
    assert not SecondCoding.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "0"])
def test_a_measure_that_is_not_there_is_refused_in_a_sentence(desk, key):
    shown = desk.client.post("/admin/coding/", {"measure": key}, follow=True)
    assert "cannot be coded a second time" in shown.content.decode()


def test_no_one_else_sees_an_open_coding_and_a_measure_is_coded_once_at_a_time(desk):
    page = begin(desk, to_code())
    assert superuser().get(page).status_code == 404
    assert "0 measures to code" in superuser().get("/admin/coding/").content.decode()


def test_a_disagreement_is_settled_for_one_of_the_two_with_a_reason(desk):
    measure = to_code()
    page = begin(desk, measure)
    sent = FormOnPage(desk.client.get(page)).data | ANSWER | {"finish": "1"}
    desk.client.post(page, sent)
    row = SecondAnswer.objects.get()
    for wrong in ({"chosen": "qualified", "why": "§ 3."}, {"chosen": "no", "why": " "}):
        shown = superuser().post("/admin/disagreements/", {"key": row.pk} | wrong)
        assert ("Choose the answer" in shown.content.decode()) or (
            "Say why" in shown.content.decode()
        )
    superuser().post("/admin/disagreements/", {"key": row.pk, "chosen": "no", "why": "§ 3."})
    row.refresh_from_db()
    assert (row.settled_answer, row.settled_why) == ("no", "§ 3.")
