"""Acts of checking: that a person compared a measure with its sources."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject


class CheckQuerySet(models.QuerySet):
    def that_stands(self):
        """The check that a measure's `verified_on` comes from, of the query's outer measure."""
        said = JSONObject(looked_at="looked_at", not_looked_at="not_looked_at")
        return Subquery(self.standing().values(said=said)[:1])

    def standing(self) -> Self:
        """The same as a row, for whoever asks other columns of it."""
        rows = self.filter(
            measure=OuterRef("pk"), checked_on=OuterRef("verified_on"), undone_at=None
        )
        return rows.order_by("-pk")


class Check(models.Model):
    """One act of checking a measure: who made it, on which day, and which sources were looked at.

    The sources are addresses, as the measure cited them then. `version` is what the measure said,
    and `before_on` and `before_by` the check that this one replaced, which comes back if it is
    undone.
    """

    # A check says nothing without its measure.
    measure = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="checks")
    checked_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    # Who checked is worth keeping only while the account exists; revisions keep the name.
    by = models.ForeignKey("auth.User", on_delete=models.SET_NULL, null=True, related_name="+")
    looked_at = ArrayField(models.TextField())
    not_looked_at = ArrayField(models.TextField(), default=list)
    version = models.CharField(max_length=64)
    before_on = models.DateField(null=True)
    before_by = models.ForeignKey(
        "auth.User",
        on_delete=models.SET_NULL,  # as for who made this one
        null=True,
        related_name="+",
    )
    undone_at = models.DateTimeField(null=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(looked_at__len__gt=0), name="check_looked_at_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checked_on}: {len(self.looked_at)} of {self.sources} sources"

    @property
    def sources(self) -> int:
        """How many sources the measure had."""
        return len(self.looked_at) + len(self.not_looked_at)
