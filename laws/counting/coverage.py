"""The people whom bans cover where they live: rule R10, in a `LawOnDate`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from laws.counting.counts import counts_as_ban
from laws.counting.history import History
from laws.counting.on_date import (
    WEAKNESS,
    LawOnDate,
    MeasureInForce,
    Place,
    once,
    strongest_ground,
)
from laws.models import Jurisdiction
from laws.rules.registry import rule
from laws.vocabulary import Basis, CountyReach, JurisdictionKind


@dataclass(frozen=True, slots=True)
class CoveredPlace:
    """A local government whose ban covers people, and how many; None where that is not known.

    Of a county that binds only its own agencies, these are the people outside its cities and
    towns (`is_outside`).
    """

    place: Place
    people: int | None
    bans: tuple[MeasureInForce, ...]
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """People covered by a ban, each counted once, out of `population` (0 where it is not known).

    `covered` are covered beyond doubt; `in_doubt` are further people, covered only if a ban in
    doubt is in effect and is a ban; `doubtful` names whose bans these are. `years` are those of the
    population figures. `places` are the local governments whose people were counted; none where the
    whole state is. `unknown` names those without a population figure.
    """

    covered: int
    population: int
    years: tuple[int, ...]
    unknown: tuple[str, ...] = ()
    places: tuple[CoveredPlace, ...] = ()
    basis: str = Basis.RECORDED
    in_doubt: int = 0
    doubtful: tuple[str, ...] = ()

    @property
    def possible(self) -> int:
        """How many are covered at most."""
        return self.covered + self.in_doubt

    @property
    def share(self) -> float | None:
        """The covered part of the population, or None where the population is not known."""
        return self.covered / self.population if self.population else None

    @property
    def possible_share(self) -> float | None:
        """The part that is covered at most."""
        return self.possible / self.population if self.population else None


@rule(10, "People covered")
@once
def people_covered(law: LawOnDate, state: Jurisdiction, preset: str = "broad") -> Coverage:
    """Each person whom a ban covers where they live counts once. Under a statewide ban, that is
    everyone in the state. Otherwise it is everyone in a city or town with a ban. A county’s ban
    covers the county’s own agencies, not those of its cities and towns: it adds only the people
    who live outside of them, unless the ban covers those too. A city in several counties is taken
    wholly out of each, so a county’s number is the least that it can be.

    If it is in doubt whether a ban is in effect, or whether it is a ban, the people whom only that
    ban covers are a second number. We show the year of the population figures. Sentences round;
    files do not.
    """
    own = [m for m in law.everything if m.place.state_code == state.state_code]
    # What ended in dispute may still be in effect.
    bans = [m for m in own if counts_as_ban(m, preset) and (m.doubts or not m.is_over)]
    certain = [measure for measure in bans if measure.is_certain and not measure.is_over]
    sure = _union(certain, state)
    if len(certain) == len(bans):
        return sure
    widest = _union(bans, state)
    return Coverage(
        covered=sure.covered,
        population=sure.population,
        years=tuple(sorted({*sure.years, *widest.years})),
        unknown=widest.unknown,
        places=sure.places if sure.covered and not sure.places else widest.places,
        basis=str(Basis.DISPUTED) if widest.covered > sure.covered else sure.basis,
        in_doubt=max(0, widest.covered - sure.covered),
        doubtful=_doubtful(bans, state) if widest.covered > sure.covered else (),
    )


def _doubtful(bans: Sequence[MeasureInForce], state: Jurisdiction) -> tuple[str, ...]:
    """Whose bans in doubt add people: the state's, or else its governments'."""
    unsure = [ban for ban in bans if not ban.is_certain]
    if any(not ban.place.is_local for ban in unsure):
        return (state.name,)
    return tuple(dict.fromkeys(ban.place.display_name for ban in unsure))


def _union(bans: Sequence[MeasureInForce], state: Jurisdiction) -> Coverage:
    """The people of a state whom any of the bans covers."""
    statewide = [ban for ban in bans if not ban.place.is_local]
    if statewide:
        years = (state.population_year,) if state.population_year else ()
        people = state.population or 0
        return Coverage(people, people, years, basis=strongest_ground(statewide))
    by_government: dict[int, list[MeasureInForce]] = {}
    for ban in bans:
        by_government.setdefault(ban.place.government, []).append(ban)
    whole = {group[0].place.geoid for group in by_government.values() if _covers_its_cities(group)}
    places = tuple(
        _counted(group)
        for group in by_government.values()
        # Who lives in a county whose ban covers its cities is counted with the county.
        if _is_county(group[0].place) or whole.isdisjoint(group[0].place.county_geoids)
    )
    return Coverage(
        covered=sum(one.people or 0 for one in places),
        population=state.population or 0,
        years=tuple(sorted({y for one in places if (y := one.place.population_year)})),
        unknown=tuple(one.place.display_name for one in places if one.people is None),
        places=places,
        basis=max(
            (strongest_ground(one.bans) for one in places),
            key=WEAKNESS.index,
            default=str(Basis.RECORDED),
        ),
    )


def _covers_its_cities(bans: Iterable[MeasureInForce]) -> bool:
    return any(
        _is_county(ban.place) and ban.county_reach == CountyReach.MUNICIPALITIES for ban in bans
    )


def _is_county(place: Place) -> bool:
    """Whether it is a county with municipalities beside it, not another id of a city."""
    return place.kind == JurisdictionKind.COUNTY and place.same_as is None


def _counted(bans: Sequence[MeasureInForce]) -> CoveredPlace:
    place = min((ban.place for ban in bans), key=lambda one: one.same_as is not None)
    outside = _is_county(place) and not _covers_its_cities(bans)
    people = place.population_outside if outside else place.population
    return CoveredPlace(place, people, tuple(bans), outside)


def people_covered_nationwide(
    law: LawOnDate, states: Iterable[Jurisdiction], preset: str = "broad"
) -> Coverage:
    """The people covered in all of the states together (R10).

    No place and no county lies in two states, so nobody is counted twice when states are added up.
    """
    return combined([people_covered(law, state, preset) for state in states])


def combined(coverages: Collection[Coverage]) -> Coverage:
    """The coverage of several states as one.

    Its population is 0 (not known) if a state with people covered has no population figure: there
    would be no whole to take a share of.
    """
    with_bans = [one for one in coverages if one.possible or one.unknown]
    is_known = all(coverage.population for coverage in with_bans)
    return Coverage(
        covered=sum(coverage.covered for coverage in with_bans),
        population=sum(coverage.population for coverage in coverages) if is_known else 0,
        years=tuple(sorted({year for coverage in with_bans for year in coverage.years})),
        unknown=tuple(name for coverage in with_bans for name in coverage.unknown),
        places=tuple(place for coverage in with_bans for place in coverage.places),
        basis=max((c.basis for c in with_bans), key=WEAKNESS.index, default=Basis.RECORDED),
        in_doubt=sum(coverage.in_doubt for coverage in with_bans),
        doubtful=tuple(name for coverage in with_bans for name in coverage.doubtful),
    )


def covered_over_time(
    history: History, states: Iterable[Jurisdiction], preset: str = "broad"
) -> list[tuple[date, dict[str, Coverage]]]:
    """The coverage of each state, by postal code, from each day on which a ban starts or ends to
    count: [(day, {state_code: Coverage})], in the order of days.
    """
    return _over_time(history, tuple(states), preset)


@once
def _over_time(
    history: History, states: Sequence[Jurisdiction], preset: str
) -> list[tuple[date, dict[str, Coverage]]]:
    bans = History([measure for measure in history.measures if counts_as_ban(measure, preset)])
    state_codes = {ban.place.state_code for ban in bans.measures}
    states = [state for state in states if state.state_code in state_codes]
    laws = ((day, bans.law(day)) for day in bans.days)
    return [
        (day, {s.state_code: people_covered(law, s, preset) for s in states}) for day, law in laws
    ]
