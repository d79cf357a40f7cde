"""Lists of measures as of a date: their orders, and what a row says of each measure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    DecimalField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, JSONObject, NullIf

from dashboard.charts.svg import marks
from dashboard.words.basis import resting_on
from dashboard.words.display_class import effect_mark
from dashboard.words.force import ground_of, when_of, word_of
from dashboard.words.names import LAW_STAGES, citation_of, government_of, measure_name
from dashboard.words.use_modes import use_cell, use_words
from laws.counting.tiers import tier
from laws.models import Action, Jurisdiction, Measure
from laws.models.ready_sql import ready
from laws.text.dates import PartialDate
from laws.vocabulary import (
    STATE_LEVEL,
    Effect,
    Force,
    Stage,
)

STAGES: dict[str, str] = dict(Stage.choices)
DEFAULT_SORT = "-last"
MeasureQuerySet = QuerySet[Measure]
WORDS = ArrayField(TextField())


def _place_in(field: str, values: Iterable[str]) -> Func:
    """Where a value stands in its own order; nowhere for none."""
    order = Value([str(value) for value in values], WORDS)
    return Func(
        order, Cast(F(field), TextField()), function="array_position", output_field=IntegerField()
    )


def _part_of_number(pattern: str) -> NullIf:
    return NullIf(Func(F("identifier_key"), Value(pattern), function="substring"), Value(""))


# What a list can be sorted by, each with the expressions that do it.
SORTS: dict[str, tuple[Any, ...]] = {
    "number": (
        _part_of_number("^[a-z]+"),
        Cast(_part_of_number("[0-9]+"), DecimalField(max_digits=60, decimal_places=0)),
    ),
    "government": (F("jurisdiction__name"), F("jurisdiction__state_code")),
    "effect": (_place_in("effect", Effect.values),),
    "use": (NullIf(Cast("use_modes", WORDS), Value([], WORDS)),),
    "stage": (_place_in("stage", Stage.values),),
    "since": (Case(When(force=Force.IN_EFFECT, then=F("since"))), F("since")),
    "last": (F("last_day"),),
}
SORT_WORDS = {
    "number": "by number",
    "-number": "by number, highest first",
    "government": "by government",
    "-government": "by government, from Z to A",
    "effect": "by effect, strongest first",
    "-effect": "by effect, strongest last",
    "use": "by use, live first",
    "-use": "by use, after the fact first",
    "stage": "by stage, earliest first",
    "-stage": "by stage, furthest first",
    "since": "longest in effect first",
    "-since": "latest in effect first",
    "last": "oldest action first",
    "-last": "newest action first",
}
SORT_CHOICES = list(SORT_WORDS)


def order_of(sort: str) -> list[Any]:
    """The expressions that put a list in the order that was asked for; ties: latest first."""
    descending = sort.startswith("-")
    wanted = [
        key.desc(nulls_last=True) if descending else key.asc(nulls_last=True)
        for key in SORTS[sort.removeprefix("-")]
    ]
    return [*wanted, F("last_day").desc(nulls_last=True), "slug"]


def ordered(measures: Any, sort: str, on: date) -> MeasureQuerySet:
    """Measures in the order that was asked for; they come with what it needs alone."""
    key = sort.removeprefix("-")
    if key == "stage":
        measures = measures.with_stage(on)
    elif key == "since":
        measures = measures.with_force(on)
    found: MeasureQuerySet = with_days(measures, on).order_by(*order_of(sort))
    return found


def with_days(measures: MeasureQuerySet, on: date) -> MeasureQuerySet:
    """With `last_day`, the day of the latest action by the date; what a list is sorted by."""
    days = Action.objects.filter(measure=OuterRef("pk"), day__lte=on).order_by("-day")
    return measures.annotate(last_day=Subquery(days.values("day")[:1]))


def with_all(measures: Any, on: date) -> MeasureQuerySet:
    """With what a row says: government, stage, force, first and last action by the date."""
    state = Jurisdiction.objects.filter(
        state_code=OuterRef("jurisdiction__state_code"), kind__in=STATE_LEVEL
    )
    rows: MeasureQuerySet = (
        measures.with_standing(on)
        .annotate(
            **_acts_and_tier(on),
            state_name=Subquery(state.values("name")[:1]),
        )
        .select_related("jurisdiction", "session")
        .defer("notes")
    )
    return rows


@lru_cache(maxsize=64)
def _acts_and_tier(on: date) -> dict[str, Any]:
    actions = Action.objects.filter(measure=OuterRef("pk"))
    columns = JSONObject(day="day", precision="precision", kind="kind")
    until = actions.filter(day__lte=on)
    return ready(
        {
            "first_act": Subquery(actions.order_by("day", "order").values(found=columns)[:1]),
            "last_act": Subquery(until.order_by("-day", "-order").values(found=columns)[:1]),
            "tier": tier(),
        }
    )


def first_act() -> RawSQL:
    """The first action of a measure, whatever the day, for a query of measures."""
    found: RawSQL = _acts_and_tier(date.min)["first_act"]
    return found


def partial(action: Mapping[str, str]) -> PartialDate:
    """The date of an action that came as JSON, as precise as it is known."""
    return PartialDate(date.fromisoformat(action["day"]), action["precision"])


@dataclass(frozen=True, slots=True)
class Row:
    """What a line of the list says of a measure, in words."""

    href: str
    name: str
    more: str
    government: str
    effect: str
    use: str
    use_words: str
    stage: str
    stage_mark: str
    steps: str
    force: str
    force_when: str
    ended_by: str
    in_effect: bool
    force_mark: str
    last: str
    last_iso: str


def row(measure: Any, suffix: str = "") -> Row:
    """A measure that came from `with_all` as a line of the list."""
    name = measure_name(measure, measure.stage in LAW_STAGES)
    day, _, ended_by = when_of(measure).partition(": ")
    return Row(
        href=measure.get_absolute_url() + suffix,
        name=name,
        more=_more(measure, name),
        government=government_of(measure),
        effect=effect_mark(measure),
        use=use_cell(measure.use_modes),
        use_words=use_words(measure.use_modes),
        stage=STAGES[measure.stage] if measure.stage else "Not certain",
        stage_mark=resting_on(measure.stage_basis, measure.stage_why, measure.stage),
        steps=marks.steps(measure.stage),
        force=word_of(measure),
        force_when=day,
        ended_by=ended_by,
        in_effect=measure.force == Force.IN_EFFECT,
        force_mark=ground_of(measure),
        last=partial(measure.last_act).say_short(),
        last_iso=partial(measure.last_act).isoformat(),
    )


def _more(measure: Any, name: str) -> str:
    """The title, and how a law is cited, where the name says neither."""
    parts = [] if name == measure.title else [measure.title]
    if measure.stage in LAW_STAGES:
        parts.append(citation_of(measure, name))
    return " · ".join(filter(None, parts))


def standing_on(measures: MeasureQuerySet, stages: Iterable[Stage], on: date) -> MeasureQuerySet:
    """Measures at one of the stages on the day, with it. Stages never overlap: one row each."""
    current = Q(stages__until_on=None) | Q(stages__until_on__gt=on)
    at_stage = measures.filter(current, stages__from_on__lte=on, stages__stage__in=stages)
    return at_stage.annotate(
        stage=F("stages__stage"), stage_basis=F("stages__basis"), moved=F("stages__from_on")
    )


UNUSED = ("summary", "notes", "shipped_digest", "identifier_key")
