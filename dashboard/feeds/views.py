"""Feeds of changes as Atom and JSON Feed: of all, a filter, a state, a place or a measure."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from dashboard.feeds.asked import FEEDS, of_everything
from dashboard.feeds.calendar import calendar_response
from dashboard.feeds.entries import latest_entries
from dashboard.feeds.formats import ATOM, JSON_FEED, as_atom, as_json_feed
from dashboard.feeds.selection import Selection
from dashboard.web.parameters import parameters_of
from dashboard.web.params import site_of, today
from dashboard.web.replica import reads_primary
from laws.models.edition import edition_read
from laws.open_data.events import log_began, note_events
from laws.text.dates import say


@reads_primary
def changes_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Everything, or what `place`, `measure` and the filters of measures choose."""
    return feed_response(request, form, of_everything(parameters_of(request), today()))


@reads_primary
def state_feed(request: HttpRequest, state_code: str, form: str) -> HttpResponse:
    """What is about a state, or a government in it; the country as “us”."""
    return _feed(request, form, "state", state_code)


@reads_primary
def place_feed(request: HttpRequest, state_code: str, slug: str, form: str) -> HttpResponse:
    """What is about one local government itself."""
    return _feed(request, form, "place", state_code, slug)


@reads_primary
def measure_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """What is about one measure, also when it was withdrawn or merged since."""
    return _feed(request, form, "measure", slug)


def _feed(request: HttpRequest, form: str, name: str, *parts: str) -> HttpResponse:
    selection = FEEDS[name](parameters_of(request), *parts)
    if selection is None:
        raise Http404
    return feed_response(request, form, selection)


def feed_response(request: HttpRequest, form: str, selection: Selection) -> HttpResponse:
    """The feed of a selection as Atom or JSON Feed, or its calendar. Other sites may read it.

    Of an edition it tells what the log knew by then; one from before the log has none.
    It brings the log up to date first, which writes: whoever calls it reads the primary.
    """
    note_events()
    edition, began = edition_read(), log_began()
    if edition:
        if began is None:
            context = {"edition": edition}
            return render(request, "dashboard/web/edition_without_log.html", context, status=404)
        title = f"{selection.title} (edition {edition.number}, {say(edition.day)})"
        selection = replace(selection, title=title)
    if form == "calendar":
        response = calendar_response(request, selection, today())
        response["Access-Control-Allow-Origin"] = "*"
        return response
    site, entries = site_of(request), latest_entries(selection, today())
    made = (selection.title, site + selection.home, request.build_absolute_uri(), entries, site)
    if form == "atom":
        response = HttpResponse(as_atom(*made, began), content_type=ATOM)
    else:
        content = as_json_feed(*made)
        if request.notices:
            content["_notices"] = list(request.notices)
        response = JsonResponse(
            content, content_type=JSON_FEED, json_dumps_params={"ensure_ascii": False}
        )
    response["Access-Control-Allow-Origin"] = "*"
    return response
