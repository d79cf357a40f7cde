"""The search: subjects, places, and laws and bills, by name, number or words; its type-ahead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.places.data import listed_row
from dashboard.pages.search import text
from dashboard.pages.search.answers import Answer, answer
from dashboard.pages.search.asked import Asked
from dashboard.pages.search.data import FoundEvent
from dashboard.pages.search.offers import RULE, offers
from dashboard.pages.search.passages import shown
from dashboard.pages.search.result import PLACES_SHOWN, search_for
from dashboard.web.as_of import asked_as_of
from dashboard.web.page_url import path_to
from dashboard.web.params import answer_json, page, query
from dashboard.words.links import host
from dashboard.words.measure_rows import row
from dashboard.words.tense import tense_of
from laws.models import PlaceName
from laws.text.normalize import as_typed

EXAMPLES = ("live video", "schools", "stores", "landlords", "drones", "body cameras", "warrants")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, the answer on a subject first, or tips for a search."""
    as_of = asked_as_of(request)
    words = as_typed(request.GET.get("q", ""))
    found = search_for(words, as_of.on)
    asked = found.asked
    said = answer(
        asked, found.lists, found.counts, found.questions, tense_of(as_of), as_of.parameter
    )
    is_answer = bool(said.lines) and not asked.is_place and not asked.names_place
    places = [listed_row(place, as_of.parameter) for place in found.places]
    measures = [row(measure, as_of.query) for measure in found.measures]
    said_there = [found.passages.get(measure.pk, "") for measure in found.measures]
    context = {
        "words": words,
        "lead": text.lead(found, said),
        "lead_href": _lead_href(asked, said, places),
        "answer": said,
        "lines": said.lines[is_answer:],
        "place_first": asked.is_place or asked.names_place,
        "places": places,
        "names": any(isinstance(place, PlaceName) for place in found.places),
        "may_be_more": len(found.places) == PLACES_SHOWN,
        "measures": list(zip(measures, said_there, strict=True)),
        "measures_title": text.measures_title(found),
        "total": found.tally.total,
        "later": found.tally.later,
        "whole": query(q=words, on=as_of.parameter),
        "is_whole": not asked.subjects and not found.way,
        "events": [_event(one, as_of.query) for one in found.events],
        "examples": EXAMPLES,
        "found": bool(said.lines or found.places or measures or found.events),
    }
    return page(request, "dashboard/search/search.html", context, on=as_of.on)


@require_safe
def search_json(request: HttpRequest) -> HttpResponse:
    """What a half-typed search may mean, as data."""
    as_of = asked_as_of(request)
    words = as_typed(request.GET.get("q", ""))
    content = {"results": offers(words, as_of.on, as_of.parameter)}
    return answer_json(request, as_of.on, RULE, content)


def _lead_href(asked: Asked, answer: Answer, places: list[dict[str, Any]]) -> str:
    """Where the first sentence leads: to a place beside a subject, to the list of a subject."""
    if asked.is_place:
        return ""
    if asked.names_place:
        return places[0]["href"]
    return answer.lines[0].href if answer.lines else ""


def _event(one: FoundEvent, kept: str) -> dict[str, object]:
    sources = [(url, host(url)) for url in one.source_urls]
    return {
        "title": one.title,
        "href": path_to("case", one.slug) + kept if one.slug else "",
        "date": one.date,
        "said": shown(one.said),
        "sources": sources,
    }
