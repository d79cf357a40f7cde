"""What staff said to the values that patterns find in a text (laws.text.suggest). Never public."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class SuggestionDecision(models.Model):
    """One such value: taken into the draft of a measure, or said not to be so of that text.

    `field` is a question of the codebook or a column of a measure. What is taken from a text of the
    inbox belongs to what another record told (`raw`) until that becomes a measure. It is marked as
    not read until someone else says that the text says so (`confirmed_at`).
    """

    sha256 = models.CharField(max_length=64)
    field = models.CharField(max_length=40)
    value = models.CharField(max_length=20, blank=True)
    is_taken = models.BooleanField()
    # A mark says nothing without what it is of.
    measure = models.ForeignKey(
        "laws.Measure", models.CASCADE, null=True, related_name="suggestion_decisions"
    )
    raw = models.ForeignKey(
        "laws.RawRecord", models.CASCADE, null=True, related_name="suggestion_decisions"
    )
    sentence = models.TextField()
    pinpoint = models.CharField(max_length=100, blank=True)
    version = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    # What was decided outlives an account.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_taken=False, measure=None, raw=None)
                | Q(is_taken=True, measure__isnull=False, raw=None)
                | Q(is_taken=True, measure=None, raw__isnull=False),
                name="suggestion_taken_into_something",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(measure__isnull=False),
                name="suggestion_confirmed_of_a_draft",
            ),
            models.UniqueConstraint(
                "sha256", "field", "value", "measure", "raw",
                name="suggestion_decided_once", nulls_distinct=False,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
