"""What a feed follows: everything, a state, a place, a measure, a filter of measures, or a list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from dashboard.filters.filters import UNRECORDED, MeasureFilterSet
from laws.models import Measure, StageSpan
from laws.open_data.event_kinds import CALCULATED
from laws.open_data.events import is_news
from laws.vocabulary import PENDING, EventDid, EventKind, Force, Stage

CHANGES = {
    kind.value: kind.label
    for kind in EventKind
    if kind not in (EventKind.FIRST, EventKind.FORM)
}  # fmt: skip
"""What `change=` takes: the kinds of news."""
ALL = "all"
# Filters whose answer a row of `measures` holds: the column, and whether it is a list.
OF_ROW = {
    "effect": ("effect", False),
    "kind": ("kind", False),
    "reach": ("reach", False),
    "regulates": ("regulates", True),
    "use": ("use_modes", True),
}
STAGES_OF_FORCE = {"yes": (Stage.IN_FORCE,), Force.NOT_YET: (Stage.ENACTED,)}
MOVES = (EventKind.LAW, EventKind.CORRECTED)
YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a feed follows: the condition of its events, and whether a measure belongs to it.

    Checks change no fact, so they are left out unless they are asked for by `changes`.
    """

    title: str
    home: str
    events: Q
    covers: Callable[[Measure], bool]
    changes: tuple[str, ...] = field(default=())

    @property
    def condition(self) -> Q:
        """The condition of the events that make an entry."""
        if ALL in self.changes:
            return self.events & is_news()
        if self.changes:
            return self.events & is_news() & Q(kind__in=self.changes)
        return self.events & is_news() & ~Q(kind=EventKind.CHECKED)

    @property
    def has_calendar(self) -> bool:
        """Whether it tells also what the calendar brought."""
        return not self.changes or bool({ALL, EventKind.LAW.value}.intersection(self.changes))


def everything() -> tuple[Q, Callable[[Measure], bool]]:
    return Q(), lambda measure: True


def of_state(code: str) -> tuple[Q, Callable[[Measure], bool]]:
    """What is about a state (its postal code, us for the country) or a government in it."""
    code = code.lower()
    return Q(state=code), lambda one: (one.jurisdiction.state_code.lower() or "us") == code


def of_place(division_id: str) -> tuple[Q, Callable[[Measure], bool]]:
    """What is about one government itself."""
    own = Q(division_id=division_id)
    return own, lambda one: one.jurisdiction.division_id == division_id


def of_measures(slugs: Iterable[str]) -> tuple[Q, Callable[[Measure], bool]]:
    """What is about some measures."""
    slugs = frozenset(slugs)
    return Q(measure__in=slugs), lambda one: one.slug in slugs


def of_filters(filters: MeasureFilterSet) -> tuple[Q, Callable[[Measure], bool]]:
    """What is about the measures that filters let through today, and that a measure left them:
    what it said before, or the stage at which it was, would have been let through.
    """
    chosen = filters.chosen
    if set(chosen) == {"state"}:
        return Q(
            state__in=chosen["state"]
        ), lambda one: (one.jurisdiction.state_code.lower() or "us") in chosen["state"]
    rows = _answers(filters)
    matching = frozenset(slug for slug, *answers in rows if all(answers))
    moved: frozenset[str] = frozenset()
    events = Q(measure__in=matching) | _removed(chosen)
    for place, name in enumerate(chosen):
        others = [slug for slug, *answers in rows if all(answers[:place] + answers[place + 1 :])]
        if name in OF_ROW:
            changed = Q(table="measures", did=EventDid.CHANGED, measure__in=others)
            events |= changed & _was(name, chosen[name])
        elif stages := _stages_of(name, chosen[name]):
            moved |= _moved_on(stages, others, filters.on)
    events |= Q(measure__in=moved, table__in=CALCULATED, kind__in=MOVES)
    return events, lambda one: one.slug in matching or one.slug in moved


def _stages_of(name: str, wanted: Any) -> set[str]:
    """The stages at which a filter lets measures through, if that is what it asks for."""
    if name == "stage":
        return {*wanted, *(PENDING if "pending" in wanted else ())} - {"pending"}
    return set(STAGES_OF_FORCE.get(wanted, ())) if name == "force" else set()


def _moved_on(stages: set[str], slugs: list[str], on: date) -> frozenset[str]:
    """Which measures left some stages within the last year: how is what one follows them for.
    One query.
    """
    spans = StageSpan.objects.filter(
        stage__in=stages, until_on__gt=on - YEAR, until_on__lte=on, measure__slug__in=slugs
    )
    return frozenset(spans.order_by().values_list("measure__slug", flat=True))


def _answers(filters: MeasureFilterSet) -> list[tuple[Any, ...]]:
    """Each published measure by its slug, and whether each filter lets it through. One query."""
    answers = (
        ExpressionWrapper(condition, BooleanField()) for condition in filters.conditions.values()
    )
    return list(Measure.objects.published().order_by().values_list("slug", *answers))


def _was(name: str, wanted: Any) -> Q:
    """Whether an event's row said before what a filter asks for."""
    column, is_list = OF_ROW[name]
    values = [wanted] if isinstance(wanted, str) else wanted
    if not is_list:
        return Q(**{f"before__{column}__in": values})
    found = Q()
    for value in values:
        asked = {f"before__{column}": []} if value == UNRECORDED else None
        found |= Q(**asked or {f"before__{column}__contains": value})
    return found


def _removed(chosen: dict[str, Any]) -> Q:
    """Measures that were withdrawn or merged, as far as their last row answers the filters."""
    found = Q(table="measures", did=EventDid.REMOVED)
    if states := chosen.get("state"):
        found &= Q(state__in=states)
    for name in OF_ROW.keys() & chosen.keys():
        found &= _was(name, chosen[name])
    return found


def asked_of(filters: MeasureFilterSet) -> str:
    """What filters ask for, in words: Ban; Massachusetts."""
    said = [
        filters.word(name, value) if name != "q" else f"“{value}”"
        for name, values in filters.chosen.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return "; ".join(said)
