"""The states and the markers of a map, as they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.scales import look
from dashboard.map.selection import MapSelection, class_of
from dashboard.map.view import MapView
from dashboard.web.page_url import path_to
from dashboard.words.basis import IN_DOUBT
from dashboard.words.numbers import counted
from laws.counting.counts import Government, OwnRule
from laws.models import Jurisdiction
from laws.text.dates import say_short
from laws.vocabulary import Basis, StateRule

STATEWIDE = {
    "ban": "statewide ban",
    "moratorium": "statewide moratorium",
    "restriction": "statewide restriction",
    "oversight": "statewide oversight rule",
    "narrow": "narrow statewide rule",
    "permits": "state law permits the use",
    "none_found": "no statewide rule found",
    "not_researched": "not researched yet",
}


def state_fills(
    view: MapView, states: Sequence[Jurisdiction], bans: Mapping[str, int]
) -> list[StateFill]:
    """A row for each state, district and territory; `bans` are municipal bans by postal code."""
    return [_fill(view, state, bans.get(state.state_code, 0)) for state in states]


def _fill(view: MapView, state: Jurisdiction, bans: int) -> StateFill:
    own = view.own_rules[state.state_code]
    return StateFill(
        state_code=state.state_code,
        name=state.name,
        rule=own.rule,
        municipal_bans=bans,
        href=path_to("state", state.state_code.lower()) + view.as_of.query,
        title=_state_title(state.name, own, bans),
        chosen=view.shows_state(state.state_code),
        doubt=IN_DOUBT if own.doubts else "",
    )


def layer_fills(
    selection: MapSelection, states: Sequence[Jurisdiction], bans: Mapping[str, int]
) -> list[StateFill]:
    """The same rows in the colors of the selected layer."""
    rows = state_fills(selection, states, bans)
    return rows if selection.layer.is_rule else [_inked(selection, row) for row in rows]


def _inked(selection: MapSelection, row: StateFill) -> StateFill:
    shown = selection.shown[row.state_code]
    return replace(
        row,
        title=f"{row.name}: {shown.title}",
        doubt=shown.doubt,
        ink=selection.layer.step(shown.step).look,
        figure=shown.figure,
    )


def _state_title(name: str, own: OwnRule, bans: int) -> str:
    rule = STATEWIDE[own.rule]
    if own.rule == StateRule.NONE_FOUND and own.searched_on:
        rule += f" (searched {say_short(own.searched_on)})"
    elif own.basis in (Basis.INFERRED, Basis.ASSUMED):
        rule += f" ({own.basis})"
    return f"{name}: {rule}" + (f"; {counted(bans, 'local ban')}" if bans else "")


def place_marks(view: MapView, state_names: Mapping[str, str]) -> list[PlaceMark]:
    """A mark for each local government that the view shows."""
    return [_mark(government, state_names, view.as_of.query) for government in view.marked]


def _mark(government: Government, state_names: Mapping[str, str], date_query: str) -> PlaceMark:
    place, key = government.place, class_of(government)
    lon, lat = place.point or (None, None)
    basis = f" ({government.basis})" if government.basis in ("inferred", "assumed") else ""
    state = state_names[place.state_code]
    return PlaceMark(
        name=place.display_name,
        state_code=place.state_code,
        effect_class=key,
        lon=lon,
        lat=lat,
        population=place.population,
        href=path_to("place", place.state_code.lower(), place.slug) + date_query,
        title=f"{place.display_name}, {state}: {look(key).word.lower()}{basis}",
        doubt=IN_DOUBT if government.doubts else "",
    )


def doubts(
    fills: Sequence[StateFill],
    own_rules: Mapping[str, OwnRule],
    marked: Sequence[Government],
) -> list[tuple[str, str]]:
    """What is in doubt among what is drawn: whose law, and why. Each once."""
    disputed = [
        (fill.name, why)
        for fill in fills
        if fill.chosen and fill.doubt
        for why in own_rules[fill.state_code].doubts
    ]
    disputed += [(g.place.display_name, why) for g in marked for why in g.doubts]
    return list(dict.fromkeys(disputed))
