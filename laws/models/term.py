"""When a measure is in effect and how far it got, as calculated and stored for queries."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Value, When

from laws.models.fields import is_one_of
from laws.rules.force import TELLING
from laws.rules.reckoning import Reckoning
from laws.rules.terms import ActionFacts
from laws.text.dates import PartialDate, as_known
from laws.vocabulary import NOT_LOCAL, ORDER_KINDS, ActionKind, Basis, Force, Stage

OF_NO_ACTION = {Stage.FAILED: (ActionKind.FAILED,), Stage.INACTIVE: ()}
"""Stages that may begin without an action, and the kinds of action with which they begin."""


class DateRange(Func):
    """A PostgreSQL range of days."""

    function = "DATERANGE"
    output_field = DateRangeField()


def days(starts_on: str, ends_on: str) -> DateRange:
    """The half-open range [starts_on, ends_on) as an expression."""
    return DateRange(starts_on, ends_on, RangeBoundary())


class TermQuerySet(models.QuerySet):
    def covering(self, on: date) -> Self:
        """Terms that the date falls in."""
        return self.filter(covering(on))

    def telling(self, on: date) -> Self:
        """The terms that tell whether a measure is in effect on the date, the telling one of each
        measure first, with `force`: what it says. The first of a measure without any: never.

        `laws.rules.force.force_on` says the same of plain terms.
        """
        adopted = StageSpan.objects.filter(measure=OuterRef("measure")).adopted(on)
        begun = Q(starts_on__lte=on)
        told = Case(
            When(covering(on), then=Value(Force.IN_EFFECT)),
            When(left_open(on), then=Value(Force.UNCERTAIN)),
            When(begun, then=Value(Force.NO_LONGER)),
            default=Value(Force.NOT_YET),
            output_field=models.CharField(),
        )
        rank = Case(*(When(force=force, then=rank) for rank, force in enumerate(TELLING)))
        last_begun = Case(When(begun, then=F("starts_on"))).desc(nulls_last=True)
        known = self.filter(begun | left_open(on) | Exists(adopted))
        return known.annotate(force=told).order_by(rank, last_begun, "starts_on")


def covering(on: date) -> Q:
    """Of a term: that the date falls in it."""
    return Q(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)


def left_open(on: date) -> Q:
    """Of a term: that imprecise dates leave open whether the date falls in it (R1)."""
    return Q(may_start_on__lte=on, starts_on__gt=on) | Q(ends_on__lte=on, may_end_on__gte=on)


class Term(models.Model):
    """The days, [starts_on, ends_on), on which a measure is certainly in effect. Calculated.

    Start and end keep what they rest on: the kind of action, its basis and, where that is not
    simply recorded, its words. `may_start_on` and `may_end_on` are the outermost days that
    imprecise dates leave open.
    """

    # A term follows from its measure and goes with it.
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

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on or ''}"

    def covers(self, on: date) -> bool:
        """Whether a day lies in the term."""
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)

    def leaves_open(self, on: date) -> bool:
        """Whether imprecise dates leave open that a day lies in the term (`left_open`)."""
        starts = self.may_start_on is not None and self.may_start_on <= on < self.starts_on
        ends = self.may_end_on is not None and self.ends_on <= on <= self.may_end_on
        return starts or ends

    @property
    def starts(self) -> PartialDate:
        """When it starts, as precisely as that is known."""
        return as_known(self.may_start_on, self.starts_on, self.starts_on)

    @property
    def ends(self) -> PartialDate | None:
        """When it ends, as precisely as that is known; None where no end is set."""
        return self.ends_on and as_known(self.ends_on, self.may_end_on, self.ends_on)


class StageSpanQuerySet(models.QuerySet):
    def at(self, on: date) -> Self:
        """The span that the date falls in, one for each measure."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)

    def adopted(self, on: date) -> Self:
        """The span that the date falls in, where it shows that the measure was adopted and had not
        taken effect: it became law, or passed, where that is enough (R2).
        """
        on_passage = Q(measure__kind__in=ORDER_KINDS)
        on_passage |= ~Q(measure__jurisdiction__kind__in=NOT_LOCAL)
        return self.at(on).filter(Q(stage=Stage.ENACTED) | Q(on_passage, stage=Stage.PASSED))


class StageSpan(models.Model):
    """A measure was at one stage from `from_on` until the day before `until_on`. Calculated."""

    # A stage follows from its measure and goes with it.
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

    def __str__(self) -> str:
        return f"{self.get_stage_display()} from {self.from_on}"

    def known_from(self, acts: Iterable[ActionFacts]) -> PartialDate:
        """Its first day as precisely as the measure's actions tell it. The end of a session and
        the day after a long silence are days that no action has.

        `FROM_PRECISION` of laws.open_data.of_measures says the same in a query.
        """
        kinds = OF_NO_ACTION.get(self.stage)
        dates = (one.on for one in acts if kinds is None or one.kind in kinds)
        return Reckoning(dates=tuple(dates)).as_known(self.from_on)

    def covers(self, on: date) -> bool:
        """Whether a day lies in the span."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)
