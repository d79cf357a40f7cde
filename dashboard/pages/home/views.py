"""The map of the law on a date, and the same as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from dashboard.cards.response import card_response, sheet_response
from dashboard.map.api import marker_rows, selected_state_rows
from dashboard.map.captions import layer_caption
from dashboard.map.features import doubts, layer_fills, place_marks
from dashboard.map.filter_form import boxes, carried
from dashboard.map.law_changes import changes_by_day, date_slider
from dashboard.map.legend import layer_links, legend
from dashboard.map.pictures import map_switch, pictures
from dashboard.map.ranked_states import RankedState, ranked_states
from dashboard.map.selection import MAPS, MapSelection, read_selection
from dashboard.map.states import all_states
from dashboard.pages.home.card import site_card_of
from dashboard.pages.home.fill_text import map_headline
from dashboard.pages.home.picture import map_sheet
from dashboard.pages.home.rows import (
    in_force_list,
    pending_list,
    recent_changes,
    whole_list,
    whole_pending,
)
from dashboard.pages.home.text import description, page_title
from dashboard.web.as_of import asked_as_of
from dashboard.web.downloads import downloads
from dashboard.web.parameters import parameters_of
from dashboard.web.params import answer_json, page
from laws.counting.counts import PRESETS, municipal_bans
from laws.counting.shared import history
from laws.models import Jurisdiction
from laws.rules.registry import RULES

Context = dict[str, Any]


def home(request: HttpRequest) -> HttpResponse:
    """The map, its date, its ranking, and the lists under it."""
    parameters, as_of, states = parameters_of(request), asked_as_of(request), all_states()
    preset = parameters.choice("preset", PRESETS, "broad")
    selection = read_selection(parameters, as_of, states)
    ranked = ranked_states(selection.counted, states, preset, as_of.query)
    state_names = {state.state_code: state.name for state in states}
    map_view = parameters.choice("map", MAPS)
    lead = map_headline(selection, states, ranked, preset)
    context = {
        "selection": selection,
        "title": page_title(selection),
        "description": description(selection, lead),
        **lead,
        **_map(selection, states, ranked, state_names, map_view),
        **_ranking(selection, ranked, preset),
        **_lists(selection, states, state_names),
    }
    return page(request, "dashboard/home/home.html", context, on=as_of.on, nav="home")


def map_json(request: HttpRequest) -> HttpResponse:
    """The map as JSON: `on`, `states` and `markers`, for the date and the filters asked for."""
    parameters, as_of, states = parameters_of(request), asked_as_of(request), all_states()
    preset = parameters.choice("preset", PRESETS, "broad")
    selection = read_selection(parameters, as_of, states)
    counts = {row.state_code: row for row in municipal_bans(selection.counted, preset)}
    numbers = sorted({7, 8, selection.layer.rule})
    rules = "\n\n".join(f"{RULES[n].name} {RULES[n].title}. {RULES[n].text}" for n in numbers)
    content = {
        "preset": preset,
        "fill": selection.layer.key,
        "states": selected_state_rows(selection, states, counts),
        "markers": marker_rows(selection),
    }
    return answer_json(request, as_of.on, rules, content)


def map_picture(request: HttpRequest, form: str) -> HttpResponse:
    """The map as a picture with its key, for the date and the filters asked for: PNG or SVG."""
    parameters, as_of, states = parameters_of(request), asked_as_of(request), all_states()
    preset = parameters.choice("preset", PRESETS, "broad")
    selection = read_selection(parameters, as_of, states)
    sheet = map_sheet(selection, states, preset, parameters.choice("map", MAPS, MAPS[0]))
    return sheet_response(request, form, sheet, selection.address)


def site_card(request: HttpRequest) -> HttpResponse:
    """The card of the map, and of every page without one of its own, as PNG."""
    return card_response(request, site_card_of(asked_as_of(request)))


def _map(
    selection: MapSelection,
    states: Sequence[Jurisdiction],
    ranked: Sequence[RankedState],
    state_names: Mapping[str, str],
    map_view: str,
) -> Context:
    bans = {row.count.state_code: row.count.count for row in ranked}
    fills = layer_fills(selection, states, bans)
    return {
        "by_name": sorted((fill for fill in fills if fill.chosen), key=lambda fill: fill.name),
        **pictures(
            map_view,
            fills,
            place_marks(selection, state_names),
            layer=selection.layer,
            filtered=selection.is_filtered,
        ),
        "filtered": selection.is_filtered,
        "layer_links": layer_links(selection),
        "layer_caption": layer_caption(selection),
        "map_view": map_view,
        "map_switch": map_switch(selection.address),
        "legend": legend(selection),
        "files": downloads("map", selection.address),
        "doubts": doubts(fills, selection.own_rules, selection.marked),
    }


def _ranking(selection: MapSelection, ranked: Sequence[RankedState], preset: str) -> Context:
    other = "" if preset == "strict" else "strict"
    return {
        "ranked": ranked,
        "zeros": len(selection.states) - len(ranked),
        "preset": preset,
        "preset_text": PRESETS[preset],
        "other_preset_href": str(selection.address.having("preset", other)),
    }


def _lists(
    selection: MapSelection, states: Sequence[Jurisdiction], state_names: Mapping[str, str]
) -> Context:
    past = history()
    slider = date_slider(changes_by_day(past), selection.as_of, selection.address)
    return slider | {
        "recent_changes": recent_changes(past, selection.as_of, state_names),
        "changes_year": min(selection.as_of.on, selection.as_of.today).year,
        "boxes": boxes(selection, states, slider["span"].years),
        "words": "".join(selection.address.get("q")),
        "hidden": carried(selection.address),
        "in_force": in_force_list(selection, state_names),
        "whole_list": whole_list(selection),
        "pending": pending_list(selection, state_names),
        "whole_pending": whole_pending(selection),
    }
