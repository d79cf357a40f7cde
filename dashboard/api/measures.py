"""Measures by the API: the list with the filters of the pages, and one measure whole."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact
from django.http import Http404

from dashboard.api.columns import MEASURE_ON_DAY, ONE_MEASURE
from dashboard.api.operation import Asked, Gone, Listing, Operation, Part
from dashboard.api.parameters import Parameter, Unknown, cut, one_of, several_of, words
from dashboard.filters.filters import ALLOWED, MeasureFilterSet, measure_filters
from dashboard.pages.measure_detail.api import RULE as RULE_OF_ONE
from dashboard.pages.measure_detail.api import as_json as whole
from dashboard.pages.measure_detail.data import MeasureData, find_measure
from dashboard.pages.measure_list.api import as_json
from dashboard.web.measure_json import EFFECT_RULE, FORCE_RULE, TIER_RULE
from dashboard.words.measure_rows import with_all
from laws.counting.shared import once_per_state
from laws.models import Measure, merged_with
from laws.models.force import force_on
from laws.models.ready_sql import ready
from laws.text.states import NAMES
from laws.vocabulary import UNSURE_EFFECT, Force

SAID = {
    "state": "The postal code in small letters, us for the country. A state stands for its local "
    "governments as well; level tells them apart.",
    "kind": "Their legal form.",
    "effect": "What they do.",
    "reach": "How much of the use they cover.",
    "regulates": "Whom they regulate.",
    "use": "Which use they cover; not_recorded: that is not known.",
    "tier": "What stands behind their coding.",
    "level": "Whose measures: of a level of government; local are all below the state, legislature "
    "those of Congress and the legislatures.",
    "stage": "How far they got by the day.",
    "reached": "A step of their way that lies behind them on the day.",
    "session": "A session of a legislature, as ma-193rd and us-118: the key of /api/v1/sessions.",
    "force": "Whether they are in effect on the day; no stands for all that is not yes.",
    "year": "The year of their first action.",
    "q": "Words or a number, as in the search of the pages.",
}
STATE_CHOICES = sorted((code.lower(), name) for code, name in NAMES.items())
STATES = [code for code, _ in STATE_CHOICES]
SESSION = r"^[a-z]{2}-.+$"


def filter_parameters() -> tuple[Parameter, ...]:
    """The filters of the pages' filter set as parameters."""
    return tuple(_parameter(name) for name in MeasureFilterSet.base_filters)


def _parameter(name: str) -> Parameter:
    own = MeasureFilterSet.base_filters[name]
    choices = [str(key) for key, _ in own.extra.get("choices", ())]
    said = SAID[name]
    if name == "force":
        return one_of(name, said, [*choices, Force.IN_EFFECT.value])
    if name == "q":
        return words(name, said)
    if name == "session":
        found = words(name, said, SESSION, ALLOWED[name])
        return Parameter(name, said, found.schema, is_list=True)
    if name == "state":
        return several_of(name, said, STATES)
    return one_of(name, said, choices) if name == "reach" else several_of(name, said, choices)


FILTERS = filter_parameters()


def chosen_measures(asked: Asked, measures: QuerySet[Measure]) -> MeasureFilterSet:
    """The filters of an address, whose `qs` are the measures that they let through."""
    return measure_filters(asked.parameters, measures, asked.on, STATE_CHOICES)


@lru_cache(maxsize=64)
def in_doubt(on: date) -> dict[str, RawSQL]:
    """Whether it is in doubt if a measure is in effect, or what it does."""
    is_uncertain = Q(Exact(force_on(on), Value(Force.UNCERTAIN)))
    condition = is_uncertain | Q(effect_basis__in=UNSURE_EFFECT)
    return ready({"is_in_doubt": ExpressionWrapper(condition, output_field=BooleanField())})


def numbers_of(filters: MeasureFilterSet) -> dict[str, int]:
    """How many measures on record filters let through, and of how many something is in doubt."""
    return _numbers(filters.qs, filters.on) if filters.chosen else _numbers_of_all(filters.on)


@once_per_state
def _numbers_of_all(on: date) -> dict[str, int]:
    return _numbers(Measure.objects.published().on_record(on), on)


def _numbers(measures: QuerySet[Measure], on: date) -> dict[str, int]:
    doubtful = Count("pk", filter=Q(is_in_doubt=True))
    return measures.annotate(**in_doubt(on)).aggregate(count=Count("pk"), in_doubt=doubtful)


class Measures(Listing):
    """The list of /measures/."""

    name, path, title = "measures", "measures", "Measures"
    about = (
        "Laws, ordinances, orders, policies and bills with an action by the day, each as it stood "
        "on the day. In the order of their slugs."
    )
    rule = f"{about} {FORCE_RULE} {EFFECT_RULE} {TIER_RULE}"
    columns = MEASURE_ON_DAY
    own_parameters = FILTERS
    example = {"state": "ma", "force": "yes", "limit": "1"}
    page = "measures"

    def part(self, asked: Asked) -> Part:
        on = asked.on
        filters = chosen_measures(asked, Measure.objects.published().on_record(on))
        found = filters.qs
        rest = found.filter(slug__gt=asked.after[0]) if asked.after else found
        keys = list(rest.order_by("slug").values_list("pk", flat=True)[: asked.limit + 1])
        shown = with_all(Measure.objects.filter(pk__in=keys[: asked.limit]), on).order_by("slug")
        rows = [as_json(measure, asked.site) for measure in shown]
        is_more = len(keys) > asked.limit
        last = [rows[-1]["slug"]] if is_more else None
        return Part(rows, last, **numbers_of(filters))


class OneMeasure(Operation):
    """A measure whole, as at /measures/<slug>/."""

    name, path, title = "measure", "measures/<slug:slug>", "One measure"
    about = "A measure with all that is known of it, as of the day."
    rule = RULE_OF_ONE
    columns = ONE_MEASURE
    is_list = False
    example = {"fields": "slug,title,force,since,since_basis,until,terms"}
    example_of = {"slug": "ma-s2963-2019"}
    page = "measure"

    def content(self, asked: Asked) -> dict[str, Any]:
        try:
            measure = find_measure(asked.named["slug"])
        except Http404:
            _say_gone(asked.named["slug"])
            raise Http404("We list no measure with this slug; measures?q= finds them.") from None
        return {"result": whole(MeasureData(measure, asked.on), asked.site)}


def _say_gone(slug: str) -> None:
    """Refuse what was merged with another measure, or withdrawn, with what became of it."""
    if stays := merged_with(slug):
        raise Gone(f"It turned out to be the same measure as {stays}.", merged_into=stays)
    if reason := _why_withdrawn(slug):
        raise Gone(f"It was withdrawn: {reason}", reason=reason)


def refuse_unlisted(slug: str) -> None:
    """Refuse a slug by which rows are asked for, if it names no measure that has some: no row would
    read as “it was never in effect”.
    """
    if stays := merged_with(slug):
        raise Unknown("measure", slug, f"it was merged with {stays}: ask for that one")
    if reason := _why_withdrawn(slug):
        raise Unknown("measure", slug, f"it was withdrawn: {reason.rstrip('.')}")
    if not Measure.objects.published().filter(slug=slug).exists():
        allowed = "we list no measure with this slug; /api/v1/measures?q= finds them"
        raise Unknown("measure", cut(slug), allowed)


def _why_withdrawn(slug: str) -> str:
    gone = Measure.objects.withdrawn().filter(slug=slug)
    return gone.values_list("withdrawn_reason", flat=True).first() or ""
