"""Changes of what is published, waiting for a second pair of eyes."""

from django.db import models
from django.db.models import F, Q

from laws.models.fields import is_one_of
from laws.vocabulary import ProposalStatus, ReferenceNoun


class Proposal(models.Model):
    """Something public as someone would have it: nothing of it is public until accepted.

    It is of a measure, or of a row of another noun: `noun` says which, `row` is its primary key
    (None for one that is to be added) and `called` its name. `base` is what was public when the
    change was written, `proposed` the whole of what it shall become; both are documents (see
    laws.editing.snapshot and laws.editing.reference).
    """

    # A proposal says nothing without its measure.
    measure = models.ForeignKey(
        "laws.Measure",
        on_delete=models.CASCADE,
        related_name="proposals",
        null=True,
        blank=True,
    )
    noun = models.CharField(max_length=10, choices=ReferenceNoun, blank=True)
    row = models.PositiveBigIntegerField(null=True, blank=True)
    called = models.CharField(max_length=250, blank=True)
    base = models.JSONField()
    proposed = models.JSONField()
    # Whose change it is decides who may accept it: the account can be closed, not deleted.
    author = models.ForeignKey("auth.User", on_delete=models.PROTECT, related_name="proposals")
    reason = models.CharField("why", max_length=300)
    status = models.CharField(max_length=10, choices=ProposalStatus, default=ProposalStatus.OPEN)
    comment = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "auth.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",  # as for the author
    )
    exemption = models.CharField(
        max_length=300,
        blank=True,
        help_text="Why one person accepted what the same person proposed.",
    )
    made_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["status", "-made_at"], name="proposal_waiting")]
        constraints = [
            is_one_of("status", ProposalStatus, "proposal_status_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_says_why"),
            models.CheckConstraint(
                condition=Q(noun="", measure__isnull=False, row=None)
                | (Q(noun__in=ReferenceNoun.values, measure=None) & ~Q(called="")),
                name="proposal_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.OPEN, decided_by=None, decided_at=None)
                | (
                    ~Q(status=ProposalStatus.OPEN)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="proposal_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.ACCEPTED)
                | ~Q(decided_by=F("author"))
                | ~Q(exemption=""),
                name="proposal_accepted_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.SENT_BACK) | ~Q(comment=""),
                name="proposal_sent_back_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.TAKEN_BACK) | Q(decided_by=F("author")),
                name="proposal_taken_back_by_its_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.reason}"

    @property
    def about(self) -> str:
        """What it changes, by its name."""
        return str(self.measure or self.called)

    @property
    def is_open(self) -> bool:
        return self.status == ProposalStatus.OPEN
