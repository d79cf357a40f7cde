"""The states and the markers of a map as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.map.selection import MapSelection
from dashboard.map.view import MapView
from dashboard.web.page_url import path_to
from laws.counting.counts import Government, StateCount
from laws.models import Jurisdiction

Row = dict[str, Any]


def state_row(view: MapView, state_code: str, name: str, bans: int, certain: int) -> Row:
    """A state with its statewide rule, whatever is selected, and what the rule rests on."""
    own = view.own_rules[state_code]
    return {
        "state": state_code,
        "name": name,
        "rule": own.rule,
        "measures": [binding.slug for binding in own.measures],
        "municipal_bans": bans,
        "municipal_bans_beyond_doubt": certain,
        "basis": own.basis,
        "partly": [binding.slug for binding in own.measures if binding.partly],
        "doubts": list(own.doubts),
        "url": path_to("state", state_code.lower()),
    }


def selected_state_rows(
    selection: MapSelection, states: Sequence[Jurisdiction], counts: Mapping[str, StateCount]
) -> list[Row]:
    """The states of /map.json, with what the selected layer shows of each."""
    return [
        state_row(selection, state.state_code, state.name, *_bans(counts.get(state.state_code)))
        | _of_layer(selection, state.state_code)
        for state in states
    ]


def _bans(row: StateCount | None) -> tuple[int, int]:
    """How many municipal bans a state has, in all and beyond doubt."""
    return (row.count, row.certain) if row else (0, 0)


def _of_layer(selection: MapSelection, state_code: str) -> Row:
    own = selection.own_rules[state_code]
    shown = None if selection.layer.is_rule else selection.shown[state_code]
    return {
        "chosen": selection.shows_state(state_code),
        "class": shown.step if shown else own.rule,
        "figure": shown.number if shown else None,
        "searched_on": own.searched_on and own.searched_on.isoformat(),
    }


def marker_rows(view: MapView) -> list[Row]:
    """The markers of a map. Without `lat` and `lon` where only the county's point is known."""
    return [_marker_row(government) for government in view.marked]


def _marker_row(government: Government) -> Row:
    place = government.place
    lon, lat = place.point or (None, None)
    return {
        "state": place.state_code,
        "place": place.slug,
        "name": place.display_name,
        "effect": government.effect,
        "measures": [binding.slug for binding in government.measures],
        "lat": lat,
        "lon": lon,
        "population": place.population,
        "basis": government.basis,
        "partly": [binding.slug for binding in government.measures if binding.partly],
        "doubts": list(government.doubts),
        "url": path_to("place", place.state_code.lower(), place.slug),
    }
