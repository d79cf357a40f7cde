"""/what-if/: the map as if chosen pending measures were law, and its JSON twin."""

from django.utils.safestring import mark_safe

from dashboard.charts.svg.tile_map import tile_map
from dashboard.charts.svg.us_map import us_map
from dashboard.map.features import doubts
from dashboard.map.selection import MAPS
from dashboard.pages.what_if import rows
from dashboard.pages.what_if.api import RULES_TOLD, twin
from dashboard.pages.what_if.data import LABEL, WhatIf
from dashboard.pages.what_if.params import CHANGES, MOST, Chosen
from dashboard.pages.what_if.text import headline, rest_stays, sub
from dashboard.web.pagination import Pages
from dashboard.web.params import answer_json, asked_choice, asked_date, page
from laws.counting.counts import PRESETS
from laws.counting.on_date import law_on
from laws.counting.what_if import supposed
from laws.models import Jurisdiction

PER_PAGE = 100
STATE = ("state_code", "name", "kind", "searched_on", "population", "population_year")


def what_if(request):
    """The page."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    chosen, found = _asked(request, on, preset)
    context = {
        "chosen": chosen,
        "found": found,
        "label": LABEL if chosen.rows else "",
        "headline": headline(chosen, found, preset),
        "sub": sub(chosen, found),
        "preset": preset,
        "preset_text": PRESETS[preset],
        **_counts(request, chosen, found, preset),
        **_map(request, chosen, found),
        **_form(request, chosen),
    }
    return page(request, "dashboard/what_if/what_if.html", context, on=on)


def what_if_json(request):
    """The same for programs."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    chosen, found = _asked(request, on, preset)
    return answer_json(request, on, RULES_TOLD, twin(request, chosen, found, preset))


def _asked(request, on, preset):
    states = Jurisdiction.objects.state_level().order_by("name").values_list(*STATE, named=True)
    states = list(states)
    chosen = Chosen(request, on, states)
    measures = supposed(chosen.measures, chosen.day) if chosen.rows else []
    only = asked_choice(request, "only", [CHANGES])
    return chosen, WhatIf(law_on(chosen.day), measures, states, preset, bool(only and measures))


def _counts(request, chosen, found, preset):
    lines = rows.lines(chosen, found)
    address = request.build_absolute_uri(request.path)
    dated = chosen.address.without("on", "map").having("on", chosen.on.isoformat())
    return {
        "facts": rows.facts(found),
        "state_rows": rows.state_rows(found),
        "rest": rest_stays(found),
        "parts": rows.parts(lines),
        "lines_left": max(0, len(lines) - rows.LINES_SHOWN),
        "share": address + str(dated).removeprefix(request.path),
        "json": str(dated).removeprefix(request.path),
        "other_preset": chosen.address.having("preset", "" if preset == "strict" else "strict"),
    }


def _map(request, chosen, found):
    view, filtered = asked_choice(request, "map", MAPS), found.only_changes
    drawn = {"filtered": filtered, "label": LABEL if chosen.rows else ""}
    return {
        "map_view": view,
        "map_switch": {key: str(chosen.address.having("map", key)) for key in MAPS},
        "albers": "" if view == "tiles" else mark_safe(us_map(found.fills, found.marks, **drawn)),
        "tiles": "" if view == "albers" else mark_safe(tile_map(found.tiles, **drawn)),
        "legend": rows.legend(found),
        "doubts": doubts(found, found.names),
        "only": filtered,
        "other_only": chosen.address.having("only", "" if filtered else CHANGES),
    }


def _form(request, chosen):
    pages = Pages(request, len(chosen.listed), PER_PAGE)
    shown = chosen.listed[pages.first : pages.last]
    return {
        "picks": rows.picks(chosen, shown),
        "pages": pages.links(lambda page: str(chosen.address.having("page", page and str(page)))),
        "states": rows.state_options(chosen),
        "levels": rows.level_options(chosen),
        "words": "".join(chosen.address.get("q")),
        "hidden": rows.hidden(chosen, {row.slug for row in shown}),
        "group_links": rows.group_links(chosen),
        "group_chips": rows.group_chips(chosen),
        "one_by_one": _one_by_one(chosen),
        "unfiltered": chosen.address.without(*chosen.filtering),
        "nothing": chosen.address.without("all", "m", "from", "only"),
        "most": MOST,
    }


def _one_by_one(chosen):
    """The address that names every measure of the groups, so that some can be left out."""
    if not chosen.groups or len(chosen.rows) > MOST:
        return ""
    return chosen.address.without("all").having("m", *(row.slug for row in chosen.rows))
