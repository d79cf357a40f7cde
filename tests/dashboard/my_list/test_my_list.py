"""A list of one's own: one address in five forms, nothing dropped, nothing stored."""

from datetime import date

import feedparser
import pytest
from django.apps import apps

from laws.models import ChangeReason, LoadedRecord, Measure
from laws.open_data.events import note_events
from tests.support.elements import read
from tests.support.makers import make_country, make_measure, make_place, make_state, withdraw
from tests.support.responses import csv_rows
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
ASKED = "m=ban&m=bill&m=merged&m=gone&m=none&p=ma/somerville&p=ca&p=zz/nowhere"


def make():
    LoadedRecord.objects.create(version="1", checksum="c")
    make_country()
    make_state("MA", searched_on="2026-11-22")
    city = make_place("Somerville", searched_on="2026-11-20")
    ban = [("enacted", "2020-07-01")]
    make_measure("A ban", city, ban, slug="ban", identifier="Ord. 1")
    bill = [("introduced", "2026-02-01")]
    make_measure("A bill", "CA", bill, slug="bill", identifier="AB 1", effect="restriction")
    for slug in ("merged", "gone"):
        make_measure(slug, "CA", bill, slug=slug, identifier=f"AB {slug}")
    note_events(anew=True)
    withdraw(Measure.objects.filter(slug__in=["merged", "gone"]))
    ChangeReason.objects.create(
        version="1", kind="correction", file="measures.csv", key="merged", field="merged",
        into="bill", why="Entered twice.",
    )  # fmt: skip
    note_events(anew=True)


rows = shared(make)


def entries(client, asked=ASKED):
    return client.get(f"/list.json?{asked}").json()["entries"]


def test_every_entry_of_the_address_is_told(client):
    found = {(one["asked"], one["became"]): one for one in entries(client)}

    assert list(found) == [
        ("ban", "listed"), ("bill", "listed"), ("merged", "merged"), ("gone", "withdrawn"),
        ("none", "unknown"), ("ma/somerville", "listed"), ("ca", "listed"),
        ("zz/nowhere", "unknown"),
    ]  # fmt: skip
    assert found["ban", "listed"]["force"] == "in_effect"
    merged = found["merged", "merged"]
    assert (merged["slug"], merged["reason"]) == ("bill", "A mistake.")
    assert found["gone", "withdrawn"]["reason"] == "A mistake."
    (applies,) = found["ma/somerville", "listed"]["applies"]
    assert (applies["slug"], applies["level"], applies["effect"]) == ("ban", "own", "ban")


def test_the_page_says_the_same(client):
    page = read(client.get(f"/list/?{ASKED}"))

    text = page.find("main").text
    assert "You asked for merged, which was merged with this one. A mistake." in text
    assert "It was withdrawn: A mistake." in text
    assert "No law or bill has this address." in text
    assert "No state or place has this address." in text
    assert "Not researched" in text  # California: never “no law”
    removed = [one for one in page.addresses if one.startswith("?") and "m=ban" not in one]
    assert "?m=bill&m=merged&m=gone&m=none&p=ma%2Fsomerville&p=ca&p=zz%2Fnowhere" in removed


def test_the_five_forms_have_the_same_entries(client):
    said = [one["asked"] for one in entries(client)]

    assert [row["asked"] for row in csv_rows(client.get(f"/list.csv?{ASKED}"))] == said
    json = client.get(f"/list/changes.json?{ASKED}").json()
    atom = feedparser.parse(client.get(f"/list/changes.atom?{ASKED}").content)
    assert [item["title"] for item in json["items"]] == [one.title for one in atom.entries]
    assert {item["_facelaw"]["measure"] for item in json["items"]} == {"merged", "gone"}
    told = [one["title"] for one in client.get(f"/list.json?{ASKED}").json()["changes"]]
    assert told == [item["title"] for item in json["items"]]


def test_a_day_before_a_bill_began_says_so(client):
    page = read(client.get("/list/?m=bill&m=ban&on=2021-01-01"))

    assert "AB 1 (2026) had no action by this date." in page.find("main").text
    (bill, _) = entries(client, "m=bill&m=ban&on=2021-01-01")
    assert bill["became"] == "later"


def test_what_changed_is_asked_for_since_a_day(client):
    content = client.get("/list.json?m=gone&since=2099-01-01").json()

    assert (content["since"], content["changes"]) == ("2099-01-01", [])
    text = read(client.get("/list/?m=gone&since=2099-01-01")).find("#changes").text
    assert text == "Changes since January 1, 2099"


def test_the_address_of_a_page_is_understood(client):
    asked = "m=https://facelaw.example/measures/ban/&p=/places/ma/somerville/&p=/states/ca/"

    assert [one["asked"] for one in entries(client, asked)] == ["ban", "ma/somerville", "ca"]


def test_what_is_no_address_and_no_text_is_answered_all_the_same(client):
    asked = {"m": ["https://[x", "a/b"], "p": ["http://[", "//"], "note": "a\x01\x0bb"}
    for address in ("/list/", "/list.json", "/list.csv", "/list/changes.atom"):
        assert client.get(address, asked).status_code == 200
    atom = feedparser.parse(client.get("/list/changes.atom", asked).content)
    assert (bool(atom.bozo), atom.feed.title) == (False, "Facelaw: ab")


def test_a_note_of_several_lines_names_the_calendar_in_one(client):
    answer = client.get("/list/calendar.ics", {"m": "ban", "note": "Mine\r\nX-OTHER:1"})

    assert answer.status_code == 200
    assert b"X-WR-CALNAME:Facelaw: Mine X-OTHER:1\r\n" in answer.content


def test_a_list_takes_sixty_and_says_so(client):
    asked = "&".join(f"m=x{number}" for number in range(70))
    content = client.get(f"/list.json?{asked}").json()

    assert len(content["entries"]) == 60
    assert "a list takes 60" in " ".join(content["notices"])


def test_words_find_what_to_add_and_the_form_keeps_the_list(client):
    page = read(client.get("/list/?m=ban&note=Mine&q=AB+1"))

    assert "/list/" in client.get("/measures/ban/").content.decode()
    assert "?m=ban&m=bill&note=Mine" in page.addresses
    kept = [(one["name"], one["value"]) for one in page.all("input[type=hidden]")]
    assert ("m", "ban") in kept


@pytest.mark.parametrize("note", ["<script>alert(1)</script>", '" onload="x', "x" * 250])
def test_a_note_is_escaped_bounded_and_kept_nowhere(client, note):
    before = {model: model.objects.count() for model in apps.get_models() if model._meta.managed}
    for address in ("/list/", "/list.json", "/list.csv", "/list/changes.atom"):
        answer = client.get(address, {"m": "ban", "p": "ma", "note": note})
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private"
        assert "<script>alert" not in answer.getvalue().decode() or address == "/list.json"

    assert client.get("/list.json", {"m": "ban", "note": note}).json()["note"] == note[:200]
    after = {model: model.objects.count() for model in apps.get_models() if model._meta.managed}
    assert after == before


def test_a_full_list_takes_no_more_queries_than_a_short_one(client, django_assert_num_queries):
    with django_assert_num_queries(10) as short:
        client.get("/list/?m=ban&p=ca")
    with django_assert_num_queries(len(short.captured_queries)):
        client.get("/list/?m=ban&m=bill&p=ca&p=ma/somerville&p=ma")


def test_places_of_one_name_are_told_apart_before_one_is_added(client):
    make_place("Middlesex", kind="county", full_name="Middlesex County", geoid="25017")
    make_place("Springfield", geoid="2567000", county_geoids=["25017"])

    offers = read(client.get("/list/?q=springfield")).all(".controls .list li")

    said = [" ".join(one.text.split()) for one in offers]
    assert "Add Springfield, MA City · Middlesex County, Massachusetts" in said


def test_a_list_on_which_nothing_is_has_nothing_to_follow(client):
    assert not read(client.get("/list/")).all(".follow")
    assert read(client.get("/list/?p=ma")).all(".follow a")
