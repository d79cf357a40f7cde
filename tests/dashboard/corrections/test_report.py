"""A reader reports a mistake: what is asked, kept, refused and answered."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from dashboard.web.public_form import new_token
from laws.models import Correction, CorrectionStep
from tests.support.correction_reports import NEW, TEXT, send
from tests.support.elements import read
from tests.support.makers import make_country, make_measure, make_place, withdraw
from tests.support.markup import Markup
from tests.support.responses import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    make_country()
    return make_measure("A ban", make_place("Somerville"), slug="ma-somerville-ban-2019",
                        actions=[("passed", "2019-06-27")])  # fmt: skip


# --- the form -----------------------------------------------------------------------------------


def test_measures_places_and_states_lead_to_the_form_about_them(client, measure):
    for path in ("/measures/ma-somerville-ban-2019/", "/places/ma/somerville/", "/states/ma/"):
        assert f"{NEW}?about={path}" in read(client.get(path)).addresses

        form = client.get(NEW, {"about": path})
        assert form.status_code == 200
        assert read(form).find("input[type=hidden][name=about]")["value"] == path


def test_every_other_page_leads_to_the_form_as_well(client):
    assert f"{NEW}?about=/rankings/" in read(client.get("/rankings/")).addresses
    assert "the page /rankings/" in text(client.get(NEW, {"about": "/rankings/"}))


def test_a_report_is_about_no_report(client):
    page = client.get(NEW, {"about": NEW})
    assert "not understood" not in text(page)
    assert "is not a page on this site" in text(send(client, about=NEW))


def test_the_date_that_was_looked_at_is_kept(client, measure):
    page = client.get(measure.get_absolute_url(), {"on": "2023-07-20"}).content.decode()
    address = f"{NEW}?about={measure.get_absolute_url()}&amp;on=2023-07-20"
    assert address in page

    send(client, path=f"{NEW}?on=2023-07-20", about=measure.get_absolute_url())
    assert Correction.objects.get().path == f"{measure.get_absolute_url()}?on=2023-07-20"


@pytest.mark.parametrize(
    "about",
    ["/measures/secret/", "/measures/nothing/", "/places/zz/nowhere/", "/states/zz/", "/admin/",
     "/nowhere", "nonsense", "https://[", "/measures.csv", "/" * 300],
)  # fmt: skip
def test_a_draft_is_as_unknown_as_what_is_not_there(client, about):
    make_measure(slug="secret", status="draft", title="Nobody knows")
    page = client.get(NEW, {"about": about})

    assert page.status_code == 200
    assert "was not understood: the address of a page of this site is allowed" in text(page)
    assert "Nobody knows" not in text(page)
    sent = send(client, about=about)
    assert "is not a page on this site" in text(sent)
    assert not Correction.objects.exists()


def test_a_government_known_under_a_second_id_is_the_government(client, measure):
    second = make_place("Old Somerville", same_as=make_place("Somerville"))
    send(client, about=second.get_absolute_url())
    assert Correction.objects.get().jurisdiction == make_place("Somerville")


def test_the_form_is_well_formed_and_has_a_label_for_each_box(client, measure):
    page = client.get(NEW, {"about": measure.get_absolute_url()}).content.decode()
    assert Markup(page).wrong == []
    for name in ("text", "source", "email"):
        assert read(page).all(f"label[for={name}]")
        assert read(page).all(f"#{name}-help")


# --- a report -----------------------------------------------------------------------------------


def test_a_report_is_kept_and_its_page_says_so(client, measure):
    response = send(
        client,
        about=measure.get_absolute_url(),
        source="example.gov/minutes",
        email="ada@example.org",
    )
    made = Correction.objects.get()

    assert response.status_code == 303
    assert response["Location"] == f"/corrections/{made.reference}/"
    assert re.fullmatch(r"C-[2-9B-DF-HJ-NP-TV-XZ]{6}", made.reference)
    assert made.measure == measure
    assert (made.text, made.source_url) == (TEXT, "https://example.gov/minutes")
    assert made.email == "ada@example.org"
    page = client.get(response["Location"])
    assert f"Report {made.reference} has been received." in text(page)
    assert page["X-Robots-Tag"] == "noindex"
    assert TEXT not in text(page)
    assert "ada@example.org" not in page.content.decode()


def test_a_report_may_be_about_a_place_a_state_or_the_whole_site(client, measure):
    for about in ("/places/ma/somerville/", "/states/ma/", "/states/us/", "/rankings/", ""):
        assert send(client, about=about).status_code == 303

    kept = Correction.objects.order_by("pk").values_list("jurisdiction__name", "path")
    assert list(kept) == [
        ("Somerville", "/places/ma/somerville/"),
        ("Massachusetts", "/states/ma/"),
        ("United States", "/states/us/"),
        (None, "/rankings/"),
        (None, ""),
    ]


def test_a_whole_address_of_this_site_is_taken_too(client, measure):
    send(client, about=f"http://testserver{measure.get_absolute_url()}?on=2020-01-01")
    assert Correction.objects.get().measure == measure


def test_staff_are_told_and_the_reader_is_not_written_to(client, measure, settings):
    settings.CORRECTIONS_TO = ["desk@facelaw.example"]
    settings.SITE_ADDRESS = "https://facelaw.example"
    send(client, about=measure.get_absolute_url(), email="ada@example.org")

    (sent,) = mail.outbox
    made = Correction.objects.get()
    assert sent.to == ["desk@facelaw.example"]
    assert made.reference in sent.subject
    assert TEXT in sent.body
    assert f"https://facelaw.example/admin/laws/correction/{made.pk}/change/" in sent.body
    assert "ada@example.org" not in sent.body


def test_a_mail_server_that_is_away_costs_no_report(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send(client).status_code == 303
    assert Correction.objects.count() == 1


def test_the_same_form_sent_twice_is_one_report(client):
    token = new_token(timezone.now() - timedelta(minutes=1))
    first, second = send(client, token=token), send(client, token=token)

    assert first["Location"] == second["Location"]
    assert Correction.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_visitor_gets_no_cookie_for_a_report(client, measure):
    strict = Client(enforce_csrf_checks=True)
    for response in (
        strict.get(NEW),
        send(strict, text=""),
        send(strict, about=measure.get_absolute_url()),
    ):
        assert not response.cookies
        assert "csrf" not in response.content.decode()
    assert Correction.objects.count() == 1


# --- what became of it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("received", "has been received."),
        ("looked_at", "is being reviewed."),
        ("corrected", "led to a correction."),
        ("not_changed", "was reviewed, and nothing was changed."),
    ],
)
def test_the_page_of_a_report_says_how_far_it_got(client, measure, status, sentence):
    made = Correction.objects.create(
        measure=measure, path=measure.get_absolute_url(), text=TEXT, status=status,
        answer="The minutes say so.", form_key="1",
    )  # fmt: skip
    page = client.get(made.get_absolute_url())

    assert f"Report {made.reference} {sentence}" in text(page)
    assert "The minutes say so." in text(page)
    assert measure.get_absolute_url() in read(page).addresses
    assert TEXT not in text(page)


def test_what_the_reader_wrote_is_shown_when_staff_publish_it(client):
    made = Correction.objects.create(
        text="<b>Bold</b> words", email="ada@example.org", text_is_public=True, form_key="1"
    )
    page = client.get(made.get_absolute_url())

    assert "<b>Bold</b> words" in text(page)
    assert "<b>Bold" not in page.content.decode()
    assert "ada@example.org" not in page.content.decode()


def test_its_twin_says_no_more_than_the_page(client, measure):
    made = Correction.objects.create(
        measure=measure, path=measure.get_absolute_url(), text=TEXT, email="ada@example.org",
        status="corrected", answer="The minutes say so.", form_key="1",
    )  # fmt: skip
    CorrectionStep.objects.create(correction=made, by="An editor", status="corrected")
    address = f"/corrections/{made.reference}.json"
    answer = client.get(address)
    twin = answer.json()

    assert (twin["number"], twin["status"]) == (made.reference, "corrected")
    assert twin["about"]["measure"] == measure.slug
    assert twin["answer"] == "The minutes say so."
    assert twin["received_on"] == twin["answered_on"] == timezone.localdate().isoformat()
    assert twin["text"] is None
    for secret in ("ada@example.org", "An editor", TEXT):
        assert secret not in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"
    assert address in read(client.get(made.get_absolute_url())).addresses
    assert client.get(address.lower(), follow=True).json() == twin

    Correction.objects.update(text_is_public=True)
    assert client.get(address).json()["text"] == TEXT
    withdraw(type(measure).objects.all())
    assert client.get(address).json()["about"] is None
    assert client.get("/corrections/C-222222.json").status_code == 404


def test_a_report_about_what_was_withdrawn_names_it_no_more(client, measure):
    made = Correction.objects.create(
        measure=measure, path=measure.get_absolute_url(), text=TEXT, form_key="1"
    )
    withdraw(type(measure).objects.all())
    page = client.get(made.get_absolute_url())
    assert "A page that is not public now" in text(page)
    assert measure.slug not in page.content.decode()


def test_a_number_in_small_letters_leads_to_the_report(client):
    made = Correction.objects.create(text=TEXT, form_key="1")
    response = client.get(f"/corrections/{made.reference.lower()}/")
    assert response["Location"] == made.get_absolute_url()


@pytest.mark.parametrize("number", ["C-222222", "C-", "x" * 500, "%00", "C-7F3K9H'"])
def test_a_number_that_nobody_got_is_not_found(client, number):
    response = client.get(f"/corrections/{number}/", follow=True)
    assert response.status_code == 404


def test_the_pages_ask_the_database_little(client, measure, django_assert_max_num_queries):
    made = Correction.objects.create(measure=measure, text=TEXT, form_key="1")
    for address in (f"{NEW}?about={measure.get_absolute_url()}", made.get_absolute_url()):
        with django_assert_max_num_queries(6):
            assert client.get(address).status_code == 200
