"""What applies at a place on a day, and whom it binds: rule R9."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from laws.counting.on_date import PRIVATE_USE, STRENGTH, MeasureInForce, law_on
from laws.models import Jurisdiction
from laws.rules.registry import rule
from laws.vocabulary import STATE_LEVEL, Effect, JurisdictionKind, MeasureKind, Reach, Regulates


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the stack at a place: the government, and what of its own binds there."""

    level: str
    jurisdiction: Jurisdiction
    bindings: tuple[MeasureInForce, ...] = field(default=())


@rule(9, "What applies at a place")
def stack_at(place: Jurisdiction, on: date, measures=None) -> list[Level]:
    """What applies at a place are the measures in effect of the place, its counties, its state and
    the country, each with whom it binds.

    A county's ordinance binds the county's own agencies and a city's the city's; a state's may
    bind all. City bans stand beside state law, and neither hides the other.
    """
    return stacks_at([place], on, measures)[0]


def stacks_at(places, on: date, measures=None, around=None) -> list[list[Level]]:
    """The stacks of several places, in as many queries as that of one. `around` holds the
    governments above them (see `governments_around`) where these are known already.
    """
    around = list(governments_around(places)) if around is None else around
    levels = [_levels(place, around) for place in places]
    keys = {_first_id(government) for tiers in levels for _, government in tiers}
    ids = Jurisdiction.objects.filter(Q(pk__in=keys) | Q(same_as__in=keys))
    found = defaultdict(list)
    for binding in law_on(on, measures, ids).in_force:
        found[binding.place.government].append(binding)
    return [
        [
            Level(level, one, tuple(sorted(found[_first_id(one)], key=_strongest_first)))
            for level, one in tiers
        ]
        for tiers in levels
    ]


def governments_around(places):
    """The counties, the states and the country that some places lie in."""
    geoids = {geoid for place in places if place.is_local for geoid in place.county_geoids}
    return Jurisdiction.objects.filter(
        Q(geoid__in=geoids, same_as=None)
        | Q(kind__in=STATE_LEVEL, state_code__in={place.state_code for place in places})
        | Q(kind=JurisdictionKind.COUNTRY)
    )


def _levels(place, around):
    """The governments of a place's stack with their levels, its own first."""
    above = {one.state_code: one for one in around if not one.is_local}
    levels = []
    if place.is_local:
        around_it = set(place.county_geoids) - {place.geoid}
        counties = [one for one in around if one.geoid in around_it and one.same_as_id is None]
        levels = [("own", place)]
        levels += [("county", one) for one in sorted(counties, key=lambda one: one.name)]
    if place.state_code in above and place.state_code:
        levels.append(("state", above[place.state_code]))
    return [*levels, ("country", above[""])] if "" in above else levels


def _first_id(jurisdiction):
    return jurisdiction.same_as_id or jurisdiction.pk


def whom_it_binds(level: str, binding: MeasureInForce, place: Jurisdiction) -> str:
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
