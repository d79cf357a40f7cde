"""Texts as they were seen, kept so that what rests on them can be read when the page is gone."""

from datetime import date
from hashlib import sha256

import pgtrigger
from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery

from laws.models.quotation import Quotation
from laws.models.source import Source

PAGE = "Cited page"
"""The version of a page that holds a sentence of the law, and not the whole of its text."""


class SourceCopyQuerySet(models.QuerySet):
    def keep(self, owner: dict, texts) -> None:
        """Keep texts of a source or of an inbox entry (`{"source": …}`, `{"entry": …}`); one that
        is kept there already is not kept twice."""
        rows = [SourceCopy(**owner, **text, sha256=checksum(text["text"])) for text in texts]
        self.bulk_create(rows, ignore_conflicts=True)

    def keep_of(self, measure, texts) -> None:
        """Keep texts of a measure, each with the source of its address."""
        for text in texts:
            if source := _source_for(measure, text["url"]):
                self.keep({"source": source}, [text])

    def keep_page(self, url: str, text: str, on: date) -> None:
        """Keep what an official page says where a sentence quoted from it stood there that day."""
        quoted = Quotation.objects.filter(url=url, found_on=on).values("measure")
        page = {"version": PAGE, "url": url, "text": text.replace("\0", ""), "seen_on": on}
        for source in Source.objects.filter(url=url, official=True, measure__in=quoted):
            self.keep({"source": source}, [page])

    def last_seen(self) -> Subquery:
        """When the page that a quotation names was last kept, as a column of the quotation."""
        kept = self.filter(url=OuterRef("url"), source__measure=OuterRef("measure"))
        return Subquery(kept.order_by().values("url").annotate(on=Max("seen_on")).values("on"))

    def texts_of(self, measure) -> models.QuerySet:
        """What the copies of a measure's sources say, as `keep` takes it."""
        return self.filter(source__measure=measure).values("version", "url", "text", "seen_on")

    def move_to(self, measure) -> None:
        """Make these texts of an inbox entry those of the measure that it became."""
        for copy in self.order_by("id"):
            source = _source_for(measure, copy.url)
            if source and source.copies.filter(sha256=copy.sha256).exists():
                copy.delete()
            elif source:
                copy.source, copy.entry = source, None
                copy.save(update_fields=["source", "entry"])


def _source_for(measure, url):
    """The source of a measure that has this address, else its first one."""
    sources = measure.sources.order_by("id")
    return sources.filter(url=url).first() or sources.first()


class SourceCopy(models.Model):
    """The text of one version of a measure, or of a page that backs it, as it was seen on a day.

    It belongs to a source of a measure, or to an inbox entry until that is accepted. What it says
    never changes: a text that changed is another copy.
    """

    # Copies are part of what they back, and go with it.
    source = models.ForeignKey(
        "laws.Source", on_delete=models.CASCADE, null=True, blank=True, related_name="copies"
    )
    entry = models.ForeignKey(
        "laws.InboxEntry", on_delete=models.CASCADE, null=True, blank=True, related_name="copies"
    )
    version = models.CharField(
        max_length=200, blank=True, help_text="As the legislature names it: Introduced, Enrolled."
    )
    url = models.CharField(
        "address", max_length=500, help_text="Where the text was published or read."
    )
    text = models.TextField()
    sha256 = models.CharField(
        "SHA-256", max_length=64, help_text="Of the text in UTF-8, in hexadecimal digits."
    )
    seen_on = models.DateField("seen", help_text="The day on which this was the text.")

    objects = SourceCopyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "source copies"
        constraints = [
            models.CheckConstraint(
                condition=Q(source=None, entry__isnull=False) | Q(source__isnull=False, entry=None),
                name="source_copy_of_one",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$") & ~Q(text=""),
                name="source_copy_has_text_and_checksum",
            ),
            models.UniqueConstraint("source", "sha256", name="source_copy_once_a_source"),
            models.UniqueConstraint("entry", "sha256", name="source_copy_once_an_entry"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="says_the_same", fields=["version", "url", "text", "sha256", "seen_on"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.version or self.url}, seen {self.seen_on}"


def checksum(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return sha256(text.encode()).hexdigest()
