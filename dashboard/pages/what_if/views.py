"""/what-if/: the map as if selected pending measures were law, and the same as JSON."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from dashboard.cards.response import sheet_response
from dashboard.map.features import doubts
from dashboard.map.layers import LAYERS
from dashboard.map.pictures import map_switch, pictures
from dashboard.map.selection import MAPS
from dashboard.map.states import all_states
from dashboard.pages.what_if import rows
from dashboard.pages.what_if.api import RULES_TEXT, as_json
from dashboard.pages.what_if.data import LABEL, WhatIf
from dashboard.pages.what_if.fills import (
    LawFill,
    as_rows,
    fill_that_changes,
    law_fills,
)
from dashboard.pages.what_if.may_act import answers_for, in_the_way
from dashboard.pages.what_if.params import CHANGES, FILLS, MOST, PendingSelection
from dashboard.pages.what_if.picture import what_if_sheet
from dashboard.pages.what_if.text import headline, rest_stays, sub
from dashboard.web.as_of import AsOf, asked_as_of
from dashboard.web.downloads import downloads
from dashboard.web.page_url import Address
from dashboard.web.pagination import Pages
from dashboard.web.parameters import Parameters, parameters_of
from dashboard.web.params import answer_json, page, site_of
from laws.counting.counts import PRESETS
from laws.counting.shared import law_on
from laws.counting.what_if import supposed

PER_PAGE = 100
Context = dict[str, Any]


def what_if(request: HttpRequest) -> HttpResponse:
    """The page."""
    parameters, as_of = parameters_of(request), asked_as_of(request)
    preset = parameters.choice("preset", PRESETS, "broad")
    selection, scenario = _read(parameters, as_of, preset)
    found = law_fills(scenario)
    fill = _asked_fill(parameters, scenario, found)
    context = {
        "selection": selection,
        "scenario": scenario,
        "label": LABEL if selection.rows else "",
        "headline": headline(selection, scenario, preset, found, fill),
        "sub": sub(selection, scenario),
        "may_act": in_the_way(scenario, answers_for(scenario)),
        "preset": preset,
        "preset_text": PRESETS[preset],
        **_shared(request, selection),
        **_counts(selection, scenario, preset),
        **_map(selection, scenario, parameters, found, fill),
        **_form(selection, Pages(request, len(selection.listed), PER_PAGE)),
    }
    return page(request, "dashboard/what_if/what_if.html", context, on=as_of.on)


def what_if_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    parameters, as_of = parameters_of(request), asked_as_of(request)
    preset = parameters.choice("preset", PRESETS, "broad")
    selection, scenario = _read(parameters, as_of, preset)
    content = as_json(selection, scenario, preset, site_of(request))
    content["fills"] = as_rows(law_fills(scenario))
    return answer_json(request, as_of.on, RULES_TEXT, content)


def what_if_picture(request: HttpRequest, form: str) -> HttpResponse:
    """Its map as a picture with its key: PNG or SVG."""
    parameters, as_of = parameters_of(request), asked_as_of(request)
    preset = parameters.choice("preset", PRESETS, "broad")
    selection, scenario = _read(parameters, as_of, preset)
    found = law_fills(scenario)
    fill = _asked_fill(parameters, scenario, found)
    map_view = parameters.choice("map", MAPS, MAPS[0])
    sheet = what_if_sheet(selection, scenario, preset, map_view, found, fill)
    return sheet_response(request, form, sheet, selection.address)


def _read(parameters: Parameters, as_of: AsOf, preset: str) -> tuple[PendingSelection, WhatIf]:
    states = all_states()
    selection = PendingSelection(parameters, as_of, states)
    measures = supposed(selection.measures, selection.day) if selection.rows else []
    only = parameters.choice("only", [CHANGES])
    law, then = law_on(selection.day), AsOf(selection.day, as_of.today)
    return selection, WhatIf(law, then, measures, states, preset, bool(only and measures))


def _shared(request: HttpRequest, selection: PendingSelection) -> Context:
    """The address to share, which names its date on any day, and the query string of the JSON."""
    dated = selection.address.without("on", "map").having("on", selection.on.isoformat())
    return {"share": request.build_absolute_uri(str(dated)), "json": str(dated.at(""))}


def _counts(selection: PendingSelection, scenario: WhatIf, preset: str) -> Context:
    lines = rows.lines(selection, scenario)
    other = "" if preset == "strict" else "strict"
    return {
        "facts": rows.facts(scenario),
        "state_rows": rows.state_rows(scenario),
        "rest": rest_stays(scenario),
        "parts": rows.parts(lines),
        "lines_left": max(0, len(lines) - rows.LINES_SHOWN),
        "other_preset": selection.address.having("preset", other),
    }


def _asked_fill(parameters: Parameters, scenario: WhatIf, found: Mapping[str, LawFill]) -> str:
    """What the states are filled by: as asked, else the first fill that would change."""
    return parameters.choice("fill", FILLS) or fill_that_changes(scenario, found)


def _map(
    selection: PendingSelection,
    scenario: WhatIf,
    parameters: Parameters,
    found: Mapping[str, LawFill],
    fill: str,
) -> Context:
    filtered, map_view = scenario.is_filtered, parameters.choice("map", MAPS)
    drawn = found.get(fill) or scenario
    return {
        **pictures(
            map_view,
            drawn.fills,
            drawn.marks,
            tiles=drawn.tiles,
            layer=LAYERS[fill],
            filtered=filtered,
            label=LABEL if selection.rows else "",
        ),
        "map_view": map_view,
        "map_switch": map_switch(selection.address),
        "changes_shown": bool(drawn.changes or getattr(drawn, "new", ())),
        "fill_lines": rows.fill_lines(selection, scenario, found, fill),
        "legend": found[fill].legend if fill in found else rows.legend(scenario),
        "files": downloads("what-if", selection.address),
        "doubts": doubts(drawn.fills, scenario.own_rules, drawn.marked),
        "only": filtered,
        "other_only": selection.address.having("only", "" if filtered else CHANGES),
    }


def _form(selection: PendingSelection, pages: Pages) -> Context:
    shown, address = selection.listed[pages.first : pages.last], selection.address
    return {
        "picks": rows.picks(selection, shown),
        "pages": pages.links(lambda page: str(address.having("page", page and str(page)))),
        "states": rows.state_options(selection),
        "levels": rows.level_options(selection),
        "words": "".join(address.get("q")),
        "hidden": rows.hidden(selection, {row.slug for row in shown}),
        "group_links": rows.group_links(selection),
        "group_chips": rows.group_chips(selection),
        "one_by_one": _one_by_one(selection),
        "unfiltered": address.without(*selection.filtering),
        "nothing": address.without("all", "m", "from", "only"),
        "most": MOST,
    }


def _one_by_one(selection: PendingSelection) -> Address | str:
    """The address that names every measure of the groups, so that some can be left out."""
    if not selection.groups or len(selection.rows) > MOST:
        return ""
    return selection.address.without("all").having("m", *(row.slug for row in selection.rows))
