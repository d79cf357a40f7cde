"""What is in effect on a day, as one query reads it: the ground that every count stands on."""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from django.db.models import Q

from laws.models import Measure, Term
from laws.text.measure_fields import SHOWN
from laws.vocabulary import (
    LIMITS,
    NOT_LOCAL,
    Basis,
    Effect,
    JurisdictionKind,
    Reach,
    Regulates,
)

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
    state_code: str
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
class MeasureInForce:
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
        """What its being in effect, or its having ended, rests on."""
        return self.end_basis if self.is_over else self.start_basis

    @property
    def doubt(self):
        """Why its being in effect, or its having ended, is disputed; empty where it is not."""
        if self.basis != Basis.DISPUTED:
            return ""
        return self.end_why if self.is_over else self.start_why

    @property
    def name(self):
        """What one calls it: its number, its citation, or else its title."""
        return self.identifier or self.law_citation or self.code_citation or self.title


@dataclass
class LawOnDate:
    """All that binds on a day, as one query read it."""

    on: date
    everything: list[MeasureInForce]

    @cached_property
    def in_force(self):
        return [b for b in self.everything if not b.is_over]

    @cached_property
    def by_state(self):
        """The bindings of each state's own government, ended ones in doubt among them."""
        found = defaultdict(list)
        for binding in self.everything:
            if not binding.place.is_local:
                found[binding.place.state_code].append(binding)
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

    @cached_property
    def local_by_state(self):
        """The bindings of each local government, in a list a government, by state."""
        found = defaultdict(list)
        for bindings in self.local.values():
            found[bindings[0].place.state_code].append(bindings)
        return found


OF_TERM = (
    "starts_on",
    "ends_on",
    "start_kind",
    "start_basis",
    "start_why",
    "end_basis",
    "end_why",
)
OF_PLACE = tuple(field.name for field in fields(Place))


def law_on(on: date, measures=None, places=None) -> LawOnDate:
    """Everything published that binds on the day, of the given measures and places only if asked.

    One query. Terms that ended before the day in doubt come along, so that a state's rule can say
    what it rests on.
    """
    over = Q(ends_on__lte=on, end_basis=Basis.DISPUTED)
    terms = Term.objects.covering(on) | Term.objects.filter(over)
    return LawOnDate(on, [_binding(row, on) for row in _rows(terms, measures, places)])


def all_bindings(measures=None, places=None) -> list[MeasureInForce]:
    """Every term there ever was or is to be, ordered as `law_on` orders them. One query.

    Each stands as on the day before it ends; `laws.counting.history` turns the day.
    """
    return [_binding(row, date.min) for row in _rows(Term.objects.all(), measures, places)]


def _rows(terms, measures, places):
    measures = Measure.objects.published() if measures is None else measures
    terms = terms.filter(measure__in=measures.order_by().values("pk"))
    if places is not None:
        terms = terms.filter(measure__jurisdiction__in=places)
    of_measure = [f"measure__{name}" for name in SHOWN]
    of_place = [f"measure__jurisdiction__{name}" for name in OF_PLACE]
    rows = terms.order_by("measure__slug", "starts_on")
    return rows.values_list(*of_measure, *OF_TERM, *of_place)


def _binding(row, on):
    names = (*SHOWN, *OF_TERM)
    own, place = dict(zip(names, row, strict=False)), Place(*row[len(names) :])
    is_over = own["ends_on"] is not None and own["ends_on"] <= on
    return MeasureInForce(**own, place=place, is_over=is_over)


def _second_id_last(binding):
    return binding.place.same_as is not None


def weakest(bindings):
    """The weakest basis among the bindings: disputed before assumed before inferred."""
    return max((b.basis for b in bindings), key=WEAKNESS.index, default=Basis.RECORDED)
