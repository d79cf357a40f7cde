"""Checks of what a measure does to others."""

from collections.abc import Iterator

from laws.editing.consistency.facts import MeasureFacts, Relative, Span
from laws.editing.consistency.findings import ODD, Finding, at_field, at_relation, check
from laws.text.dates import say
from laws.vocabulary import Effect, RelationKind

ENDS_IT: dict[str, str] = {RelationKind.REPEALS: "repeals", RelationKind.REPLACES: "replaces"}
LATER = (*ENDS_IT, RelationKind.REINTRODUCES, RelationKind.AMENDS)


@check("Repealed or replaced by a law in effect, and still counted as in effect")
def repealed_still_counts(facts: MeasureFacts) -> Iterator[Finding]:
    for relation, since in ended_by(facts):
        yield at_relation(
            relation,
            f"This {ENDS_IT[relation.kind]} {relation.name} from {since.starts.say()}, yet "
            f"{relation.name} still counts as in effect then. Add “Repealed” with that date to its "
            "actions.",
            beside=[since.starts.isoformat()],
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


@check("Repeals something, and does not say what")
def repeal_of_nothing(facts: MeasureFacts) -> Iterator[Finding]:
    undoes = {*ENDS_IT, RelationKind.AMENDS}
    if facts.effect == Effect.REPEAL and not any(one.kind in undoes for one in facts.relations):
        yield at_field(
            "effect",
            "It repeals something: say what, under relations (“Repeals” or “Amends”). The other "
            "measure counts as in effect until its own actions say “Repealed”.",
        )


@check("Undoes a measure that came later, or another government's")
def relation_does_not_fit(facts: MeasureFacts) -> Iterator[Finding]:
    acts = sorted(act.on.last for act in facts.acts)
    for one in facts.relations:
        if one.is_withdrawn:
            continue
        began = one.first_action_on
        if one.kind in LATER and acts and began and acts[-1] < began:
            yield at_relation(
                one,
                f"“{RelationKind(one.kind).label}” {one.name}, which began no earlier than "
                f"{say(began)}: after all that is recorded here. It may be the other way around.",
                beside=[began.isoformat()],
            )
        is_elsewhere = facts.place and one.place and one.place != facts.place.key
        if one.kind == RelationKind.COMPANION and is_elsewhere:
            yield at_relation(one, f"{one.name} is another government's: no companion of this.")
        if one.kind in ENDS_IT and is_elsewhere and facts.place and facts.place.is_local:
            yield at_relation(
                one, f"{one.name} is another government's, which this one can't undo.", ODD
            )
