"""Context beside the law."""

from django.db import models

from laws.models.fields import Shipped, is_one_of, precision_fits_date, source_urls
from laws.text.dates import PartialDate
from laws.vocabulary import Confidence, Precision


class Milestone(Shipped):
    """Context that is no law: a study, a court case, a company's decision."""

    day = models.DateField("date")
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    title = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    category = models.CharField(max_length=30)
    state_code = models.CharField("state", max_length=2, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence)
    source_urls = source_urls()
    # A milestone may belong to a case, as an arrest to the suit over it, and stands without it.
    case = models.ForeignKey(
        "laws.CourtCase",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name="court case",
    )

    class Meta:
        ordering = ["day", "title"]
        constraints = [
            models.UniqueConstraint("day", "title", name="milestone_once_a_day"),
            precision_fits_date("day", "milestone_precision_fits_date"),
            is_one_of("precision", Precision, "milestone_precision_known"),
            is_one_of("confidence", Confidence, "milestone_confidence_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def date(self) -> PartialDate:
        return PartialDate(self.day, self.precision)
