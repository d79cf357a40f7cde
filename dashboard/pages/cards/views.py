"""The pictures that stand for a page where a link to it is shared: /cards/….png?on=."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from dashboard.pages.cards import content, render
from dashboard.pages.cards.layout import draw_card
from dashboard.pages.measure_detail.data import find_measure
from dashboard.pages.places.data import find_place, place_record
from dashboard.pages.states.data import state_record
from dashboard.web.params import asked_date

FRESH = 600  # seconds: the record may be corrected at any time


@require_safe
def site_card(request):
    """The card of the map, and of every page without one of its own."""
    return _answer(request, content.site(asked_date(request)))


@require_safe
def state_card(request, state_code):
    """The card of a state, or of the country as “us”."""
    return _answer(request, content.state(state_record(state_code, asked_date(request))))


@require_safe
def place_card(request, state_code, slug):
    """The card of a place; under a second id of a government, that government's."""
    place = find_place(state_code, slug)
    place = place.same_as or place
    on = asked_date(request)
    if not place.is_local:
        return _answer(request, content.state(state_record(place.state_code.lower() or "us", on)))
    return _answer(request, content.place(place_record(place, on)))


@require_safe
def measure_card(request, slug):
    """The card of a measure."""
    return _answer(request, content.measure(find_measure(slug), asked_date(request)))


def _answer(request, card):
    """The card as a PNG; not drawn again for whoever has it already."""
    svg = draw_card(card)
    etag = f'"{hashlib.sha256(svg.encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(render.png(svg), content_type="image/png")
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=FRESH)
    return response
