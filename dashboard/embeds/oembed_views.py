"""/oembed: how another site that is given an address of ours shows it (https://oembed.com)."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve

from dashboard.web.embedding import EMBEDS, WIDTH, Embed, embed_of
from dashboard.web.page_url import Address
from dashboard.web.parameters import KNOWN
from dashboard.web.params import site_of
from laws.models import Jurisdiction, Measure

LARGEST = 9_999  # pixels that may be asked for
BROADEST = 1200
FORMAT = "json"
OTHER_FORMAT = "xml"  # the other of the standard, which has a status for who does not answer it


def oembed(request: HttpRequest) -> HttpResponse:
    """The embed of the page at `url`, no larger than `maxwidth` and `maxheight` allow."""
    response = _answer(request)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("format", FORMAT)
    if asked == OTHER_FORMAT:
        return _said(501, "Only format=json is answered.")
    if asked != FORMAT:
        return _said(400, f"format={asked[:60]} was not understood: only json is answered.")
    room, given = {}, {"maxwidth": WIDTH, "maxheight": LARGEST}
    for name, default in given.items():
        text = request.GET.get(name) or str(default)
        if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text)):
            said = f"{name}={text[:60]} was not understood: a whole number from 1 to {LARGEST}."
            return _said(400, said)
        room[name] = int(text)
    if not request.GET.get("url"):
        return _said(400, "The parameter url is missing: the address of a page of this site.")
    embed = _embed_at(request.GET["url"], request)
    if embed is None:
        return _said(404, "There is no embed of this address.")
    return JsonResponse(_content(embed, site_of(request), **room))


def _content(embed: Embed, site: str, maxwidth: int, maxheight: int) -> dict[str, str | int]:
    width, height = min(maxwidth, BROADEST), min(embed.height, maxheight)
    return {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": "Facelaw",
        "provider_url": f"{site}/",
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": embed.code(site, str(width), height),
    }


def _embed_at(url: str, request: HttpRequest) -> Embed | None:
    """The embed of the page at an address, with the parameters that pages know."""
    try:
        asked = urlsplit(url)
        match = resolve(asked.path)
    except (ValueError, Resolver404):
        return None
    name, parts = match.url_name, tuple(match.kwargs.values())
    is_ours = asked.scheme in ("http", "https") and asked.netloc == request.get_host()
    if not is_ours or name not in EMBEDS or not _is_there(name, *parts):
        return None
    values = QueryDict(asked.query)
    pairs = [(key, one) for key in values if key in KNOWN for one in values.getlist(key)]
    return embed_of(name, Address("", tuple(pairs)), *parts)


def _is_there(page: str, *parts: str) -> bool:
    if page == "measure":
        return Measure.objects.published().filter(slug=parts[0]).exists()
    if page == "state":
        code = "" if parts[0] == "us" else parts[0].upper()
        states = Jurisdiction.objects.filter(state_code=code)
        return states.state_level().exists() if code else True
    return True


def _said(status: int, sentence: str) -> HttpResponse:
    return JsonResponse({"error": sentence}, status=status)
