"""What was seen at the addresses that the record cites."""

from datetime import timedelta
from itertools import chain

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from laws.models.quotation import Quotation
from laws.models.source import Source

GONE = (404, 410)
"""The answers that say that a page is there no more; others may pass."""


class SeenPageQuerySet(models.QuerySet):
    def gather(self):
        """Know every address that a source of a measure or a quotation names, and forget the
        others.
        """
        rows = (table.objects.order_by().values_list("url", flat=True)
                for table in (Source, Quotation))  # fmt: skip
        cited = set(chain.from_iterable(rows))
        fresh = cited.difference(self.values_list("url", flat=True))
        self.bulk_create((SeenPage(url=url) for url in sorted(fresh)), ignore_conflicts=True)
        self.exclude(url__in=cited).filter(archived_url="").delete()

    def due(self, now, days):
        """Those that were not looked at within so many days; those never looked at come first."""
        waits = Q(checked_at=None) | Q(checked_at__lte=now - timedelta(days=days))
        return self.filter(waits).order_by(F("checked_at").asc(nulls_first=True), "pk")

    def with_measures(self):
        """With `measures`, how many measures cite the address."""
        citing = Source.objects.filter(url=OuterRef("url")).order_by().values("url")
        return self.annotate(measures=Subquery(citing.annotate(n=Count("pk")).values("n")))

    def fate(self) -> Subquery:
        """Since when the page that a source names is gone, or was last seen changed."""
        gone = Case(When(status__in=GONE, then=F("failing_since")))
        said = JSONObject(gone_since=gone, changed_on=F("changed_at"))
        return Subquery(self.filter(url=OuterRef("url")).values(said=said)[:1])

    def archived_url(self) -> str:
        """Where a copy of the page that a source names is kept, as a column of the source; empty
        where none is known.
        """
        kept = self.filter(url=OuterRef("url")).values("archived_url")[:1]
        return Coalesce(Subquery(kept), Value(""))


class SeenPage(models.Model):
    """One cited address: when it was last looked at, and what was there.

    It belongs to the address, not to a measure, because several measures cite the same page. All
    but the archived address is written by `check_sources`.
    """

    url = models.CharField("address", max_length=500, unique=True)
    checked_at = models.DateTimeField("checked", null=True, editable=False)
    status = models.PositiveSmallIntegerField("HTTP status", null=True, editable=False)
    final_url = models.CharField("led to", max_length=2000, blank=True, editable=False)
    checksum = models.CharField(
        "SHA-256", max_length=64, blank=True, editable=False, help_text="Of what was seen."
    )
    changed_at = models.DateTimeField("content changed", null=True, editable=False)
    problem = models.CharField(max_length=200, blank=True, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    archived_url = models.CharField(
        "archived address", max_length=500, blank=True, help_text="A copy that will stay."
    )

    objects = SeenPageQuerySet.as_manager()

    class Meta:
        ordering = ["url"]
        indexes = [models.Index(fields=["checked_at"], name="seen_page_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(archived_url="") | Q(archived_url__regex="^https?://[^[:space:]]+$"),
                name="seen_page_archive_is_an_address",
                violation_error_message="An archived address starts with https:// or http://.",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    def note(self, sight, now):
        """Keep what was seen now."""
        if sight.checksum and sight.checksum != self.checksum:
            self.changed_at = now if self.checksum else None
            self.checksum = sight.checksum
        self.failing_since = (self.failing_since or now) if sight.problem else None
        self.checked_at, self.status = now, sight.status
        self.final_url, self.problem = sight.final_url[:2000], sight.problem[:200]
        self.save()
