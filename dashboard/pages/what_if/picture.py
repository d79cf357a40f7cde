"""The map of /what-if/ as a picture that stands alone."""

from collections.abc import Mapping
from typing import Any

from dashboard.cards.sheet import Sheet
from dashboard.map.features import doubts
from dashboard.map.layers import LAYERS
from dashboard.map.pictures import pictures
from dashboard.map.sheet import doubt_lines, map_key
from dashboard.pages.what_if import rows
from dashboard.pages.what_if.data import LABEL, WhatIf
from dashboard.pages.what_if.fills import LawFill
from dashboard.pages.what_if.params import PendingSelection
from dashboard.pages.what_if.text import headline, sub
from dashboard.words.lists import listed
from dashboard.words.names import name_with_government
from dashboard.words.numbers import counted
from laws.counting.counts import PRESETS
from laws.text.dates import say

MOST_NAMED = 12
COUNTED = (
    "A chosen measure counts along with the laws in effect, and the strongest shows (R12). Local "
    "bans are counted by R7, statewide rules by R8."
)


def what_if_sheet(
    selection: PendingSelection,
    scenario: WhatIf,
    preset: str,
    map_view: str,
    found: Mapping[str, LawFill],
    fill: str,
) -> Sheet:
    """The map as if the selected measures were law, as `albers` or `tiles`, filled by one fill."""
    label = LABEL if selection.rows else ""
    how: dict[str, Any] = {"filtered": scenario.is_filtered, "label": label}
    shown, layer = found.get(fill) or scenario, LAYERS[fill]
    drawn = pictures(map_view, shown.fills, shown.marks, tiles=shown.tiles, layer=layer, **how)
    legend = found[fill].legend if fill in found else rows.legend(scenario)
    words = headline(selection, scenario, preset, found, fill)
    next_fact = sub(selection, scenario)
    if label and fill in found:
        next_fact = f"{rows.FILL_WORDS[fill]}: {rows.laws_words(found[fill])}."
    figure = layer.figure * (map_view == "tiles")
    return Sheet(
        name="what-if",
        title=f"{words['before']}{words['finding']}{words['after']}",
        sub=f"{label}. {next_fact}" if label else next_fact,
        on=selection.on,
        drawing=drawn[map_view],
        key=map_key(legend, drawn[map_view], figure=figure),
        counts=[
            *_chosen(selection),
            f"{PRESETS[preset]}. {COUNTED}",
            *doubt_lines(doubts(shown.fills, scenario.own_rules, shown.marked)),
        ],
    )


def _chosen(selection: PendingSelection) -> list[str]:
    """Which measures are treated as law, and from when."""
    names = [
        name_with_government(row.government, row, selection.state_names) for row in selection.rows
    ]
    if not names:
        return []
    rest = len(names) - MOST_NAMED
    more = [counted(rest, "more measure")] if rest > 0 else []
    named = listed([*names[:MOST_NAMED], *more])
    return [f"Treated as law from {say(selection.day)}, pending on {say(selection.on)}: {named}."]
