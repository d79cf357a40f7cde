"""A place: what applies there on a date, with its twin."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.places import charts as place_history
from dashboard.pages.places import rows as place_rows
from dashboard.pages.places import text as place_words
from dashboard.pages.places.data import find_place, place_record
from dashboard.web.params import answer_json, asked_date, on_parameter, page, query

LAST_EVENTS = 14  # shown outright; the ones before can be opened
RULE = (
    "R9: the measures in effect of the place, its counties, its state and the country, each with "
    "whom it binds."
)


@require_safe
def place(request, state_code, slug):
    """What applies at one place, and how it got so."""
    on = asked_date(request)
    found = find_place(state_code, slug)
    elsewhere = _elsewhere(found, state_code, "place")
    if elsewhere:
        return redirect(elsewhere + query(on=on_parameter(on)), permanent=True)
    record = place_record(found, on)
    history = place_rows.history(record)
    context = {
        "place": found,
        "state": record.state,
        "title": place_words.page_title(record),
        "headline": place_words.headline(record),
        "below": place_words.sentence_below(record),
        "tiers": place_rows.stack(record),
        **place_rows.dates(record),
        "businesses": place_rows.on_businesses(record),
        "earlier": history[:-LAST_EVENTS],
        "history": history[-LAST_EVENTS:],
        "later": place_rows.changes_later(record),
        "facts": place_rows.facts(record),
        "chart": place_history.chart_of(record),
        "legend": place_history.legend(record),
    }
    return page(request, "dashboard/places/place.html", context, on=on)


@require_safe
def place_json(request, state_code, slug):
    """What applies at one place, as data."""
    on = asked_date(request)
    found = find_place(state_code, slug)
    elsewhere = _elsewhere(found, state_code, "place-json")
    if elsewhere:
        return redirect(elsewhere + query(on=on_parameter(on)), permanent=True)
    record = place_record(found, on)
    content = {
        "slug": found.slug,
        "name": found.display_name,
        "division_id": found.division_id,
        "kind": found.kind,
        "state": found.state_code,
        "population": found.population,
        "population_year": found.population_year,
        "counties": [tier.jurisdiction.full_name for tier in record.counties],
        "searched_on": place_rows.searched(found),
        "applies": place_rows.applies(record),
    }
    return answer_json(request, on, RULE, content)


def _elsewhere(place, state_code, name):
    """Where the government has its page, if not at this address: nothing if it does."""
    government = place.same_as or place
    if not government.is_local:
        page_name = name.replace("place", "state")
        return reverse(page_name, args=[government.state_code.lower() or "us"])
    if government is not place or state_code != state_code.lower():
        return reverse(name, args=[government.state_code.lower(), government.slug])
    return ""
