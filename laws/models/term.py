"""When a measure is in effect and how far it got, as calculated and stored for queries."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from laws.models.fields import is_one_of
from laws.text.dates import PartialDate
from laws.vocabulary import ActionKind, Basis, Stage


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
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)


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

    @property
    def starts(self) -> PartialDate:
        """When it starts, as precisely as that is known."""
        return _as_known(self.may_start_on, self.starts_on, self.starts_on)

    @property
    def ends(self) -> PartialDate | None:
        """When it ends, as precisely as that is known; None where no end is set."""
        return self.ends_on and _as_known(self.ends_on, self.may_end_on, self.ends_on)


def _as_known(first: date | None, last: date | None, counted: date) -> PartialDate:
    """The month or the year that two days enclose, else the day from which it counts."""
    return (first and last and PartialDate.spanning(first, last)) or PartialDate(counted)


class StageSpanQuerySet(models.QuerySet):
    def at(self, on: date) -> Self:
        """The span that the date falls in, one for each measure."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)


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

    def covers(self, on: date) -> bool:
        """Whether a day lies in the span."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)
