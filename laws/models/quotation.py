"""The sentences of laws that answers and effects rest on."""

from datetime import date

import pgtrigger
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from laws.models.fields import Shipped


class QuotationQuerySet(models.QuerySet):
    def note(self, url: str, says, on: date) -> None:
        """Keep which sentences stand at an address now; `says` tells of each.

        A sentence is missing only if it stood there before: what never could be found may be
        written by a script, or in a file that is not read.
        """
        for row in self.filter(url=url):
            if says(row.quote):
                row.found_on, row.missing_since = on, None
            elif row.found_on:
                row.missing_since = row.missing_since or on
            row.save(update_fields=["found_on", "missing_since"])


class Quotation(Shipped):
    """A sentence quoted from a law: what one answer about it rests on, or, without a question,
    what its effect does.

    `version` is the text that was read, as its source names it: an enrolled bill, a code of 2025.
    """

    # A quotation says nothing without its measure.
    measure = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="quotations")
    # A question with quotations on record should be hard to delete.
    question = models.ForeignKey(
        "laws.Question", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    quote = models.TextField(max_length=1000)
    pinpoint = models.CharField(max_length=100, blank=True, help_text="Where it stands: § 2(a)")
    version = models.CharField(max_length=100, blank=True, help_text="Which text was read.")
    url = models.CharField(
        "address", max_length=500, validators=[URLValidator(schemes=["http", "https"])]
    )
    seen_on = models.DateField(null=True, blank=True)
    # Written by `check_sources`: when the sentence was last found at its address, and since when it
    # is there no more.
    found_on = models.DateField(null=True, editable=False)
    missing_since = models.DateField(null=True, editable=False)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["measure_id", "question_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "question"],
                nulls_distinct=False,
                name="quotation_once_a_question",
                violation_error_message="A sentence is already quoted for this question.",
            ),
            models.CheckConstraint(condition=~Q(quote=""), name="quotation_quotes"),
            models.CheckConstraint(
                condition=Q(url__regex="^https?://[^[:space:]]+$"), name="quotation_has_an_address"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                # Other words, or another address, were not looked for yet.
                name="look_again",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("quote", "url"),
                func="NEW.found_on := NULL; NEW.missing_since := NULL; RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return self.quote[:80]
