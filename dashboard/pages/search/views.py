"""The search: places, and laws and bills, by name, number or words."""

from django.views.decorators.http import require_safe

from dashboard.pages.places.data import place_row
from dashboard.pages.search.data import find_measures
from dashboard.web.params import asked_date, on_parameter, page, query
from dashboard.words.measure_rows import row
from laws.search.places import find_places

PLACES_SHOWN = 8
SHORTEST = 2


@require_safe
def search(request):
    """What was found, states and places first, or what one can ask for."""
    on = asked_date(request)
    words = request.GET.get("q", "").strip()
    kept = query(on=on_parameter(on))
    measures, total, later = find_measures(words, on)
    places = _places(words, may_guess=not total)
    context = {
        "words": words,
        "places": [place_row(place, kept) for place in places],
        "may_be_more": len(places) == PLACES_SHOWN,
        "measures": [row(measure, kept) for measure in measures],
        "total": total,
        "later": later,
        "whole": query(q=words, on=on_parameter(on)),
        "found": len(places) + total,
    }
    return page(request, "dashboard/search/search.html", context, on=on)


def _places(words, may_guess):
    """States first, then places; names that merely look alike only where nothing else was found."""
    if len(words) < SHORTEST:
        return []
    found = find_places(words, PLACES_SHOWN)
    sure = found.places[: len(found.places) - found.alike]
    return sorted(found.places if may_guess else sure, key=lambda place: place.is_local)
