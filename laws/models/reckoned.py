"""Storing what follows from a measure's actions: its terms, stages and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from django.db import models, transaction

from laws import vocabulary
from laws.models.term import StageSpan, Term
from laws.rules import reckoning
from laws.rules.reckoning import Reckoning, reckon
from laws.rules.terms import ActionFacts
from laws.text import dates, phrases
from laws.vocabulary import Basis

if TYPE_CHECKING:
    from laws.models import Measure

T = TypeVar("T", Term, StageSpan)

MODELS = ("action", "jurisdiction", "measure", "reckoned")
# The rules, the words and dates that they read, and the models from which they get their facts.
CODE = [
    *Path(reckoning.__file__).parent.glob("*.py"),
    *(Path(module.__file__) for module in (dates, phrases, vocabulary)),
    *(Path(__file__).with_name(f"{name}.py") for name in MODELS),
]
DATES = ("first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on")


def rules_digest() -> str:
    """A digest of the code by which terms and stages are calculated: another code, another one.

    It is stored with them (LoadedRecord), so that a server knows whether they are of its rules.
    """
    digest = blake2b(digest_size=16)
    for path in sorted(CODE):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def reckon_measure(measure: Measure) -> Reckoning:
    """What follows from a measure's actions and session as they are stored."""
    session = measure.session and measure.session.days
    acts = [action.act for action in measure.actions.all()]
    return reckon(acts, measure.effective_on_passage, session)


@transaction.atomic(savepoint=False)
def store_reckoning(measures: Sequence[Measure]) -> list[Measure]:
    """Store what follows from the measures' actions; returns those for which anything changed.

    The one place where terms, stages and calculated dates are written. Seven queries at most.
    """
    from laws.models import Measure

    ids = [measure.pk for measure in measures]
    # One writer at a time: two saves of one measure must not both insert its terms.
    list(
        Measure.objects.select_for_update(no_key=True)
        .filter(pk__in=ids)
        .order_by("pk")
        .values("pk")
    )
    fresh = (
        Measure.objects.filter(pk__in=ids)
        .order_by("pk")
        .select_related("jurisdiction", "session__jurisdiction")
        .prefetch_related("actions", "terms", "stages")
    )
    changed: list[Measure] = []
    terms: list[Term] = []
    stages: list[StageSpan] = []
    for measure in fresh:
        result = reckon_measure(measure)
        new_terms = [_term_row(measure, term) for term in result.terms]
        new_stages = [_stage_row(measure, span) for span in result.stages]
        dates = {name: getattr(result, name) for name in DATES}
        same = (
            _values(new_terms) == _values(measure.terms.all())
            and _values(new_stages) == _values(measure.stages.all())
            and all(getattr(measure, name) == day for name, day in dates.items())
        )
        if not same:
            changed.append(measure)
            terms += new_terms
            stages += new_stages
            for name, day in dates.items():
                setattr(measure, name, day)
    _replace(Term, changed, terms)
    _replace(StageSpan, changed, stages)
    Measure.objects.bulk_update(changed, DATES, batch_size=500)
    _copy_dates(changed, measures)
    return changed


def _replace(model: type[T], measures: Sequence[Measure], rows: Sequence[T]) -> None:
    model.objects.filter(measure__in=measures).delete()
    model.objects.bulk_create(rows)


def _copy_dates(changed: Sequence[Measure], measures: Sequence[Measure]) -> None:
    """Give the caller's own objects the dates that were just stored."""
    stored = {measure.pk: measure for measure in changed}
    for measure in measures:
        if measure.pk in stored:
            for name in DATES:
                setattr(measure, name, getattr(stored[measure.pk], name))


def _values(rows: Iterable[models.Model]) -> dict[str, list[object]]:
    """The content of calculated rows by column, without their keys."""
    content = defaultdict(list)
    for row in rows:
        for column in row._meta.concrete_fields:
            if not column.primary_key:
                content[column.attname].append(getattr(row, column.attname))
    return content


def _term_row(measure: Measure, term: reckoning.Term) -> Term:
    imprecise = term.may_start_on and term.may_start_on < term.starts_on
    return Term(
        measure=measure,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        may_start_on=term.may_start_on if imprecise else None,
        may_end_on=term.may_end_on,
        start_kind=term.start.kind,
        start_basis=term.start.basis,
        start_why=_why(term.start),
        end_kind=term.end.kind if term.end else "",
        end_basis=term.end.basis if term.end else "",
        end_why=_why(term.end),
    )


def _stage_row(measure: Measure, span: reckoning.StageSpan) -> StageSpan:
    return StageSpan(
        measure=measure,
        stage=span.stage,
        from_on=span.from_on,
        until_on=span.until_on,
        basis=span.basis,
        why=span.why,
    )


def _why(act: ActionFacts | None) -> str:
    return act.description if act and act.basis != Basis.RECORDED else ""
