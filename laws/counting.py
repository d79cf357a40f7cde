"""Counting the law on a date: rules R7, R8 and R10.

Everything here counts in a `Law`, which `laws.in_force.law_on(date)` reads in one query, and never
asks the database again. A count that rests on an inferred, assumed or disputed date carries that
with it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from laws.in_force import STRENGTH, Binding, Law, Place, weakest
from laws.rules import rule
from laws.vocabulary import Basis, Effect, JurisdictionKind, MeasureKind, StateRule

PRESETS = {
    "broad": "Bans and moratoria of every legal form",
    "strict": "Bans only, without moratoria, resolutions and policies",
}


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A state's own rule on a day: the rule, the measures that make it, and what is in doubt."""

    usps: str
    rule: str
    bindings: tuple[Binding, ...] = ()
    basis: str = Basis.RECORDED
    doubts: tuple[str, ...] = ()
    searched_on: date | None = None


@dataclass(frozen=True, slots=True)
class Government:
    """A local government that counts: its strongest effect and the measures behind it."""

    place: Place
    effect: str
    bindings: tuple[Binding, ...]

    @property
    def basis(self):
        return weakest(self.bindings)

    @property
    def doubts(self):
        return tuple(b.doubt for b in self.bindings if b.doubt)


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many local governments of a state count, its rank, and which they are."""

    usps: str
    governments: tuple[Government, ...]
    rank: int
    is_tied: bool

    @property
    def count(self):
        return len(self.governments)


@dataclass(frozen=True, slots=True)
class Coverage:
    """People covered by a ban: a union, never a sum. `unknown` places have no population."""

    covered: int
    population: int
    years: tuple[int, ...]
    unknown: tuple[str, ...] = ()


# --- R7 ---------------------------------------------------------------------------------------


@rule(7, "Counting municipal bans")
def municipal_bans(law: Law, preset: str = "broad") -> list[StateCount]:
    """Municipal bans in a state are the local governments of that state, not the measures, that
    have a ban of general reach in force on police or government use.

    The broad count, which is the default, adds moratoria. The strict count leaves out moratoria,
    resolutions and policies. Every count names its preset and its date and opens its rows.
    """
    found = defaultdict(list)
    for bindings in law.local.values():
        counted = tuple(b for b in bindings if counts_as_ban(b, preset))
        if counted:
            effect = min((b.effect for b in counted), key=STRENGTH.__getitem__)
            found[counted[0].place.usps].append(Government(counted[0].place, effect, counted))
    counts = sorted(len(rows) for rows in found.values())
    result = []
    for usps, rows in found.items():
        rows.sort(key=lambda g: (-(g.place.population or 0), g.place.name))
        rank = 1 + sum(count > len(rows) for count in counts)
        result.append(StateCount(usps, tuple(rows), rank, counts.count(len(rows)) > 1))
    return sorted(result, key=lambda row: (row.rank, row.usps))


def counts_as_ban(binding: Binding, preset: str) -> bool:
    """Whether a binding counts towards the municipal bans of a preset (R7)."""
    if not binding.limits_government:
        return False
    if preset == "strict":
        loose = (MeasureKind.RESOLUTION, MeasureKind.POLICY)
        return binding.effect == Effect.BAN and binding.kind not in loose
    return binding.effect in (Effect.BAN, Effect.MORATORIUM)


def marked_governments(law: Law) -> list[Government]:
    """The local governments that stand on the map, each with its strongest general measures."""
    found = []
    for bindings in law.local.values():
        general = [b for b in bindings if b.limits_government or b.permits_government]
        if general:
            effect = min((b.effect for b in general), key=STRENGTH.__getitem__)
            strongest = tuple(b for b in general if b.effect == effect)
            found.append(Government(strongest[0].place, effect, strongest))
    return found


# --- R8 ---------------------------------------------------------------------------------------


@rule(8, "A state's own rule")
def own_rule(law: Law, usps: str, searched_on: date | None) -> OwnRule:
    """A state's own rule on government use is the strongest of its own measures in force that
    limit police or government and have general reach: ban, moratorium, restriction, oversight, in
    this order.

    Without one, a limit that reaches only schools, body cameras, drones, driver licensing, transit
    or one vendor shows as narrow. An authorization of general reach with nothing beside it shows
    as permits. With no such measure the state shows as none found, with the day on which someone
    last searched; where nobody has searched, as not researched. The two never look the same. Law
    on businesses is another question and never counts here.
    """
    own = law.by_state.get(usps, [])
    binding = [b for b in own if not b.is_over]
    limits = [b for b in binding if b.limits_government]
    narrow = [b for b in binding if b.is_narrow_limit]
    permits = [b for b in binding if b.permits_government]
    if limits:
        rule_ = min((b.effect for b in limits), key=STRENGTH.__getitem__)
        grounds = tuple(b for b in limits if b.effect == rule_)
    elif narrow:
        rule_, grounds = StateRule.NARROW, tuple(narrow)
    elif permits:
        rule_, grounds = StateRule.PERMITS, tuple(permits)
    else:
        rule_, grounds = StateRule.NONE_FOUND if searched_on else StateRule.NOT_RESEARCHED, ()
    # A law whose ending is disputed may still bind, and would change the rule.
    doubtful = [b for b in own if b.doubt and (b.limits_government or b.is_narrow_limit)]
    basis = weakest([*grounds, *doubtful])
    doubts = tuple(dict.fromkeys(f"{b.name}: {b.doubt}" for b in doubtful))
    return OwnRule(usps, str(rule_), grounds, basis, doubts, searched_on)


def own_rules(law: Law, states) -> dict[str, OwnRule]:
    """The own rule of each of the states, by postal code."""
    return {state.usps: own_rule(law, state.usps, state.searched_on) for state in states}


# --- R10 --------------------------------------------------------------------------------------


@rule(10, "People covered")
def people_covered(law: Law, state, preset: str = "broad") -> Coverage:
    """People covered by a ban are counted once, as a union and never as a sum: a state's whole
    population under a state ban; else its counties under one, and its places under one that lie
    outside those counties. The year of the population is shown.
    """
    own = [b for b in law.by_state.get(state.usps, []) if not b.is_over]
    if any(counts_as_ban(b, preset) for b in own):
        years = (state.population_year,) if state.population_year else ()
        return Coverage(state.population or 0, state.population or 0, years)
    banned = [
        bindings[0].place
        for bindings in law.local.values()
        if bindings[0].place.usps == state.usps and any(counts_as_ban(b, preset) for b in bindings)
    ]
    counties = {p.geoid for p in banned if p.kind == JurisdictionKind.COUNTY}
    counted = [
        place
        for place in banned
        if place.kind == JurisdictionKind.COUNTY or counties.isdisjoint(place.county_geoids)
    ]
    return Coverage(
        covered=sum(place.population or 0 for place in counted),
        population=state.population or 0,
        years=tuple(sorted({p.population_year for p in counted if p.population_year})),
        unknown=tuple(p.display_name for p in counted if p.population is None),
    )
