"""What applies where I live: a place by its name, typed or half typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dashboard.pages.places.data import OFFERED, place_row
from dashboard.web.as_of import asked_as_of
from dashboard.web.params import answer_json, page
from dashboard.words.names import place_name
from laws.search.places import find_places

LISTED = 50
RULE = (
    "Exact names first, then names that begin so, the largest first; names that look alike only "
    "where fewer than five were found."
)


@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """The question, and the places that answer to the name that was typed."""
    as_of = asked_as_of(request)
    words = request.GET.get("q", "").strip()
    kept = as_of.query
    found = find_places(words, LISTED)
    if found.only_one:
        return redirect(found.only_one.get_absolute_url() + kept)
    exact, others = found.places[: found.exact], found.places[found.exact :]
    context = {
        "words": words,
        "found": found,
        "exact": [place_row(place, kept) for place in exact],
        "others": [place_row(place, kept) for place in others],
        "is_guess": found.alike == len(found.places) > 0,
        "is_cut": len(found.places) == LISTED,
    }
    return page(request, "dashboard/places/find.html", context, on=as_of.on, nav="where")


@require_safe
def where_json(request: HttpRequest) -> HttpResponse:
    """The places that a half-typed name may mean, as data."""
    as_of = asked_as_of(request)
    found = find_places(request.GET.get("q", ""), OFFERED)
    results = [
        {
            "name": place_name(place),
            "state": place.state_code,
            "kind": place.kind,
            "within": place.within,
            "url": place.get_absolute_url() + as_of.query,
        }
        for place in found.places
    ]
    return answer_json(request, as_of.on, RULE, {"results": results})
