"""The end of a measure, filled in from the one that repealed or replaced it.

An address with `ended_by` opens the form of a measure with the row “Repealed” in place: its date,
its basis and its sources are those with which the other took effect. Nothing is saved before the
person saves it, and of what is published it becomes a proposal.
"""

from django.contrib import messages
from django.db.models import Q

from laws.admin.base.off import ENDED_BY
from laws.editing.consistency.facts import Span
from laws.editing.consistency.relations import ENDS_IT, overlap
from laws.models import Action, Measure, Relation, Term

FILLED_IN = (
    "The row “Repealed” is filled in from {}. Look through it and save: nothing is saved yet."
)
NOTHING_TO_END = (
    "There is no end to fill in: no measure that repeals or replaces this one is in effect while "
    "this one still counts as in effect."
)


class OffersItsEnd:
    """A section of measures whose form can be opened with the row that ends the measure."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        wanted = request.GET.get(ENDED_BY, "") if request.method == "GET" else ""
        measure = self.get_object(request, object_id) if wanted and object_id else None
        if measure and self.has_change_permission(request, measure):
            relation = _relation(measure, wanted)
            request.ending = relation and _row(relation)
            if request.ending:
                other = relation.from_measure
                request.initial = {"reason": f"{_said(relation)} {other}"[:300]}
                self.message_user(request, FILLED_IN.format(other), messages.INFO)
            else:
                self.message_user(request, NOTHING_TO_END, messages.WARNING)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        row = getattr(request, "ending", None)
        if row and inline.model is Action and "data" not in options:
            options["initial"] = [row]
        return options


def _relation(measure: Measure, key: str) -> Relation | None:
    """The relation by which another measure ends one."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    relations = measure.relations_to.filter(from_measure=key, kind__in=ENDS_IT)
    return relations.select_related("from_measure__jurisdiction").first()


def _row(relation: Relation) -> dict | None:
    """What the row “Repealed” of the other measure holds; None if it does not count any more."""
    ending, ended = relation.from_measure, relation.to_measure
    own = {Span(term.starts_on, term.ends_on): term for term in ending.terms.all()}
    others = tuple(Span(term.starts_on, term.ends_on) for term in ended.terms.all())
    since = overlap(tuple(own), others)
    if since is None:
        return None
    start = _start(ending, own[since])
    cited = [*(start.source_urls if start else []), *relation.source_urls]
    return {
        "when": own[since].starts,
        "kind": "repealed",
        "chamber": start.chamber if start else "",
        "basis": own[since].start_basis,
        "description": f"{_said(relation).lower()} {ending}"[:300],
        "source_urls": list(dict.fromkeys(cited)),
    }


def _start(measure: Measure, term: Term) -> Action | None:
    """The action with which a term began."""
    starts = Q(kind=term.start_kind, day__lte=term.starts_on)
    return measure.actions.filter(starts).order_by("-day").first()


def _said(relation: Relation) -> str:
    return "Repealed by" if relation.kind == "repeals" else "Replaced by"
