"""Filters of measures: one set serves the map, the list, their JSON and CSV.

Every filter is a parameter of the query string; some may be repeated. Each is a condition of its
own, so that a page can also ask what would remain without one of them. A value that is not
understood is left out, and the page says so.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.lookups import Exact
from django.http import QueryDict

from dashboard.web.parameters import Parameters
from laws.counting.shared import once_per_state
from laws.counting.tiers import tier
from laws.models import Jurisdiction, LegislativeSession, Measure, StageSpan
from laws.models.force import force_on, in_effect_on
from laws.vocabulary import (
    NOT_LOCAL,
    ORDER_KINDS,
    PENDING,
    STATE_LEVEL,
    Effect,
    Force,
    JurisdictionKind,
    MeasureKind,
    Reach,
    Regulates,
    Stage,
    Tier,
    UseMode,
)

Choices = list[tuple[str, str]]

LEVELS = {
    "country": ("Country", Q(jurisdiction__kind=JurisdictionKind.COUNTRY)),
    "state": ("State", Q(jurisdiction__kind__in=STATE_LEVEL)),
    "county": ("County", Q(jurisdiction__kind=JurisdictionKind.COUNTY)),
    "place": (
        "City or town",
        ~Q(jurisdiction__kind__in=[*NOT_LOCAL, JurisdictionKind.COUNTY]),
    ),
    "local": ("County, city or town", ~Q(jurisdiction__kind__in=NOT_LOCAL)),
    "legislature": (
        "Congress or legislature",
        Q(jurisdiction__kind__in=NOT_LOCAL) & ~Q(kind__in=ORDER_KINDS),
    ),
}
YEARS = [(str(year), str(year)) for year in range(1990, 2100)]
STAGES = [("pending", "Pending"), *Stage.choices]
BECAME_LAW = (Stage.ENACTED, Stage.IN_FORCE, Stage.ENDED)
# What a measure must have got to for each step of its way: that stage, or one that lies behind it.
REACHED = {
    Stage.IN_COMMITTEE: (
        Stage.IN_COMMITTEE,
        Stage.PASSED_ONE_CHAMBER,
        Stage.PASSED,
        Stage.VETOED,
        *BECAME_LAW,
    ),
    Stage.PASSED_ONE_CHAMBER: (Stage.PASSED_ONE_CHAMBER, Stage.PASSED, Stage.VETOED, *BECAME_LAW),
    Stage.PASSED: (Stage.PASSED, Stage.VETOED, *BECAME_LAW),
    Stage.ENACTED: BECAME_LAW,
}
STEPS = [
    (Stage.IN_COMMITTEE, "A committee"),
    (Stage.PASSED_ONE_CHAMBER, "Passage in one chamber"),
    (Stage.PASSED, "Passage in full"),
    (Stage.ENACTED, "Enactment"),
]
NOT_IN_EFFECT = [choice for choice in Force.choices if choice[0] != Force.IN_EFFECT]
FORCE = [("yes", Force.IN_EFFECT.label), ("no", "Not in effect"), *NOT_IN_EFFECT]
UNRECORDED = "not_recorded"
USES = [*UseMode.choices, (UNRECORDED, "Not recorded")]
# Too many to list in a sentence.
ALLOWED = {
    "state": "allowed are postal codes, as ma, and us for the country",
    "session": "allowed are sessions by state, as ma-193rd and us-118",
    "year": f"allowed are the years from {YEARS[0][0]} to {YEARS[-1][0]}",
}


@once_per_state
def state_choices() -> Choices:
    """The states and territories by name, and the country under “us”."""
    rows = Jurisdiction.objects.state_level().order_by("name").values_list("state_code", "name")
    return [("us", "United States"), *((state_code.lower(), name) for state_code, name in rows)]


def session_key(state_code: str, identifier: str) -> str:
    """What a session is asked for by: ma-193rd, us-118."""
    return f"{state_code.lower() or 'us'}-{identifier}"


def session_choices() -> Choices:
    """The sessions of legislatures that have measures, by their keys."""
    rows = LegislativeSession.objects.filter(
        jurisdiction__kind__in=NOT_LOCAL, measures__isnull=False
    ).distinct()
    columns = ("jurisdiction__state_code", "identifier", "name", "jurisdiction__name")
    return [
        (session_key(state_code, identifier), f"{name}, {government}")
        for state_code, identifier, name, government in rows.order_by().values_list(*columns)
    ]


def in_sessions(keys: Iterable[str], on: date) -> Q:
    wanted = Q()
    for key in keys:
        code, _, identifier = key.partition("-")
        state_code = "" if code == "us" else code.upper()
        wanted |= Q(session__jurisdiction__state_code=state_code, session__identifier=identifier)
    return wanted & Q(session__jurisdiction__kind__in=NOT_LOCAL)


def in_states(codes: Iterable[str], on: date) -> Q:
    return Q(jurisdiction__state_code__in=["" if code == "us" else code.upper() for code in codes])


def at_levels(levels: Iterable[str], on: date) -> Q:
    wanted = Q()
    for level in levels:
        wanted |= LEVELS[level][1]
    return wanted


def at_stages(stages: Iterable[str], on: date) -> Q:
    wanted = {stage for stage in stages if stage != "pending"}
    wanted |= set(PENDING) if "pending" in stages else set()
    return Q(Exists(StageSpan.objects.filter(measure=OuterRef("pk"), stage__in=wanted).at(on)))


def having_reached(steps: Iterable[str], on: date) -> Q:
    wanted = {stage for step in steps for stage in REACHED[step]}
    spans = StageSpan.objects.filter(measure=OuterRef("pk"), stage__in=wanted, from_on__lte=on)
    return Q(Exists(spans.order_by()))


def by_use(modes: Iterable[str], on: date) -> Q:
    recorded = [mode for mode in modes if mode != UNRECORDED]
    wanted = Q(use_modes__overlap=recorded) if recorded else Q()
    return wanted | Q(use_modes=[]) if UNRECORDED in modes else wanted


def by_force(answer: str, on: date) -> Q:
    if answer in ("yes", "no"):
        return in_effect_on(on) if answer == "yes" else ~in_effect_on(on)
    return Q(Exact(force_on(on), Value(answer)))


def by_tier(tiers: Iterable[str], on: date) -> Q:
    wanted = Q()
    for one in tiers:
        wanted |= Q(Exact(tier(), Value(one)))
    return wanted


def with_words(words: str, on: date) -> Q:
    # The keys are fetched first: as a part of a larger query the search is planned badly, and may
    # run once for every row it is joined to.
    return Q(pk__in=list(Measure.objects.matching(words).order_by().values_list("pk", flat=True)))


CONDITIONS = {
    "state": in_states,
    "level": at_levels,
    "kind": lambda kinds, on: Q(kind__in=kinds),
    "effect": lambda effects, on: Q(effect__in=effects),
    "reach": lambda reach, on: Q(reach=reach),
    "regulates": lambda whom, on: Q(regulates__overlap=whom),
    "use": by_use,
    "stage": at_stages,
    "reached": having_reached,
    "session": in_sessions,
    "force": by_force,
    "year": lambda years, on: Q(first_action_on__year__in=[int(year) for year in years]),
    "tier": by_tier,
    "q": with_words,
}


def one_of_several(label: str, choices: Iterable[tuple[str, str]] = ()) -> Any:
    """A filter that takes several values and lets through what fits any of them."""
    return django_filters.MultipleChoiceFilter(
        label=label, choices=choices, method="meeting_condition"
    )


class MeasureFilterSet(django_filters.FilterSet):
    """Measures by state, level, kind, effect, reach, whom they regulate, use, stage, the step
    they reached on their way, session, year, coding, words.

    `stage`, `reached` and `force` are as of the date that the set is made with.
    """

    state = one_of_several("State")
    level = one_of_several("Level", [(key, label) for key, (label, _) in LEVELS.items()])
    kind = one_of_several("Kind", MeasureKind.choices)
    effect = one_of_several("Effect", Effect.choices)
    reach = django_filters.ChoiceFilter(
        choices=Reach.choices, label="Reach", method="meeting_condition"
    )
    regulates = one_of_several("Regulates", Regulates.choices)
    use = one_of_several("Use", USES)
    stage = one_of_several("Stage", STAGES)
    reached = one_of_several("Reached", STEPS)
    session = one_of_several("Session")
    force = django_filters.ChoiceFilter(choices=FORCE, label="Status", method="meeting_condition")
    year = one_of_several("Year of first action", YEARS)
    tier = one_of_several("Coding", Tier.choices)
    q = django_filters.CharFilter(label="Words", method="meeting_condition")

    class Meta:
        model = Measure
        fields = list(CONDITIONS)

    def __init__(
        self,
        data: QueryDict,
        queryset: QuerySet[Measure],
        on: date,
        states: Choices | None = None,
    ) -> None:
        self.on = on
        self.states = state_choices() if states is None else states
        self._words: dict[str, dict[str, str]] = {}
        super().__init__(data, queryset)
        self.filters["state"].extra["choices"] = self.states
        if data.get("session"):
            self.filters["session"].extra["choices"] = session_choices()

    def meeting_condition(
        self, queryset: QuerySet[Measure], name: str, value: Any
    ) -> QuerySet[Measure]:
        return queryset.filter(CONDITIONS[name](value, self.on)) if value else queryset

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen and understood: the value or values of each filter by its name."""
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def conditions(self) -> dict[str, Q]:
        """The condition of each filter that was asked for."""
        return {name: CONDITIONS[name](value, self.on) for name, value in self.chosen.items()}

    def word(self, name: str, value: str) -> str:
        """What a value of a filter is called."""
        if name not in self._words:
            choices = self.states if name == "state" else self.form.fields[name].choices
            self._words[name] = {key: str(label) for key, label in choices}
        return self._words[name][value]


def measure_filters(
    parameters: Parameters, queryset: QuerySet[Measure], on: date, states: Choices | None = None
) -> MeasureFilterSet:
    """The filter set of an address, with what was not understood left out and explained.

    `states` are the choices of the first filter, where the page has read them already.
    """
    data = parameters.values.copy()
    data.setlist("state", [code.lower() for code in data.getlist("state")])
    if data.get("force") == Force.IN_EFFECT:
        data["force"] = "yes"  # as the files and /method/ write it
    filters = MeasureFilterSet(data, queryset, on, states)
    if filters.is_valid():
        return filters
    for name in filters.errors:
        allowed = [str(key) for key, _ in filters.form.fields[name].choices if key]
        given = data.getlist(name)
        parameters.explain(
            name,
            next((value for value in given if value not in allowed), ""),
            ALLOWED.get(name) or "allowed are " + ", ".join(allowed),
        )
        data.setlist(name, [value for value in given if value in allowed])
    return MeasureFilterSet(data, queryset, on, filters.states)
