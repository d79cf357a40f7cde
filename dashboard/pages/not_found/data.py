"""What lies nearest to an address that leads nowhere."""

from datetime import date
from difflib import get_close_matches
from urllib.parse import unquote

from django.contrib.postgres.search import TrigramSimilarity
from django.urls import reverse

from dashboard.figures.reading import day_called
from dashboard.figures.registry import FIGURES, Asked
from dashboard.pages.places.data import listed_row
from dashboard.words.names import full_name
from laws.models import Measure, Question
from laws.search.places import add_guesses, find_exactly, find_sure
from laws.text.normalize import normalize_name

MOST = 4
LONGEST = 120  # characters of an address that are read
ALIKE = 0.45
# The pages by the words that people write for them, and what the pages are called.
PAGES = {
    "map": ("home", "The map"), "home": ("home", "The map"),
    "states": ("states", "States and territories"),
    "measures": ("measures", "Laws and bills"), "laws": ("measures", "Laws and bills"),
    "bills": ("bills", "Pending bills"), "rankings": ("rankings", "Rankings"),
    "timeline": ("timeline", "Timeline"), "compare": ("compare", "Compare"),
    "where": ("where", "Where I live"), "places": ("where", "Where I live"),
    "provisions": ("provisions", "Safeguards compared"),
    "what-if": ("what-if", "What if bills became law"), "changes": ("changes", "Change log"),
    "method": ("method", "Methodology"), "methodology": ("method", "Methodology"),
    "about": ("method", "Methodology"), "data": ("data", "Download the data"),
    "download": ("data", "Download the data"), "embed": ("data", "Download the data"),
    "editions": ("editions", "Editions"), "api": ("api", "API"),
    "list": ("list", "A list of your own"), "follow": ("follow", "Follow by email"),
    "feeds": ("follow", "Follow by email"), "check": ("check", "Check a quote"),
    "search": ("search", "Search"), "corrections": ("correction-new", "Report a mistake"),
}  # fmt: skip
Near = list[tuple[str, str]]


def words_of(path: str) -> str:
    """The last part of an address as words to search for."""
    parts = [normalize_name(part) for part in unquote(path)[:LONGEST].split("/")]
    return next((part for part in reversed(parts) if part), "").removesuffix(" json")


def nearest(path: str, words: str, on: date) -> Near:
    """The pages nearest to an address, the nearest first: by the part of the site it names."""
    parts = [part for part in unquote(path)[:LONGEST].lower().split("/") if part]
    if not words:
        return []
    if parts[0] == "n":
        return _numbers(parts[2:3], on)
    room = parts[0] if len(parts) > 1 else ""
    if room == "measures":
        return _measures(parts[1], on)
    if room == "provisions":
        return _questions(parts[1])
    if room == "places" and len(parts) > 2 and len(parts[1]) == len("ma"):
        return _places(f"{words}, {parts[1]}", words)
    if room in ("places", "states"):
        return _places(words)
    named = get_close_matches(parts[0], PAGES, n=1, cutoff=0.75)
    pages = [(PAGES[name][1], reverse(PAGES[name][0])) for name in named]
    return [*pages, *_places(words)][:MOST]


def _numbers(named: list[str], on: date) -> Near:
    """The numbers that have an address, on the day that was asked for where it is one."""
    day = day_called(named[0]) if named else None
    return [
        (own.title, own.address(Asked(), day or on))
        for own in FIGURES.values()
        if not own.needs_state
    ]


def _places(words: str, elsewhere: str = "") -> Near:
    """Places of the name, else those that bear it elsewhere, else those with a name close to it."""
    found = find_sure(words, MOST)
    if not found.sure and elsewhere:
        named = find_exactly([elsewhere], MOST)
        found = named if named.sure else found
    if not found.sure:
        add_guesses(found, MOST)
    rows = [listed_row(one, None) for one in found.listed[:MOST]]
    return [(row["name"], row["href"]) for row in rows]


def _measures(slug: str, on: date) -> Near:
    alike = TrigramSimilarity("slug", slug)
    rows = Measure.objects.published().annotate(alike=alike).filter(alike__gt=ALIKE)
    rows = rows.select_related("jurisdiction", "session").order_by("-alike", "slug")[:MOST]
    return [(full_name(one, on, with_government=True), one.get_absolute_url()) for one in rows]


def _questions(slug: str) -> Near:
    known = {one.slug: one.text for one in Question.objects.all()}
    found = get_close_matches(slug.replace("-", "_"), known, n=MOST, cutoff=0.5)
    return [(known[one], reverse("question", args=[one])) for one in found]
