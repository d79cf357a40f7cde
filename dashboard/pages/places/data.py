"""What a place's page and its JSON show, read on a date in a handful of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import cos, hypot, radians
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.http import Http404
from django.urls import reverse

from dashboard.pages.cases.data import CaseOnDate, as_cases, cases_of_place
from dashboard.web.params import query
from dashboard.words.display_class import display_class, is_on_businesses
from dashboard.words.known_names import KIND, by_mail, who_governs, whose_law
from dashboard.words.names import name_with_state, place_name
from laws.counting.counts import OwnRule, counts_as_ban, own_rule
from laws.counting.may_act import Answer, may_act, may_act_by_state
from laws.counting.on_date import STRENGTH, LawOnDate, MeasureInForce, Place
from laws.counting.place_answers import (
    BARS,
    NEAREST,
    Coded,
    Codes,
    PlaceAnswer,
    answers_for,
    is_on_police_or_agencies,
    is_on_schools,
    place_answers,
)
from laws.counting.shared import law_on
from laws.counting.stacks import Level, stack_at
from laws.models import Action, Jurisdiction, Measure, PlaceName, Provision, Term
from laws.rules.parts import is_out
from laws.search.places import Found
from laws.vocabulary import PENDING, Basis, Reach

# The answers of a measure to the questions of the codebook, beside each of its terms.
CODED = Provision.objects.filter(measure=OuterRef("measure")).values(
    coded=JSONObject(
        question="question__slug",
        answer="answer",
        detail="detail",
        begins="effective_on",
        ends="ended_on",
    )
)
NEAR_KM = 40
OFFERED = 10  # places, to whoever types a name
KM_A_DEGREE = 111.2
NEIGHBORS_NAMED = 6


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A government near by with a ban or moratorium, and how far away its point is, if known."""

    place: Place
    effect: str
    km: float | None


@dataclass
class PlaceRecord:
    """A local government on a day: what applies there, its history, and what lies around."""

    place: Jurisdiction
    on: date
    levels: list[Level]

    @cached_property
    def own(self) -> list[MeasureInForce]:
        """The place's own measures in effect, strongest first; law on businesses left out."""
        return self.public_law(self.levels[0])

    @cached_property
    def city(self) -> Level | None:
        """The city that covers the place, if it is a county that lies wholly in one."""
        return next((level for level in self.levels if level.level == "city"), None)

    @cached_property
    def local(self) -> list[MeasureInForce]:
        """The local law on police or government: the place's own, then that of a covering city."""
        return [*self.own, *(self.public_law(self.city) if self.city else [])]

    @cached_property
    def counties(self) -> list[Level]:
        return [level for level in self.levels if level.level == "county"]

    @cached_property
    def state(self) -> Jurisdiction | None:
        return next((one.jurisdiction for one in self.levels if one.level == "state"), None)

    @cached_property
    def may_act(self) -> tuple[Answer, ...]:
        """Whether it may pass a law of its own, by what is known of its state. One query."""
        if self.state is None:
            return may_act([], self.on)
        return may_act_by_state([self.state.pk], self.on)[self.state.pk]

    @cached_property
    def state_rule(self) -> OwnRule | None:
        """The state's own rule, from what its level holds and what ended in doubt."""
        if not self.state:
            return None
        law = LawOnDate(self.on, [b for level in self.levels for b in level.measures])
        return own_rule(law, self.state.state_code, self.state.searched_on)

    @cached_property
    def state_rule_is_disputed(self) -> bool:
        """Whether sources conflict over what makes the state's rule, or over what ended it."""
        if self.state_rule is None:
            return False
        state = next(level for level in self.levels if level.level == "state")
        ended = [display_class(term.measure) for term in self.ended_in_doubt(state)]
        weak = self.state_rule.basis == Basis.DISPUTED
        return weak or any(key not in ("permits", "other") for key in ended)

    @staticmethod
    def public_law(level: Level) -> list[MeasureInForce]:
        """What is in effect of a level on police or government use."""
        return [b for b in level.measures if not (is_on_businesses(b) or is_on_schools(b))]

    @cached_property
    def on_businesses(self) -> list[tuple[Level, MeasureInForce]]:
        """The law on businesses there, level by level."""
        return [(level, b) for level in self.levels for b in level.measures if is_on_businesses(b)]

    @cached_property
    def terms(self) -> list[Term]:
        """Every term of a measure of one of the levels, by its first day."""
        of_levels = _of([level.jurisdiction for level in self.levels])
        measures = Measure.objects.published().filter(of_levels).order_by()
        found = Term.objects.filter(measure__in=measures.values("pk"))
        found = found.annotate(coded=ArraySubquery(CODED)).order_by("starts_on", "measure__slug")
        return list(found.select_related("measure__session", "measure__jurisdiction"))

    @cached_property
    def codes(self) -> Codes:
        """What is coded of every measure that was, is or will be in effect there; of one that is,
        without the answers that are not (R15).
        """
        return {
            term.measure.slug: {
                one["question"]: Coded(one["answer"], one["detail"])
                for one in term.coded
                if term.measure.slug not in self.term_of
                or not is_out(one["begins"], one["ends"], self.on)
            }
            for term in self.terms
        }

    @cached_property
    def answers(self) -> dict[str, PlaceAnswer]:
        """What holds for the local police, the state police, schools and businesses."""
        return {answer.actor: answer for answer in place_answers(self.levels, self.codes)}

    def first_later(self, actor: str) -> Term | None:
        """The first term after the day of a measure that will be an answer for an actor."""
        levels = {level.jurisdiction.government: level.level for level in self.levels}
        for term in self.terms:
            level = levels[term.measure.jurisdiction.government]
            is_later = term.starts_on > self.on and level != "country"
            if is_later and answers_for(actor, level, term.measure, self.codes):
                return term
        return None

    @cached_property
    def term_of(self) -> dict[str, Term]:
        """The term of each measure in effect, by the measure's slug."""
        return {term.measure.slug: term for term in self.terms if term.covers(self.on)}

    def ended_in_doubt(self, level: Level) -> list[Term]:
        """Terms of the level that ended by the day, where sources conflict over the ending, or only
        its month or year is known.
        """
        return [
            term
            for term in self.terms
            if term.measure.jurisdiction.government == level.jurisdiction.government
            and term.ends_on
            and term.ends_on <= self.on
            and (term.end_basis == Basis.DISPUTED or term.leaves_open(self.on))
        ]

    def left_open(self, level: Level) -> list[Term]:
        """Terms of the level of which imprecise dates leave open whether the day is in them."""
        return [
            term
            for term in self.terms
            if term.measure.jurisdiction.government == level.jurisdiction.government
            and term.leaves_open(self.on)
        ]

    def undone(self, day: date) -> list[Term]:
        """The terms of the place's own bans and moratoria that ended by a day, earliest first."""
        local = {one.jurisdiction.government for one in self.levels if one.level in NEAREST}
        return [
            term
            for term in self.terms
            if term.measure.jurisdiction.government in local
            and term.ends_on
            and term.ends_on <= day
            and not term.leaves_open(self.on)
            and term.measure.effect in BARS
            and term.measure.reach == Reach.GENERAL
            and is_on_police_or_agencies(term.measure)
        ]

    def perhaps_over(self, actor: str) -> list[Term]:
        """The terms that ended in doubt of what would still be an answer for an actor."""
        return [
            term
            for level in self.levels
            for term in self.ended_in_doubt(level)
            if term.measure.slug not in self.term_of
            and answers_for(actor, level.level, term.measure, self.codes)
        ]

    @property
    def cases(self) -> list[CaseOnDate]:
        """The court cases about it that are known by the day."""
        return as_cases(self.place.said_cases, self.on)

    @cached_property
    def own_actions(self) -> list[Action]:
        """The dated events of its own measures, and a covering city's, up to the day, in order."""
        own = [level.jurisdiction for level in self.levels if level.level in ("own", "city")]
        measures = Measure.objects.published().filter(_of(own)).order_by()
        found = Action.objects.filter(measure__in=measures.values("pk"), day__lte=self.on)
        found = found.select_related("measure__session")
        return list(found.order_by("day", "measure__slug", "order"))

    @cached_property
    def _local_measures(self) -> list[Measure]:
        """All measures of the local governments here with an action by the day. One query."""
        local = [one.jurisdiction for one in self.levels if one.jurisdiction.is_local]
        found = Measure.objects.published().filter(_of(local))
        found = found.on_record(self.on).with_standing(self.on)
        found = found.select_related("session", "jurisdiction")
        return list(found.order_by("-first_action_on", "slug"))

    def not_in_effect(self, level: Level) -> list[Measure]:
        """The level's measures with an action by the day that are not in effect on it; the pending
        ones first. Only a local government's are asked for.
        """
        in_effect = {law.slug for law in level.measures}
        found = [
            measure
            for measure in self._local_measures
            if measure.jurisdiction.government == level.jurisdiction.government
            and measure.slug not in in_effect
        ]
        return sorted(found, key=lambda measure: measure.stage not in PENDING)

    @cached_property
    def neighbors(self) -> list[Neighbor]:
        """Governments of the same county, or near by, with a ban or moratorium; nearest first."""
        law = law_on(self.on)
        near = [one for one in law.in_force if _is_around(self.place, one.place)]
        banned = [
            _neighbor(self.place, counted)
            for bindings in LawOnDate(self.on, near).local.values()
            if (counted := [one for one in bindings if counts_as_ban(one, "broad")])
        ]
        return sorted(banned, key=lambda one: (one.km or NEAR_KM, one.place.name))[:NEIGHBORS_NAMED]


def _of(places: Iterable[Jurisdiction]) -> Q:
    """Measures of some governments, under whichever of their ids."""
    keys = [place.government for place in places]
    return Q(jurisdiction__in=keys) | Q(jurisdiction__same_as__in=keys)


def place_record(place: Jurisdiction, on: date) -> PlaceRecord:
    """The record of a place on a day."""
    return PlaceRecord(place, on, stack_at(place, on))


def find_place(state_code: str, slug: str) -> Jurisdiction:
    """The government at an address, or 404; its second ids know it as `same_as`."""
    places = Jurisdiction.objects.select_related("same_as").annotate(said_cases=cases_of_place())
    place = places.filter(state_code=state_code.upper(), slug=slug).first()
    if place is None:
        raise Http404
    return place


def _is_around(place: Jurisdiction, other: Place) -> bool:
    """Whether another local government is of the same county, or in a box around the point."""
    if not other.is_local or other.pk == place.pk:
        return False
    if not set(place.county_geoids or [""]).isdisjoint(other.county_geoids):
        return True
    if None in (place.latitude, other.latitude):
        return False
    north = Decimal(NEAR_KM / KM_A_DEGREE)
    east = Decimal(NEAR_KM / (KM_A_DEGREE * cos(radians(place.latitude))))
    return (
        abs(place.latitude - other.latitude) <= north
        and abs(place.longitude - other.longitude) <= east
    )


def _neighbor(place: Jurisdiction, bindings: list[MeasureInForce]) -> Neighbor:
    effect = min((one.effect for one in bindings), key=STRENGTH.__getitem__)
    return Neighbor(bindings[0].place, effect, _km_between(place, bindings[0].place))


def _km_between(place: Jurisdiction, other: Place) -> float | None:
    """The distance of two points; none where one of them is only its county's."""
    if None in (place.latitude, other.latitude) or "county" in (
        place.coordinate_precision,
        other.coordinate_precision,
    ):
        return None
    shrink = cos(radians(place.latitude))
    north = float(place.latitude - other.latitude)
    east = float(place.longitude - other.longitude) * shrink
    return hypot(north, east) * KM_A_DEGREE


def listed_row(one: Jurisdiction | PlaceName, on: str | None) -> dict[str, Any]:
    """A row of what a search found: a government, or a place that is none with the law there."""
    if isinstance(one, Jurisdiction):
        row = place_row(one, query(on=on))
        return row | {"name": row["name"] + also_called(one)}
    asked = query(q=f"{one.name}, {one.state_code}", on=on)
    governments = who_governs(one)
    return {
        "name": f"{one.name}, {one.state_code}",
        "href": reverse("where") + asked,
        "kind": KIND,
        "within": one.within,
        "population": None,
        "law": whose_law(one),
        "mail": by_mail(one),
        "links": [
            (name_with_state(place), place.get_absolute_url() + query(on=on))
            for place in [*governments, *one.cities, *one.states]
        ],
    }


def offered_row(one: Jurisdiction | PlaceName, on: str | None) -> dict[str, Any]:
    """A place as JSON offers it to whoever types a name."""
    row = listed_row(one, on)
    is_government = isinstance(one, Jurisdiction)
    return {
        "name": place_name(one) + also_called(one) if is_government else one.name,
        "state": one.state_code,
        "kind": one.kind if is_government else row["kind"],
        "within": one.within,
        "url": row["href"],
        "is_government": is_government,
        "law": row.get("law", ""),
    }


def comparable(found: Found) -> list[Jurisdiction]:
    """Governments to choose from: those found, and those whose law applies in places of the name
    that are none.
    """
    places = {one.pk: one for one in found.places}
    for name in found.exact_names:
        for one in who_governs(name):
            if one.pk not in places:
                one.called, one.within = name.name, name.state_name
                places[one.pk] = one
    return list(places.values())


def also_called(place: Jurisdiction) -> str:
    """The other name by which a search found a government, behind its own: (Brooklyn)."""
    called = getattr(place, "called", "")
    return f" ({called})" if called and called not in place.full_name else ""


def place_row(place: Jurisdiction, kept: str) -> dict[str, Any]:
    """A place in a list: its name, what it is, where it lies, how many live there."""
    kind = place.get_kind_display().lower()
    # Its state stands in the link, since many places share a name.
    return {
        "name": name_with_state(place),
        "href": place.get_absolute_url() + kept,
        "kind": kind,
        "within": place.within,
        "population": place.population,
        "year": place.population_year,
    }
