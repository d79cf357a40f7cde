"""Calendars: days that are known, each under a name that stays, and what became of it."""

from datetime import date, timedelta
from itertools import pairwise

import icalendar
import ics
import pytest

from dashboard.feeds import calendar_days
from laws.models import Action, LegislativeSession, LoadedRecord, Measure
from laws.open_data.events import note_events
from tests.support.makers import action, make_measure, make_place, withdraw
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
ALL = "/feeds/calendar.ics"


def make():
    LoadedRecord.objects.create(version="1", checksum="c")
    city = make_place("Somerville")
    days = [("enacted", "2026-07-01"), ("effective", "2027-01-01"), ("expires", "2029-06-30")]
    make_measure("A ban", city, days, slug="ban", identifier="Ord. 1")
    make_measure("A month", "VA", [("enacted", "2026-06-01"), ("effective", "2027-03")],
                 slug="month", identifier="SB 9")  # fmt: skip
    bill = make_measure("A bill", "CA", [("introduced", "2026-02-01")], slug="bill",
                        identifier="AB 1")  # fmt: skip
    words = {"description": "Public hearing, room 3"}
    action(bill, 2, "hearing", "2026-12-10", words).save()
    note_events(anew=True)


rows = shared(make)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("dashboard.feeds.views.today", lambda: TODAY)


def events(client, address=ALL):
    """The events of a calendar by their title, read by one program and counted by another."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(ics.Calendar(answer.content.decode()).events) == len(found)
    titles = {str(event["summary"]): event for event in found}
    assert len(titles) == len(found) == len({str(event["uid"]) for event in found})
    return titles


def said(client, address=ALL):
    return {
        title: (event["dtstart"].dt.isoformat(), int(event["sequence"]), str(event["status"]))
        for title, event in events(client, address).items()
    }


BAN = "Takes effect: Somerville, MA: Ord. 1 (2026)"
BAN_ENDS = "Ends: Somerville, MA: Ord. 1 (2026)"
HEARING = "Hearing: California AB 1 (2026)"


def test_it_holds_the_days_that_are_known_and_no_other(client):
    assert said(client) == {
        HEARING: ("2026-12-10", 0, "CONFIRMED"),
        BAN: ("2027-01-01", 0, "CONFIRMED"),
        BAN_ENDS: ("2029-06-30", 0, "CONFIRMED"),
    }
    told = client.get(ALL).content.decode().replace("\r\n ", "")
    assert "One date is known only to the month or year and has no day here." in told
    assert "Public hearing\\, room 3" in told


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/states/ma/calendar.ics", {BAN, BAN_ENDS}),
        ("/states/ca/calendar.ics", {HEARING}),
        ("/places/ma/somerville/calendar.ics", {BAN, BAN_ENDS}),
        ("/measures/bill/calendar.ics", {HEARING}),
        ("/feeds/calendar.ics?state=CA", {HEARING}),
        ("/list/calendar.ics?m=bill&p=ma/somerville", {HEARING, BAN, BAN_ENDS}),
    ],
)
def test_each_place_state_measure_filter_and_list_has_one(client, address, titles):
    assert set(events(client, address)) == titles


def test_a_day_that_moves_keeps_its_event_and_says_how_often_it_moved(client):
    before = events(client)[HEARING]
    for number, day in enumerate(("2026-12-12", "2026-12-15"), 1):
        Action.objects.filter(kind="hearing").update(day=day)
        note_events(anew=True)
        after = events(client)[HEARING]
        assert (after["dtstart"].dt.isoformat(), after["sequence"]) == (day, number)
        assert after["uid"] == before["uid"]
        assert after["dtstamp"].dt >= before["dtstamp"].dt


def test_what_is_called_off_is_told_as_cancelled_and_others_stay(client):
    Action.objects.filter(kind="expires").delete()
    Measure.objects.get(slug="ban").reckon()
    Action.objects.filter(kind="hearing").delete()
    note_events(anew=True)
    assert said(client) == {
        HEARING: ("2026-12-10", 1, "CANCELLED"),
        BAN: ("2027-01-01", 0, "CONFIRMED"),
        BAN_ENDS: ("2029-06-30", 1, "CANCELLED"),
    }


def test_a_day_of_which_only_the_month_is_left_is_cancelled(client):
    Action.objects.filter(kind="effective", measure__slug="ban").update(precision="month")
    Measure.objects.get(slug="ban").reckon()
    note_events(anew=True)
    assert said(client)[BAN][1:] == (1, "CANCELLED")


def test_one_of_two_hearings_called_off_leaves_the_other_as_it_was(client):
    bill = Measure.objects.get(slug="bill")
    action(bill, 3, "hearing", "2026-12-05").save()
    note_events(anew=True)
    found = icalendar.Calendar.from_ical(client.get(ALL).content).walk("VEVENT")
    before = {event["dtstart"].dt: event["uid"] for event in found}
    Action.objects.filter(kind="hearing", day="2026-12-05").delete()
    note_events(anew=True)
    found = icalendar.Calendar.from_ical(client.get(ALL).content).walk("VEVENT")
    after = {event["dtstart"].dt: (event["uid"], str(event["status"])) for event in found}
    assert after[date(2026, 12, 10)] == (before[date(2026, 12, 10)], "CONFIRMED")
    assert after[date(2026, 12, 5)] == (before[date(2026, 12, 5)], "CANCELLED")


def test_what_is_not_simply_recorded_is_tentative_and_says_why(client):
    Action.objects.filter(kind="hearing").update(basis="disputed")
    note_events(anew=True)
    event = events(client)[HEARING]
    assert event["status"] == "TENTATIVE"
    assert str(event["description"]).startswith("This day is disputed. Public hearing, room 3")


def in_session(*slugs, ends=date(2026, 12, 31)):
    """Put bills into a session of California."""
    bill = Measure.objects.get(slug="bill")
    session, _ = LegislativeSession.objects.update_or_create(
        jurisdiction=bill.jurisdiction, identifier="2025-2026", name="2025–2026 Regular Session",
        defaults={"start_on": date(2024, 12, 2), "end_on": ends},
    )  # fmt: skip
    Measure.objects.filter(slug__in=slugs).update(session=session)
    for one in Measure.objects.filter(slug__in=slugs):
        one.reckon()
    note_events(anew=True)


def test_the_end_of_a_session_keeps_its_event_whichever_bills_are_left(client):
    make_measure("Another", "CA", [("introduced", "2026-02-01")], slug="z", identifier="AB 2")
    in_session("bill", "z")
    uid = {str(one["uid"]) for title, one in events(client).items() if "Session" in title}

    action(Measure.objects.get(slug="bill"), 3, "enacted", "2026-11-20").save()
    Measure.objects.get(slug="bill").reckon()
    in_session("z", ends=date(2027, 1, 4))

    (left,) = [one for title, one in events(client).items() if "Session" in title]
    assert {str(left["uid"])} == uid
    assert left["dtstart"].dt == date(2027, 1, 4)
    assert int(left["sequence"]) > 0


def test_a_bill_that_failed_already_does_not_fail_again(client):
    made = [("introduced", "2026-02-01"), ("failed", "2026", {"basis": "inferred"})]
    make_measure("Dead", "CA", made, slug="dead", identifier="AB 2")
    in_session("dead", ends=date(2026, 5, 18))

    assert not [title for title in events(client) if "Session" in title]


def test_the_last_day_of_a_session_says_how_many_bills_fail_on_it(client):
    in_session("bill")
    told = said(client, "/states/ca/calendar.ics")
    title = "California, 2025–2026 Regular Session ends: one bill fails unless passed before"
    assert told[title][0] == "2026-12-31"
    assert told[title][2] == "TENTATIVE"


def test_a_withdrawn_measure_leaves_no_day_that_someone_might_wait_for(client):
    withdraw(Measure.objects.filter(slug="ban"))
    note_events(anew=True)
    assert {status for title, (*_, status) in said(client).items() if "Ord. 1" in title} == {
        "CANCELLED"
    }


def test_the_same_record_gives_the_same_bytes_and_costs_few_queries(
    client, django_assert_max_num_queries
):
    for number in range(20):
        make_measure(
            f"Law {number}", "WA", [("enacted", "2026-01-01"), ("effective", "2027-02-01")]
        )
    note_events(anew=True)
    with django_assert_max_num_queries(10):
        first = client.get(ALL).content
    assert client.get(ALL).content == first


def test_days_over_a_year_ago_are_left_out_and_the_others_stand_in_order(client, monkeypatch):
    monkeypatch.setattr("dashboard.feeds.views.today", lambda: TODAY + timedelta(500))
    found = icalendar.Calendar.from_ical(client.get(ALL).content).walk("VEVENT")
    days = [event["dtstart"].dt for event in found]
    assert all(one <= other for one, other in pairwise(days))
    assert min(days) >= TODAY + timedelta(500) - calendar_days.BACK
    assert HEARING not in {str(event["summary"]) for event in found}


def test_pages_name_their_calendar(client):
    page = client.get("/states/ma/").content.decode()
    assert 'type="text/calendar" href="/states/ma/calendar.ics"' in page
