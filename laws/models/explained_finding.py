"""What seems off about a measure and is right all the same."""

from django.db import models

from laws.models.fields import Shipped


class ExplainedFinding(Shipped):
    """Why something that a rule of consistency finds off about a measure is right as it is.

    It explains one finding and no other: `about` names the fact, as the finding does.
    """

    # An explanation says nothing without its measure.
    measure = models.ForeignKey(
        "laws.Measure", on_delete=models.CASCADE, related_name="explained_findings"
    )
    rule = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    reason = models.CharField("why it is right", max_length=500)

    class Meta:
        ordering = ["measure_id", "rule", "about"]
        constraints = [
            models.UniqueConstraint(
                "measure",
                "rule",
                "about",
                name="finding_explained_once",
                violation_error_message="This is explained already: change that explanation.",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="explained_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.about}"
