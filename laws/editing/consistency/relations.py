"""Checks of what a measure does to others."""

from collections.abc import Iterator

from laws.editing.consistency.facts import MeasureFacts, Relative, Span
from laws.editing.consistency.findings import Finding, at_relation, check
from laws.text.dates import say
from laws.vocabulary import RelationKind

ENDS_IT: dict[str, str] = {RelationKind.REPEALS: "repeals", RelationKind.REPLACES: "replaces"}


@check("Repealed or replaced by a law in effect, and still counted as in effect")
def repealed_still_counts(facts: MeasureFacts) -> Iterator[Finding]:
    for relation, since in ended_by(facts):
        yield at_relation(
            relation,
            f"This {ENDS_IT[relation.kind]} {relation.name} from {say(since.starts_on)}, yet "
            f"{relation.name} still counts as in effect then. Add “Repealed” with that day to its "
            "actions.",
        )


def ended_by(facts: MeasureFacts) -> list[tuple[Relative, Span]]:
    """The relations whose measure this one ends while that one still counts, with the term that
    ends it.
    """
    found = []
    for relation in facts.relations:
        may_end = relation.kind in ENDS_IT and not relation.is_withdrawn
        term = overlap(facts.terms, relation.terms) if may_end else None
        if term:
            found.append((relation, term))
    return found


def overlap(own: tuple[Span, ...], others: tuple[Span, ...]) -> Span | None:
    """The first own term on a day of which a term of the other is certainly in effect as well."""
    for term in own:
        for other in others:
            begins_before = term.ends_on is None or other.starts_on < term.ends_on
            if begins_before and (other.ends_on is None or term.starts_on < other.ends_on):
                return term
    return None
