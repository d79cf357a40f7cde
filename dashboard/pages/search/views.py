"""The search: places, and laws and bills, by name, number or words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.places.data import listed_row
from dashboard.pages.search.data import find_measures
from dashboard.web.as_of import asked_as_of
from dashboard.web.params import page, query
from dashboard.words.measure_rows import row
from laws.models import Jurisdiction, PlaceName
from laws.search.places import Found, find_places

PLACES_SHOWN = 8
SHORTEST = 2


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, states and places first, or tips for a search."""
    as_of = asked_as_of(request)
    words = request.GET.get("q", "").strip()
    kept = as_of.query
    measures, total, later = find_measures(words, as_of.on)
    found = find_places(words, PLACES_SHOWN) if len(words) >= SHORTEST else Found()
    places = _listed(found, may_guess=not total)
    context = {
        "words": words,
        "places": [listed_row(place, as_of.parameter) for place in places],
        "names": found.names,
        "unknown_zip": "" if found.zip_code else found.asked_zip,
        "may_be_more": len(places) == PLACES_SHOWN,
        "measures": [row(measure, kept) for measure in measures],
        "total": total,
        "later": later,
        "whole": query(q=words, on=as_of.parameter),
        "found": len(places) + total,
    }
    return page(request, "dashboard/search/search.html", context, on=as_of.on)


def _listed(found: Found, may_guess: bool) -> list[Jurisdiction | PlaceName]:
    """States first, then places; names that merely look alike only where nothing else was found."""
    shown = (found.listed if may_guess else found.sure)[:PLACES_SHOWN]
    if found.asked_zip:
        return shown
    return sorted(shown, key=lambda one: not isinstance(one, Jurisdiction) or one.is_local)
