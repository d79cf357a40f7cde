"""What is sent to the desk by someone who is logged out, or with a token of before, is not lost."""

from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from laws.admin.base import kept
from laws.models import LegislativeSession, Measure
from tests.support.desk_forms import FormOnPage, filled, make_staff
from tests.support.desk_roles import PASSED, make_role, page_of, propose
from tests.support.makers import make_measure, make_place, make_session

pytestmark = pytest.mark.django_db

ADD = "/admin/laws/ordinance/add/"
LOGIN = "/admin/login/"
PASSWORD = "a-long-one-7"
WHO = {"username": "ada", "password": PASSWORD}


@pytest.fixture(autouse=True)
def ada():
    return make_staff()


@pytest.fixture
def desk():
    """A browser that is checked for forgery as a real one is."""
    return Client(enforce_csrf_checks=True)


def said(response):
    return " ".join(unescape(response.content.decode()).split())


def sent(desk, address, data):
    """Send a form with the token of the page that it is on now."""
    token = desk.cookies["csrftoken"].value if "csrftoken" in desk.cookies else ""
    return desk.post(address, data | {"csrfmiddlewaretoken": token})


def log_in(desk, page=None, **wrong):
    """Log in on a log-in page, with all that it carries."""
    shown = FormOnPage(page or desk.get(LOGIN)).data
    return sent(desk, LOGIN, shown | WHO | wrong)


TYPED = [("introduced", "2024-01-05", {"description": "Read, once"}), ("passed", "2024-02-01")]


def test_a_form_sent_after_the_log_in_ended_is_there_again_and_not_saved(desk):
    log_in(desk)
    desk.get(ADD)
    Session.objects.all().delete()
    data = filled(make_place(), TYPED, title="Typed for an hour", regulates=["police"])

    page = sent(desk, ADD, data)
    assert "What you typed is kept: log in" in said(page)
    page = log_in(desk, page, password="wrong")
    answer = log_in(desk, page)
    assert answer.url == f"{ADD}?kept=1"

    page = desk.get(answer.url)
    assert "nothing was saved" in said(page)
    boxes = FormOnPage(page).data
    assert boxes["title"] == ["Typed for an hour"]
    assert boxes["regulates"] == ["police"]
    assert (boxes["actions-0-description"], boxes["actions-1-when"]) == (
        ["Read, once"],
        ["2024-02-01"],
    )
    assert not Measure.objects.exists()
    assert sent(desk, answer.url, boxes).status_code == 302
    assert Measure.objects.get().actions.count() == 2
    assert FormOnPage(desk.get(answer.url)).data["title"] == [""]


def test_with_all_cookies_gone_the_words_are_kept_as_well(desk):
    draft = make_measure(status="draft")
    log_in(desk)
    boxes = FormOnPage(desk.get(page_of(draft))).data
    desk.cookies.clear()

    page = desk.post(page_of(draft), boxes | {"title": "Typed"})
    answer = log_in(desk, page)

    assert FormOnPage(desk.get(answer.url)).data["title"] == ["Typed"]
    draft.refresh_from_db()
    assert draft.title != "Typed"


def test_a_form_with_the_token_of_before_the_last_log_in_is_there_again(desk):
    log_in(desk)
    old = FormOnPage(desk.get(ADD)).data | {"csrfmiddlewaretoken": desk.cookies["csrftoken"].value}
    desk.post("/admin/logout/", {"csrfmiddlewaretoken": desk.cookies["csrftoken"].value})
    log_in(desk)

    answer = desk.post(ADD, old | {"title": "Typed before"})

    assert answer.url == f"{ADD}?kept=1"
    assert FormOnPage(desk.get(answer.url)).data["title"] == ["Typed before"]


def test_a_form_of_another_site_is_refused_and_nothing_of_it_is_kept(desk):
    log_in(desk)
    answer = desk.post(ADD, {"title": "Theirs"}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert kept.KEPT not in desk.session


def test_another_change_saved_meanwhile_is_shown_beside_the_kept_words(desk):
    draft = make_measure(status="draft", actions=[("passed", "2024-02-01")])
    log_in(desk)
    boxes = FormOnPage(desk.get(page_of(draft))).data
    Session.objects.all().delete()
    Measure.objects.filter(pk=draft.pk).update(title="Changed by another")

    page = sent(desk, page_of(draft), boxes | {"summary": "Typed"})
    page = desk.get(log_in(desk, page).url)
    page = sent(desk, page_of(draft), FormOnPage(page).data)

    assert "Changed by another" in said(page)
    assert FormOnPage(page).data["summary"] == ["Typed"]


def test_a_session_that_was_typed_is_kept_too(desk):
    row = make_session("MA")
    address = f"/admin/laws/legislativesession/{row.pk}/change/"
    log_in(desk)
    boxes = FormOnPage(desk.get(address)).data
    Session.objects.all().delete()
    page = desk.get(log_in(desk, sent(desk, address, boxes | {"name": "Typed"})).url)
    assert FormOnPage(page).data["name"] == ["Typed"]
    assert LegislativeSession.objects.get().name != "Typed"


def test_another_account_that_may_not_open_the_form_hears_whose_words_are_kept(desk, ada):
    make_role("contributor")
    draft = make_measure(status="draft", entered_by=ada)
    log_in(desk)
    boxes = FormOnPage(desk.get(page_of(draft))).data
    Session.objects.all().delete()
    typed = boxes | {"summary": "Typed", "draft": "0123456789ab"}
    answer = log_in(desk, sent(desk, page_of(draft), typed), username="contributor")
    page = desk.get(answer.url, follow=True)
    assert page.status_code == 200
    assert "You are logged in as contributor, and may not open the page" in said(page)
    assert "kept in this browser for the account that typed it" in said(page)
    assert "saved-drafts" not in desk.cookies
    assert kept.KEPT not in desk.session or not desk.session[kept.KEPT]


def test_a_draft_is_forgotten_once_its_form_was_saved_and_not_when_it_is_refused(desk):
    draft = make_measure(status="draft")
    thread = f"/admin/thread/{draft.pk}/"
    log_in(desk)
    desk.get(page_of(draft))
    sent(desk, thread, {"do": "comment", "text": "", "draft": "0123456789ab"})
    assert "saved-drafts" not in desk.cookies
    sent(desk, thread, {"do": "comment", "text": "Said", "draft": "0123456789ab"})
    assert desk.cookies["saved-drafts"].value == "0123456789ab"


def test_what_is_no_form_of_a_row_repeats_what_was_typed_and_does_nothing(desk):
    ben = Client()
    ben.force_login(make_staff("ben"))
    proposal = propose(ben, make_measure(actions=[PASSED]), title="Another")
    address = f"/admin/laws/proposal/{proposal.pk}/change/"
    log_in(desk)
    Session.objects.all().delete()

    decided = {"decision": "send_back", "comment": "Which section says so?"}
    page = desk.get(log_in(desk, sent(desk, address, decided)).url)

    assert "nothing was done. You had typed: “Which section says so?”" in said(page)
    proposal.refresh_from_db()
    assert proposal.is_open


def test_a_form_sent_before_the_code_was_given_waits_for_it(desk, ada, settings):
    settings.SECOND_FACTOR = True
    TOTPDevice.objects.create(user=ada, name="app", confirmed=True)
    log_in(desk)
    assert desk.get("/admin/here/").json() == {"user": None}
    answer = sent(desk, ADD, filled(make_place(), title="Typed"))
    assert answer.url.startswith("/admin/code/?next=")
    assert f"{ADD}?kept=1" in unquote(answer.url)
    assert "title=Typed" in desk.session[kept.KEPT][ADD]


def test_no_password_is_kept(desk):
    desk.get(LOGIN)
    page = sent(desk, "/admin/password_change/", {"old_password": "secret", "new_password1": "x"})
    assert "secret" not in kept.signing.loads(FormOnPage(page).data["kept"][0], salt=kept.SALT)[1]


def test_a_forged_box_of_kept_words_is_ignored(desk):
    answer = log_in(desk, kept="forged")
    assert answer.status_code == 302
    assert kept.KEPT not in desk.session


def test_the_panel_hears_that_nobody_is_logged_in_and_keeps_nothing(desk):
    desk.get(LOGIN)
    assert sent(desk, ADD, {"_reckon": "answer"}).json() == {"user": None}


def test_who_is_here_is_told_with_a_token_that_saves(desk, ada):
    assert desk.get("/admin/here/").json() == {"user": None}
    log_in(desk)
    who = desk.get("/admin/here/").json()
    assert (who["user"], who["name"]) == (ada.pk, "ada")
    data = filled(make_place()) | {"csrfmiddlewaretoken": who["token"]}
    assert desk.post(ADD, data).status_code == 302


def test_a_log_in_lasts_while_it_is_used_and_thirty_days_at_most(client, ada):
    client.force_login(ada)
    client.get("/admin/help/")
    now = timezone.now()

    def left(began_before, used_before):
        session = client.session
        session["began"] = (now - timedelta(days=began_before)).isoformat()
        session["used_on"] = (now - timedelta(days=used_before)).date().isoformat()
        session.save()
        client.get("/admin/help/")
        return round((client.session.get_expiry_date() - now) / timedelta(days=1))

    assert left(began_before=10, used_before=9) == 14
    assert left(began_before=20, used_before=1) == 10
