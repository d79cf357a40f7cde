"""edition=N of feeds and calendars: what the record knew when that edition was made, not more."""

from datetime import date

import feedparser
import icalendar
import pytest
from django.utils import timezone

from laws.models import Action, Edition, EventNote, LoadedRecord, Measure, PublicChange
from laws.open_data.editions import make_edition
from laws.open_data.events import note_events
from tests.support.makers import action, make_measure, make_place
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
CALENDAR, FEED = "/feeds/calendar.ics", "/feeds/changes.json"
BEFORE, MADE = "2026-11-02T12:00:00Z", "2026-11-03T12:00:00Z"


def make():
    """A log in which an edition was made between two changes of one measure."""
    LoadedRecord.objects.create(version="1", checksum="c")
    city = make_place("Somerville")
    days = [("enacted", "2026-07-01"), ("effective", "2027-01-01"), ("expires", "2026-12-15")]
    make_measure("A ban", city, days[:2], slug="ban", identifier="Ord. 1")
    make_measure("A rule", "VA", days[::2], slug="rule", identifier="SB 9")
    bill = make_measure("A bill", "CA", [("introduced", "2026-02-01")], slug="bill",
                        identifier="AB 1")  # fmt: skip
    action(bill, 2, "hearing", "2026-12-10").save()
    note_events(anew=True)
    Measure.objects.filter(slug="ban").update(effect="moratorium")
    note_events(anew=True)
    EventNote.objects.update(at=BEFORE)
    make_edition(timezone.now())
    Edition.objects.update(made_at=MADE)
    Measure.objects.filter(slug="ban").update(effect="ban", identifier="Ord. 2")
    Action.objects.filter(kind="hearing").update(day="2026-12-12")
    action(Measure.objects.get(slug="ban"), 3, "expires", "2029-06-30").save()
    Measure.objects.get(slug="ban").reckon()
    make_measure("Later", "VA", [("enacted", "2026-11-28")], slug="later")
    note_events(anew=True)


rows = shared(make)


def days(client, **asked):
    answer = client.get(CALENDAR, asked)
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.content)
    return found, {str(one["uid"]): one for one in found.walk("VEVENT")}


def said(events):
    return {
        str(one["summary"]): (one["dtstart"].dt.isoformat(), int(one["sequence"]))
        for one in events.values()
    }


def titles(client, **asked):
    return [one["title"] for one in client.get(FEED, asked).json()["items"]]


def test_a_calendar_of_an_edition_holds_the_days_as_they_stood_then(client):
    calendar, then = days(client, edition=1)
    _, now = days(client)

    assert said(then) == {
        "Hearing: California AB 1 (2026)": ("2026-12-10", 0),
        "Ends: Virginia SB 9 (2026)": ("2026-12-15", 0),
        "Takes effect: Virginia SB 9 (2026)": ("2026-07-01", 0),
        "Takes effect: Somerville, MA: Ord. 1 (2026)": ("2027-01-01", 0),
    }
    assert said(now)["Hearing: California AB 1 (2026)"] == ("2026-12-12", 1)
    assert said(now)["Ends: Somerville, MA: Ord. 2 (2026)"] == ("2029-06-30", 0)
    assert then.keys() < now.keys()  # what the calendar of today calls them too
    assert str(calendar["x-wr-calname"]).endswith("law (edition 1, November 3, 2026)")
    assert {str(one["url"]).partition("?")[2] for one in then.values()} == {"edition=1"}


def test_a_feed_of_an_edition_tells_what_came_before_it_and_nothing_after(client):
    before = "We corrected: Somerville, MA: Ord. 1 (2026). Effect: Ban, now Moratorium."

    assert titles(client, edition=1) == [before]
    assert len(titles(client)) > 1
    (item,) = client.get(FEED, {"edition": 1}).json()["items"]
    assert item["id"] in {one["id"] for one in client.get(FEED).json()["items"]}
    assert item["url"] == "http://testserver/measures/ban/?edition=1"


def test_what_the_calendar_brought_by_an_edition_is_read_from_its_log(client):
    Edition.objects.update(made_at="2026-12-20T12:00:00Z")
    last = EventNote.objects.values("pk")[:1]
    EventNote.objects.filter(pk__in=last).update(at="2026-12-21T12:00:00Z")

    assert titles(client, edition=1) == [
        "Virginia SB 9 (2026). Ended December 15, 2026.",
        "We corrected: Somerville, MA: Ord. 1 (2026). Effect: Ban, now Moratorium.",
    ]


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/feeds/changes.json?effect=moratorium", 1),
        ("/feeds/changes.json?effect=ban", 1),  # it was one before
        ("/feeds/changes.json?state=VA", 0),
        ("/states/ma/changes.json", 1),
        ("/places/ma/somerville/changes.json", 1),
        ("/measures/ban/changes.json", 1),
        ("/list/changes.json?m=ban&p=va", 1),
    ],
)
def test_filters_places_and_lists_choose_by_what_the_edition_says(client, address, number):
    answer = client.get(address, {"edition": 1}) if "?" not in address else None
    answer = answer or client.get(f"{address}&edition=1")

    assert len(answer.json()["items"]) == number


def test_both_formats_stay_valid_and_say_of_which_edition_they_are(client):
    answer = client.get("/feeds/changes.atom", {"edition": 1})
    parsed = feedparser.parse(answer.content)

    assert not parsed.bozo
    assert parsed.feed.title.endswith("(edition 1, November 3, 2026)")
    assert {one.link for one in parsed.entries} == {"http://testserver/measures/ban/?edition=1"}
    assert {one.href.partition("?")[2] for one in parsed.feed.links} == {"edition=1"}
    assert parsed.feed.id == feedparser.parse(client.get("/feeds/changes.atom").content).feed.id
    assert answer["Memento-Datetime"] == "Tue, 03 Nov 2026 12:00:00 GMT"
    assert client.get(FEED, {"edition": 1}).json()["feed_url"].endswith("?edition=1")


def test_a_feed_of_no_edition_is_not_found(client):
    for address in (CALENDAR, FEED, "/states/ma/changes.atom"):
        answer = client.get(address, {"edition": 7})
        assert answer.status_code == 404
        assert "There is no edition “7” of this record." in answer.content.decode()


def test_an_edition_of_before_the_log_says_that_it_has_no_feed(client):
    Edition.objects.update(made_at="2026-10-01T12:00:00Z")

    for address in (CALENDAR, FEED):
        answer = client.get(address, {"edition": 1})
        assert answer.status_code == 404
        assert "Edition 1 has no feed and no calendar." in answer.content.decode()


def test_the_day_of_an_edition_is_the_day_of_its_calendar(client, monkeypatch):
    """Two years on, what was ahead of the edition still is in its calendar."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2028, 11, 30))

    assert len(days(client, edition=1)[1]) == 4


def test_the_log_knows_what_an_edition_holds_when_it_is_made(client):
    Measure.objects.filter(slug="later").update(effect="study")
    # All of a test is one transaction, which moves the record's state only once.
    PublicChange.objects.create(transaction=1, at=timezone.now())
    second = make_edition(timezone.now())

    told = titles(client, edition=second.number)
    assert "We corrected: Virginia Later. Effect: Ban, now Study." in told


def test_a_list_of_an_edition_is_kept_by_no_server_either(client):
    answer = client.get("/list/changes.json?m=ban&edition=1")

    assert answer["Cache-Control"] == "private"
