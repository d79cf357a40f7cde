"""What applies at a place on a day, and whom it binds: rule R9."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from laws.in_force import PRIVATE_USE, STRENGTH, Binding, law_on
from laws.models import Jurisdiction
from laws.rules import rule
from laws.vocabulary import NOT_LOCAL, Effect, JurisdictionKind, MeasureKind, Reach, Regulates


@dataclass(frozen=True, slots=True)
class Tier:
    """One level of the stack at a place: the government, and what of its own binds there."""

    level: str
    jurisdiction: Jurisdiction
    bindings: tuple[Binding, ...] = field(default=())


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
