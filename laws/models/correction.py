"""What readers report: a mistake, what became of it, and who answered."""

import secrets

import pgtrigger
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse

from laws.models.fields import is_one_of
from laws.vocabulary import OPEN_CORRECTIONS, CorrectionStatus

# Said over the telephone none of these is taken for another, and no word can come of them.
SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH = 6  # 387 million numbers: nobody finds another's by trying
LONGEST_TEXT = 4000


def new_reference():
    """A number such as C-7F3K9H, short enough to be said and not to be guessed."""
    return "C-" + "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


class CorrectionQuerySet(models.QuerySet):
    def open_first(self):
        """Those that wait for an answer, the oldest first, and then the others."""
        waits = Case(When(status__in=OPEN_CORRECTIONS, then=Value(0)), default=Value(1))
        return self.annotate(waits=waits).order_by("waits", "received_at")


class Correction(models.Model):
    """A mistake that a reader reported, and what staff answered.

    It is about a measure or a government, or about another page of the site, which `path` names.
    The e-mail address is never shown to anyone but staff, and is deleted with the last answer.
    """

    reference = models.CharField(
        "number", max_length=12, unique=True, default=new_reference, editable=False
    )
    # What is reported outlives what it was about.
    measure = models.ForeignKey(
        "laws.Measure", on_delete=models.SET_NULL, null=True, related_name="corrections"
    )
    jurisdiction = models.ForeignKey(
        "laws.Jurisdiction", on_delete=models.SET_NULL, null=True, related_name="corrections"
    )
    path = models.CharField("page", max_length=300, blank=True)
    text = models.TextField("what is wrong", max_length=LONGEST_TEXT)
    source_url = models.CharField("source", max_length=500, blank=True)
    email = models.EmailField("e-mail", blank=True)

    status = models.CharField(
        max_length=12, choices=CorrectionStatus, default=CorrectionStatus.RECEIVED
    )
    answer = models.TextField(
        max_length=LONGEST_TEXT,
        blank=True,
        help_text="Public: shown at the report’s address, and sent to the reader.",
    )
    text_is_public = models.BooleanField(
        "publish what the reader wrote",
        default=False,
        help_text="Shows their words at the report’s address. Never names, numbers, addresses.",
    )
    received_at = models.DateTimeField("received", auto_now_add=True)
    changed_at = models.DateTimeField("changed", auto_now=True)
    # The form that it came with: sent twice, it is one report.
    form_key = models.CharField(max_length=32, unique=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            is_one_of("status", CorrectionStatus, "correction_status_known"),
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_something"),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_CORRECTIONS) | ~Q(answer=""),
                name="correction_closed_with_an_answer",
                violation_error_message="A report is closed with an answer: write what was found.",
            ),
        ]
        indexes = [models.Index(fields=["status", "received_at"], name="correction_queue")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("correction", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_CORRECTIONS


class CorrectionStep(models.Model):
    """One answer to a report: who gave it, when, and what it said. Never changed afterwards."""

    # Deleted with its report, as spam is.
    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="steps")
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    status = models.CharField(max_length=12, choices=CorrectionStatus)
    answer = models.TextField(blank=True)
    text_is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [is_one_of("status", CorrectionStatus, "correction_step_status_known")]
        triggers = [pgtrigger.Protect(name="stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_status_display()}"
