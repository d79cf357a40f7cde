"""Pending measures as if they were law: rule R12, over the law of a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from laws.counting.on_date import OF_PLACE, LawOnDate, MeasureInForce, Place
from laws.models import Relation
from laws.rules.registry import rule
from laws.text.measure_fields import SHOWN
from laws.vocabulary import Basis, RelationKind

UNDOING = (RelationKind.REPEALS, RelationKind.REPLACES)


@dataclass(frozen=True, slots=True)
class Supposed(MeasureInForce):
    """A pending measure taken for law from a chosen day: hypothetical, and never on the record.

    `undoes` are the measures that it repeals or replaces, by slug.
    """

    undoes: tuple[str, ...] = ()


@rule(12, "What if")
def what_if(law: LawOnDate, chosen: Iterable[Supposed]) -> LawOnDate:
    """The law of a day with chosen pending measures treated as in effect from a chosen day. It is
    counted by the very same rules as the law itself, always labeled, and counted nowhere else.

    A chosen measure stands beside what binds, as it would on the record: the strongest shows, and
    a permission hides no limit. What it repeals or replaces ends on that day, whether that binds
    or was chosen as well. What it amends goes on beside it, so that an amendment which loosens a
    law is not seen. A repeal for which the record names no other measure changes nothing. A
    measure that binds on the day anyway stands once, as it does on the record.
    """
    real = {binding.slug for binding in law.in_force}
    added = {b.slug: b for b in chosen if b.starts_on <= law.on and b.slug not in real}
    undone = {slug for binding in added.values() for slug in binding.undoes}
    kept = [b for b in [*law.everything, *added.values()] if b.slug not in undone]
    return LawOnDate(law.on, kept)


def supposed(measures, starts_on: date) -> list[Supposed]:
    """The measures of a query set as if they were law from a day, without an end. Two queries."""
    undoes = defaultdict(list)
    undoing = Relation.objects.filter(
        from_measure__in=measures.order_by().values("pk"), kind__in=UNDOING
    )
    for slug, other in undoing.order_by("pk").values_list("from_measure__slug", "to_measure__slug"):
        undoes[slug].append(other)
    of_place = [f"jurisdiction__{name}" for name in OF_PLACE]
    rows = measures.order_by("slug").values_list(*SHOWN, *of_place)
    return [_supposed(row, starts_on, undoes) for row in rows]


def _supposed(row, starts_on, undoes):
    own, place = dict(zip(SHOWN, row, strict=False)), Place(*row[len(SHOWN) :])
    return Supposed(
        **own,
        starts_on=starts_on,
        ends_on=None,
        start_kind="",
        # Its basis adds no doubt of its own: what is doubtful beside it must stay visible.
        start_basis=Basis.RECORDED,
        start_why="",
        end_basis="",
        end_why="",
        place=place,
        is_over=False,
        undoes=tuple(undoes[own["slug"]]),
    )
