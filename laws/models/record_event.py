"""The log of what happened to the published record, row by row: what the change feed is read from.

laws.open_data.events writes it; a row of the log is never changed or deleted.
"""

import json
from typing import Any

import pgtrigger
from django.db import models

from laws.models.fields import is_one_of
from laws.vocabulary import EventDid, EventKind


class EventNote(models.Model):
    """One look at the record that found something else than the log said.

    `at` is when the record last changed before the look, `state` (PublicChange) the one that was
    last seen to say what the log says by this note, `release` the shipped record loaded by then.
    What the first note brought stood in the record when the log began.
    """

    at = models.DateTimeField()
    state = models.CharField(max_length=80)
    release = models.CharField(max_length=20, blank=True)
    is_first = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "is_first", name="event_log_begins_once", condition=models.Q(is_first=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Look of {self.at}"


class FollowedRow(models.Model):
    """A row of the published record as the log has it by now, known by its table and key."""

    table = models.CharField(max_length=40)
    key = models.TextField()
    digest = models.CharField(max_length=32)
    row = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint("table", "key", name="followed_row_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"

    @property
    def key_parts(self) -> list[Any]:
        """The parts of its key, as the table names them."""
        return json.loads(self.key)


class RecordEvent(models.Model):
    """A row of the published record that was added, changed or removed. Its number is the cursor.

    `before` and `after` hold all columns of a row that went or came, and else those that differ.
    `subject` is what it is about, as what happened to one thing at one time is told together:
    its table and its key, as `measures ma-s927-2023`. `measure`, `division_id` and `state`
    (us: the country) are empty where it is about none.
    """

    # An event says nothing without when it was noted.
    note = models.ForeignKey(EventNote, on_delete=models.PROTECT, related_name="events")
    table = models.CharField(max_length=40)
    key = models.TextField()
    did = models.CharField(max_length=10, choices=EventDid)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    kind = models.CharField(max_length=12, choices=EventKind)
    why = models.TextField(blank=True)
    source = models.TextField(blank=True)
    subject = models.TextField()
    measure = models.CharField(max_length=80, blank=True)
    division_id = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["measure"], name="event_of_measure"),
            models.Index(fields=["division_id"], name="event_of_place"),
            models.Index(fields=["state"], name="event_of_state"),
            models.Index(fields=["table", "key"], name="event_of_row"),
        ]
        constraints = [
            is_one_of("did", EventDid, "event_did_known"),
            is_one_of("kind", EventKind, "event_kind_known"),
        ]
        triggers = [
            pgtrigger.Protect(name="event_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.table} {self.key} {self.did}"

    @property
    def key_parts(self) -> list[Any]:
        """The parts of its key, as the table names them."""
        return json.loads(self.key)
