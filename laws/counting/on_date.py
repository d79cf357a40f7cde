"""The law in effect on a date, read in one query. Every count works on what this returns."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, Self, TypeVar, cast

from django.db.models import Q, QuerySet

from laws.models import Jurisdiction, Measure, Term
from laws.models.force import own_days
from laws.rules.parts import parts_out
from laws.text.dates import PartialDate, as_known
from laws.text.measure_fields import SHOWN
from laws.text.measure_names import short_name
from laws.vocabulary import (
    LIMITS,
    NOT_LOCAL,
    UNSURE_EFFECT,
    Basis,
    Effect,
    JurisdictionKind,
    Reach,
    Regulates,
)

PUBLIC_USE = frozenset({Regulates.POLICE, Regulates.GOVERNMENT})
PRIVATE_USE = frozenset({Regulates.PRIVATE, Regulates.HOUSING, Regulates.OTHER})
STRENGTH: dict[str, int] = {
    effect: rank for rank, effect in enumerate([*LIMITS, Effect.AUTHORIZATION])
}
WEAKNESS: list[str] = [Basis.RECORDED, Basis.INFERRED, Basis.ASSUMED, Basis.DISPUTED]


class Regulating(Protocol):
    """A measure, by what it does and whom it regulates."""

    @property
    def effect(self) -> str: ...
    @property
    def regulates(self) -> Collection[str]: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A government, with what counting and the map need of it."""

    pk: int
    slug: str
    name: str
    full_name: str
    kind: str
    state_code: str
    population: int | None
    population_year: int | None
    population_outside: int | None
    latitude: Decimal | None
    longitude: Decimal | None
    coordinate_precision: str
    geoid: str
    county_geoids: Sequence[str]
    same_as: int | None

    @property
    def government(self) -> int:
        """The key of the government, whichever of its ids this row has."""
        return self.same_as or self.pk

    @property
    def is_local(self) -> bool:
        return self.kind not in NOT_LOCAL

    @property
    def display_name(self) -> str:
        return self.full_name if self.kind == JurisdictionKind.COUNTY else self.name

    @property
    def point(self) -> tuple[float, float] | None:
        """(longitude, latitude), or None where only the county's point is known."""
        if self.latitude is None or self.longitude is None or self.coordinate_precision == "county":
            return None
        return float(self.longitude), float(self.latitude)


@dataclass(frozen=True, slots=True)
class MeasureInForce:
    """A measure in one of its terms: one that covers the date, or one with a disputed ending before
    the date (`is_over`).
    """

    slug: str
    identifier: str
    law_citation: str
    code_citation: str
    title: str
    kind: str
    effect: str
    reach: str
    regulates: Sequence[str]
    use_modes: Sequence[str]
    summary: str
    effect_basis: str
    effect_note: str
    county_reach: str
    popular_name: str
    first_action_on: date | None
    session_start_on: date | None
    starts_on: date
    ends_on: date | None
    may_start_on: date | None
    may_end_on: date | None
    start_kind: str
    start_basis: str
    start_why: str
    end_kind: str
    end_basis: str
    end_why: str
    place: Place
    is_over: bool
    own_days: Sequence[Sequence[str | None]] = ()
    partly: bool = False  # whether an answer is not in effect on the day (R15)

    def as_on(self, on: date) -> Self:
        """The same on a day of its term."""
        if not self.own_days or self.is_over:
            return self
        return replace(self, partly=bool(parts_out(self.own_days, on)))

    @property
    def starts(self) -> PartialDate:
        """When it takes effect, as precisely as that is known."""
        return as_known(self.may_start_on, self.starts_on, self.starts_on)

    @property
    def ends(self) -> PartialDate | None:
        """When it ends, as precisely as that is known; None where no end is set."""
        return as_known(self.ends_on, self.may_end_on, self.ends_on) if self.ends_on else None

    @property
    def limits_government(self) -> bool:
        """Whether it is a limit of general reach on police or government (R7, R8)."""
        return (
            self.effect in LIMITS
            and self.reach == Reach.GENERAL
            and not PUBLIC_USE.isdisjoint(self.regulates)
        )

    @property
    def is_narrow_limit(self) -> bool:
        """Whether it limits only schools, universities, cameras, drones, licensing, transit or one
        vendor.
        """
        if self.effect == Effect.SCHOOLS:
            return True
        concerns_public = not PRIVATE_USE.issuperset(self.regulates)
        return self.effect in LIMITS and concerns_public and not self.limits_government

    @property
    def permits_government(self) -> bool:
        """Whether it is an authorization of general reach for police or government."""
        return (
            self.effect == Effect.AUTHORIZATION
            and self.reach == Reach.GENERAL
            and not PUBLIC_USE.isdisjoint(self.regulates)
        )

    @property
    def basis(self) -> str:
        """What its being in effect, or its having ended, rests on: a value of Basis."""
        return self.end_basis if self.is_over else self.start_basis

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why it is disputed that it is in effect, or has ended, and why what it does is in doubt;
        empty where neither is.
        """
        found = [self.effect_note.rstrip(".")] if self.effect_basis in UNSURE_EFFECT else []
        if self.basis == Basis.DISPUTED:
            found.append(self.end_why if self.is_over else self.start_why)
        return tuple(found)

    @property
    def is_certain(self) -> bool:
        """Whether neither its dates nor what it does are in doubt."""
        return self.basis != Basis.DISPUTED and self.effect_basis not in UNSURE_EFFECT

    @property
    def name(self) -> str:
        """What it is called for short."""
        return short_name(self)


class Shared(Protocol):
    """What threads may share: then `made` holds what was counted in it."""

    @property
    def made(self) -> dict[Any, Any] | None: ...


L = TypeVar("L", bound=Shared)
P = ParamSpec("P")
T = TypeVar("T")


def once(count: Callable[Concatenate[L, P], T]) -> Callable[Concatenate[L, P], T]:
    """Count once in a law that is shared, in any other each time. Lists are the caller's own."""

    @wraps(count)
    def counted(law: L, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if law.made is None:
            return count(law, *args, **kwargs)
        key = count, args, tuple(kwargs.items())
        if key not in law.made:
            law.made[key] = count(law, *args, **kwargs)
        found = law.made[key]
        return cast("T", found[:] if isinstance(found, list) else found)

    return counted


@dataclass
class LawOnDate:
    """All measures in effect on a date, and those that ended before it in dispute."""

    on: date
    everything: list[MeasureInForce]
    made: dict[Any, Any] | None = None

    @cached_property
    def in_force(self) -> list[MeasureInForce]:
        """The measures in effect."""
        return [measure for measure in self.everything if not measure.is_over]

    @cached_property
    def by_state(self) -> dict[str, list[MeasureInForce]]:
        """The statewide measures by postal code, disputed endings included; "" for the country."""
        by_state = defaultdict(list)
        for measure in self.everything:
            if not measure.place.is_local:
                by_state[measure.place.state_code].append(measure)
        return dict(by_state)

    @cached_property
    def local(self) -> dict[int, list[MeasureInForce]]:
        """The measures in effect of each local government, by the government's key."""
        by_government = defaultdict(list)
        for measure in self.in_force:
            if measure.place.is_local:
                by_government[measure.place.government].append(measure)
        # The first of them names the government: by its first id, where it has two.
        return {key: sorted(rows, key=_has_second_id) for key, rows in by_government.items()}


OF_TERM = (
    "starts_on",
    "ends_on",
    "may_start_on",
    "may_end_on",
    "start_kind",
    "start_basis",
    "start_why",
    "end_kind",
    "end_basis",
    "end_why",
)
OF_MEASURE = (*SHOWN, "first_action_on", "session__start_on")
OF_PLACE = tuple(field.name for field in fields(Place))


def law_on(
    on: date,
    measures: QuerySet[Measure] | None = None,
    places: QuerySet[Jurisdiction] | None = None,
) -> LawOnDate:
    """What is in effect on a date: of all published measures, or of those given, and of all
    governments, or of those given. One query.

    Terms that ended before the date in dispute come along, so that a state's rule can say what it
    rests on.
    """
    over = Q(ends_on__lte=on, end_basis=Basis.DISPUTED)
    terms = Term.objects.covering(on) | Term.objects.filter(over)
    rows = _rows(terms, measures, places)
    return LawOnDate(on, [_measure_in_force(row, on).as_on(on) for row in rows])


def all_terms(
    measures: QuerySet[Measure] | None = None, places: QuerySet[Jurisdiction] | None = None
) -> list[MeasureInForce]:
    """Every past, present and scheduled term, in the order of `law_on`. One query.

    None of them is over yet; `laws.counting.history` says which are on a date.
    """
    rows, governments = _rows(Term.objects.all(), measures, places), dict[int, Place]()
    terms = [_measure_in_force(row, date.min) for row in rows]
    # Each government once, however many measures it has.
    return [replace(one, place=governments.setdefault(one.place.pk, one.place)) for one in terms]


def _rows(
    terms: QuerySet[Term],
    measures: QuerySet[Measure] | None,
    places: QuerySet[Jurisdiction] | None,
) -> QuerySet[Term, tuple[Any, ...]]:
    measures = Measure.objects.published() if measures is None else measures
    terms = terms.filter(measure__in=measures)
    if places is not None:
        terms = terms.filter(measure__jurisdiction__in=places)
    of_measure = [f"measure__{name}" for name in OF_MEASURE]
    of_place = [f"measure__jurisdiction__{name}" for name in OF_PLACE]
    rows = terms.order_by("measure__slug", "starts_on").annotate(own_days=own_days("measure"))
    return rows.values_list(*of_measure, *OF_TERM, *of_place, "own_days")


def _measure_in_force(row: tuple[Any, ...], on: date) -> MeasureInForce:
    term = dict(zip(OF_TERM, row[len(OF_MEASURE) :], strict=False))
    place = Place(*row[len(OF_MEASURE) + len(OF_TERM) : -1])
    is_over = term["ends_on"] is not None and term["ends_on"] <= on
    own = measure_fields(row) | {"own_days": row[-1]}
    return MeasureInForce(**own, **term, place=place, is_over=is_over)


def measure_fields(row: tuple[Any, ...]) -> dict[str, Any]:
    """What a row that opens with the columns OF_MEASURE says of a measure, by field."""
    names = (name.replace("__", "_") for name in OF_MEASURE)
    return dict(zip(names, row, strict=False))


def is_on_businesses(measure: Regulating) -> bool:
    """Whether a measure regulates businesses and other private parties alone."""
    return measure.effect == Effect.PRIVATE_SECTOR or PRIVATE_USE.issuperset(measure.regulates)


def _has_second_id(measure: MeasureInForce) -> bool:
    return measure.place.same_as is not None


def weakest(measures: Iterable[MeasureInForce]) -> str:
    """The weakest basis among the measures: disputed before assumed before inferred. What does not
    certainly do what it counts for is disputed.
    """
    bases = (m.basis if m.is_certain else Basis.DISPUTED for m in measures)
    return max(bases, key=WEAKNESS.index, default=Basis.RECORDED)


def strongest_ground(measures: Iterable[MeasureInForce]) -> str:
    """What it rests on that any of the measures is there: one that is certain suffices."""
    measures = list(measures)
    return weakest([one for one in measures if one.is_certain] or measures)
