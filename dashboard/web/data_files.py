"""The files that say the same as a page: its JSON and its CSV, by the names of their addresses; and
the feeds that tell what changes in what it shows.
"""

from typing import NamedTuple

from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse

TYPES = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json")}
# The pages whose files are called otherwise than they.
CALLED = {"home": "map", "states": "map", "rankings": "ranking"}

FEEDS = {
    "atom": ("Atom", "application/atom+xml"),
    "feed": ("JSON Feed", "application/feed+json"),
    "calendar": ("Calendar", "text/calendar"),
}
OWN_FEED = ("state", "place", "measure", "list")
# Pages that the feed of everything follows, with what of their query string it does not take.
FEED_OF_ALL = {
    "home": None,
    "changes": ("on", "page", "kind"),
    "measures": ("on", "page", "per_page", "sort"),
}


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


def feeds_of(request: HttpRequest) -> list[DataFile]:
    """The feeds that follow what a page shows."""
    match = request.resolver_match
    # A page at the desk that shows what would be public has none.
    is_public = match and not request.path_info.startswith("/admin/")
    name = match.url_name if is_public else ""
    if name == "list" and not request.GET.keys() & {"m", "p"}:
        return []  # nothing is on it yet
    if name in OWN_FEED:
        kept, address = ("on", "since"), name
    elif name in FEED_OF_ALL:
        kept, address = FEED_OF_ALL[name], "changes"
    else:
        return []
    asked = request.GET.copy() if kept else QueryDict(mutable=True)
    for parameter in kept or ():
        asked.pop(parameter, None)
    arguments = match.kwargs if address == name else {}
    query = f"?{asked.urlencode()}" if asked else ""
    return [
        DataFile(word, media_type, reverse(f"{address}-{form}", kwargs=arguments) + query)
        for form, (word, media_type) in FEEDS.items()
    ]


def by_mail(feeds: list[DataFile]) -> str:
    """The form that asks for mails of what the feeds of a page tell: it takes what they take."""
    if not feeds:
        return ""
    path, _, asked = feeds[0].href.partition("?")
    return f"{reverse('follow')}?about={path}" + (f"&{asked}" if asked else "")
