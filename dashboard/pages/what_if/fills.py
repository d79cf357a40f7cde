"""What the states of the what-if map are filled by: their rule on police or government use, their
laws on schools, or their laws on businesses; and what would change of each.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.map.features import place_marks
from dashboard.map.layers import (
    BUSINESSES,
    LAYERS,
    MapLayer,
    Shown,
    governments_on_businesses,
)
from dashboard.map.legend import LegendEntry, LegendPart, marker_heading, state_heading
from dashboard.map.view import WholeMap
from dashboard.pages.what_if.data import Counts, WhatIf
from dashboard.pages.what_if.params import FILLS
from dashboard.web.as_of import AsOf
from laws.counting.counts import Government, OwnRule
from laws.counting.on_date import LawOnDate


@dataclass(frozen=True, slots=True)
class OneLaw:
    """One law as a layer of the map reads it: all of it, with nothing selected."""

    as_of: AsOf
    ground: LawOnDate
    preset: str
    own_rules: Mapping[str, OwnRule]
    measures: None = None


@dataclass(frozen=True, slots=True)
class FillChange:
    """A state whose number of laws would change."""

    state_code: str
    name: str
    before: int
    after: int


class LawFill:
    """The laws on schools, or on businesses, before and after."""

    def __init__(self, scenario: WhatIf, layer: MapLayer) -> None:
        self.scenario, self.layer = scenario, layer
        self.before, self.after = self._shown(scenario.before), self._shown(scenario.after)

    def _shown(self, counts: Counts) -> dict[str, Shown]:
        law = OneLaw(self.scenario.as_of, counts.law, counts.preset, counts.own_rules)
        assert self.layer.read is not None
        return self.layer.read(self.layer, law, self.scenario.states)

    @cached_property
    def changes(self) -> list[FillChange]:
        """The states whose number would change, by name."""
        names = self.scenario.state_names
        pairs = [(code, self.before[code].number or 0, self.after[code].number or 0)
                 for code in names]  # fmt: skip
        return [
            FillChange(code, names[code], int(old), int(new))
            for code, old, new in pairs
            if old != new
        ]

    @cached_property
    def governments(self) -> list[Government]:
        """The local governments marked: those with a law on businesses."""
        if BUSINESSES not in self.layer.marks:
            return []
        return governments_on_businesses(self.scenario.after.law)

    @cached_property
    def new(self) -> list[Government]:
        """Those of them that have none by law."""
        known = governments_on_businesses(self.scenario.before.law)
        before = {one.place.government for one in known}
        return [one for one in self.governments if one.place.government not in before]

    # --- the drawing --------------------------------------------------------------------------

    @cached_property
    def fills(self) -> list[StateFill]:
        changed = {one.state_code for one in self.changes}
        return [self._fill(row, row.state_code in changed) for row in self.scenario.fills]

    @property
    def tiles(self) -> list[StateFill]:
        """The same for the grid."""
        return self.fills

    def _fill(self, row: StateFill, changed: bool) -> StateFill:
        shown = self.after[row.state_code]
        was = self.before[row.state_code].title
        return replace(
            row,
            title=f"{row.name}: {shown.title}"
            + (f" (what if; current law: {was})" if changed else ""),
            doubt=shown.doubt,
            ink=self.layer.step(shown.step).look,
            figure=shown.figure,
            changed=changed,
            chosen=changed or not self.scenario.is_filtered,
        )

    @property
    def marked(self) -> list[Government]:
        """Those whose marks are drawn."""
        return self.new if self.scenario.is_filtered else self.governments

    @property
    def marks(self) -> list[PlaceMark]:
        new = {one.place.government for one in self.new}
        view = WholeMap(self.scenario.as_of, self.scenario.own_rules, self.marked)
        pairs = zip(place_marks(view, self.scenario.state_names), self.marked, strict=True)
        return [
            replace(mark, title=f"{mark.title} (what if)", changed=True)
            if government.place.government in new
            else mark
            for mark, government in pairs
        ]

    @property
    def legend(self) -> list[LegendPart]:
        """The classes of the layer with what each counts, before and after."""
        before, after = (Counter(one.step for one in shown.values())
                         for shown in (self.before, self.after))  # fmt: skip
        entries = [
            LegendEntry(step.look, step.word, after[step.key], before=before[step.key])
            for step in self.layer.steps
        ]
        parts = [LegendPart(state_heading(self.layer), True, entries)]
        if BUSINESSES not in self.layer.marks:
            return parts
        number = len(self.governments)
        word = "Law on businesses"
        mark = LegendEntry(BUSINESSES, word, number, before=number - len(self.new))
        return [*parts, LegendPart(marker_heading(self.layer), False, [mark])]


def law_fills(scenario: WhatIf) -> dict[str, LawFill]:
    """The fills beside the rule, by their keys."""
    return {key: LawFill(scenario, LAYERS[key]) for key in FILLS[1:]}


def fill_that_changes(scenario: WhatIf, found: Mapping[str, LawFill]) -> str:
    """The first fill on which something would change; without one, the rule."""
    if scenario.changes:
        return "rule"
    return next((key for key, one in found.items() if one.changes or one.new), "rule")


def counted_changes(one: LawFill) -> tuple[int, int]:
    """How many states and how many local governments would change on a fill."""
    return len(one.changes), len(one.new)


def as_rows(found: Mapping[str, LawFill]) -> Sequence[dict[str, object]]:
    """What would change of each fill beside the rule, for programs."""
    return [
        {
            "fill": key,
            "changes": [
                {"state": c.state_code, "name": c.name, "by_law": c.before, "what_if": c.after}
                for c in one.changes
            ],
            "local": [
                {"state": g.place.state_code, "place": g.place.slug, "name": g.place.display_name}
                for g in one.new
            ],
        }
        for key, one in found.items()
    ]
