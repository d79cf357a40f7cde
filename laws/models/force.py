"""Whether a measure is in effect on a date, as expressions for a query of measures."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONArray

from laws.models.codebook import Provision
from laws.models.term import Term, TermQuerySet
from laws.vocabulary import Force

HAS_OWN_DAYS = Q(effective_on__isnull=False) | Q(ended_on__isnull=False)
"""Of an answer: that it begins or ends apart from its measure (R15)."""
OF_TERM = {
    "since": "starts_on",
    "until": "ends_on",
    "since_basis": "start_basis",
    "until_basis": "end_basis",
    "end_kind": "end_kind",
    "may_start_on": "may_start_on",
    "may_end_on": "may_end_on",
}
"""What is told of a term, by the name under which a measure has it."""


def force_on(on: date) -> Coalesce:
    """The force of the outer measure on the date: a value of Force (R6)."""
    force = Subquery(telling_terms(on).values("force")[:1])
    return Coalesce(force, Value(Force.NEVER), output_field=CharField())


def in_effect_on(on: date) -> Q:
    """Of the outer measure: that it is certainly in effect on the date (R1 to R5)."""
    return Q(Exists(Term.objects.filter(measure=OuterRef("pk")).covering(on).order_by()))


def told_of_term(on: date) -> dict[str, Subquery]:
    """What the term says that tells the force of the outer measure; None where it is never."""
    terms = telling_terms(on)
    return {name: Subquery(terms.values(column)[:1]) for name, column in OF_TERM.items()}


def own_days(of: str = "pk") -> ArraySubquery:
    """The days of their own of the answers of the outer measure, each as [begins, ends, question];
    `of` names the measure of another outer row.
    """
    rows = Provision.objects.filter(HAS_OWN_DAYS, measure=OuterRef(of)).order_by("pk")
    return ArraySubquery(rows.values(said=JSONArray("effective_on", "ended_on", "question__text")))


def telling_terms(on: date) -> TermQuerySet:
    """The terms of the outer measure that tell its force, the telling one first."""
    return Term.objects.filter(measure=OuterRef("pk")).telling(on)
