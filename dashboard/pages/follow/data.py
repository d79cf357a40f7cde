"""What can be followed by mail: what has a feed, known by the address of that feed."""

from datetime import date
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve

from dashboard.feeds.asked import EVERYTHING, FEEDS, of_everything
from dashboard.feeds.selection import Selection
from dashboard.pages.my_list.data import MyList
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.web.parameters import KNOWN, Parameters
from dashboard.words.names import at_start
from laws.models import Jurisdiction
from laws.vocabulary import NOT_LOCAL

LONGEST = 4000
MOST_VALUES = 80
LONGEST_VALUE = 300
# Of the day or the page on which the link was found, and not of what is followed.
LEFT_OUT = {"about", "on", "edition", "since"}


def address_of(path: str, asked: QueryDict) -> str:
    """The address of a feed with what of a query string it may take, spelled one way."""
    kept = QueryDict(mutable=True)
    for name in sorted((KNOWN & asked.keys()) - LEFT_OUT):
        kept.setlist(name, list(dict.fromkeys(asked.getlist(name))))
    return path + (f"?{kept.urlencode()}" if kept else "")


def spelled(address: str) -> str:
    """The address of a feed, spelled one way; empty where it can be none."""
    try:
        parts = urlsplit(address[: LONGEST + 1])
        asked = QueryDict(parts.query)
    except ValueError:
        return ""
    values = [value for name in asked for value in asked.getlist(name)]
    if len(address) > LONGEST or len(values) > MOST_VALUES:
        return ""
    is_bad = any(len(one) > LONGEST_VALUE or "\x00" in one or "\ufffd" in one for one in values)
    return "" if is_bad else address_of(parts.path, asked)


def selection_at(address: str, today: date) -> Selection | None:
    """What the feed at an address follows. None where there is no such feed, or where it asks for
    something that is not understood: leaving that out would follow more than was wanted.
    """
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    name, _, form = (match.url_name or "").rpartition("-")
    if form != "atom":
        return None
    parameters = Parameters(parts.path, QueryDict(parts.query), [])
    if name == "changes":
        found = of_everything(parameters, today)
    elif name == "list":
        asked = MyList(parameters, AsOf(today, today))
        found = asked.selection if asked.keys else None
    else:
        arguments = {key: value for key, value in match.kwargs.items() if key != "form"}
        found = FEEDS[name](parameters, **arguments)
    return None if parameters.notices else found


def name_of(selection: Selection) -> str:
    """What is followed, in words: Massachusetts; Changes in face recognition law: Ban."""
    title = selection.title.removeprefix("Facelaw: ")
    return at_start(title) if title else EVERYTHING


def offers() -> list[tuple[str, str]]:
    """What the form offers to whoever comes from no page: everything, or a state. One query."""
    states = Jurisdiction.objects.governments().filter(kind__in=NOT_LOCAL).order_by("name")
    return [(path_to("changes-atom"), "Everything")] + [
        (path_to("state-atom", (one.state_code or "us").lower()), at_start(one.name))
        for one in states
    ]
