"""/list/: measures and places of one's own in one address; as page, JSON, CSV and feed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from dashboard.feeds.selection import CHANGES
from dashboard.feeds.views import feed_response
from dashboard.pages.my_list.api import RULE, changes, entries
from dashboard.pages.my_list.data import LONGEST_NOTE, MOST, MyList
from dashboard.pages.my_list.rows import federal, measure_lines, place_lines, told
from dashboard.pages.places.data import also_called, comparable
from dashboard.pages.search.data import find_measures
from dashboard.web.as_of import asked_as_of
from dashboard.web.csv import as_csv
from dashboard.web.parameters import parameters_of
from dashboard.web.params import answer_json, page, site_of
from dashboard.web.replica import reads_primary
from dashboard.words.measure_rows import row
from dashboard.words.names import name_with_state
from dashboard.words.place_addresses import address_of
from laws.models.edition import edition_read
from laws.open_data.events import log_began, note_events
from laws.search.places import find_places

OFFERED = 8


@reads_primary
def my_list(request: HttpRequest) -> HttpResponse:
    """The page."""
    note_events()
    asked = _asked(request)
    words = request.GET.get("q", "").strip()
    context = {
        "asked": asked,
        "measures": measure_lines(asked),
        "places": place_lines(asked),
        "federal": federal(asked),
        "told": told(asked),
        "changes": asked.changes,
        "kinds": CHANGES,
        "is_of_edition": bool(edition_read()),
        "began": asked.since and log_began(),
        "kept": asked.keys,
        "most": MOST,
        "longest_note": LONGEST_NOTE,
        "is_full": len(asked.keys) >= MOST,
        "words": words,
        "offers": _offers(asked, words) if words else [],
        "own_query_of": asked.address() if asked.keys else "",
    }
    return _private(page(request, "dashboard/my_list/list.html", context, on=asked.on))


@reads_primary
def my_list_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    note_events()
    asked, site = _asked(request), site_of(request)
    content = {
        "note": asked.note,
        "since": asked.since and asked.since.isoformat(),
        "entries": entries(asked, site),
        "changes": changes(asked, site),
    }
    return _private(answer_json(request, asked.on, RULE, content))


@reads_primary
def my_list_csv(request: HttpRequest) -> HttpResponseBase:
    """The entries as a file, a line each."""
    return _private(as_csv(my_list_json, "entries")(request))


@reads_primary
def my_list_feed(request: HttpRequest, form: str) -> HttpResponse:
    """What changes of the list, as Atom or JSON Feed."""
    return _private(feed_response(request, form, _asked(request).selection))


def _private(response: Any) -> Any:
    """An answer that no server keeps: the list and its note are the reader's own."""
    response["Cache-Control"] = "private"
    return response


def _asked(request: HttpRequest) -> MyList:
    return MyList(parameters_of(request), asked_as_of(request))


def _offers(asked: MyList, words: str) -> list[dict[str, Any]]:
    """What words may mean that are to be added: measures and places, each with its address."""
    if len(asked.keys) >= MOST:
        return []
    found = [(("m", one.slug), row(one)) for one in find_measures(words, asked.on)[:OFFERED]]
    offers = [
        {"name": line.name, "more": line.more or line.government, "key": key} for key, line in found
    ]
    offers += [
        {
            "name": name_with_state(one) + also_called(one),
            "more": " · ".join(filter(None, (one.get_kind_display(), one.within))),
            "key": ("p", address_of(one)),
        }
        for one in comparable(find_places(words, OFFERED))
    ]
    return [
        offer | {"href": asked.address([*asked.keys, offer["key"]])}
        for offer in offers
        if offer["key"] not in asked.keys
    ]
