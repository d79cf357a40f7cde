"""Filters of measures: one set serves the map, the list, its twins and its files.

Every filter is a parameter of the query string; some may be repeated. A value that is not
understood is left out, and `chosen()` gives the sentence that says so.
"""

import django_filters
from django.db.models import Q

from dashboard.asking import explain
from laws.models import Jurisdiction, Measure
from laws.vocabulary import (
    NOT_LOCAL,
    PENDING,
    STATE_LEVEL,
    Effect,
    JurisdictionKind,
    MeasureKind,
    Reach,
    Regulates,
    Stage,
    UseMode,
)

LEVELS = {
    "country": ("Country", Q(jurisdiction__kind=JurisdictionKind.COUNTRY)),
    "state": ("State", Q(jurisdiction__kind__in=STATE_LEVEL)),
    "county": ("County", Q(jurisdiction__kind=JurisdictionKind.COUNTY)),
    "place": (
        "City or town",
        ~Q(jurisdiction__kind__in=[*NOT_LOCAL, JurisdictionKind.COUNTY]),
    ),
    "local": ("County, city or town", ~Q(jurisdiction__kind__in=NOT_LOCAL)),
}
YEARS = [(str(year), str(year)) for year in range(1990, 2100)]
STAGES = [("pending", "Pending"), *Stage.choices]


def state_choices():
    """The states and territories by name, and the country under “us”."""
    rows = Jurisdiction.objects.state_level().order_by("name").values_list("usps", "name")
    return [("us", "United States"), *((usps.lower(), name) for usps, name in rows)]


class MeasureFilterSet(django_filters.FilterSet):
    """Measures by state, level, kind, effect, reach, whom they regulate, use, stage, year, words.

    `stage` and `force` are as of the date that the set is made with.
    """

    state = django_filters.MultipleChoiceFilter(
        choices=state_choices, method="in_states", label="State"
    )
    level = django_filters.MultipleChoiceFilter(
        choices=[(key, label) for key, (label, _) in LEVELS.items()],
        method="at_levels",
        label="Level",
    )
    kind = django_filters.MultipleChoiceFilter(choices=MeasureKind.choices, label="Kind")
    effect = django_filters.MultipleChoiceFilter(choices=Effect.choices, label="Effect")
    reach = django_filters.ChoiceFilter(choices=Reach.choices, label="Reach")
    regulates = django_filters.MultipleChoiceFilter(
        choices=Regulates.choices, method="regulating", label="Regulates"
    )
    use = django_filters.MultipleChoiceFilter(
        choices=UseMode.choices, method="reaching_use", label="Use"
    )
    stage = django_filters.MultipleChoiceFilter(choices=STAGES, method="at_stages", label="Stage")
    force = django_filters.ChoiceFilter(
        choices=[("yes", "In force"), ("no", "Not in force")], method="by_force", label="Force"
    )
    year = django_filters.MultipleChoiceFilter(
        choices=YEARS, method="in_years", label="Year of first action"
    )
    q = django_filters.CharFilter(method="with_words", label="Words")

    class Meta:
        model = Measure
        fields = ["state", "level", "kind", "effect", "reach", "regulates", "use", "stage", "force",
                  "year", "q"]  # fmt: skip

    def __init__(self, data, queryset, on):
        self.on = on
        super().__init__(data, queryset)

    def in_states(self, queryset, name, value):
        codes = ["" if code == "us" else code.upper() for code in value]
        return queryset.filter(jurisdiction__usps__in=codes) if codes else queryset

    def at_levels(self, queryset, name, value):
        wanted = Q()
        for level in value:
            wanted |= LEVELS[level][1]
        return queryset.filter(wanted)

    def regulating(self, queryset, name, value):
        return queryset.filter(regulates__overlap=value) if value else queryset

    def reaching_use(self, queryset, name, value):
        return queryset.filter(use_modes__overlap=value) if value else queryset

    def at_stages(self, queryset, name, value):
        stages = {one for one in value if one != "pending"}
        stages |= set(PENDING) if "pending" in value else set()
        return queryset.at_stages(stages, self.on) if stages else queryset

    def by_force(self, queryset, name, value):
        if value == "yes":
            return queryset.in_force(self.on)
        bound = Measure.objects.in_force(self.on).values("pk")
        return queryset.exclude(pk__in=bound) if value == "no" else queryset

    def in_years(self, queryset, name, value):
        return queryset.filter(first_action_on__year__in=value) if value else queryset

    def with_words(self, queryset, name, value):
        return queryset.matching(value) if value.strip() else queryset


def measure_filters(request, queryset, on):
    """The filter set of a request, with what was not understood left out and explained."""
    data = request.GET.copy()
    asked = MeasureFilterSet(data, queryset, on)
    if asked.is_valid():
        return asked
    for name in asked.errors:
        bad = next(iter(asked.form.data.getlist(name)), "")
        field = asked.form.fields[name]
        words = [str(key) for key, _ in getattr(field, "choices", []) if key]
        good = [value for value in data.getlist(name) if value in words]
        bad = next((value for value in data.getlist(name) if value not in words), bad)
        allowed = ", ".join(words) if len(words) <= 25 else f"{words[0]} to {words[-1]}"
        explain(request, name, bad, f"allowed are {allowed}")
        data.setlist(name, good)
    return MeasureFilterSet(data, queryset, on)
