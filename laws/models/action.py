"""The dated events in the life of a measure."""

from django.db import models, transaction
from django.db.models import Q

from laws.models.fields import ChecksInDatabase, is_one_of, precision_fits_date, source_urls
from laws.models.search_text import OF_MEASURE_PART
from laws.rules.terms import ActionFacts
from laws.text.dates import PartialDate
from laws.vocabulary import ActionKind, Basis, ChamberKind, Precision


class Action(ChecksInDatabase):
    """One dated event in a measure's life. Terms and stages follow from these."""

    # Actions are part of their measure and go with it.
    measure = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField(help_text="Its place among the measure's actions.")
    day = models.DateField("date", help_text="The first day of a month or year known only so far.")
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    kind = models.CharField(max_length=20, choices=ActionKind)
    chamber = models.CharField("by", max_length=10, choices=ChamberKind, blank=True)
    yes = models.PositiveIntegerField("votes for", null=True, blank=True)
    no = models.PositiveIntegerField("votes against", null=True, blank=True)
    description = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.RECORDED)
    source_urls = source_urls()

    class Meta:
        ordering = ["order"]
        triggers = OF_MEASURE_PART
        constraints = [
            models.UniqueConstraint(
                "measure",
                "order",
                name="action_order_unique_in_measure",
            ),
            precision_fits_date("day", "action_precision_fits_date"),
            is_one_of("kind", ActionKind, "action_kind_known"),
            is_one_of("precision", Precision, "action_precision_known"),
            is_one_of("basis", Basis, "action_basis_known"),
            models.CheckConstraint(
                condition=Q(chamber="") | Q(chamber__in=ChamberKind.values),
                name="action_chamber_known",
            ),
            models.CheckConstraint(
                condition=(Q(yes=None) | Q(yes__gte=0)) & (Q(no=None) | Q(no__gte=0)),
                name="action_votes_not_negative",
                violation_error_message="Votes are counted from zero.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date.say()}: {self.get_kind_display()}"

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.measure.reckon()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            self.measure.reckon()
        return gone

    @property
    def date(self) -> PartialDate:
        return PartialDate(self.day, self.precision)

    @property
    def act(self) -> ActionFacts:
        """The event as the reckoning sees it."""
        return ActionFacts(self.kind, self.date, self.basis, self.description, self.order or 0)
