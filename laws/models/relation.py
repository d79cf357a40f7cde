"""How measures stand to one another."""

from django.db import models
from django.db.models import F, Q

from laws.models.fields import ChecksInDatabase, Shipped, is_one_of, source_urls
from laws.vocabulary import RelationKind


class Relation(ChecksInDatabase, Shipped):
    """A measure's relation to another, read from the first to the second."""

    # A relation says nothing without both of its measures.
    from_measure = models.ForeignKey(
        "laws.Measure", on_delete=models.CASCADE, related_name="relations_from"
    )
    to_measure = models.ForeignKey(
        "laws.Measure", on_delete=models.CASCADE, related_name="relations_to"
    )
    kind = models.CharField(max_length=20, choices=RelationKind)
    note = models.CharField(max_length=300, blank=True)
    source_urls = source_urls()

    class Meta:
        ordering = ["from_measure_id", "kind", "to_measure_id"]
        constraints = [
            models.UniqueConstraint(
                "from_measure",
                "to_measure",
                "kind",
                name="relation_once_a_pair",
                violation_error_message="This relation is already on the record.",
            ),
            models.CheckConstraint(
                condition=~Q(from_measure=F("to_measure")),
                name="relation_not_to_itself",
                violation_error_message="A measure has no relation to itself.",
            ),
            is_one_of("kind", RelationKind, "relation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.from_measure} {self.get_kind_display().lower()} {self.to_measure}"
