"""The files that say the same as a page: its JSON and its CSV, by the names of their addresses."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

TYPES = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json")}
# The pages whose files are called otherwise than they.
CALLED = {"home": "map", "states": "map", "rankings": "ranking"}


class DataFile(NamedTuple):
    """One file: how it is called on the page, its type, and its address."""

    word: str
    media_type: str
    href: str


def data_files(request: HttpRequest, asked: str, known: dict[str, str] | None) -> list[DataFile]:
    """The files of a page, asked for as the page is; `known` are those that its view names."""
    found = known if known is not None else _of_page(request, asked)
    return [DataFile(*TYPES[form], found[form]) for form in TYPES if form in found]


def _of_page(request: HttpRequest, asked: str) -> dict[str, str]:
    match, found = request.resolver_match, {}
    for form in TYPES if match and match.url_name else ():
        name = f"{CALLED.get(match.url_name, match.url_name)}-{form}"
        try:
            found[form] = reverse(name, args=match.args, kwargs=match.kwargs) + asked
        except NoReverseMatch:
            continue
    return found
