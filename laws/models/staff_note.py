"""What staff tell each other about a measure. Never public: no page, file or log reads it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from laws.models.fields import is_one_of
from laws.vocabulary import NoteKind

LONGEST_NOTE = 2000


class StaffNote(models.Model):
    """One entry of a measure's thread: a comment, or a step by which work passed to someone else.

    `to` is whom the measure was assigned to; `proposal` is the proposed change that was decided,
    which may be of something else than a measure.
    """

    # A thread says nothing without its measure.
    measure = models.ForeignKey(
        "laws.Measure", models.CASCADE, null=True, related_name="staff_notes"
    )
    proposal = models.ForeignKey("laws.Proposal", models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=NoteKind)
    # What was said outlives an account.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True, max_length=LONGEST_NOTE)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["measure", "kind", "-id"], name="staff_note_latest")]
        constraints = [
            is_one_of("kind", NoteKind, "staff_note_kind_known"),
            models.CheckConstraint(
                condition=Q(measure__isnull=False) | Q(proposal__isnull=False),
                name="staff_note_of_something",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[NoteKind.COMMENT, NoteKind.SENT_BACK]) | ~Q(text=""),
                name="staff_note_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.did}"

    @property
    def about(self) -> str:
        """What it is about, by its name."""
        return self.proposal.about if self.proposal else str(self.measure)

    @property
    def did(self) -> str:
        """What was done, behind a name: “ada assigned it to ben”."""
        if self.kind == NoteKind.ASSIGNED:
            return f"assigned it to {self.to}" if self.to else "assigned it to no one"
        if self.kind == NoteKind.SENT_BACK and self.proposal_id:
            return "sent the proposed change back"
        return str(NoteKind(self.kind).label)


class Notice(models.Model):
    """A note that concerns a person, on the front page of the desk until the person has seen it."""

    note = models.ForeignKey(StaffNote, models.CASCADE, related_name="notices")
    # Nobody else needs it.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    seen = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint("note", "person", name="notice_once_a_person")]
        indexes = [models.Index(fields=["person"], condition=Q(seen=False), name="notice_unseen")]

    def __str__(self) -> str:
        return f"to {self.person}: {self.note}"
