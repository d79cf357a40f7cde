"""How a measure stands to others, in words from its own side."""

from dataclasses import dataclass

from django.db.models import Q

from dashboard.views.shown_class import law_name
from laws.models import Relation
from laws.vocabulary import TWO_WAY, EditorialStatus, RelationKind

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


def kin_of(measure, on):
    """The published measures that this one stands in a relation to, oldest first."""
    relations = (
        Relation.objects.filter(Q(from_measure=measure) | Q(to_measure=measure))
        .filter(
            from_measure__status=EditorialStatus.PUBLISHED,
            to_measure__status=EditorialStatus.PUBLISHED,
        )
        .select_related(
            "from_measure__jurisdiction", "from_measure__session",
            "to_measure__jurisdiction", "to_measure__session",
        )
        .order_by("kind", "pk")
    )  # fmt: skip
    found = [_kin(relation, measure, on) for relation in relations]
    return sorted(found, key=lambda kin: (str(kin.measure.first_action_on or ""), kin.measure.slug))


def _kin(relation, measure, on):
    forward = relation.from_measure_id == measure.pk
    other = relation.to_measure if forward else relation.from_measure
    return Kin(
        measure=other,
        kind=relation.kind,
        direction="both" if relation.kind in TWO_WAY else "from" if forward else "to",
        words=WORDS[relation.kind][0 if forward else 1],
        note=relation.note,
        name=full_name(other, on, other.jurisdiction_id != measure.jurisdiction_id),
        is_later=bool(other.first_action_on and other.first_action_on > on),
    )


def full_name(measure, on, with_government=False):
    """A bill by its number and session, a law by its act or code: S.47, 192nd Legislature."""
    became = measure.enacted_on or measure.effective_on
    is_law = bool(became and became <= on)
    name = law_name(measure) if is_law else measure.identifier or measure.title
    if measure.session and name == measure.identifier:
        name = f"{name}, {measure.session.name}"
    return f"{measure.jurisdiction.name_in_state}: {name}" if with_government else name
