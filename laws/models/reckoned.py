"""What is reckoned from the actions and stored, so that a query can ask about any day."""

from collections import defaultdict

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models, transaction
from django.db.models import F, Func, Q

from laws.models.fields import is_one_of
from laws.rules.reckoning import Session, reckon
from laws.vocabulary import ActionKind, Basis, Stage

DATES = ("first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on")


class DateRange(Func):
    """A PostgreSQL range of days."""

    function = "DATERANGE"
    output_field = DateRangeField()


def days(starts_on, ends_on):
    """The half-open range [starts_on, ends_on) as an expression."""
    return DateRange(starts_on, ends_on, RangeBoundary())


class TermQuerySet(models.QuerySet):
    def covering(self, on):
        """Terms that the given day falls in."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)


class Term(models.Model):
    """A span of days, [starts_on, ends_on), on which a measure certainly binds. Reckoned.

    Start and end keep what they rest on: the kind of action, its basis and, where that is not
    simply recorded, its words. `may_start_on` and `may_end_on` are the outermost days that
    imprecise dates leave open.
    """

    # A term is reckoned from its measure and goes with it.
    measure = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="terms")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    may_start_on = models.DateField(null=True)
    may_end_on = models.DateField(null=True)
    start_kind = models.CharField(max_length=20, choices=ActionKind)
    start_basis = models.CharField(max_length=10, choices=Basis)
    start_why = models.CharField(max_length=300, blank=True)
    end_kind = models.CharField(max_length=20, choices=ActionKind, blank=True)
    end_basis = models.CharField(max_length=10, choices=Basis, blank=True)
    end_why = models.CharField(max_length=300, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        # By the key: by the measure itself would join it and its government for every row.
        ordering = ["measure_id", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="term_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="terms_of_a_measure_do_not_overlap",
                expressions=[
                    ("measure", RangeOperators.EQUAL),
                    (days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(may_start_on=None) | Q(may_start_on__lte=F("starts_on")),
                name="term_may_start_before_it_certainly_does",
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="term_days")]

    def __str__(self):
        return f"{self.starts_on} – {self.ends_on or ''}"


class StageSpanQuerySet(models.QuerySet):
    def at(self, on):
        """The span that the given day falls in, one a measure."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)


class StageSpan(models.Model):
    """From `from_on` until the day before `until_on`, a measure stood at one stage. Reckoned."""

    # A stage is reckoned from its measure and goes with it.
    measure = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=20, choices=Stage)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    basis = models.CharField(max_length=10, choices=Basis)
    why = models.CharField(max_length=300, blank=True)

    objects = StageSpanQuerySet.as_manager()

    class Meta:
        ordering = ["measure_id", "from_on"]
        constraints = [
            is_one_of("stage", Stage, "stage_known"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="stage_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="stages_of_a_measure_do_not_overlap",
                expressions=[
                    ("measure", RangeOperators.EQUAL),
                    (days("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["stage", "from_on"], name="stage_days")]

    def __str__(self):
        return f"{self.get_stage_display()} from {self.from_on}"


def reckon_measure(measure):
    """The reckoning of a measure from its actions and session as they are stored."""
    session = measure.session and Session(measure.session.start_on, measure.session.end_on)
    acts = [action.act for action in measure.actions.all()]
    return reckon(acts, measure.binds_on_passage, session)


@transaction.atomic
def store_reckoning(measures):
    """Store what follows from the measures' actions; returns those for which anything changed.

    The one place where terms, stages and reckoned dates are written.
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
        .select_related("jurisdiction", "session")
        .prefetch_related("actions", "terms", "stages")
    )
    changed, terms, stages = [], [], []
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


def _replace(model, measures, rows):
    model.objects.filter(measure__in=measures).delete()
    model.objects.bulk_create(rows)


def _copy_dates(changed, measures):
    """Give the caller's own objects the dates that were just stored."""
    stored = {measure.pk: measure for measure in changed}
    for measure in measures:
        if measure.pk in stored:
            for name in DATES:
                setattr(measure, name, getattr(stored[measure.pk], name))


def _values(rows):
    """The reckoned content of rows, without their keys."""
    content = defaultdict(list)
    for row in rows:
        for column in row._meta.concrete_fields:
            if not column.primary_key:
                content[column.attname].append(getattr(row, column.attname))
    return content


def _term_row(measure, term):
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


def _stage_row(measure, span):
    return StageSpan(
        measure=measure,
        stage=span.stage,
        from_on=span.from_on,
        until_on=span.until_on,
        basis=span.basis,
        why=span.why,
    )


def _why(act):
    return act.description if act and act.basis != Basis.RECORDED else ""
