"""Who introduced a measure."""

from django.db import models

from laws.models.fields import ChecksInDatabase, is_one_of, source_urls
from laws.vocabulary import SponsorKind


class Sponsorship(ChecksInDatabase):
    """A sponsor of a measure, a person or a committee, as its legislature names them.

    Main sponsors come first, each kind in the order in which it was entered. Party and district
    are empty where the source does not say.
    """

    # Sponsors are part of their measure and go with it.
    measure = models.ForeignKey(
        "laws.Measure", on_delete=models.CASCADE, related_name="sponsorships"
    )
    name = models.CharField(max_length=150)
    classification = models.CharField(
        max_length=20, choices=SponsorKind, default=SponsorKind.PRIMARY
    )
    party = models.CharField(max_length=40, blank=True)
    district = models.CharField(max_length=60, blank=True)
    source_urls = source_urls()

    class Meta:
        ordering = ["-classification", "id"]
        constraints = [
            models.UniqueConstraint(
                "measure",
                "name",
                name="sponsor_once_a_measure",
                violation_error_message="This sponsor is already there.",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="sponsor_has_a_name"),
            is_one_of("classification", SponsorKind, "sponsor_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name
