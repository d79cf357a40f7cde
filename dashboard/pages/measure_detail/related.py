"""A measure's family: every published measure that its relations lead to, and what each of them is
to this one.

Relations `related` join no families: they say that two measures are on the same matter, not that
one came of the other.
"""

from collections import defaultdict
from dataclasses import dataclass
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
    RelationKind.REINTRODUCES: ("which it brings back", "which brings it back"),
    RelationKind.AMENDS: ("which it amends", "which amends it"),
    RelationKind.REPEALS: ("which it repeals", "which repeals it"),
    RelationKind.REPLACES: ("which it replaces", "which replaces it"),
    RelationKind.IMPLEMENTS: ("which it carries out", "which carries it out"),
    RelationKind.AUTHORIZES: ("which it permits", "which permits it"),
    RelationKind.RELATED: ("on the same matter", "on the same matter"),
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
class Tie:
    """A relation of the record: `newer` is the one that it is read from."""

    newer: int
    older: int
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Another measure and what it is to this one."""

    measure: object
    kind: str
    direction: str
    words: str
    note: str
    name: str
    is_later: bool


class Family:
    """A measure's family on a date, read in one query, however large."""

    def __init__(self, measure, on):
        self.measure, self.on = measure, on

    @cached_property
    def rows(self):
        """The measures by their keys: those of the family, and those on the same matter."""
        ties = Relation.objects.filter(
            from_measure=OuterRef("pk"), to_measure__status=EditorialStatus.PUBLISHED
        ).order_by("kind", "pk")
        said = JSONObject(older="to_measure", kind="kind", note="note")
        related, key = RelationKind.RELATED, self.measure.pk
        known = (key, related, related, EditorialStatus.PUBLISHED, MOST_READ, key, key)
        found = Measure.objects.published().filter(pk__in=RawSQL(WALK, known))
        found = found.with_stage(self.on).annotate(ties=ArraySubquery(ties.values(found=said)))
        found = found.select_related("jurisdiction", "session")
        return {one.pk: one for one in found.defer("search_vector", "notes", "summary")}

    @cached_property
    def ties(self):
        """The relations between those measures."""
        return [
            Tie(newer=pk, **tie)
            for pk, row in self.rows.items()
            for tie in row.ties
            if tie["older"] in self.rows
        ]

    @cached_property
    def kin(self):
        """The measures that this one itself stands in a relation to, oldest first."""
        key = self.measure.pk
        own = sorted((t for t in self.ties if key in (t.newer, t.older)), key=lambda t: t.kind)
        return sorted(
            (self._kin(tie) for tie in own),
            key=lambda kin: (str(kin.measure.first_action_on or ""), kin.measure.slug),
        )

    @property
    def on_the_same_matter(self):
        return [kin for kin in self.kin if kin.kind == RelationKind.RELATED]

    def _kin(self, tie):
        forward = tie.newer == self.measure.pk
        other = self.rows[tie.older if forward else tie.newer]
        return Kin(
            measure=other,
            kind=tie.kind,
            direction="both" if tie.kind in TWO_WAY else "from" if forward else "to",
            words=WORDS[tie.kind][0 if forward else 1],
            note=tie.note,
            name=full_name(other, self.on, other.jurisdiction_id != self.measure.jurisdiction_id),
            is_later=is_later(other, self.on),
        )

    @cached_property
    def near(self):
        """The keys of the family, this one first, then by how many steps away they are."""
        tied = defaultdict(list)
        for tie in self.ties:
            if tie.kind != RelationKind.RELATED:
                tied[tie.newer].append(tie.older)
                tied[tie.older].append(tie.newer)
        keys = {self.measure.pk: None}
        waiting = list(keys)
        for key in waiting:
            further = sorted(set(tied[key]) - keys.keys(), key=lambda pk: self.rows[pk].slug)
            keys.update(dict.fromkeys(further))
            waiting += further
        return list(keys)

    @property
    def members(self):
        """The family as far as it is shown, oldest first."""
        shown = [self.rows[key] for key in self.near[:MOST_DRAWN]]
        return sorted(shown, key=lambda row: (str(row.first_action_on or ""), row.slug))

    @property
    def left_out(self):
        return max(0, len(self.near) - MOST_DRAWN)

    @cached_property
    def lineage_ties(self):
        """The relations between the measures shown, in the order of the record."""
        shown = set(self.near[:MOST_DRAWN])
        return [
            tie
            for tie in self.ties
            if tie.kind != RelationKind.RELATED and {tie.newer, tie.older} <= shown
        ]


def is_later(measure, on):
    """Whether it only came on the record after the date."""
    return bool(measure.first_action_on and measure.first_action_on > on)
