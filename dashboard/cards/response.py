"""A card as the answer to a request: a PNG that is not drawn again for whoever has it already."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from dashboard.cards import render
from dashboard.cards.layout import Card, draw_card

FRESH = 600  # seconds: the record may be corrected at any time


def card_response(request: HttpRequest, card: Card) -> HttpResponse:
    """The picture that stands for a page where a link to it is shared: /cards/….png?on=."""
    svg = draw_card(card)
    etag = f'"{hashlib.sha256(svg.encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(render.png(svg), content_type="image/png")
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=FRESH)
    return response
