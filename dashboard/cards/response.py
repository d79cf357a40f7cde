"""Pictures as answers to a request, not sent again to whoever has them already.

A card stands for a page where a link to it is shared; a sheet is a map or a chart with its key.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from dashboard.cards import render
from dashboard.cards.layout import Card, draw_card
from dashboard.cards.sheet import Imprint, Sheet, draw_sheet
from dashboard.web.page_url import Address
from dashboard.web.parameters import parameters_of
from dashboard.web.params import ahead, site_of
from laws.models import LoadedRecord

WIDTHS = ("1200", "2400")  # no others: each is drawn, and drawing takes its time
PNG, SVG = "png", "svg"
KINDS = {PNG: "image/png", SVG: "image/svg+xml; charset=utf-8"}


def card_response(request: HttpRequest, card: Card) -> HttpResponse:
    """The picture that stands for a page where a link to it is shared: /cards/….png?on=."""
    svg = draw_card(card)
    return _answer(request, PNG, svg, lambda: render.png(svg))


def sheet_response(request: HttpRequest, form: str, sheet: Sheet, address: Address) -> HttpResponse:
    """A drawing that stands alone, as PNG or SVG. The `address` gives it again, on any day."""
    parameters = parameters_of(request)
    mode = parameters.choice("mode", render.MODES, render.LIGHT)
    width = int(parameters.choice("width", WIDTHS, WIDTHS[0]))
    day = ("on", sheet.on.isoformat())
    dated = Address(address.path, (day, *address.without("on").pairs))
    notices = [*parameters.notices, *ahead(sheet.on)]
    svg = draw_sheet(sheet, Imprint(source(), site_of(request) + str(dated), notices))
    if form == SVG:
        whole = render.standalone(svg, "sheet", mode)
        response = _answer(request, form, whole, whole.encode)
        # Opened by itself it may use the one sheet of styles that it brings.
        response._csp_update = {"style-src": [_hash_of(render.sheet(mode))]}  # type: ignore[attr-defined]
    else:
        drawn = f"{width} {mode} {svg}"
        response = _answer(request, form, drawn, lambda: render.png(svg, "sheet", width, mode))
    name = f"facelaw-{sheet.name}-{sheet.on.isoformat()}.{form}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    # The record is public: any page may read and show its pictures.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def source() -> str:
    """What a copy names as its source: the site, the version of its record, the license."""
    record = LoadedRecord.objects.first()
    edition = f"Facelaw, record of {record.version}" if record else "Facelaw"
    return f"{edition}, CC BY 4.0"


def _answer(
    request: HttpRequest, form: str, drawn: str, content: Callable[[], bytes]
) -> HttpResponse:
    etag = f'"{hashlib.sha256(drawn.encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(content(), content_type=KINDS[form])
    response["ETag"] = etag
    # The record may be corrected at any time: whoever has it asks whether it is still the same.
    patch_cache_control(response, public=True, max_age=0)
    return response


def _hash_of(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
