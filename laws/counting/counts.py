"""Counting the law on a date: rules R7 and R8.

Everything here counts in a `LawOnDate`, which `law_on(date)` reads in one query, and never asks the
database again. A count that rests on an inferred, assumed or disputed date says so in its `basis`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from laws.counting.on_date import STRENGTH, LawOnDate, MeasureInForce, Place, once, strongest_ground
from laws.counting.safeguards import SCORED_EFFECTS
from laws.models import Jurisdiction
from laws.rules.registry import rule
from laws.vocabulary import STATE_LEVEL, Basis, Effect, MeasureKind, StateRule

PRESETS = {
    "broad": "Bans and moratoria of every legal form",
    "strict": "Bans only, without moratoria, resolutions and policies",
}


@dataclass(frozen=True, slots=True)
class OwnRule:
    """The statewide rule on a date: a value of StateRule, the measures that make it, what it rests
    on, and what is disputed about it.
    """

    state_code: str
    rule: str
    measures: tuple[MeasureInForce, ...] = ()
    basis: str = Basis.RECORDED
    doubts: tuple[str, ...] = ()
    searched_on: date | None = None


@dataclass(frozen=True)
class Government:
    """A local government that counts: its strongest effect and the measures behind it.

    What follows from them is kept: pages ask for it several times, and threads share governments.
    """

    place: Place
    effect: str
    measures: tuple[MeasureInForce, ...]

    @cached_property
    def basis(self) -> str:
        """What it rests on: disputed only if no measure of its own is beyond doubt."""
        return strongest_ground(self.measures)

    @cached_property
    def is_certain(self) -> bool:
        """Whether it counts whatever the doubts about its measures."""
        return self.basis != Basis.DISPUTED

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """Why it is in doubt that it counts; empty where it is not."""
        return () if self.is_certain else tuple(why for one in self.measures for why in one.doubts)


@dataclass(frozen=True)
class StateCount:
    """The local governments of a state that count, and its rank among the states."""

    state_code: str
    governments: tuple[Government, ...]
    rank: int
    is_tied: bool

    @property
    def count(self) -> int:
        """How many there are, those in doubt included."""
        return len(self.governments)

    @cached_property
    def certain(self) -> int:
        """How many there are beyond doubt."""
        return sum(government.is_certain for government in self.governments)


# --- R7 ---------------------------------------------------------------------------------------


@rule(7, "Counting municipal bans")
@once
def municipal_bans(law: LawOnDate, preset: str = "broad") -> list[StateCount]:
    """The number of municipal bans in a state is the number of its local governments, not of its
    measures, that have a general ban on police or government use in effect.

    The broad count, which is the default, includes moratoria. The strict count leaves out
    moratoria, resolutions and policies. Every count says which definition it uses and for which
    date, and links to the governments it counts. If sources conflict over whether a ban is in
    effect, or it is in doubt whether its text is a ban, we show both numbers (“24 or 25”) and rank
    by the higher one.

    Which ban was first is ordered by the day of adoption. The order of taking effect stands beside
    it. Where a day is not known exactly, and another ban may have come first, we say so.
    """
    by_state = defaultdict(list)
    for measures in law.local.values():
        bans = tuple(measure for measure in measures if counts_as_ban(measure, preset))
        if bans:
            government = Government(bans[0].place, strongest_effect(bans), bans)
            by_state[government.place.state_code].append(government)
    counts = [len(governments) for governments in by_state.values()]
    result = []
    for state_code, governments in by_state.items():
        governments.sort(key=lambda g: (-(g.place.population or 0), g.place.name))
        own = len(governments)
        rank = 1 + sum(count > own for count in counts)
        result.append(StateCount(state_code, tuple(governments), rank, counts.count(own) > 1))
    return sorted(result, key=lambda row: (row.rank, row.state_code))


def strongest_effect(measures: Iterable[MeasureInForce]) -> str:
    """The strongest effect among measures that limit or permit use: a ban before all others."""
    return min((measure.effect for measure in measures), key=STRENGTH.__getitem__)


def counts_as_ban(measure: MeasureInForce, preset: str) -> bool:
    """Whether a measure counts as a ban in a preset, broad or strict (R7)."""
    if not measure.limits_government:
        return False
    if preset == "strict":
        not_law = (MeasureKind.RESOLUTION, MeasureKind.POLICY)
        return measure.effect == Effect.BAN and measure.kind not in not_law
    return measure.effect in (Effect.BAN, Effect.MORATORIUM)


@once
def marked_governments(law: LawOnDate) -> list[Government]:
    """The local governments marked on the map, each with its strongest general measures."""
    governments = []
    for measures in law.local.values():
        general = [m for m in measures if m.limits_government or m.permits_government]
        if general:
            effect = strongest_effect(general)
            strongest = tuple(measure for measure in general if measure.effect == effect)
            governments.append(Government(strongest[0].place, effect, strongest))
    return governments


# --- R8 ---------------------------------------------------------------------------------------


@rule(8, "Statewide rule")
@once
def own_rule(law: LawOnDate, state_code: str, searched_on: date | None) -> OwnRule:
    """A state's rule on government use is the strongest of its statewide measures in effect that
    limit police or government in general: ban, then moratorium, restriction, oversight.

    Without one, a limit only on schools, universities, body cameras, drones, driver licensing,
    transit or one vendor shows as narrow. A general authorization with no limit beside it shows as
    permits. If the state has no such measure, it shows as none found, with the date of our last
    search; if we have not searched, as not researched. The two never look the same. Laws on
    businesses are a separate question and do not count here. A measure whose effect is in doubt
    is marked, and the rule is disputed if it would be another one without that measure.
    """
    own = law.by_state.get(state_code, [])
    in_effect = [measure for measure in own if not measure.is_over]
    state_rule, grounds = _rule_of(in_effect)
    if not grounds:
        state_rule = StateRule.NONE_FOUND if searched_on else StateRule.NOT_RESEARCHED
    # A law whose ending is disputed may still be in effect, and would change the rule.
    doubtful = [m for m in own if m.doubts and (m.limits_government or m.is_narrow_limit)]
    certain, _ = _rule_of([measure for measure in in_effect if measure.is_certain])
    widest, _ = _rule_of([*in_effect, *doubtful])
    is_settled = not doubtful or str(certain) == str(state_rule) == str(widest)
    basis = strongest_ground(grounds) if is_settled else str(Basis.DISPUTED)
    doubts = dict.fromkeys(f"{one.name}: {why}" for one in doubtful for why in one.doubts)
    return OwnRule(state_code, str(state_rule), grounds, basis, tuple(doubts), searched_on)


def _rule_of(measures: Sequence[MeasureInForce]) -> tuple[str, tuple[MeasureInForce, ...]]:
    """The rule that statewide measures make, and those that make it; none where nothing does."""
    limits = [measure for measure in measures if measure.limits_government]
    if limits:
        effect = strongest_effect(limits)
        return effect, tuple(measure for measure in limits if measure.effect == effect)
    if narrow := [measure for measure in measures if measure.is_narrow_limit]:
        return StateRule.NARROW, tuple(narrow)
    return StateRule.PERMITS, tuple(m for m in measures if m.permits_government)


def own_rules(law: LawOnDate, states: Iterable[Jurisdiction]) -> dict[str, OwnRule]:
    """The statewide rule of each of the states, by postal code."""
    return {
        state.state_code: own_rule(law, state.state_code, state.searched_on) for state in states
    }


@once
def statewide_limits(law: LawOnDate) -> list[MeasureInForce]:
    """The statewide bans, moratoria and restrictions in effect on police or government in general:
    what a measure is compared with.
    """
    by_slug = {
        measure.slug: measure
        for measure in law.in_force
        if measure.place.kind in STATE_LEVEL
        and measure.effect in SCORED_EFFECTS
        and measure.limits_government
    }
    return list(by_slug.values())
