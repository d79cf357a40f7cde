"""A calendar as it is sent: iCalendar (RFC 5545), which every calendar program reads."""

from datetime import UTC, date, timedelta

from django.http import HttpRequest, HttpResponse
from icalendar import Calendar, Event

from dashboard.feeds.calendar_days import CalendarDay, Days, calendar_days
from dashboard.feeds.formats import printable
from dashboard.feeds.selection import Selection
from dashboard.web.params import query, site_of
from dashboard.words.numbers import counted
from laws.models.edition import edition_read
from laws.text.normalize import one_line

TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=12)
NOT_ADVICE = "A summary, not legal advice."


def calendar_response(request: HttpRequest, selection: Selection, today: date) -> HttpResponse:
    """The calendar of a selection."""
    edition = edition_read()
    days = calendar_days(selection, today)
    kept = query(edition=edition and edition.number)
    content = as_calendar(selection.title, site_of(request), days, kept)
    return HttpResponse(content, content_type=TYPE)


def as_calendar(title: str, site: str, days: Days, kept: str = "") -> bytes:
    """A calendar with its events. It says how many days it leaves out, and why; `kept` is the
    query string of the pages to which it leads.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Facelaw//Face recognition law//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(title))
    calendar.add("x-wr-caldesc", " ".join(filter(None, [_left_out(days), NOT_ADVICE])))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for day in days.events:
        calendar.add_component(_event(day, f"{site}{day.path}{kept}"))
    return calendar.to_ical()


def _event(day: CalendarDay, address: str) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("sequence", day.sequence)
    event.add("dtstamp", day.at.astimezone(UTC))
    event.add("last-modified", day.at.astimezone(UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(1))
    event.add("summary", one_line(day.title))
    event.add("description", printable(f"{day.words} {address}".strip()))
    event.add("url", address)
    event.add("status", day.status)
    # Whoever follows it is not busy on that day.
    event.add("transp", "TRANSPARENT")
    return event


def _left_out(days: Days) -> str:
    if not days.without_day:
        return ""
    number = counted(days.without_day, "date")
    known = (
        "is known only to the month or year and has"
        if days.without_day == 1
        else ("are known only to the month or year and have")
    )
    return f"{number[0].upper()}{number[1:]} {known} no day here."
