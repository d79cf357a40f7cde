"""Staff answer what readers report: the queue, the answer, its history, and the e-mail."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from laws.admin.reference.corrections import NO_MAIL_SERVER, NOT_SENT
from laws.models import Correction
from tests.support.desk_forms import FormOnPage, make_staff, sentences
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_state
from tests.support.responses import text

pytestmark = pytest.mark.django_db

LIST = "/admin/laws/correction/"


@pytest.fixture
def staff(client):
    client.force_login(make_staff())
    return client


def make_report(number=1, **fields):
    said = f"Report {number}: the vote was eleven to none."
    return Correction.objects.create(**{"text": said, "form_key": str(number)} | fields)


def page_of(report):
    return f"{LIST}{report.pk}/change/"


def answer(client, report, **fields):
    """Post the answer form as the page gave it, with some fields changed."""
    form = FormOnPage(client.get(page_of(report))).data
    form.pop("text_is_public", None)
    return client.post(page_of(report), form | fields, follow=True)


def test_strangers_and_staff_without_the_right_see_no_report(client):
    report = make_report()
    for address in (LIST, page_of(report)):
        assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    for address in (LIST, page_of(report)):
        assert client.get(address).status_code == 403


def test_those_that_wait_come_first_the_oldest_before_all(staff):
    for number, status in enumerate(["corrected", "received", "looked_at", "not_changed"]):
        made = make_report(number, status=status, answer="Done.")
        at = timezone.now() - timedelta(days=9 - number)
        Correction.objects.filter(pk=made.pk).update(received_at=at)
    page = read(staff.get(LIST)).find("#result_list").text

    places = [page.index(f"Report {number}:") for number in (1, 2, 0, 3)]
    assert places == sorted(places)


def test_the_queue_shows_only_what_waits(staff):
    make_report(1)
    make_report(2, status="corrected", answer="Done.")
    page = staff.get(LIST, {"queue": "open"}).content.decode()
    assert "Report 1:" in page
    assert "Report 2:" not in page


def test_a_report_is_found_by_its_number(staff):
    wanted, other = make_report(1), make_report(2)
    page = staff.get(LIST, {"q": wanted.reference}).content.decode()
    assert wanted.reference in page
    assert other.reference not in page


def test_a_list_asks_the_database_as_often_for_many_rows_as_for_one(
    staff, django_assert_max_num_queries
):
    for number in range(30):
        measure = make_measure(f"Ban {number}", make_place(f"Town {number}"))
        make_report(number, measure=measure, path=measure.get_absolute_url())
    with django_assert_max_num_queries(8):
        assert staff.get(LIST).status_code == 200


def test_a_report_leads_to_what_it_is_about(staff):
    measure = make_measure("The ban")
    report = make_report(measure=measure, path=measure.get_absolute_url())
    page = staff.get(page_of(report)).content.decode()
    assert f"/admin/laws/ordinance/{measure.pk}/change/" in read(page).addresses
    assert measure.get_absolute_url() in read(page).addresses
    assert report.get_absolute_url() in read(page).addresses

    state = make_state("MA")
    page = staff.get(page_of(make_report(2, jurisdiction=state))).content.decode()
    assert f"/admin/laws/jurisdiction/{state.pk}/change/" in read(page).addresses


def test_what_a_reader_wrote_is_text_and_cannot_be_changed(staff):
    report = make_report(text="<script>alert(1)</script>", source_url="https://example.gov/a")
    answer(staff, report, text="Other", email="x@example.org", reference="C-1", status="looked_at")

    page = staff.get(page_of(report)).content.decode()
    assert "<script>alert" not in page
    report.refresh_from_db()
    assert report.text == "<script>alert(1)</script>"
    assert report.email == ""


def test_an_answer_is_public_and_says_for_ever_who_gave_it(staff, client):
    report = make_report()
    answer(staff, report, status="looked_at")
    answer(staff, report, status="corrected", answer="The minutes say eleven.")

    steps = report.steps.values_list("by", "status", "answer")
    assert list(steps) == [
        ("ada", "looked_at", ""),
        ("ada", "corrected", "The minutes say eleven."),
    ]
    assert "The minutes say eleven." in client.get(report.get_absolute_url()).content.decode()
    assert "ada" not in client.get(report.get_absolute_url()).content.decode()
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        report.steps.update(by="eve")
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("UPDATE laws_correctionstep SET answer = 'Other'")


def test_saving_without_a_change_is_no_answer(staff):
    report = make_report()
    answer(staff, report)
    assert not report.steps.exists()


@pytest.mark.parametrize("status", ["corrected", "not_changed"])
def test_a_report_is_not_closed_without_an_answer(staff, status):
    report = make_report()
    response = answer(staff, report, status=status, answer=" \r\n ")
    assert "A report cannot be closed without an answer" in sentences(response)
    report.refresh_from_db()
    assert report.status == "received"


def test_who_answers_second_sees_the_first_answer_and_loses_nothing(staff):
    report = make_report()
    seen_by_bob = FormOnPage(staff.get(page_of(report))).data
    answer(staff, report, status="looked_at", answer="Ada looks into it.")
    mine = seen_by_bob | {"status": "not_changed", "answer": "Bob finds nothing."}
    response = staff.post(page_of(report), mine)

    assert "ada answered while you were writing" in sentences(response)
    assert "Ada looks into it." in sentences(response)
    assert "Bob finds nothing." in response.content.decode()
    report.refresh_from_db()
    assert report.answer == "Ada looks into it."

    again = FormOnPage(response).data
    staff.post(page_of(report), again)
    report.refresh_from_db()
    assert report.answer == "Bob finds nothing."


@pytest.mark.django_db(transaction=True)
def test_the_reader_gets_each_answer_and_the_address_goes_with_the_last(staff, settings):
    settings.SITE_ADDRESS = "https://facelaw.example"
    report = make_report(email="reader@example.org")
    answer(staff, report, status="looked_at")
    assert not mail.outbox
    answer(staff, report, status="looked_at", answer="We asked the clerk.")
    report.refresh_from_db()
    assert report.email == "reader@example.org"
    response = answer(staff, report, status="corrected", answer="You are right.")

    first, last = mail.outbox
    assert first.to == last.to == ["reader@example.org"]
    assert report.reference in last.subject
    assert "You are right." in last.body
    assert f"https://facelaw.example/corrections/{report.reference}/" in last.body
    assert "is now deleted" in last.body
    assert "is now deleted" not in first.body
    assert "ada" not in last.body
    report.refresh_from_db()
    assert report.email == ""
    assert "The answer was sent to the reader." in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_answer_stays_when_the_mail_server_is_away_and_staff_are_told(staff, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    report = make_report(email="reader@example.org")
    response = answer(staff, report, status="corrected", answer="You are right.")

    assert NOT_SENT in text(response)
    report.refresh_from_db()
    assert (report.status, report.email) == ("corrected", "reader@example.org")

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    again = answer(staff, report)
    assert "The answer was sent to the reader." in text(again)
    assert [letter.to for letter in mail.outbox] == [["reader@example.org"]]
    report.refresh_from_db()
    assert report.email == ""


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_only_printed_is_not_called_sent_and_the_address_stays(staff, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    report = make_report(email="reader@example.org")
    response = answer(staff, report, status="corrected", answer="You are right.")

    assert NO_MAIL_SERVER in text(response)
    assert "was sent to the reader" not in text(response)
    report.refresh_from_db()
    assert (report.status, report.email) == ("corrected", "reader@example.org")


def test_nobody_adds_a_report_at_the_desk(staff):
    assert staff.get(f"{LIST}add/").status_code == 403


def test_spam_can_be_deleted_with_its_answers(staff):
    report = make_report()
    answer(staff, report, status="looked_at")
    staff.post(f"{LIST}{report.pk}/delete/", {"post": "yes"})
    assert not Correction.objects.exists()


@pytest.mark.parametrize("key", ["x", "0", "9" * 40, "%00", "-1"])
def test_a_report_that_is_not_there_is_answered(staff, key):
    for page in ("change", "delete", "history"):
        assert staff.get(f"{LIST}{key}/{page}/").status_code in (302, 404)


def test_a_report_outlives_what_it_was_about(staff):
    measure = make_measure(status="draft")
    report = make_report(measure=measure, path="/measures/gone/")
    measure.delete()
    report.refresh_from_db()
    assert report.measure is None
    assert "/measures/gone/" in staff.get(page_of(report)).content.decode()
