"""Pending measures as if they were law: rule R12, on top of the law on a date."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from laws.counting.on_date import (
    OF_MEASURE,
    OF_PLACE,
    LawOnDate,
    MeasureInForce,
    Place,
    measure_fields,
)
from laws.models import Measure, Relation
from laws.models.force import own_days
from laws.rules.registry import rule
from laws.vocabulary import Basis, RelationKind

UNDOING = (RelationKind.REPEALS, RelationKind.REPLACES)


@dataclass(frozen=True, slots=True)
class Supposed(MeasureInForce):
    """A pending measure treated as law from a chosen date: hypothetical, and never stored.

    `undoes` are the measures that it repeals or replaces, by slug.
    """

    undoes: tuple[str, ...] = ()


@rule(12, "What if")
def what_if(law: LawOnDate, chosen: Iterable[Supposed]) -> LawOnDate:
    """“What if” shows the law on a date with pending bills of your choice treated as in effect from
    a date of your choice. The same rules count it. It is always labeled, and counted nowhere else.

    A chosen bill is added to the laws in effect: the strongest shows, and a law that permits a use
    does not hide one that limits it. A law that the bill repeals or replaces ends on that date; so
    does another chosen bill that it would replace. A law that it amends stays as it is, so an
    amendment that weakens a law does not show. A repeal changes nothing unless we know which law
    it repeals. A measure that is in effect on that date anyway counts once.
    """
    real = {measure.slug for measure in law.in_force}
    # By slug: the order in which bills were chosen must not show in any list.
    ordered = sorted(chosen, key=lambda measure: measure.slug)
    added = {
        m.slug: m.as_on(law.on) for m in ordered if m.starts_on <= law.on and m.slug not in real
    }
    undone = {slug for measure in added.values() for slug in measure.undoes}
    left = [m for m in [*law.everything, *added.values()] if m.slug not in undone]
    return LawOnDate(law.on, left)


def supposed(measures: QuerySet[Measure], starts_on: date) -> list[Supposed]:
    """The measures as if they were law from a date, without an end. Two queries."""
    undoes: dict[str, list[str]] = defaultdict(list)
    undoing = Relation.objects.filter(from_measure__in=measures, kind__in=UNDOING)
    for slug, other in undoing.order_by("pk").values_list("from_measure__slug", "to_measure__slug"):
        undoes[slug].append(other)
    of_place = [f"jurisdiction__{name}" for name in OF_PLACE]
    in_parts = measures.order_by("slug").annotate(own_days=own_days())
    rows = in_parts.values_list(*OF_MEASURE, *of_place, "own_days")
    return [_supposed(row, starts_on, undoes) for row in rows]


def _supposed(row: tuple[Any, ...], starts_on: date, undoes: dict[str, list[str]]) -> Supposed:
    own, place = measure_fields(row), Place(*row[len(OF_MEASURE) : -1])
    return Supposed(
        **own,
        starts_on=starts_on,
        ends_on=None,
        may_start_on=None,
        may_end_on=None,
        start_kind="",
        # No doubt of its own: what is doubtful among the laws in effect must stay visible.
        start_basis=Basis.RECORDED,
        start_why="",
        end_kind="",
        end_basis="",
        end_why="",
        place=place,
        is_over=False,
        own_days=row[-1],
        undoes=tuple(undoes[own["slug"]]),
    )
