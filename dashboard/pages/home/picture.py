"""The map as a picture that stands alone."""

from collections.abc import Sequence
from typing import Any

from dashboard.cards.sheet import Sheet
from dashboard.charts.svg.rows import StateFill
from dashboard.charts.svg.scales import DOUBT_SIGN
from dashboard.map.features import doubts, layer_fills, place_marks
from dashboard.map.legend import legend
from dashboard.map.pictures import pictures
from dashboard.map.ranked_states import ranked_states
from dashboard.map.selection import MapSelection
from dashboard.map.sheet import doubt_lines, map_key
from dashboard.pages.home.fill_text import map_headline
from laws.counting.counts import PRESETS
from laws.models import Jurisdiction
from laws.rules.registry import RULES

COUNTED = "A ban counts when it is general and covers police or government use"


def map_sheet(
    selection: MapSelection, states: Sequence[Jurisdiction], preset: str, map_view: str
) -> Sheet:
    """The map of a selection, as `albers` or `tiles`."""
    layer = selection.layer
    names = {state.state_code: state.name for state in states}
    ranked = ranked_states(selection.counted, states, preset, selection.as_of.query)
    bans = {row.count.state_code: row.count.count for row in ranked}
    marks = place_marks(selection, names)
    fills = layer_fills(selection, states, bans)
    how: dict[str, Any] = {"layer": layer, "filtered": selection.is_filtered}
    drawing = pictures(map_view, fills, marks, **how)[map_view]
    lead = map_headline(selection, states, ranked, preset)
    sign = DOUBT_SIGN if lead["lead_doubt"] else ""
    title = f"{lead['lead_before']}{lead['lead_finding']}{lead['lead_after']} {lead['lead_states']}"
    return Sheet(
        name="map" if layer.is_rule else f"map-{layer.key}",
        title=title.strip() + sign,
        sub=lead["sub"],
        on=selection.as_of.on,
        drawing=drawing,
        key=map_key(legend(selection), drawing, figure=layer.figure * (map_view == "tiles")),
        counts=_counts(selection, preset, fills),
    )


def _counts(selection: MapSelection, preset: str, fills: Sequence[StateFill]) -> list[str]:
    layer = selection.layer
    of_bans = layer.is_rule or layer.key in ("bans", "covered")
    numbers = sorted({7, 8, layer.rule} if of_bans else {layer.rule})
    rules = ", ".join(f"{RULES[n].name} {RULES[n].title.lower()}" for n in numbers)
    chips = "; ".join(words for words, _ in selection.chips)
    filtered = [f"Only what these filters leave is shown: {chips}."] if chips else []
    bans = f"{PRESETS[preset]}. {COUNTED}. " if of_bans else ""
    counted = f"{bans}Rule{'s' if len(numbers) > 1 else ''} {rules}."
    in_doubt = doubts(fills, selection.own_rules, selection.marked)
    return [counted, *filtered, *doubt_lines(in_doubt)]
