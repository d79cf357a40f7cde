"""The search: places, and laws and bills, by name, number or words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.places.data import place_row
from dashboard.pages.search.data import find_measures
from dashboard.web.as_of import asked_as_of
from dashboard.web.params import page, query
from dashboard.words.measure_rows import row
from laws.models import Jurisdiction
from laws.search.places import find_places

PLACES_SHOWN = 8
SHORTEST = 2


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, states and places first, or tips for a search."""
    as_of = asked_as_of(request)
    words = request.GET.get("q", "").strip()
    kept = as_of.query
    measures, total, later = find_measures(words, as_of.on)
    places = _places(words, may_guess=not total)
    context = {
        "words": words,
        "places": [place_row(place, kept) for place in places],
        "may_be_more": len(places) == PLACES_SHOWN,
        "measures": [row(measure, kept) for measure in measures],
        "total": total,
        "later": later,
        "whole": query(q=words, on=as_of.parameter),
        "found": len(places) + total,
    }
    return page(request, "dashboard/search/search.html", context, on=as_of.on)


def _places(words: str, may_guess: bool) -> list[Jurisdiction]:
    """States first, then places; names that merely look alike only where nothing else was found."""
    if len(words) < SHORTEST:
        return []
    found = find_places(words, PLACES_SHOWN)
    sure = found.places[: len(found.places) - found.alike]
    return sorted(found.places if may_guess else sure, key=lambda place: place.is_local)
