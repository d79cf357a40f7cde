"""How the lists of measures are searched and narrowed."""

from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Count, F, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from laws.admin.base.addresses import SECTION
from laws.admin.base.site import SECTIONS
from laws.models import Action, Measure
from laws.search.measures import find_measures
from laws.text.dates import PartialDate
from laws.vocabulary import MeasureKind

MEASURES = {"bill": "Bill", "ordinance": "Ordinance", "order": "Order"}
"""The sections of measures by the names in their addresses, with their models' names."""


class KindFilter(admin.SimpleListFilter):
    """The kinds that belong to the section."""

    title = "kind"
    parameter_name = "kind__exact"

    def lookups(self, request, model_admin):
        return [(kind.value, MeasureKind(kind).label) for kind in model_admin.form.kinds]

    def queryset(self, request, queryset):
        return queryset if self.value() is None else queryset.filter(kind=self.value())


class FoundByName:
    """A list of measures that finds them by any name, the closest first, and says where else some
    are if it has none; with the last action until today and the next one apart.
    """

    def get_queryset(self, request):
        today = timezone.localdate()
        actions = Action.objects.filter(measure=OuterRef("pk"))
        past = actions.filter(day__lte=today).order_by("-day", "-order")
        ahead = actions.filter(day__gt=today).order_by("day", "order")
        return super().get_queryset(request).annotate(
            last_day=Subquery(past.values("day")[:1]),
            last_precision=Subquery(past.values("precision")[:1]),
            next_day=Subquery(ahead.values("day")[:1]),
            next_precision=Subquery(ahead.values("precision")[:1]),
        )  # fmt: skip

    def get_search_results(self, request, queryset, search_term):
        words = search_term.strip()
        if not words:
            return queryset, False
        order, found = queryset.query.order_by, find_measures(queryset, words)
        return (found.order_by(*order) if request.GET.get("o") else found), False

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        cl = shown.get("cl")
        if cl is not None and cl.query and not cl.result_count:
            shown["elsewhere"] = sections_with(request.user, cl.query)
        return response

    @admin.display(description="session", ordering="session__start_on")
    def in_session(self, measure):
        return measure.session and measure.session.identifier

    @admin.display(description="last action", ordering="last_day")
    def last_action(self, measure):
        return (
            measure.last_day and PartialDate(measure.last_day, measure.last_precision).say_short()
        )

    @admin.display(description="next action", ordering=F("next_day").asc(nulls_last=True))
    def next_action(self, measure):
        return (
            measure.next_day and PartialDate(measure.next_day, measure.next_precision).say_short()
        )


def sections_with(user: User, words: str) -> list[dict]:
    """The sections that have measures of that name, with how many and their lists."""
    found = find_measures(Measure.objects.all(), words).order_by()
    counts = found.values(section=SECTION).annotate(n=Count("pk")).values_list("section", "n")
    return [
        {"count": count, "name": SECTIONS[MEASURES[section]], "address": list_of(section, words)}
        for section, count in sorted(counts, key=lambda one: list(MEASURES).index(one[0]))
        if user.has_perm(f"laws.view_{section}")
    ]


def list_of(section: str, words: str) -> str:
    """The address of a section's list, searched for words."""
    return f"{reverse(f'admin:laws_{section}_changelist')}?{urlencode({'q': words})}"
