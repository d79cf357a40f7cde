"""Counting the law on a date: rules R7 to R10, over the terms that cover the day.

`law_on(date)` reads, in one query, everything that binds on the day; the functions below count in
it and never ask the database again. A count that rests on an inferred, assumed or disputed date
carries that with it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q

from laws.models import Jurisdiction, Measure, Term
from laws.rules import rule
from laws.vocabulary import (
    LIMITS,
    NOT_LOCAL,
    Basis,
    Effect,
    JurisdictionKind,
    MeasureKind,
    Reach,
    Regulates,
    StateRule,
)

PRESETS = {
    "broad": "Bans and moratoria of every legal form",
    "strict": "Bans only, without moratoria, resolutions and policies",
}
PUBLIC_USE = frozenset({Regulates.POLICE, Regulates.GOVERNMENT})
PRIVATE_USE = frozenset({Regulates.PRIVATE, Regulates.HOUSING, Regulates.OTHER})
STRENGTH = {effect: rank for rank, effect in enumerate([*LIMITS, Effect.AUTHORIZATION])}
WEAKNESS = [Basis.RECORDED, Basis.INFERRED, Basis.ASSUMED, Basis.DISPUTED]


@dataclass(frozen=True, slots=True)
class Place:
    """A government as counting sees it."""

    pk: int
    slug: str
    name: str
    full_name: str
    kind: str
    usps: str
    population: int | None
    population_year: int | None
    latitude: object
    longitude: object
    coordinate_precision: str
    geoid: str
    county_geoids: tuple
    same_as: int | None

    @property
    def government(self):
        """The key of the government, whichever of its ids this is."""
        return self.same_as or self.pk

    @property
    def is_local(self):
        return self.kind not in NOT_LOCAL

    @property
    def display_name(self):
        return self.full_name if self.kind == JurisdictionKind.COUNTY else self.name

    @property
    def point(self):
        """(longitude, latitude), or None where only the county's point is known."""
        if self.latitude is None or self.coordinate_precision == "county":
            return None
        return float(self.longitude), float(self.latitude)


@dataclass(frozen=True, slots=True)
class Binding:
    """A measure in a term that covers the day, or that ended before it in doubt (`is_over`)."""

    slug: str
    identifier: str
    law_citation: str
    code_citation: str
    title: str
    kind: str
    effect: str
    reach: str
    regulates: tuple
    use_modes: tuple
    summary: str
    starts_on: date
    ends_on: date | None
    start_kind: str
    start_basis: str
    start_why: str
    end_basis: str
    end_why: str
    place: Place
    is_over: bool

    @property
    def limits_government(self):
        """A limit of general reach on police or government (R7, R8)."""
        return (
            self.effect in LIMITS
            and self.reach == Reach.GENERAL
            and not PUBLIC_USE.isdisjoint(self.regulates)
        )

    @property
    def is_narrow_limit(self):
        """A limit that reaches only schools, cameras, drones, licensing, transit or one vendor."""
        if self.effect == Effect.SCHOOLS:
            return True
        concerns_public = not PRIVATE_USE.issuperset(self.regulates)
        return self.effect in LIMITS and concerns_public and not self.limits_government

    @property
    def permits_government(self):
        """An authorization of general reach for police or government."""
        return (
            self.effect == Effect.AUTHORIZATION
            and self.reach == Reach.GENERAL
            and not PUBLIC_USE.isdisjoint(self.regulates)
        )

    @property
    def basis(self):
        """What its being in force, or its having ended, rests on."""
        return self.end_basis if self.is_over else self.start_basis

    @property
    def doubt(self):
        """Why its being in force, or its having ended, is disputed; empty where it is not."""
        if self.basis != Basis.DISPUTED:
            return ""
        return self.end_why if self.is_over else self.start_why

    @property
    def name(self):
        """What one calls it: its number, its citation, or else its title."""
        return self.identifier or self.law_citation or self.code_citation or self.title


@dataclass
class Law:
    """All that binds on a day, as one query read it."""

    on: date
    everything: list[Binding]

    @cached_property
    def in_force(self):
        return [b for b in self.everything if not b.is_over]

    @cached_property
    def by_state(self):
        """The bindings of each state's own government, ended ones in doubt among them."""
        found = defaultdict(list)
        for binding in self.everything:
            if not binding.place.is_local:
                found[binding.place.usps].append(binding)
        return found

    @cached_property
    def local(self):
        """The bindings of each local government, by the government's key."""
        found = defaultdict(list)
        for binding in self.in_force:
            if binding.place.is_local:
                found[binding.place.government].append(binding)
        # A government goes by its first id.
        return {key: sorted(rows, key=_second_id_last) for key, rows in found.items()}


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


@dataclass(frozen=True, slots=True)
class Tier:
    """One level of the stack at a place: the government, and what of its own binds there."""

    level: str
    jurisdiction: Jurisdiction
    bindings: tuple[Binding, ...] = field(default=())


COLUMNS = (
    "measure__slug",
    "measure__identifier",
    "measure__law_citation",
    "measure__code_citation",
    "measure__title",
    "measure__kind",
    "measure__effect",
    "measure__reach",
    "measure__regulates",
    "measure__use_modes",
    "measure__summary",
    "starts_on",
    "ends_on",
    "start_kind",
    "start_basis",
    "start_why",
    "end_basis",
    "end_why",
)
PLACE = (
    "pk",
    "slug",
    "name",
    "full_name",
    "kind",
    "usps",
    "population",
    "population_year",
    "latitude",
    "longitude",
    "coordinate_precision",
    "geoid",
    "county_geoids",
    "same_as",
)


def law_on(on: date, measures=None, places=None) -> Law:
    """Everything published that binds on the day, of the given measures and places only if asked.

    One query. Terms that ended before the day in doubt come along, so that a state's rule can say
    what it rests on.
    """
    measures = Measure.objects.published() if measures is None else measures
    over = Q(ends_on__lte=on, end_basis=Basis.DISPUTED)
    terms = Term.objects.covering(on) | Term.objects.filter(over)
    terms = terms.filter(measure__in=measures.order_by().values("pk"))
    if places is not None:
        terms = terms.filter(measure__jurisdiction__in=places)
    columns = COLUMNS + tuple(f"measure__jurisdiction__{name}" for name in PLACE)
    rows = terms.order_by("measure__slug", "starts_on").values_list(*columns)
    return Law(on, [_binding(row, on) for row in rows])


def _binding(row, on):
    own, place = row[: len(COLUMNS)], row[len(COLUMNS) :]
    ends_on = own[12]
    return Binding(*own, place=Place(*place), is_over=ends_on is not None and ends_on <= on)


def _second_id_last(binding):
    return binding.place.same_as is not None


def weakest(bindings):
    """The weakest basis among the bindings: disputed before assumed before inferred."""
    return max((b.basis for b in bindings), key=WEAKNESS.index, default=Basis.RECORDED)


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


# --- R9 ---------------------------------------------------------------------------------------


@rule(9, "What applies at a place")
def stack_at(place: Jurisdiction, on: date, measures=None) -> list[Tier]:
    """What applies at a place are the measures in force of the place, its counties, its state and
    the country, each with whom it binds.

    A county's ordinance binds the county's own agencies and a city's the city's; a state's may
    bind all. City bans stand beside state law, and neither hides the other.
    """
    counties = list(Jurisdiction.objects.counties_of(place)) if place.is_local else []
    above = Q(usps=place.usps) & ~Q(kind=JurisdictionKind.COUNTRY) if place.usps else Q(pk=None)
    # A state's division id has no part below the state.
    over = Jurisdiction.objects.filter(Q(kind=JurisdictionKind.COUNTRY) | above, kind__in=NOT_LOCAL)
    by_level = {("country" if j.kind == JurisdictionKind.COUNTRY else "state"): j for j in over}
    tiers = [("own", place)] if place.is_local else []
    tiers += [("county", county) for county in counties]
    tiers += [(level, by_level[level]) for level in ("state", "country") if level in by_level]
    keys = [_first_id(government) for _, government in tiers]
    ids = Jurisdiction.objects.filter(Q(pk__in=keys) | Q(same_as__in=keys))
    law = law_on(on, measures, ids)
    found = defaultdict(list)
    for binding in law.in_force:
        found[binding.place.government].append(binding)
    return [
        Tier(level, government, tuple(sorted(found[_first_id(government)], key=_strongest_first)))
        for level, government in tiers
    ]


def _first_id(jurisdiction):
    return jurisdiction.same_as_id or jurisdiction.pk


def whom_it_binds(level: str, binding: Binding, place: Jurisdiction) -> str:
    """Whom a measure of a tier binds, as a sentence for the page of the place."""
    if binding.effect == Effect.PRIVATE_SECTOR or PRIVATE_USE.issuperset(binding.regulates):
        return "Binds businesses and other private parties; it does not bind the police."
    if binding.effect == Effect.STUDY:
        return "Asks for a study; it sets no limit on anyone’s use."
    whom = _whom(binding.regulates)
    if level == "own":
        return f"Binds {binding.place.display_name}’s own {whom}."
    if level == "county":
        return f"Binds {binding.place.full_name}’s own {whom}, not those of {place.display_name}."
    if level == "country" and binding.kind not in (MeasureKind.BILL, MeasureKind.STATUTE):
        return "Binds federal agencies; it does not bind state or local police."
    where = "the country" if level == "country" else binding.place.name
    return f"Binds {whom} in {where}, as far as its text reaches."


def _whom(regulates):
    words = {
        Regulates.POLICE: "police",
        Regulates.GOVERNMENT: "agencies",
        Regulates.SCHOOLS: "schools",
        Regulates.BODY_CAMERAS: "police who wear cameras",
        Regulates.DRONES: "operators of drones",
        Regulates.LICENSING: "licensing agencies",
        Regulates.TRANSIT: "transit agencies",
        Regulates.HOUSING: "housing providers",
    }
    named = [words[one] for one in regulates if one in words]
    if "police who wear cameras" in named and "police" in named:
        named.remove("police")
    if len(named) > 1:
        return f"{', '.join(named[:-1])} and {named[-1]}"
    return named[0] if named else "agencies"


def _strongest_first(binding):
    general = 0 if binding.reach == Reach.GENERAL else 1
    return general, STRENGTH.get(binding.effect, 9), binding.starts_on


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
