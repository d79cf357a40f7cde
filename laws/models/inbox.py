"""What other records tell: the runs that read them, what they said, and what waits for staff."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from laws.models.fields import is_one_of
from laws.vocabulary import (
    WEAK_MATCHES,
    EntryKind,
    EntryStatus,
    OtherRecord,
    RunOrigin,
    SubjectStrength,
)


class ImportRun(models.Model):
    """One reading of a file or of an answer of an API: who, when, what was read, what it held.

    What a run brings is in the inbox when it is finished, or not at all. A file that was sent to
    the desk is kept with its run until someone decides whether it goes into the inbox.
    """

    # Who did it is worth keeping only while the account exists.
    made_by = models.ForeignKey(
        "auth.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    origin = models.CharField("how", max_length=10, choices=RunOrigin)
    name = models.CharField("what was read", max_length=300)
    record = models.CharField("record", max_length=12, choices=OtherRecord, blank=True)
    started_at = models.DateTimeField("started", auto_now_add=True)
    finished_at = models.DateTimeField("finished", null=True, blank=True)
    read = models.PositiveIntegerField("records read", default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    off_subject = models.PositiveIntegerField("not about face recognition", default=0)
    refused = models.PositiveIntegerField(default=0)
    upload = models.BinaryField(null=True, editable=False)
    preview = models.JSONField(default=list, blank=True, editable=False)
    # The first bills that are off the subject, to be looked at: {"id", "called", "why"}.
    left_out = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = "import"
        constraints = [
            is_one_of("origin", RunOrigin, "import_run_origin_known"),
            models.CheckConstraint(
                condition=Q(record="") | Q(record__in=OtherRecord.values),
                name="import_run_record_known",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="import_run_finishes_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(upload=None),
                name="import_run_finished_keeps_no_file",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class RawRecord(models.Model):
    """The last payload received for a bill of another record, known there by its id.

    `version` changes whenever the bill changes there. `last_reviewed` is what the import said when
    staff last decided about it: what differs from it in our record was set by a person (see
    laws.imports.diff).
    """

    record = models.CharField(max_length=12, choices=OtherRecord)
    record_id = models.CharField(max_length=200)
    version = models.CharField(max_length=200)
    raw = models.JSONField()
    last_reviewed = models.JSONField(null=True)
    # What another record told outlives a draft that was deleted.
    measure = models.ForeignKey(
        "laws.Measure", on_delete=models.SET_NULL, null=True, related_name="raw_records"
    )
    # The run says when it was read: gone, that is not known any more.
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["record", "record_id"]
        constraints = [
            models.UniqueConstraint("record", "record_id", name="raw_record_once"),
            is_one_of("record", OtherRecord, "raw_record_of_known_record"),
            models.CheckConstraint(
                condition=~Q(record_id="") & ~Q(version=""), name="raw_record_has_id_and_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_record_display()} {self.record_id}"


IS_WEAK = Q(kind=EntryKind.NEW, strength__in=WEAK_MATCHES)
"""A bill that we do not have, whose words on the subject stand in a definition or in passing."""
DECIDED = Q(status__in=[EntryStatus.ACCEPTED, EntryStatus.REJECTED])


class InboxEntry(models.Model):
    """What one run proposes of one bill, or why a record was refused; until staff decide.

    `draft` is the bill as a document (see laws.editing.snapshot), `stated` names the columns of it
    that the other record itself states, and `differences` is what was to be decided, as it was
    shown.
    """

    # What stands in the inbox says where it came from.
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="entries")
    # An entry says nothing without what was read; a refused record was never read.
    raw = models.ForeignKey(RawRecord, on_delete=models.CASCADE, null=True, related_name="entries")
    kind = models.CharField(max_length=8, choices=EntryKind)
    # The entry outlives a draft that was deleted, and a government that was put right.
    measure = models.ForeignKey(
        "laws.Measure", on_delete=models.SET_NULL, null=True, related_name="inbox_entries"
    )
    jurisdiction = models.ForeignKey(
        "laws.Jurisdiction", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    identifier = models.CharField("number", max_length=60, blank=True)
    title = models.CharField(max_length=400, blank=True)
    draft = models.JSONField(null=True)
    stated = ArrayField(models.CharField(max_length=40), default=list)
    differences = models.JSONField(default=list)
    matches = models.JSONField(default=list)
    strength = models.CharField(
        "on the subject", max_length=10, choices=SubjectStrength, blank=True
    )
    words = ArrayField(models.CharField(max_length=200), default=list)
    not_understood = models.JSONField(default=list)
    address = models.CharField(max_length=500, blank=True)
    where = models.CharField(max_length=500)
    why_refused = models.TextField(blank=True)

    status = models.CharField(max_length=10, choices=EntryStatus, default=EntryStatus.WAITING)
    # A decision says whose it was: the account can be closed, not deleted.
    decided_by = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("why", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "inbox entry"
        verbose_name_plural = "inbox entries"
        indexes = [models.Index(fields=["status", "kind"], name="inbox_waiting")]
        constraints = [
            is_one_of("kind", EntryKind, "inbox_entry_kind_known"),
            is_one_of("status", EntryStatus, "inbox_entry_status_known"),
            models.UniqueConstraint(
                "raw",
                name="inbox_entry_waits_once",
                condition=Q(status=EntryStatus.WAITING, raw__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.REFUSED, raw=None)
                | (~Q(kind=EntryKind.REFUSED) & Q(raw__isnull=False, draft__isnull=False)),
                name="inbox_entry_has_what_was_read",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.REFUSED) | ~Q(why_refused=""),
                name="inbox_entry_refused_says_why",
            ),
            models.CheckConstraint(
                condition=(DECIDED & Q(decided_by__isnull=False, decided_at__isnull=False))
                | (~DECIDED & Q(decided_by=None, decided_at=None)),
                name="inbox_entry_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.REJECTED) | ~Q(reason=""),
                name="inbox_entry_rejected_says_why",
            ),
        ]

    def __str__(self) -> str:
        if self.kind == EntryKind.REFUSED:
            return self.where
        place = f"{self.jurisdiction} " if self.jurisdiction else ""
        return f"{place}{self.identifier or self.title}"

    @property
    def waits(self) -> bool:
        return self.status == EntryStatus.WAITING
