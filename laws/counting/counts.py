"""Counting the law on a date: rules R7, R8 and R10.

Everything here counts in a `LawOnDate`, which `law_on(date)` reads in one query, and never asks the
database again. A count that rests on an inferred, assumed or disputed date
carries that with it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from laws.counting.on_date import STRENGTH, WEAKNESS, LawOnDate, MeasureInForce, Place, weakest
from laws.rules.registry import rule
from laws.vocabulary import Basis, Effect, JurisdictionKind, MeasureKind, StateRule

PRESETS = {
    "broad": "Bans and moratoria of every legal form",
    "strict": "Bans only, without moratoria, resolutions and policies",
}


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A state's own rule on a day: the rule, the measures that make it, and what is in doubt."""

    state_code: str
    rule: str
    bindings: tuple[MeasureInForce, ...] = ()
    basis: str = Basis.RECORDED
    doubts: tuple[str, ...] = ()
    searched_on: date | None = None


@dataclass(frozen=True, slots=True)
class Government:
    """A local government that counts: its strongest effect and the measures behind it."""

    place: Place
    effect: str
    bindings: tuple[MeasureInForce, ...]

    @property
    def basis(self):
        return weakest(self.bindings)

    @property
    def doubts(self):
        return tuple(b.doubt for b in self.bindings if b.doubt)


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many local governments of a state count, its rank, and which they are."""

    state_code: str
    governments: tuple[Government, ...]
    rank: int
    is_tied: bool

    @property
    def count(self):
        return len(self.governments)


@dataclass(frozen=True, slots=True)
class Coverage:
    """People covered by a ban: a union, never a sum. `unknown` places have no population.

    `places` are the local governments whose people were counted; none where the whole state is.
    """

    covered: int
    population: int
    years: tuple[int, ...]
    unknown: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    basis: str = Basis.RECORDED

    @property
    def share(self):
        """The part of all people who are covered, or None where their number is not known."""
        return self.covered / self.population if self.population else None


# --- R7 ---------------------------------------------------------------------------------------


@rule(7, "Counting municipal bans")
def municipal_bans(law: LawOnDate, preset: str = "broad") -> list[StateCount]:
    """Municipal bans in a state are the local governments of that state, not the measures, that
    have a ban of general reach in effect on police or government use.

    The broad count, which is the default, adds moratoria. The strict count leaves out moratoria,
    resolutions and policies. Every count names its preset and its date and opens its rows.
    """
    found = defaultdict(list)
    for bindings in law.local.values():
        counted = tuple(b for b in bindings if counts_as_ban(b, preset))
        if counted:
            effect = min((b.effect for b in counted), key=STRENGTH.__getitem__)
            found[counted[0].place.state_code].append(Government(counted[0].place, effect, counted))
    counts = sorted(len(rows) for rows in found.values())
    result = []
    for state_code, rows in found.items():
        rows.sort(key=lambda g: (-(g.place.population or 0), g.place.name))
        rank = 1 + sum(count > len(rows) for count in counts)
        result.append(StateCount(state_code, tuple(rows), rank, counts.count(len(rows)) > 1))
    return sorted(result, key=lambda row: (row.rank, row.state_code))


def counts_as_ban(binding: MeasureInForce, preset: str) -> bool:
    """Whether a binding counts towards the municipal bans of a preset (R7)."""
    if not binding.limits_government:
        return False
    if preset == "strict":
        loose = (MeasureKind.RESOLUTION, MeasureKind.POLICY)
        return binding.effect == Effect.BAN and binding.kind not in loose
    return binding.effect in (Effect.BAN, Effect.MORATORIUM)


def marked_governments(law: LawOnDate) -> list[Government]:
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
def own_rule(law: LawOnDate, state_code: str, searched_on: date | None) -> OwnRule:
    """A state's own rule on government use is the strongest of its own measures in effect that
    limit police or government and have general reach: ban, moratorium, restriction, oversight, in
    this order.

    Without one, a limit that reaches only schools, body cameras, drones, driver licensing, transit
    or one vendor shows as narrow. An authorization of general reach with nothing beside it shows
    as permits. With no such measure the state shows as none found, with the day on which someone
    last searched; where nobody has searched, as not researched. The two never look the same. Law
    on businesses is another question and never counts here.
    """
    own = law.by_state.get(state_code, [])
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
    return OwnRule(state_code, str(rule_), grounds, basis, doubts, searched_on)


def own_rules(law: LawOnDate, states) -> dict[str, OwnRule]:
    """The own rule of each of the states, by postal code."""
    return {
        state.state_code: own_rule(law, state.state_code, state.searched_on) for state in states
    }


# --- R10 --------------------------------------------------------------------------------------


@rule(10, "People covered")
def people_covered(law: LawOnDate, state, preset: str = "broad") -> Coverage:
    """People covered by a ban are counted once, as a union and never as a sum: a state's whole
    population under a state ban; else its counties under one, and its places under one that lie
    outside those counties. The year of the population is shown.
    """
    own = [b for b in law.by_state.get(state.state_code, []) if not b.is_over]
    own = [b for b in own if counts_as_ban(b, preset)]
    if own:
        years = (state.population_year,) if state.population_year else ()
        people = state.population or 0
        return Coverage(people, people, years, basis=weakest(own))
    local = law.local_by_state.get(state.state_code, [])
    banned = [
        (bindings[0].place, bans)
        for bindings in local
        if (bans := [b for b in bindings if counts_as_ban(b, preset)])
    ]
    counties = {place.geoid for place, _ in banned if place.kind == JurisdictionKind.COUNTY}
    counted = [
        (place, bans)
        for place, bans in banned
        if place.kind == JurisdictionKind.COUNTY or counties.isdisjoint(place.county_geoids)
    ]
    places = tuple(place for place, _ in counted)
    return Coverage(
        covered=sum(place.population or 0 for place in places),
        population=state.population or 0,
        years=tuple(sorted({p.population_year for p in places if p.population_year})),
        unknown=tuple(p.display_name for p in places if p.population is None),
        places=places,
        basis=weakest([b for _, bans in counted for b in bans]),
    )


def people_covered_nationwide(law: LawOnDate, states, preset: str = "broad") -> Coverage:
    """The people covered in all of the states together (R10).

    No place and no county lies in two states, so the union over the country is the sum of the
    states' unions.
    """
    return together([people_covered(law, state, preset) for state in states])


def together(coverages) -> Coverage:
    """The coverage of several states as one. Without the people of one that is covered there is
    no whole to take a share of.
    """
    found = [one for one in coverages if one.covered or one.unknown]
    is_known = all(one.population for one in found)
    return Coverage(
        covered=sum(one.covered for one in found),
        population=sum(one.population for one in coverages) if is_known else 0,
        years=tuple(sorted({year for one in found for year in one.years})),
        unknown=tuple(name for one in found for name in one.unknown),
        places=tuple(place for one in found for place in one.places),
        basis=max((one.basis for one in found), key=WEAKNESS.index, default=Basis.RECORDED),
    )


def covered_over_time(past, states, preset: str = "broad"):
    """The coverage of each state from each day on which a ban begins or ends to count, by postal
    code: [(day, {state_code: Coverage})], the days in order. `past` is a `history.History`.
    """
    bans = [b for b in past.bindings if counts_as_ban(b, preset)]
    concerned = {b.place.state_code for b in bans}
    states = [state for state in states if state.state_code in concerned]
    days = {b.starts_on for b in bans} | {b.ends_on for b in bans if b.ends_on}
    return [(day, _coverages(past.law(day), states, preset)) for day in sorted(days)]


def _coverages(law, states, preset):
    return {state.state_code: people_covered(law, state, preset) for state in states}
