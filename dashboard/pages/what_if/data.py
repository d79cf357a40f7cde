"""The law of a day beside the same law with selected measures in effect: what changes (R12)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.scales import look
from dashboard.map.features import place_marks, state_fills
from dashboard.map.selection import class_of
from dashboard.web.as_of import AsOf
from dashboard.words.numbers import counted
from dashboard.words.searches import none_found
from laws.counting.counts import (
    Government,
    OwnRule,
    marked_governments,
    municipal_bans,
    own_rules,
)
from laws.counting.coverage import Coverage, combined, people_covered
from laws.counting.on_date import LawOnDate, Place
from laws.counting.what_if import Supposed, what_if
from laws.models import Jurisdiction
from laws.vocabulary import LIMITS, StateRule

LABEL = "What if: not the law"
NO_MARK = "no_mark"


@dataclass(frozen=True, slots=True)
class StateCounts:
    """A state as the law counts it: its statewide rule, its local bans, its people covered."""

    own: OwnRule
    bans: int
    certain_bans: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Change:
    """A government whose rule would change, and the selected measures that would change it."""

    name: str
    state_code: str
    slug: str  # of the local government; empty for a statewide rule
    before: str
    after: str
    causes: tuple[Supposed, ...]


class Counts:
    """One law, counted: what the drawings and the sentences ask of it."""

    def __init__(self, law: LawOnDate, states: Sequence[Jurisdiction], preset: str) -> None:
        self.law, self.preset = law, preset
        self.own_rules = own_rules(law, states)
        rows = municipal_bans(law, preset)
        self.bans = {row.state_code: row.count for row in rows}
        self.certain_by_state = {row.state_code: row.certain for row in rows}
        self.governments = {g.place.government: g for g in marked_governments(law)}
        self.coverage = {s.state_code: people_covered(law, s, preset) for s in states}

    def of_state(self, state_code: str) -> StateCounts:
        return StateCounts(
            self.own_rules[state_code],
            self.bans.get(state_code, 0),
            self.certain_by_state.get(state_code, 0),
            self.coverage[state_code],
        )

    @property
    def all_bans(self) -> int:
        return sum(self.bans.values())

    @property
    def certain_bans(self) -> int:
        """How many local bans are beyond doubt."""
        return sum(self.certain_by_state.values())

    @property
    def with_bans(self) -> int:
        """How many states have a local ban."""
        return len(self.bans)

    @property
    def with_rule(self) -> int:
        """How many states have a general statewide rule."""
        return sum(own.rule in LIMITS for own in self.own_rules.values())

    @cached_property
    def covered(self) -> Coverage:
        """The people covered in all states."""
        return combined(self.coverage.values())


class WhatIf:
    """The law as it is, `before`, and as it would be, `after`, which is drawn as a `MapView`."""

    def __init__(
        self,
        law: LawOnDate,
        as_of: AsOf,
        measures: list[Supposed],
        states: Sequence[Jurisdiction],
        preset: str,
        only_changes: bool = False,
    ) -> None:
        self.as_of, self.measures, self.states = as_of, measures, states
        self.is_filtered = only_changes
        self.state_names = {state.state_code: state.name for state in states}
        self.before = Counts(law, states, preset)
        self.after = Counts(what_if(law, measures), states, preset)
        self.own_rules = self.after.own_rules

    @property
    def population(self) -> int:
        """The people of all states and territories whose number is known."""
        return sum(state.population or 0 for state in self.states)

    # --- what changes -------------------------------------------------------------------------

    @cached_property
    def state_changes(self) -> list[Change]:
        """The states whose statewide rule would change, by name."""
        rules = [
            (state_code, self.before.own_rules[state_code], own)
            for state_code, own in self.own_rules.items()
        ]
        return [
            Change(
                self.state_names[state_code],
                state_code,
                "",
                old.rule,
                new.rule,
                self._causes(old, new),
            )
            for state_code, old, new in rules
            if old.rule != new.rule
        ]

    @cached_property
    def place_changes(self) -> list[Change]:
        """The local governments whose mark on the map would change, the largest first."""
        before, after = self.before.governments, self.after.governments
        changed = [
            (before.get(key), after.get(key))
            for key in {**before, **after}
            if _effect(before.get(key)) != _effect(after.get(key))
        ]
        changed.sort(key=lambda pair: -(_place(*pair).population or 0))
        return [self._place_change(old, new) for old, new in changed]

    def _place_change(self, old: Government | None, new: Government | None) -> Change:
        place = _place(old, new)
        name = f"{place.display_name}, {self.state_names[place.state_code]}"
        causes = self._causes(old, new)
        return Change(name, place.state_code, place.slug, _effect(old), _effect(new), causes)

    def _causes(
        self, old: OwnRule | Government | None, new: OwnRule | Government | None
    ) -> tuple[Supposed, ...]:
        """The selected measures that make a rule, or that end what made it."""
        gone = {binding.slug for binding in old.measures} if old else set()
        made = {binding.slug for binding in new.measures} if new else set()
        return tuple(b for b in self.measures if b.slug in made or not gone.isdisjoint(b.undoes))

    @property
    def changes(self) -> list[Change]:
        return [*self.state_changes, *self.place_changes]

    @cached_property
    def counted_states(self) -> list[tuple[str, str, StateCounts, StateCounts]]:
        """The states of which anything that is counted would change: name, before and after."""
        states = [
            (name, state_code, self.before.of_state(state_code), self.after.of_state(state_code))
            for state_code, name in self.state_names.items()
        ]
        return [row for row in states if _counts(row[2]) != _counts(row[3])]

    # --- the drawing --------------------------------------------------------------------------

    @cached_property
    def changed_states(self) -> set[str]:
        return {change.state_code for change in self.state_changes}

    @cached_property
    def changed_places(self) -> set[tuple[str, str]]:
        return {(change.state_code, change.slug) for change in self.place_changes}

    def shows_state(self, state_code: str) -> bool:
        return not self.is_filtered or state_code in self.changed_states

    @property
    def marked(self) -> list[Government]:
        """The governments whose marks are drawn."""
        every = self.after.governments.values()
        return [g for g in every if not self.is_filtered or _key(g) in self.changed_places]

    @cached_property
    def fills(self) -> list[StateFill]:
        """The states as they would be filled, with those pointed out whose rule would change."""
        rows = state_fills(self, self.states, self.after.bans)
        return [replace(row, **self._pointed_out(row)) for row in rows]

    @cached_property
    def tiles(self) -> list[StateFill]:
        """The same for the grid, which also shows the number of local bans."""
        changed = {state_code for _, state_code, _, _ in self.counted_states}
        return [
            replace(row, changed=True, chosen=True) if row.state_code in changed else row
            for row in self.fills
        ]

    def _pointed_out(self, row: StateFill) -> dict[str, Any]:
        old = self.before.of_state(row.state_code)
        if (old.own.rule, old.bans) == (row.rule, row.municipal_bans):
            return {}
        bans = f", {counted(old.bans, 'local ban')}" if old.bans else ""
        word = look(old.own.rule).word.lower()
        if old.own.rule == StateRule.NONE_FOUND and old.own.searched_on:
            word = none_found(old.own.searched_on).replace("None", "none")
        title = f"{row.title} (what if; current law: {word}{bans})"
        return {"title": title, "changed": row.state_code in self.changed_states}

    @cached_property
    def marks(self) -> list[PlaceMark]:
        """The marks as they would be, with those pointed out that the law does not show so."""
        pairs = zip(place_marks(self, self.state_names), self.marked, strict=True)
        return [
            replace(mark, title=f"{mark.title} (what if)", changed=True)
            if _key(government) in self.changed_places
            else mark
            for mark, government in pairs
        ]


def _place(old: Government | None, new: Government | None) -> Place:
    government = new or old
    assert government is not None
    return government.place


def _effect(government: Government | None) -> str:
    return class_of(government) if government else NO_MARK


def _key(government: Government) -> tuple[str, str]:
    return government.place.state_code, government.place.slug


def _counts(state: StateCounts) -> tuple[str, int, int]:
    return state.own.rule, state.bans, state.coverage.possible
