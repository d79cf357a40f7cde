"""The search: places, and laws and bills, by name, number or words."""

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import Case, F, Q, Value, When
from django.views.decorators.http import require_safe

from dashboard.pages.places.find import place_row
from dashboard.web.params import asked_date, on_parameter, page, query
from dashboard.words.measure_rows import row, with_all
from laws.models import Measure
from laws.search.places import find_places, read
from laws.text.normalize import normalize_identifier

PLACES_SHOWN = 8
MEASURES_SHOWN = 25
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


def find_measures(words, on):
    """The best measures for the words by the date, how many there are, how many came later."""
    if not normalize_identifier(words):
        return [], 0, 0
    ranked = list(_ranked(words).values_list("pk", "first_action_on"))
    fitting = [pk for pk, first in ranked if first and first <= on]
    shown = fitting[:MEASURES_SHOWN]
    rows = {m.pk: m for m in with_all(Measure.objects.filter(pk__in=shown), on)}
    return [rows[pk] for pk in shown], len(fitting), len(ranked) - len(fitting)


def _ranked(words):
    """Published measures for the words: the very number first, then by how well the words fit."""
    published = Measure.objects.published()
    found, sought = published.matching(words), _sought(words)
    exact = Q(identifier_key=normalize_identifier(words))
    for rest, state_code in _in_states(words):
        of_state = Q(jurisdiction__state_code=state_code)
        found |= published.matching(rest).filter(of_state)
        sought |= _sought(rest)
        exact |= of_state & Q(identifier_key=normalize_identifier(rest))
    order = (
        Case(When(exact, then=Value(0)), default=Value(1)),
        (SearchRank(F("search_vector"), sought) + TrigramWordSimilarity(words, "title")).desc(),
        F("last_action_on").desc(nulls_last=True),
        "slug",
    )
    return found.order_by(*order)


def _sought(words):
    return SearchQuery(words, config="english", search_type="websearch")


def _in_states(words):
    """What was typed without the state at its end, with that state: S.927, Massachusetts."""
    readings, _ = read(words)
    return [(reading.name, reading.state_code) for reading in readings if reading.state_code][:2]
