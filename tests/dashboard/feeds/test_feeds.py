"""Feeds of changes: valid, their ids stable, and each entry a sentence with before and after."""

from datetime import date

import feedparser
import pytest
from django.utils.dateparse import parse_datetime

from laws.models import EventNote, LoadedRecord, Measure, RecordEvent
from laws.open_data.events import note_events
from laws.text.dates import PartialDate
from tests.support.makers import (
    action,
    make_measure,
    make_place,
    make_provision,
    make_question,
    withdraw,
)
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
REQUIRED = {"id", "url", "title", "content_html", "date_published", "date_modified"}


def make():
    LoadedRecord.objects.create(version="1", checksum="c")
    city = make_place("Somerville")
    make_measure("A ban", city, [("enacted", "2020-07-01")], slug="ban", identifier="Ord. 1")
    bill = make_measure("A bill", "CA", [("introduced", "2026-02-01")], slug="bill",
                        identifier="AB 1", effect="restriction")  # fmt: skip
    question = make_question()
    question.text = "Is a warrant required?"
    question.save()
    make_provision(bill)
    later = [("enacted", "2020-06-01"), ("effective", "2020-12-01"), ("expires", "2021-02")]
    make_measure("A later law", "VA", later, slug="later", identifier="SB 9")
    note_events(anew=True)


rows = shared(make)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("dashboard.web.params.today", lambda: TODAY)
    monkeypatch.setattr("dashboard.feeds.views.today", lambda: TODAY)


def changed(slug="ban", **fields):
    Measure.objects.filter(slug=slug).update(**fields)
    note_events(anew=True)


def feed(client, address, **asked):
    answer = client.get(address, asked)
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def titles(client, address="/feeds/changes.json", **asked):
    return [item["title"] for item in feed(client, address, **asked)["items"]]


WE_CORRECTED = "We corrected: Somerville, MA: Ord. 1 (2020). Effect: Ban, now Moratorium."


@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("/feeds/changes.json", True),
        ("/states/ma/changes.json", True),
        ("/states/ca/changes.json", False),
        ("/places/ma/somerville/changes.json", True),
        ("/measures/ban/changes.json", True),
        ("/measures/bill/changes.json", False),
        ("/feeds/changes.json?state=MA&effect=moratorium", True),
        ("/feeds/changes.json?effect=ban", True),  # which it was before
        ("/feeds/changes.json?effect=ban&level=state", False),
        ("/feeds/changes.json?effect=study", False),
        ("/feeds/changes.json?place=ma/somerville", True),
        ("/feeds/changes.json?change=law_moved", False),
        ("/feeds/changes.json?change=corrected", True),
    ],
)
def test_a_feed_tells_what_it_follows_and_nothing_else(client, address, is_told):
    changed(effect="moratorium")

    found = titles(client, address)
    assert (WE_CORRECTED in found) is is_told
    assert len(found) == is_told


def test_what_was_there_when_the_log_began_is_no_news(client):
    assert titles(client) == []


def test_an_action_is_told_with_what_follows_from_it_as_one_entry(client):
    bill = Measure.objects.get(slug="bill")
    action(bill, 2, "enacted", "2026-11-28").save()
    bill.reckon()
    note_events(anew=True)

    said = "California AB 1 (2026). Took effect November 28, 2026; Enacted, November 28, 2026."
    assert titles(client) == [said]
    (item,) = feed(client, "/feeds/changes.json")["items"]
    assert {event["table"] for event in item["_facelaw"]["events"]} > {"actions", "terms"}


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("stage=pending", True),  # until it became law
        ("stage=introduced&state=ca", True),
        ("stage=in_force", True),
        ("force=yes", True),
        ("stage=pending&state=ma", False),
        ("stage=vetoed", False),
    ],
)
def test_who_follows_what_is_pending_is_told_how_it_ends(client, asked, is_told):
    bill = Measure.objects.get(slug="bill")
    action(bill, 2, "enacted", "2026-11-28").save()
    bill.reckon()
    note_events(anew=True)

    found = titles(client, f"/feeds/changes.json?{asked}")
    assert [one.startswith("California AB 1 (2026). Took effect") for one in found] == (
        [True] * is_told
    )


def test_who_follows_the_law_in_effect_is_told_when_it_ends(client, monkeypatch):
    measure = Measure.objects.get(slug="ban")
    action(measure, 2, "expires", "2027-02-01").save()
    measure.reckon()
    note_events(anew=True)
    for today in ("dashboard.feeds.views.today", "dashboard.web.params.today"):
        monkeypatch.setattr(today, lambda: date(2027, 2, 2))

    found = titles(client, "/feeds/changes.json?force=yes&state=ma&level=local")
    assert found[0] == "Somerville, MA: Ord. 1 (2020). Ended February 1, 2027."


def test_an_answer_is_told_with_its_question(client):
    Measure.objects.get(slug="bill").provisions.update(answer="no")
    note_events(anew=True)

    said = "We corrected: California AB 1 (2026). “Is a warrant required?” answer: Yes, now No."
    assert titles(client, "/measures/bill/changes.json") == [said]


def test_a_withdrawn_measure_is_told_where_it_was_followed(client):
    withdraw(Measure.objects.filter(slug="ban"))
    note_events(anew=True)

    said = "We corrected: Somerville, MA: Ord. 1 (2020). Withdrawn: A mistake."
    for address in ("/feeds/changes.json?effect=ban", "/measures/ban/changes.json"):
        assert titles(client, address) == [said]


def test_a_check_is_told_to_those_who_ask_for_it(client):
    changed(verified_on="2026-11-29")

    assert titles(client) == []
    (said,) = titles(client, change="checked")
    assert said.startswith("Checked, unchanged: Somerville, MA: Ord. 1 (2020).")


def test_what_is_in_doubt_says_so(client):
    changed(effect_basis="disputed", effect_note="Two readings <b>.")

    (item,) = feed(client, "/feeds/changes.json")["items"]
    assert item["tags"] == ["In doubt"]
    assert "In doubt (‡): Two readings &lt;b&gt;." in item["content_html"]


def test_a_law_that_takes_effect_by_the_calendar_is_told_on_its_day(client, monkeypatch):
    EventNote.objects.update(at="2020-07-02T12:00Z")

    def on(day):
        monkeypatch.setattr("dashboard.feeds.views.today", lambda: day)
        items = feed(client, "/states/va/changes.json")["items"]
        return [(i["title"], i["date_modified"][:10], i["id"]) for i in items]

    assert on(date(2020, 11, 30)) == []
    ((title, day, key),) = on(date(2020, 12, 1))
    assert (title, day) == ("Virginia SB 9 (2020). Took effect December 1, 2020.", "2020-12-01")
    ended, began = on(date(2021, 3, 1))
    assert (began[2], ended[0][:21]) == (key, "Virginia SB 9 (2020).")
    assert "nded" in ended[0]


def test_an_end_known_to_the_month_is_told_as_the_month_once_that_is_over(client, monkeypatch):
    measure = Measure.objects.get(slug="ban")
    action(measure, 2, "expires", "2027-02").save()
    measure.reckon()
    note_events(anew=True)
    (came,) = titles(client)
    assert "No longer in effect from: nothing, now February 2027" in came
    assert "February 1, 2027" not in came
    assert "February 28" not in came

    for day, number in ((date(2027, 2, 1), 1), (date(2027, 2, 28), 2)):
        monkeypatch.setattr("dashboard.feeds.views.today", lambda day=day: day)
        found = titles(client)
        assert len(found) == number, (day, found)
    assert found[0] == "Somerville, MA: Ord. 1 (2020). Ended February 2027."


def test_what_the_log_learned_after_the_day_is_told_once(client, monkeypatch):
    """A start that lay in the past when it was entered is an event, and no day of the calendar."""
    monkeypatch.setattr("dashboard.feeds.views.today", lambda: date(2020, 12, 2))

    assert titles(client, "/states/va/changes.json") == []


def test_both_formats_are_valid_say_the_same_and_keep_their_ids(client):
    changed(effect="moratorium")
    changed("bill", title="Another title & more <i>")
    atom = client.get("/feeds/changes.atom")
    parsed = feedparser.parse(atom.content)
    json = feed(client, "/feeds/changes.json")

    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert atom["Content-Type"].startswith("application/atom+xml")
    assert {link["rel"] for link in parsed.feed.links} == {"self", "alternate"}
    assert json["version"] == "https://jsonfeed.org/version/1.1"
    assert json["feed_url"].endswith("/feeds/changes.json")
    assert len(json["items"]) == len(parsed.entries) == 2
    for item, entry in zip(json["items"], parsed.entries, strict=True):
        assert set(item) >= REQUIRED
        assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
        assert parse_datetime(item["date_modified"]) == parse_datetime(entry.updated)
        assert all(isinstance(tag, str) for tag in item["tags"])
    ids = [item["id"] for item in json["items"]]
    changed("bill", effect="ban")
    assert [i["id"] for i in feed(client, "/feeds/changes.json")["items"]][1:] == ids or set(
        ids
    ) < {i["id"] for i in feed(client, "/feeds/changes.json")["items"]}
    assert client.get("/feeds/changes.atom").content == client.get("/feeds/changes.atom").content


def test_a_feed_takes_ten_queries_whatever_it_tells(client, django_assert_max_num_queries):
    changed(effect="moratorium")
    changed("bill", effect="ban")
    with django_assert_max_num_queries(10):
        client.get("/feeds/changes.json?state=ma&effect=ban")


@pytest.mark.parametrize(
    "address",
    ["/measures/none/changes.atom", "/states/zz/changes.atom", "/places/ma/none/changes.json"],
)
def test_what_is_not_there_has_no_feed(client, address):
    assert client.get(address).status_code == 404


def test_a_value_that_is_not_understood_is_said(client):
    content = feed(client, "/feeds/changes.json", effect="bann", place="nowhere", change="x")

    assert len(content["_notices"]) == 3


@pytest.mark.parametrize(
    ("page", "atom"),
    [
        ("/", "/feeds/changes.atom"),
        ("/states/ma/", "/states/ma/changes.atom"),
        ("/places/ma/somerville/", "/places/ma/somerville/changes.atom"),
        ("/measures/ban/?on=2024-01-01", "/measures/ban/changes.atom"),
        ("/measures/?effect=ban&sort=number", "/feeds/changes.atom?effect=ban"),
        ("/changes/?measure=ban&kind=all", "/feeds/changes.atom?measure=ban"),
    ],
)
def test_a_page_names_its_feed_in_its_head_and_at_its_foot(client, page, atom):
    text = client.get(page).content.decode()

    assert f'type="application/atom+xml" href="{atom}"' in text
    assert f'<a href="{atom}"' in text


def ends(day):
    """Have the law of Virginia end on a day, and tell what of its end the log says of that."""
    later = Measure.objects.get(slug="later")
    when = PartialDate.parse(day)
    later.actions.filter(kind="expires").update(day=when.day, precision=when.precision)
    later.reckon()
    note_events(anew=True)
    event = RecordEvent.objects.filter(table="terms").last()
    return [(side["ends_on"], side["may_end_on"]) for side in (event.before, event.after)]


@pytest.mark.parametrize(
    ("was", "is_now", "said", "noted"),
    [
        # Of each pair one half stays: the first day, or the last.
        ("2021-01", "2021", "January 2021, now 2021",
         [("2021-01-01", "2021-01-31"), ("2021-01-01", "2021-12-31")]),
        ("2021", "2021-01", "2021, now January 2021",
         [("2021-01-01", "2021-12-31"), ("2021-01-01", "2021-01-31")]),
        ("2021", "2021-12", "2021, now December 2021",
         [("2021-01-01", "2021-12-31"), ("2021-12-01", "2021-12-31")]),
        ("2021-12", "2021", "December 2021, now 2021",
         [("2021-12-01", "2021-12-31"), ("2021-01-01", "2021-12-31")]),
        ("2021-01", "2021-01-01", "January 2021, now January 1, 2021",
         [("2021-01-01", "2021-01-31"), ("2021-01-01", None)]),
    ],
)  # fmt: skip
def test_an_end_that_is_known_more_or_less_exactly_is_told_as_both_dates(
    client, was, is_now, said, noted
):
    ends(was)
    assert ends(is_now) == noted

    newest = titles(client, "/states/va/changes.json")[0]
    assert f"No longer in effect from: {said}" in newest
    assert "ay end" not in newest
    assert note_events(anew=True) == 0


def test_a_start_that_is_known_more_exactly_is_told_as_both_dates(client):
    later = Measure.objects.get(slug="later")
    later.actions.filter(kind="enacted").update(day="2019-06-01")
    for precision, day in (("year", "2020-01-01"), ("month", "2020-12-01")):
        later.actions.filter(kind="effective").update(day=day, precision=precision)
        later.reckon()
        note_events(anew=True)

    newest = titles(client, "/states/va/changes.json")[0]
    assert "In effect from: 2020, now December 2020" in newest
    assert "ay start" not in newest
