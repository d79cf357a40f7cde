"""`edition=N` on any public page: the page as this record had it when that edition was made."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date

from dashboard.web.errors import unavailable
from dashboard.web.page_url import path_to
from dashboard.web.problems import is_of_api, problem
from laws.models import Edition
from laws.models.edition import reading
from laws.models.public_change import State

NAME = "edition"
TODAY_ALONE = re.compile(
    r"/(admin/|static/|corrections/|check/|follow/|data/editions[/.]|healthz|readyz|metrics|robots\.txt"
    r"|favicon\.ico"
    r"|sitemap|oembed$|\.well-known/|api/docs/|mcp$|api/v1/changes$)"
)
"""Addresses that know no edition: they are of the site or of people, or tell by number what is new,
and not of the record.
"""
FOR_A_DAY = "public, max-age=3600, s-maxage=86400, stale-while-revalidate=86400"
"""An edition's facts never change; how pages show them may, with the site."""
TAG = re.compile(r"<[a-z][^>]*>")
ADDRESS = re.compile(r'(\s(?:href|src|action|content|data-[\w-]+)=")([^"]*)(")')
IN_JSON = re.compile(r'(?<=")(?:https?://[^"\\\s/]+)?/[^"\\\s]*(?=")')
FILE_NAME = re.compile(r"(\.\w+\"?)$")
MARKUP = ("text/html", "application/atom+xml")
JSON = ("application/json", "application/feed+json")
OTHER_FORM = re.compile(r"/corrections/|\bdata-own-edition\b")
"""Forms that know no edition, or have a box for one."""
FORM = re.compile(r'<form\b(?![^>]*method="post")[^>]*>', re.I)


def may_read_editions(path: str) -> bool:
    """Whether the page at a path can be asked for as of an edition."""
    return not TODAY_ALONE.match(path)


class ReadEdition:
    """Answer what is asked with `edition=N` from that edition, and keep it in the page's links.

    What lies further in sees no such parameter: it asks the record as always. Answers are whole
    before the edition is left, so that nothing of one is read from today's record.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get(NAME, "").strip()
        if not asked or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        if not may_read_editions(request.path_info):
            # The API refuses what it does not take: today's rows would not be what was asked for.
            return self.get_response(request) if is_of_api(request) else self._ask(request)
        try:
            edition = Edition.objects.called(asked)
            if edition is None:
                return _no_edition(request, asked)
            with reading(edition):
                response = self._ask(request)
                if response.streaming:
                    response.streaming_content = list(response.streaming_content)
        except (OperationalError, InterfaceError):
            return unavailable(request)
        return _of_edition(request, response, edition)

    def _ask(self, request: HttpRequest) -> HttpResponse:
        """Ask on without the parameter. The request is then as it was: it may be asked again."""
        given, query = request.GET, request.META["QUERY_STRING"]
        rest = given.copy()
        rest.pop(NAME)
        rest._mutable = False
        request.GET, request.META["QUERY_STRING"] = rest, rest.urlencode()
        try:
            return self.get_response(request)
        finally:
            request.GET, request.META["QUERY_STRING"] = given, query


class KnownEditions:
    """The digests of all editions by their numbers, asked for once a state of the record."""

    def __init__(self) -> None:
        self._known: tuple[str, dict[str, str]] = ("", {})

    def read_by(self, request: HttpRequest, state: State) -> str | None:
        """The digest of the edition from which a request is answered; None of today's record."""
        asked = request.GET.get(NAME, "").strip()
        if not asked or not may_read_editions(request.path_info):
            return None
        of, digests = self._known
        if of != state.name:
            rows = Edition.objects.values_list("number", "digest")
            digests = {str(number): digest for number, digest in rows}
            self._known = state.name, digests
        return digests.get(asked)


known_editions = KnownEditions()


def _no_edition(request: HttpRequest, asked: str) -> HttpResponse:
    """Which editions there are; today's record would not be what was asked for."""
    newest = Edition.objects.last()
    if is_of_api(request):
        most = (
            f"a whole number from 1 to {newest.number} is allowed" if newest else "none is made yet"
        )
        error = {"parameter": NAME, "value": asked[:60], "allowed": most}
        said = f"edition={asked[:60]} was not found: {most}."
        return problem(request, 404, said, errors=[error])
    context = {"asked": asked[:60], "newest": newest, "today_url": _address(request, None)}
    return render(request, "dashboard/web/no_edition.html", context, status=404)


def _of_edition(request: HttpRequest, response: HttpResponse, edition: Edition) -> HttpResponse:
    """An answer with what it is told by, and with links into the same edition."""
    kind = response.get("Content-Type", "").partition(";")[0]
    site = request.build_absolute_uri("/").removesuffix("/")
    if kind in MARKUP:
        html = _with_links(response.content.decode(), edition, site)
        response.content = html.encode()
    elif kind in JSON:
        response.content = json_in(edition, response.content.decode(), site).encode()
    if "Location" in response:
        response["Location"] = _kept(response["Location"], edition, site, "&")
    if name := response.get("Content-Disposition"):
        response["Content-Disposition"] = FILE_NAME.sub(rf"-edition-{edition.number}\1", name)
    own, newest = _address(request, edition.number), _address(request, None)
    response["Memento-Datetime"] = http_date(edition.made_at.timestamp())
    response["Link"] = ", ".join(
        f'<{site}{address}>; rel="{relation}"'
        for address, relation in [
            (newest, "original latest-version"),
            (own, "bookmark"),
            (path_to("edition", str(edition.number)), "collection"),
            (path_to("editions"), "version-history"),
        ]
    )
    response["X-Robots-Tag"] = "noindex"
    if response.status_code == 200 and response.get("Cache-Control") != "private":
        response["Cache-Control"] = FOR_A_DAY
    return response


def json_in(edition: Edition, content: str, site: str) -> str:
    """JSON whose addresses of this site lead to the same edition."""
    return IN_JSON.sub(lambda found: _kept(found[0], edition, site, "&"), content)


def _address(request: HttpRequest, number: int | None) -> str:
    asked = request.GET.copy()
    asked.pop(NAME, None)
    pairs = [*((name, one) for name in asked for one in asked.getlist(name))]
    pairs += [(NAME, str(number))] if number else []
    return request.path + ("?" + urlencode(pairs) if pairs else "")


def _with_links(html: str, edition: Edition, site: str) -> str:
    """A page whose links and forms stay in the edition, save the one that leaves it."""

    def kept(tag: re.Match[str]) -> str:
        if 'rel="latest-version"' in tag[0]:
            return tag[0]
        return ADDRESS.sub(
            lambda found: found[1] + _kept(found[2], edition, site, "&amp;") + found[3], tag[0]
        )

    field = f'<input type="hidden" name="{NAME}" value="{edition.number}">'
    html = TAG.sub(kept, html)
    return FORM.sub(lambda form: form[0] if OTHER_FORM.search(form[0]) else form[0] + field, html)


def _kept(address: str, edition: Edition, site: str, between: str) -> str:
    """An address of this site as of the edition; any other as it is."""
    path = address.removeprefix(site)
    is_ours = (path.startswith("/") and not path.startswith("//")) or path.startswith("?")
    if not is_ours or not may_read_editions(path) or f"{NAME}=" in path:
        return address
    rest, mark, part = address.partition("#")
    sign = between if "?" in rest else "?"
    return f"{rest}{sign}{NAME}={edition.number}{mark}{part}"
