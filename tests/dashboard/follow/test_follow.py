"""Following by mail, from the foot of a page to the last click."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dashboard.pages.follow.mails import Writer
from dashboard.web.public_form import new_token
from laws.mail.links import to_yours
from laws.models import Follower, Letter, Measure, Subscription
from laws.open_data.events import note_events
from tests.support.elements import read
from tests.support.makers import make_measure, make_place
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
READER = "reader@example.org"
CITY = "/places/ma/somerville/changes.atom"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def make():
    city = make_place("Somerville")
    make_measure("A ban", city, [("enacted", "2020-07-01")], slug="ban", identifier="Ord. 1")
    make_measure("A bill", "CA", [("introduced", "2026-02-01")], slug="bill", identifier="AB 1")
    note_events(anew=True)


rows = shared(make)


def ask(client, what=CITY, email=READER, age=timedelta(minutes=1), **fields):
    known = {"email": email, "what": what, "how_often": "at_once", "website": ""}
    sent = known | {"token": new_token(timezone.now() - age)} | fields
    return client.post("/follow/", sent_as(sent), content_type="application/x-www-form-urlencoded")


def sent_as(fields):
    return "&".join(
        f"{name}=" + "".join(f"%{byte:02X}" for byte in str(value).encode())
        for name, value in fields.items()
    )


def path_in(mail, of):
    line = next(one for one in mail.body.splitlines() if f"/follow/{of}/" in one)
    return urlsplit(line.split()[-1]).path


def begin(client, mailoutbox, **asked):
    ask(client, **asked)
    call_command("send_mail_digests", verbosity=0)
    client.post(path_in(mailoutbox.pop(), "confirm"))


def change(**fields):
    Measure.objects.filter(slug="ban").update(**fields)
    note_events(anew=True)


def test_a_page_without_a_feed_of_its_own_leads_to_the_form_at_its_foot(client):
    for path, has_feed in (("/bills/", False), ("/rankings/", False), ("/method/", False),
                           ("/", True), ("/measures/ban/", True)):  # fmt: skip
        links = read(client.get(path)).find("footer").all("a")
        hrefs = {one.text: one["href"] for one in links if one["href"].startswith("/follow/")}
        if has_feed:
            assert set(hrefs) == {"By email"}, path
        else:
            assert hrefs == {"Follow by email": "/follow/"}, path


def test_the_foot_of_a_page_carries_what_it_shows_to_the_form(client):
    page = read(client.get("/measures/?effect=ban&state=ma&page=1&on=2023-07-20"))
    link = next(one for one in page.all(".as-data a") if one.text == "By email")
    form = read(client.get(link["href"]))
    assert form.find("input[name=what]")["value"] == "/feeds/changes.atom?effect=ban&state=ma"
    assert "Ban" in form.find("h1").text
    assert "/follow/" in [one["href"] for one in form.all("main a")]


def test_nothing_begins_before_the_button_is_pressed(client, mailoutbox):
    answer = ask(client)
    assert (answer.status_code, answer["Location"]) == (303, "/follow/sent/")
    call_command("send_mail_digests", verbosity=0)
    mail = mailoutbox.pop()
    assert mail.to == [READER]
    assert mail.subject == "Confirm: follow Somerville, MA by email"
    link = path_in(mail, "confirm")
    assert "Somerville, MA" in read(client.get(link)).find("h1").text
    assert Subscription.objects.get().confirmed_at is None
    change(effect="moratorium")
    call_command("send_mail_digests", verbosity=0)
    assert not mailoutbox

    assert "You follow Somerville, MA" in read(client.post(link)).find("h1").text
    client.post(link)
    assert Subscription.objects.get().confirmed_at
    call_command("send_mail_digests", verbosity=0)
    assert not mailoutbox  # what was before is not told


def test_a_digest_says_what_changed_of_which_law(client, mailoutbox):
    begin(client, mailoutbox)
    change(effect="moratorium", effect_basis="disputed", effect_note="It may be a ban.")
    Measure.objects.filter(slug="bill").update(summary="Another place.")
    for _ in range(2):
        call_command("send_mail_digests", verbosity=0)
    (mail,) = mailoutbox
    assert mail.subject.startswith("In doubt: Somerville, MA: Ord. 1 (2020).")
    assert "Effect: Ban, now Moratorium" in mail.body
    assert "‡ In doubt: It may be a ban." in mail.body
    assert "/measures/ban/" in mail.body
    assert "AB 1" not in mail.body
    html = mail.alternatives[0].content
    assert "<del>Ban</del>, now <ins>Moratorium</ins>" in html
    assert "<img" not in html
    assert READER not in mail.body + html
    assert mail.extra_headers["List-Id"].endswith("<changes.127.0.0.1>")
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_the_calendar_brings_is_told_once(client, mailoutbox):
    begin(client, mailoutbox, what="/feeds/changes.atom", how_often="daily")
    tomorrow = timezone.localdate() + timedelta(days=1)
    make_measure("A law", "VA", [("enacted", "2026-06-01"), ("effective", tomorrow.isoformat())],
                 slug="law", identifier="SB 9")  # fmt: skip
    note_events(anew=True)
    one = Subscription.objects.get()
    letter = Letter(
        subscription=one, kind="digest", how_often="daily", after_event=10**9,
        up_to_event=10**9, after_day=one.told_day, up_to_day=tomorrow,
    )  # fmt: skip
    news = Writer(timezone.now()).news(letter)
    (entry,) = news.entries
    assert "SB 9 (2026). Took effect" in entry.title
    letter.after_day = tomorrow
    assert not Writer(timezone.now()).is_news(letter)


def test_one_click_ends_it_without_a_page_and_deletes_the_address(mailoutbox, client, csrf_client):
    begin(client, mailoutbox)
    change(effect="moratorium")
    call_command("send_mail_digests", verbosity=0)
    link = urlsplit(mailoutbox[0].extra_headers["List-Unsubscribe"].strip("<>")).path
    assert client.get(link).status_code == 200
    assert Subscription.objects.exists()  # a scanner that follows links ends nothing
    answer = csrf_client.post(link, ONE_CLICK)
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Follower.objects.exists()
    assert "have ended" in read(client.get(link)).find("h1").text


@pytest.fixture
def csrf_client():
    return Client(enforce_csrf_checks=True, headers={"origin": "https://mail.example"})


def test_all_of_an_address_is_seen_and_ended_at_one_link(client, mailoutbox):
    begin(client, mailoutbox)
    begin(client, mailoutbox, what="/measures/bill/changes.atom")
    change(effect="moratorium")
    call_command("send_mail_digests", verbosity=0)
    link = path_in(mailoutbox[0], "yours")
    page = client.get(link)
    assert len(read(page).all(".list li")) == 2
    assert page["Referrer-Policy"] == "no-referrer"
    assert not any("/yours/" in (one.get("href") or "") for one in read(page).all("body a"))
    assert "/yours/" not in read(page).find("footer").text
    client.post(link, {"end": Subscription.objects.first().pk})
    assert Subscription.objects.get().what == "/measures/bill/changes.atom"
    client.post(link, {"end": "all"})
    assert not Follower.objects.exists()
    assert "nothing" in read(client.get(link)).find("h1").text


@pytest.mark.parametrize("of", ["confirm", "end", "yours"])
def test_an_address_that_is_not_signed_is_none(client, of):
    for token in ("1", "1.a.b:c", "1:2:3"):
        assert client.get(f"/follow/{of}/{token}/").status_code == 404
        assert client.post(f"/follow/{of}/{token}/").status_code == 404


def test_the_answer_never_tells_whether_an_address_is_known(client, mailoutbox):
    first = ask(client)
    begin(client, mailoutbox)
    for _ in range(2):
        again = ask(client)
        assert (again.status_code, again["Location"]) == (first.status_code, first["Location"])
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": "no address"}, "is not an email address"),
        ({"what": "/admin/"}, "can't be followed"),
        ({"what": "/feeds/changes.atom?effect=nothing"}, "can't be followed"),
        ({"what": "/states/zz/changes.atom"}, "can't be followed"),
        ({"what": "/list/changes.atom"}, "can't be followed"),
        ({"what": "http://[x"}, "can't be followed"),
        ({"how_often": "hourly"}, "Choose at once, daily or weekly."),
        ({"website": "x"}, "A hidden box"),
        ({"age": timedelta(0)}, "very fast"),
        ({"token": "made up"}, "did not recognize"),
    ],
)
def test_a_bad_form_gets_a_sentence_and_no_mail(client, fields, said):
    answer = ask(client, **fields)
    assert answer.status_code == 200
    assert said in answer.content.decode().replace("&#x27;", "'")
    assert not Letter.objects.exists()


def test_a_form_of_another_site_is_refused(client):
    answer = client.post(
        "/follow/", "email=a@example.org", headers={"origin": "https://evil.example"},
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert answer.status_code == 403


def test_one_sender_may_not_ask_for_ever(client):
    for number in range(5):
        assert ask(client, email=f"r{number}@example.org").status_code == 303
    assert ask(client, email="r5@example.org").status_code == 429


def test_a_webhook_is_set_up_at_the_link_of_a_mail_and_its_secret_is_shown_once(client, mailoutbox):
    begin(client, mailoutbox)
    change(effect="moratorium")
    call_command("send_mail_digests", verbosity=0)
    link, one = path_in(mailoutbox[0], "yours"), Subscription.objects.get()
    asked = {"of": one.pk, "url": "http://hook.example/", "with_mail": "yes"}
    assert "Only https addresses" in client.post(link, asked).content.decode()
    page = client.post(link, asked | {"url": "https://hook.example/"}).content.decode()
    secret = one.webhook.secret
    assert secret.startswith("whsec_")
    assert secret in page
    page = client.get(link).content.decode()
    assert secret not in page
    assert "waits for an answer to our challenge" in page
    other = Follower.objects.create(email="other@example.org")
    client.post(f"/follow/yours/{to_yours(other)}/", {"end": one.pk, "resume": one.pk})
    assert Subscription.objects.get() == one
    for _ in range(5):
        client.post(link, asked | {"url": "https://hook.example/"})
    one = Subscription.objects.get()
    answer = client.post(link, asked | {"url": "https://victim.example/"}).content.decode()
    assert "Try it later." in answer
    assert one.webhook.url == "https://hook.example/"
