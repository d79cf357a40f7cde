"""A place: what applies there on a date, the same as JSON, and its chart."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.cards.response import card_response
from dashboard.charts.chart import Chart
from dashboard.pages.places import answers, charts, headline, rows, story
from dashboard.pages.places import text as place_text
from dashboard.pages.places.api import RULE, as_json
from dashboard.pages.places.card import card_of
from dashboard.pages.places.data import find_place, place_record
from dashboard.web.as_of import AsOf, asked_as_of
from dashboard.web.json_ld import area, json_ld
from dashboard.web.params import answer_json, explain, page, query, site_of
from dashboard.words import may_act
from dashboard.words.tense import tense_of
from laws.models import Jurisdiction

LAST_EVENTS = 14  # shown outright; the ones before can be opened


@require_safe
def place(request: HttpRequest, state_code: str, slug: str) -> HttpResponse:
    """What applies at one place, and its history."""
    as_of = asked_as_of(request)
    kept = as_of.query
    found = find_place(state_code, slug)
    if not found.is_government:
        return redirect(_answer_of_area("where", found, as_of))
    elsewhere = _elsewhere(found, state_code, "place")
    if elsewhere:
        return redirect(elsewhere + kept, permanent=True)
    record = place_record(found, as_of.on)
    history = rows.history(record, kept)
    context = {
        "place": found,
        "area": json_ld(area(found, site_of(request))),
        "state": record.state,
        "title": headline.page_title(record),
        "headline": headline.headline(record, tense_of(as_of)),
        "below": place_text.sentence_below(record, tense_of(as_of)),
        "lines": answers.lines(record, tense_of(as_of), kept),
        "may_act_question": may_act.question(found),
        "may_act": may_act.together(may_act.said(record.may_act, as_of.on)),
        "may_act_state": found.state_code.lower(),
        "levels": rows.level_rows(record, kept),
        **rows.dates(record, as_of),
        "businesses": rows.on_businesses(record, kept),
        "schools": rows.on_schools(record, kept),
        "school_law": rows.also_on_schools(record, kept),
        "stories": story.stories(record, kept),
        "earlier": history[:-LAST_EVENTS],
        "history": history[-LAST_EVENTS:],
        "later": rows.changes_later(record, as_of),
        "facts": rows.facts(record, kept),
        "cases": record.cases,
        "chart": charts.build(record, as_of),
    }
    return page(request, "dashboard/places/place.html", context, on=as_of.on)


@require_safe
def place_json(request: HttpRequest, state_code: str, slug: str) -> HttpResponse:
    """What applies at one place, as data."""
    as_of = asked_as_of(request)
    found = find_place(state_code, slug)
    if not found.is_government:
        return redirect(_answer_of_area("where-json", found, as_of))
    elsewhere = _elsewhere(found, state_code, "place-json")
    if elsewhere:
        return redirect(elsewhere + as_of.query, permanent=True)
    return answer_json(
        request, as_of.on, RULE, as_json(place_record(found, as_of.on), tense_of(as_of))
    )


def place_history_chart(request: HttpRequest) -> Chart:
    """The chart for `on` and `place` (its state's code and its name in addresses)."""
    as_of, text = asked_as_of(request), request.GET.get("place", "").strip()
    found = _place_at(text)
    if text and found is None:
        explain(request, "place", text, "a place as in its address is allowed, as ma/somerville")
    return (
        charts.build(place_record(found, as_of.on), as_of) if found else charts.build_empty(as_of)
    )


def _place_at(text: str) -> Jurisdiction | None:
    """The government at `ma/somerville`, or None."""
    state_code, slash, slug = text.partition("/")
    try:
        found = find_place(state_code, slug) if slash else None
    except Http404:
        return None
    return found if found and found.is_government else None


@require_safe
def place_card(request: HttpRequest, state_code: str, slug: str) -> HttpResponse:
    """The card of a place as PNG; under a second id of a government, that government's; of a
    county that has no government, the site's.
    """
    as_of, found = asked_as_of(request), find_place(state_code, slug)
    if not found.is_government:
        return redirect(reverse("card-site") + as_of.query)
    government = found.same_as or found
    if not government.is_local:
        elsewhere = _elsewhere(government, state_code, "card-place")
        return redirect(elsewhere + as_of.query, permanent=True)
    return card_response(request, card_of(place_record(government, as_of.on), as_of))


def _answer_of_area(name: str, area: Jurisdiction, as_of: AsOf) -> str:
    """Where it is said whose law applies in a county that has no government."""
    return reverse(name) + query(q=area.name_in_state, on=as_of.parameter)


def _elsewhere(place: Jurisdiction, state_code: str, name: str) -> str:
    """Where the government has its page, if not at this address: nothing if it does."""
    government = place.same_as or place
    if not government.is_local:
        page_name = name.replace("place", "state")
        return reverse(page_name, args=[government.state_code.lower() or "us"])
    if government is not place or state_code != state_code.lower():
        return reverse(name, args=[government.state_code.lower(), government.slug])
    return ""
