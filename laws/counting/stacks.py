"""What applies at a place on a date, and whom it covers: rule R9."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from laws.counting.on_date import STRENGTH, MeasureInForce, is_on_businesses
from laws.counting.on_date import law_on as read_law
from laws.counting.shared import law_on
from laws.models import Jurisdiction, Measure
from laws.rules.registry import rule
from laws.vocabulary import STATE_LEVEL, Effect, JurisdictionKind, MeasureKind, Reach, Regulates


@dataclass(frozen=True, slots=True)
class Level:
    """One level of government at a place, and its measures in effect, the strongest first.

    `level` is own, city (the city that covers a whole county), county, state or country.
    """

    level: str
    jurisdiction: Jurisdiction
    measures: tuple[MeasureInForce, ...] = field(default=())


@rule(9, "What applies at a place")
def stack_at(
    place: Jurisdiction, on: date, measures: QuerySet[Measure] | None = None
) -> list[Level]:
    """At a place, we list the measures in effect of the place itself, its counties, its state and
    the country, and say whom each covers.

    A county's ordinance covers the county's own agencies, and a city's ordinance the city's. A
    state law may cover all of them. A city ban and a state law are both listed; neither hides the
    other.

    A county that lies wholly in one city also has that city's measures: the Bronx has New York
    City's. Where a city and its county are one government, such as Nashville and Davidson County,
    it counts once; a smaller city inside that county has the joint government as its county. A
    place that is no government of its own, such as Bethesda, Maryland, leads to its county.

    The four lines under a place's headline name the strongest of these measures for local police,
    state police, schools and businesses, for live video and for searching photos. Only a general
    measure on police is an answer for police; a narrow one, as on drones, is named as narrow. A
    state's law on local police only is no answer for the state police.
    """
    return stacks_at([place], on, measures)[0]


def stacks_at(
    places: Sequence[Jurisdiction],
    on: date,
    measures: QuerySet[Measure] | None = None,
) -> list[list[Level]]:
    """The levels of several places, in as many queries as those of one: two."""
    around = list(governments_around(places))
    stacks = [_levels(place, around) for place in places]
    keys = {government.government for levels in stacks for _, government in levels}
    by_government = defaultdict(list)
    for measure in (law_on(on) if measures is None else read_law(on, measures)).in_force:
        if measure.place.government in keys:
            by_government[measure.place.government].append(measure)
    for own in by_government.values():
        own.sort(key=_strongest_first)
    return [
        [Level(name, one, tuple(by_government[one.government])) for name, one in levels]
        for levels in stacks
    ]


def governments_around(places: Iterable[Jurisdiction]) -> QuerySet[Jurisdiction]:
    """The counties, the states and the country that the places lie in, and the cities that cover
    them. A county that is one government with a city comes with it as `same_as`.
    """
    geoids = {geoid for place in places if place.is_local for geoid in place.county_geoids}
    return Jurisdiction.objects.select_related("same_as").filter(
        Q(geoid__in=geoids)
        | Q(pk__in={place.covering_city_id for place in places if place.covering_city_id})
        | Q(kind__in=STATE_LEVEL, state_code__in={place.state_code for place in places})
        | Q(kind=JurisdictionKind.COUNTRY)
    )


def _levels(place: Jurisdiction, around: Iterable[Jurisdiction]) -> list[tuple[str, Jurisdiction]]:
    """The governments that apply at a place, by level, its own first."""
    above = {one.state_code: one for one in around if not one.is_local}
    levels = []
    if place.is_local:
        counties = {
            county.pk: county
            for one in around
            if one.geoid in place.county_geoids and (county := one.same_as or one).is_local
        }
        counties.pop(place.government, None)
        levels = [("own", place)]
        levels += [("city", one) for one in around if one.pk == place.covering_city_id]
        named = sorted(counties.values(), key=lambda county: county.name)
        levels += [("county", county) for county in named]
    if place.state_code in above and place.state_code:
        levels.append(("state", above[place.state_code]))
    return [*levels, ("country", above[""])] if "" in above else levels


def whom_it_covers(level: str, measure: MeasureInForce, place: Jurisdiction) -> str:
    """Whom a measure of a level of government covers, as a sentence for the page of the place."""
    if is_on_businesses(measure):
        return "Covers businesses and other private parties, not the police."
    if measure.effect == Effect.STUDY:
        return "Calls for a study; it does not limit anyone’s use."
    whom = _whom(measure.regulates)
    if level == "own":
        return f"Covers {measure.place.display_name}’s own {whom}."
    if level == "county":
        county = measure.place.display_name
        return f"Covers {county}’s own {whom}, not those of {place.display_name}."
    if level == "city":
        city, county = measure.place, place.display_name
        kind = JurisdictionKind(city.kind).label.lower()
        return f"Covers {city.name}’s own {whom} in the whole {kind}, {county} included."
    if level == "country" and measure.kind not in (MeasureKind.BILL, MeasureKind.STATUTE):
        return "Covers federal agencies, not state or local police."
    where = "the country" if level == "country" else measure.place.name
    return f"Covers {whom} in {where}, within the limits of its text."


def _whom(regulates: Iterable[str]) -> str:
    words: dict[str, str] = {
        Regulates.POLICE: "police",
        Regulates.LOCAL_POLICE: "local police",
        Regulates.GOVERNMENT: "agencies",
        Regulates.SCHOOLS: "schools",
        Regulates.UNIVERSITIES: "universities",
        Regulates.BODY_CAMERAS: "police who wear cameras",
        Regulates.DRONES: "drone operators",
        Regulates.LICENSING: "licensing agencies",
        Regulates.TRANSIT: "transit agencies",
        Regulates.HOUSING: "housing providers",
    }
    named = [words[key] for key in regulates if key in words]
    if "police" in named and {"police who wear cameras", "local police"}.intersection(named):
        named.remove("police")
    if len(named) > 1:
        return f"{', '.join(named[:-1])} and {named[-1]}"
    return named[0] if named else "agencies"


def _strongest_first(measure: MeasureInForce) -> tuple[bool, int, date]:
    is_narrow = measure.reach != Reach.GENERAL
    return is_narrow, STRENGTH.get(measure.effect, len(STRENGTH)), measure.starts_on
