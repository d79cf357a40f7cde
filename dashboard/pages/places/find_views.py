"""What applies where I live: a place by its name or ZIP code, typed or half typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dashboard.pages.places import find_text
from dashboard.pages.places.data import OFFERED, listed_row, offered_row
from dashboard.web.as_of import asked_as_of
from dashboard.web.params import answer_json, page
from dashboard.words.known_names import by_municipalities
from laws.search.known_names import EXACT, municipalities_around
from laws.search.places import find_places

LISTED = 50
MOST_LINKED = 24  # of the cities and towns around, the largest
RULE = (
    "Exact names first, then names that begin so, the largest first; names that look alike only "
    "where fewer than five were found. is_government is false for a place that is no government "
    "of its own: law says whose law applies there. A ZIP code gives the governments that its mail "
    "names, in the county where most of it lies."
)


@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """The question, and the places that answer to the name that was typed."""
    as_of = asked_as_of(request)
    words = request.GET.get("q", "").strip()
    found = find_places(words, LISTED)
    if found.only_one:
        return redirect(found.only_one.get_absolute_url() + as_of.query)
    places = found.listed[:LISTED]
    fits = [bool(found.asked_zip) or getattr(one, "fit", None) == EXACT for one in places]
    rows = [listed_row(one, as_of.parameter) for one in places]
    context = {
        "words": words,
        "title": find_text.title(words),
        "lead": find_text.lead(words, found, len(places), LISTED),
        "below": find_text.below(words, found),
        "found": found,
        "exact": [row for row, fits_exactly in zip(rows, fits, strict=True) if fits_exactly],
        "others": [row for row, fits_exactly in zip(rows, fits, strict=True) if not fits_exactly],
        "is_guess": bool(places) and not found.sure,
        "is_cut": len(places) == LISTED,
        "most": LISTED,
        "municipalities": _municipalities(found, as_of.query),
    }
    return page(request, "dashboard/places/find.html", context, on=as_of.on, nav="where")


def _municipalities(found, kept):
    """The cities and towns that may govern the one place that is no government, and what that
    means.
    """
    if not find_text.is_answer(found):
        return {}
    name = found.exact_names[0]
    around = municipalities_around(name)
    links = [(one.display_name, one.get_absolute_url() + kept) for one in around[:MOST_LINKED]]
    return {"words": by_municipalities(name, around), "links": links}


@require_safe
def where_json(request: HttpRequest) -> HttpResponse:
    """The places that a half-typed name may mean, as data."""
    as_of = asked_as_of(request)
    found = find_places(request.GET.get("q", ""), OFFERED)
    results = [offered_row(one, as_of.parameter) for one in found.listed[:OFFERED]]
    content = {"results": results}
    if found.asked_zip:
        content["zip_code"] = {"zip_code": found.asked_zip, "known": found.zip_code is not None}
    return answer_json(request, as_of.on, RULE, content)
