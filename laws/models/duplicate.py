"""What was decided about measures that may be one: that they are two, or that they are merged."""

from django.db import models
from django.db.models import F, Q

from laws.models.change_reason import ChangeReason
from laws.models.fields import is_one_of
from laws.vocabulary import EditorialStatus, MergeStatus, RowGone


def decided_by(**options) -> models.ForeignKey:
    """A column for the account that decided; it can be closed, not deleted."""
    return models.ForeignKey("auth.User", on_delete=models.PROTECT, related_name="+", **options)


class NotDuplicate(models.Model):
    """Someone's statement that two measures are two. It holds while `said`, their numbers and
    titles, stays as it was.
    """

    # The statement says nothing without both of its measures.
    first = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="+")
    said = models.JSONField()
    reason = models.CharField("why", max_length=300)
    by = decided_by()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint("first", "second", name="not_duplicate_once_a_pair"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="not_duplicate_in_order"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="not_duplicate_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"


class Merge(models.Model):
    """Two measures that are one, as someone would have it: `kept` stays, with the rows of the
    other that were chosen, and the address of the other leads to it.

    `gone` is None for a draft, which is deleted; `gone_document` is what the other said, `before`
    what the one that stays said (both as laws.editing.snapshot has them), `relations` are those of
    third measures that were moved, and `belongings` what else was moved or deleted with the other.
    """

    # A draft that is deleted takes along what was merged into it; nothing public is deleted.
    kept = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(
        "laws.Measure",
        on_delete=models.SET_NULL,  # a draft that was never public
        null=True,
        related_name="merged_into",
    )
    gone_slug = models.SlugField(max_length=80)
    called = models.CharField(max_length=500)
    gone_document = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    relations = models.JSONField(default=list)
    belongings = models.JSONField(default=dict)
    reason = models.CharField("why", max_length=300)
    author = decided_by()
    made_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=10, choices=MergeStatus, default=MergeStatus.OPEN)
    comment = models.CharField(max_length=300, blank=True)
    exemption = models.CharField(max_length=300, blank=True)
    by = decided_by(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["gone_slug"], name="merge_of_address")]
        constraints = [
            is_one_of("status", MergeStatus, "merge_status_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_says_why"),
            models.UniqueConstraint(
                "gone",
                name="merged_once",
                condition=Q(status__in=[MergeStatus.OPEN, MergeStatus.DONE]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called} into {self.kept}"

    @property
    def is_open(self) -> bool:
        return self.status == MergeStatus.OPEN

    @classmethod
    def kept_by_slug(cls) -> dict[str, int]:
        """The key of the measure that stays, by the slug of each that was merged into it."""
        done = cls.objects.filter(status=MergeStatus.DONE).order_by("pk")
        # What was published again goes its own way.
        done = done.exclude(gone__status=EditorialStatus.PUBLISHED)
        rows = list(done.values_list("gone_slug", "gone", "kept"))
        later = {gone: kept for _, gone, kept in rows if gone}
        found = {}
        for slug, _, kept in rows:
            while kept in later:
                kept = later[kept]
            found[slug] = kept
        return found


def merged_with(slug: str) -> str | None:
    """The slug of the measure with which one was merged, at the desk or in the record's files."""
    merge = Merge.objects.filter(gone_slug=slug, status=MergeStatus.DONE).first()
    if merge:
        return merge.kept.slug
    said = ChangeReason.objects.filter(key=slug, field=RowGone.MERGED)
    return said.values_list("into", flat=True).last()
