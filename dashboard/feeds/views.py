"""Feeds of changes as Atom and JSON Feed: of all, a filter, a state, a place or a measure."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from dashboard.feeds.calendar import calendar_response
from dashboard.feeds.entries import latest_entries
from dashboard.feeds.formats import ATOM, JSON_FEED, as_atom, as_json_feed
from dashboard.feeds.selection import (
    ALL,
    CHANGES,
    Selection,
    asked_of,
    everything,
    of_filters,
    of_measures,
    of_place,
    of_state,
)
from dashboard.filters.filters import CONDITIONS, measure_filters
from dashboard.web.page_url import path_to
from dashboard.web.parameters import parameters_of
from dashboard.web.params import query, site_of, today
from dashboard.web.replica import reads_primary
from dashboard.words.names import at_start, name_with_state
from laws.models import EventNote, Jurisdiction, Measure
from laws.open_data.events import note_events
from laws.vocabulary import NOT_LOCAL

EVERYTHING = "Facelaw: changes in face recognition law"


@reads_primary
def changes_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Everything, or what `place`, `measure` and the filters of measures choose."""
    parameters = parameters_of(request)
    events, covers = everything()
    titles, home = [], path_to("changes")
    if CONDITIONS.keys() & request.GET.keys():
        filters = measure_filters(parameters, Measure.objects.published(), today())
        if filters.chosen:
            events, covers = of_filters(filters)
            titles.append(asked_of(filters))
            home = path_to("measures") + query(**filters.chosen)
    for found in (_asked_place(request), _asked_measure(request)):
        if found:
            title, home, more, also = found
            events, covers = events & more, _both(covers, also)
            titles.append(title)
    title = ": ".join([EVERYTHING, "; ".join(titles)]) if titles else EVERYTHING
    return feed_response(request, form, Selection(title, home, events, covers, _kinds(request)))


@reads_primary
def state_feed(request: HttpRequest, state_code: str, form: str) -> HttpResponse:
    """What is about a state, or a government in it; the country as “us”."""
    code = "" if state_code.lower() == "us" else state_code.upper()
    governments = Jurisdiction.objects.governments().filter(kind__in=NOT_LOCAL)
    found = governments.filter(state_code=code).first()
    if found is None:
        raise Http404
    title = f"Facelaw: {at_start(found.name)}"
    home = path_to("state", state_code.lower())
    return feed_response(
        request, form, Selection(title, home, *of_state(state_code), _kinds(request))
    )


@reads_primary
def place_feed(request: HttpRequest, state_code: str, slug: str, form: str) -> HttpResponse:
    """What is about one local government itself."""
    place = _local(state_code, slug)
    if place is None:
        raise Http404
    title, home = f"Facelaw: {name_with_state(place)}", place.get_absolute_url()
    return feed_response(
        request, form, Selection(title, home, *of_place(place.division_id), _kinds(request))
    )


@reads_primary
def measure_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """What is about one measure, also when it was withdrawn or merged since."""
    measure = Measure.objects.filter(slug=slug).select_related("jurisdiction", "session").first()
    if measure is None or not measure.was_public:
        raise Http404
    selection = Selection(
        f"Facelaw: {measure}", path_to("measure", slug), *of_measures([slug]), _kinds(request)
    )
    return feed_response(request, form, selection)


def feed_response(request: HttpRequest, form: str, selection: Selection) -> HttpResponse:
    """The feed of a selection as Atom or JSON Feed, or its calendar. Other sites may read it.

    It brings the log up to date first, which writes: whoever calls it reads the primary.
    """
    note_events()
    if form == "calendar":
        response = calendar_response(request, selection, today())
        response["Access-Control-Allow-Origin"] = "*"
        return response
    site, entries = site_of(request), latest_entries(selection, today())
    made = (selection.title, site + selection.home, request.build_absolute_uri(), entries, site)
    if form == "atom":
        began = EventNote.objects.get(is_first=True).at
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


def _kinds(request: HttpRequest) -> tuple[str, ...]:
    return parameters_of(request).several("change", [*CHANGES, ALL])


def _both(one: Callable[..., bool], other: Callable[..., bool]) -> Callable[..., bool]:
    return lambda measure: one(measure) and other(measure)


def _asked_place(request: HttpRequest):
    address = request.GET.get("place", "").strip().lower()
    if not address:
        return None
    place = _local(*address.strip("/").partition("/")[::2])
    if place is None:
        allowed = "the address of a place is allowed, as ma/somerville; left out"
        parameters_of(request).explain("place", address, allowed)
        return None
    return name_with_state(place), place.get_absolute_url(), *of_place(place.division_id)


def _asked_measure(request: HttpRequest):
    slug = request.GET.get("measure", "").strip()
    measure = slug and Measure.objects.published().filter(slug=slug)
    measure = measure and measure.select_related("jurisdiction", "session").first()
    if slug and not measure:
        allowed = "the last part of a measure’s address is allowed; left out"
        parameters_of(request).explain("measure", slug, allowed)
    return (str(measure), path_to("measure", slug), *of_measures([slug])) if measure else None


def _local(state_code: str, slug: str) -> Jurisdiction | None:
    places = Jurisdiction.objects.local().governments()
    found = places.filter(state_code=state_code.upper(), slug=slug).select_related("same_as")
    place = found.first()
    return place and (place.same_as or place)
