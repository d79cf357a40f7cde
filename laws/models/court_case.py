"""Court cases: what courts did to measures, and cases about the use of face recognition."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least
from django.urls import reverse

from laws.models.action import Action
from laws.models.fields import Shipped, is_one_of, precision_fits_date, source_urls
from laws.text.dates import PartialDate
from laws.vocabulary import (
    CASE_ACTIONS,
    CaseDid,
    CaseStanding,
    CaseSubject,
    Confidence,
    EditorialStatus,
    Precision,
)


def first_day_of(case: str = "") -> Coalesce:
    """The first day that is known of a case, `case` leading to it: it was filed, else it was
    decided or did something to a published measure.
    """
    effects = CaseEffect.objects.filter(
        case=OuterRef(f"{case}pk"), measure__status=EditorialStatus.PUBLISHED
    )
    earliest = effects.order_by().values("case").annotate(first=Min("day")).values("first")
    return Coalesce(f"{case}filed_day", Least(f"{case}decided_day", Subquery(earliest)))


class CourtCaseQuerySet(models.QuerySet):
    def with_first_day(self) -> Self:
        return self.annotate(first_day=first_day_of())

    def known_on(self, day: date) -> Self:
        """Cases of which something had happened by a day, and those whose days are not known."""
        return self.with_first_day().filter(Q(first_day__lte=day) | Q(first_day__isnull=True))


class CourtCase(Shipped):
    """A court case. What it did to a measure is a row of CaseEffect."""

    slug = models.SlugField(
        "address", max_length=80, unique=True, help_text="The end of its public address."
    )
    name = models.CharField(max_length=200, help_text="As the court writes it: Doe v. City of X.")
    # A case names whose law or agency it is about: that government is not deleted unnoticed.
    jurisdiction = models.ForeignKey(
        "laws.Jurisdiction", on_delete=models.PROTECT, related_name="cases"
    )
    subject = models.CharField("about", max_length=10, choices=CaseSubject)
    court = models.CharField(max_length=150, blank=True, help_text="Empty: not known.")
    docket = models.CharField(
        max_length=100,
        blank=True,
        help_text="The number as the court writes it. Empty: not known.",
    )
    filed_day = models.DateField("filed", null=True, blank=True)
    filed_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    # Of several decisions the latest that we know of.
    decided_day = models.DateField("decided", null=True, blank=True)
    decided_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    standing = models.CharField("how it stands", max_length=10, choices=CaseStanding)
    summary = models.TextField("what it is about", max_length=600)
    outcome = models.TextField("what it did", max_length=600, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence)
    source_urls = source_urls()
    note = models.TextField("doubts", blank=True, help_text="Readers see them.")

    objects = CourtCaseQuerySet.as_manager()

    class Meta:
        ordering = [Coalesce("decided_day", "filed_day").desc(), "name"]
        constraints = [
            precision_fits_date("filed_day", "case_filed_fits_precision", "filed_precision"),
            precision_fits_date("decided_day", "case_decided_fits_precision", "decided_precision"),
            is_one_of("filed_precision", Precision, "case_filed_precision_known"),
            is_one_of("decided_precision", Precision, "case_decided_precision_known"),
            is_one_of("subject", CaseSubject, "case_subject_known"),
            is_one_of("standing", CaseStanding, "case_standing_known"),
            is_one_of("confidence", Confidence, "case_confidence_known"),
            models.CheckConstraint(
                condition=Q(filed_day=None)
                | Q(decided_day=None)
                | Q(filed_day__lte=models.F("decided_day"))
                | ~Q(decided_precision=Precision.DAY),
                name="case_filed_before_decided",
                violation_error_message="A case cannot be decided before it is filed.",
            ),
            models.CheckConstraint(
                condition=~Q(source_urls=[]),
                name="case_has_a_source",
                violation_error_message="Name the page that says so.",
            ),
            models.CheckConstraint(
                condition=Q(standing=CaseStanding.OPEN, decided_day=None) | ~Q(outcome=""),
                name="case_says_what_it_did",
                violation_error_message="Say what it did where it ended or was decided.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.slug])

    @property
    def filed(self) -> PartialDate | None:
        return self.filed_day and PartialDate(self.filed_day, self.filed_precision)

    @property
    def decided(self) -> PartialDate | None:
        return self.decided_day and PartialDate(self.decided_day, self.decided_precision)


class CaseEffect(Shipped):
    """What a court case did to a measure.

    Where it struck a measure down, suspended it or put it back, that is an action of the measure
    too, from which its time in effect follows: `action` is that action.
    """

    # What a case did says nothing without the case; a measure that a case names stays.
    case = models.ForeignKey("laws.CourtCase", on_delete=models.CASCADE, related_name="effects")
    measure = models.ForeignKey(
        "laws.Measure", on_delete=models.PROTECT, related_name="case_effects"
    )
    did = models.CharField("what it did", max_length=15, choices=CaseDid)
    day = models.DateField("date", null=True, blank=True)
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["case_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "measure", "did"],
                name="case_effect_once",
                violation_error_message="The case says so of this measure already.",
            ),
            precision_fits_date("day", "case_effect_precision_fits_date"),
            is_one_of("precision", Precision, "case_effect_precision_known"),
            is_one_of("did", CaseDid, "case_effect_did_known"),
            models.CheckConstraint(
                condition=~Q(did__in=[str(one) for one in CASE_ACTIONS]) | ~Q(day=None),
                name="case_effect_on_force_has_a_day",
                violation_error_message="Say on which day the court did so.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_did_display().lower()}"

    @property
    def date(self) -> PartialDate | None:
        return self.day and PartialDate(self.day, self.precision)


def lacks_its_action(did: str, day: date | None, precision: str, measure: int | None) -> bool:
    """Whether a case is said to have changed when a measure is in effect, and the measure has no
    action of that kind and date: the two would contradict each other.
    """
    if did not in CASE_ACTIONS:
        return False
    actions = Action.objects.filter(measure=measure, kind=did, day=day, precision=precision)
    return not actions.exists()
