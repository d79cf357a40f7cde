"""Where the facts come from."""

from itertools import chain

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from laws.models.fields import ChecksInDatabase


class SourceQuerySet(models.QuerySet):
    def gather(self, measure) -> None:
        """Give the measure a source for every address that only one of its rows cites."""
        cited = chain(
            measure.actions.order_by("order").values_list("source_urls", flat=True),
            measure.provisions.order_by("question__order").values_list("source_urls", flat=True),
            measure.sponsorships.values_list("source_urls", flat=True),
        )
        wanted = dict.fromkeys(chain.from_iterable(cited))
        known = set(measure.sources.values_list("url", flat=True))
        self.bulk_create(Source(measure=measure, url=url) for url in wanted if url not in known)


class Source(ChecksInDatabase):
    """A page or file that backs a measure, one of its actions or one of its provisions."""

    # Sources are part of their measure and go with it.
    measure = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="sources")
    url = models.CharField(
        "address", max_length=500, validators=[URLValidator(schemes=["http", "https"])]
    )
    note = models.CharField(max_length=200, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    official = models.BooleanField(
        null=True, blank=True, help_text="Whether the government itself published it."
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "measure",
                "url",
                name="source_once_a_measure",
                violation_error_message="This address is already among the measure's sources.",
            ),
            models.CheckConstraint(
                condition=Q(url__regex="^https?://[^[:space:]]+$"), name="source_is_a_web_address"
            ),
        ]

    def __str__(self) -> str:
        return self.url
