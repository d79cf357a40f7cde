"""The map of the law on a date, and its twin."""

from datetime import date
from typing import NamedTuple

from django.utils.safestring import mark_safe

from dashboard.charts.svg.tile_map import tile_map
from dashboard.charts.svg.us_map import us_map
from dashboard.map.captions import fill_words
from dashboard.map.features import (
    doubts,
    fill_links,
    ink_fills,
    legend,
    marker_rows,
    place_marks,
    state_fills,
    state_rows,
)
from dashboard.map.filter_form import boxes, hidden
from dashboard.map.law_changes import events, lately, when
from dashboard.map.ranked_states import ranked_states
from dashboard.map.selection import MAPS, read_choice
from dashboard.pages.home.rows import in_force_list, pending_list, whole_list, whole_pending
from dashboard.pages.home.text import headline
from dashboard.web.params import answer_json, asked_choice, asked_date, page
from laws.counting.counts import PRESETS, municipal_bans
from laws.models import Jurisdiction
from laws.rules.registry import RULES


class State(NamedTuple):
    """A state, district or territory as the map needs it."""

    state_code: str
    name: str
    kind: str
    searched_on: date | None
    population: int | None
    population_year: int | None


def home(request):
    """The map, its date, its ranking, and the lists under it."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    states = _states()
    choice = read_choice(request, on, states)
    ranked = ranked_states(choice.counted, states, preset)
    names = {state.state_code: state.name for state in states}
    context = {
        "choice": choice,
        **headline(choice, states, ranked, preset),
        **_map(request, choice, states, ranked, names),
        **_ranking(choice, ranked, preset),
        **_lists(choice, states, names),
    }
    return page(request, "dashboard/home/home.html", context, on=on, nav="home")


def map_json(request):
    """The map as JSON: `on`, `states` and `markers`, for the date and the filters asked for."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    states = _states()
    choice = read_choice(request, on, states)
    counts = {row.state_code: row.count for row in municipal_bans(choice.counted, preset)}
    numbers = sorted({7, 8, choice.fill.rule})
    rules = "\n\n".join(f"{RULES[n].name} {RULES[n].title}. {RULES[n].text}" for n in numbers)
    rows = {"states": state_rows(choice, states, counts), "markers": marker_rows(choice)}
    return answer_json(request, on, rules, {"preset": preset, "fill": choice.fill.key} | rows)


def _states():
    columns = ("state_code", "name", "kind", "searched_on", "population", "population_year")
    rows = Jurisdiction.objects.state_level().order_by("name").values_list(*columns)
    return [State(*row) for row in rows]


def _map(request, choice, states, ranked, names):
    counts = {row.count.state_code: row.count.count for row in ranked}
    view = asked_choice(request, "map", MAPS)
    return {
        **_pictures(choice, states, counts, names, view),
        "filtered": choice.is_filtered,
        "fill_links": fill_links(choice),
        "fill_words": fill_words(choice),
        "map_view": view,
        "map_switch": {key: str(choice.address.having("map", key)) for key in MAPS},
        "legend": legend(choice),
        "doubts": doubts(choice, names),
    }


def _pictures(choice, states, counts, names, view):
    """The map and the tiles. What no size of screen will show is not drawn."""
    fill, marks = choice.fill, place_marks(choice, names)
    rows = (state_fills if fill.is_rule else ink_fills)(choice, states, counts)
    how = {"filtered": choice.is_filtered}
    albers = view != "tiles" and us_map(rows, marks, filled_by=fill.question, **how)
    tiles = view != "albers" and tile_map(rows, figure=fill.figure, **how)
    return {"albers": mark_safe(albers or ""), "tiles": mark_safe(tiles or "")}


def _ranking(choice, ranked, preset):
    other = "" if preset == "strict" else "strict"
    return {
        "ranked": ranked,
        "zeros": len(choice.states) - len(ranked),
        "preset": preset,
        "preset_text": PRESETS[preset],
        "other_preset_href": str(choice.address.having("preset", other)),
    }


def _lists(choice, states, names):
    found = events()
    slider = when(found, choice.law.on, choice.address)
    return slider | {
        "lately": lately(found, choice.law.on, names),
        "boxes": boxes(choice, states, slider["span"].years),
        "words": "".join(choice.address.get("q")),
        "hidden": hidden(choice),
        "in_force": in_force_list(choice, names),
        "whole_list": whole_list(choice),
        "pending": pending_list(choice, names),
        "whole_pending": whole_pending(choice),
    }
