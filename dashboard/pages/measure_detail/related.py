"""A measure's family: every published measure that its relations lead to, and what each of them is
to this one.

Relations `related` join no families: they say that two measures are on the same subject, not that
one came of the other.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from dashboard.words.names import full_name
from laws.models import Measure, Relation
from laws.vocabulary import TWO_WAY, EditorialStatus, RelationKind

MOST_DRAWN = 60
MOST_READ = 400
# What the other measure is to this one: this one reads “from”, or is read “to”.
WORDS = {
    RelationKind.COMPANION: ("its companion", "its companion"),
    RelationKind.REINTRODUCES: ("which it reintroduces", "which reintroduces it"),
    RelationKind.AMENDS: ("which it amends", "which amends it"),
    RelationKind.REPEALS: ("which it repeals", "which repeals it"),
    RelationKind.REPLACES: ("which it replaces", "which replaces it"),
    RelationKind.IMPLEMENTS: ("which it implements", "which implements it"),
    RelationKind.AUTHORIZES: ("which it permits", "which permits it"),
    RelationKind.RELATED: ("on the same subject", "on the same subject"),
}
# The walk goes from measure to measure, each once, so that circles end. It enters published
# measures only: what is tied through a draft is tied for nobody but the editors.
WALK = """
WITH RECURSIVE family(id) AS (
    SELECT %s::bigint
    UNION
    SELECT next.id
    FROM family
    CROSS JOIN LATERAL (
        SELECT to_measure_id AS id FROM laws_relation
        WHERE from_measure_id = family.id AND kind <> %s
        UNION ALL
        SELECT from_measure_id FROM laws_relation
        WHERE to_measure_id = family.id AND kind <> %s
    ) AS next
    JOIN laws_measure ON laws_measure.id = next.id AND laws_measure.status = %s
)
SELECT id FROM (SELECT id FROM family LIMIT %s) AS near
UNION SELECT to_measure_id FROM laws_relation WHERE from_measure_id = %s
UNION SELECT from_measure_id FROM laws_relation WHERE to_measure_id = %s
"""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two measures, by their keys: `newer` is the one that it is read from."""

    newer: int
    older: int
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class RelatedMeasure:
    """Another measure and what it is to this one."""

    measure: Measure
    kind: str
    direction: str
    words: str
    note: str
    name: str
    is_later: bool


class RelatedMeasures:
    """A measure's family on a date, read in one query, however large."""

    def __init__(self, measure: Measure, on: date):
        self.measure, self.on = measure, on

    @cached_property
    def rows(self) -> dict[int, Measure]:
        """The measures by their keys: those of the family, and those on the same subject."""
        relations = Relation.objects.filter(
            from_measure=OuterRef("pk"), to_measure__status=EditorialStatus.PUBLISHED
        ).order_by("kind", "pk")
        edge = JSONObject(older="to_measure", kind="kind", note="note")
        related, key = RelationKind.RELATED, self.measure.pk
        known = (key, related, related, EditorialStatus.PUBLISHED, MOST_READ, key, key)
        walked = RawSQL(WALK, known)  # what varies are parameters # nosec B611
        found = Measure.objects.published().filter(pk__in=walked)
        found = found.with_standing(self.on).annotate(
            edges=ArraySubquery(relations.values(found=edge))
        )
        found = found.select_related("jurisdiction", "session")
        return {one.pk: one for one in found.defer("notes", "summary")}

    @cached_property
    def edges(self) -> list[Edge]:
        """The relations between those measures."""
        return [
            Edge(newer=pk, **edge)
            for pk, row in self.rows.items()
            for edge in row.edges
            if edge["older"] in self.rows
        ]

    @cached_property
    def direct(self) -> list[RelatedMeasure]:
        """The measures that this one itself is related to, oldest first."""
        key = self.measure.pk
        own = sorted((e for e in self.edges if key in (e.newer, e.older)), key=lambda e: e.kind)
        return sorted(
            (self._related(edge) for edge in own),
            key=lambda one: (str(one.measure.first_action_on or ""), one.measure.slug),
        )

    @property
    def on_the_same_subject(self):
        return [one for one in self.direct if one.kind == RelationKind.RELATED]

    def _related(self, edge):
        forward = edge.newer == self.measure.pk
        other = self.rows[edge.older if forward else edge.newer]
        return RelatedMeasure(
            measure=other,
            kind=edge.kind,
            direction="both" if edge.kind in TWO_WAY else "from" if forward else "to",
            words=WORDS[edge.kind][0 if forward else 1],
            note=edge.note,
            name=full_name(other, self.on, other.jurisdiction_id != self.measure.jurisdiction_id),
            is_later=is_later(other, self.on),
        )

    @cached_property
    def near(self) -> list[int]:
        """The keys of the family, this one first, then by how many steps away they are."""
        neighbors = defaultdict(list)
        for edge in self.edges:
            if edge.kind != RelationKind.RELATED:
                neighbors[edge.newer].append(edge.older)
                neighbors[edge.older].append(edge.newer)
        keys = {self.measure.pk: None}
        waiting = list(keys)
        for key in waiting:
            further = sorted(set(neighbors[key]) - keys.keys(), key=lambda pk: self.rows[pk].slug)
            keys.update(dict.fromkeys(further))
            waiting += further
        return list(keys)

    @property
    def members(self) -> list[Measure]:
        """The family as far as it is shown, oldest first."""
        shown = [self.rows[key] for key in self.near[:MOST_DRAWN]]
        return sorted(shown, key=lambda row: (str(row.first_action_on or ""), row.slug))

    @property
    def left_out(self):
        return max(0, len(self.near) - MOST_DRAWN)

    @cached_property
    def lineage_edges(self) -> list[Edge]:
        """The relations between the measures shown, in the order of the record."""
        shown = set(self.near[:MOST_DRAWN])
        return [
            edge
            for edge in self.edges
            if edge.kind != RelationKind.RELATED and {edge.newer, edge.older} <= shown
        ]


def is_later(measure: Measure, on: date) -> bool:
    """Whether its first action came after the date."""
    return bool(measure.first_action_on and measure.first_action_on > on)
