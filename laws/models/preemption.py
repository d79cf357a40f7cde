"""Whether the local governments of a state may pass a law of their own on face recognition."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from laws.models.fields import Shipped, is_one_of
from laws.vocabulary import STATE_LEVEL, Basis, LocalSubject, MayAct


class Preemption(Shipped):
    """What the law of a state lets its cities, counties and towns do, from a day on.

    A state without a row is not researched. Which row answers on a day: see `may_act`.
    """

    jurisdiction = models.ForeignKey(
        "laws.Jurisdiction",
        on_delete=models.PROTECT,  # what was found out is not deleted unnoticed
        limit_choices_to={"kind__in": STATE_LEVEL},
        related_name="preemptions",
    )
    subject = models.CharField("use by", max_length=10, choices=LocalSubject)
    from_on = models.DateField(
        "from",
        null=True,
        blank=True,
        help_text="The first day on which it is so. Empty: not known; it answers from the day on "
        "which it was looked at.",
    )
    answer = models.CharField("may they?", max_length=10, choices=MayAct)
    rests_on = models.CharField(
        "what it rests on",
        max_length=300,
        help_text="What the law says, in one sentence of our own: readers see it.",
    )
    citation = models.CharField(
        max_length=150, help_text="Where it says so, as precisely as can be: Tex. Const. art. …"
    )
    url = models.CharField(
        "source", max_length=500, validators=[URLValidator(["http", "https"])],
        help_text="The address of the page that was read.",
    )  # fmt: skip
    basis = models.CharField(
        max_length=10,
        choices=Basis,
        default=Basis.RECORDED,
        help_text="Recorded: the text says so. Inferred: it follows from a more general text.",
    )
    checked_on = models.DateField("looked at on")
    note = models.TextField(blank=True, help_text="What is open or in doubt. Readers see it.")

    class Meta:
        ordering = ["jurisdiction__name", "subject", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "subject", "from_on"],
                name="preemption_once_a_day",
                nulls_distinct=False,
                violation_error_message="There is an answer from this day: change that one.",
            ),
            is_one_of("subject", LocalSubject, "preemption_subject_known"),
            is_one_of("answer", MayAct, "preemption_answer_known"),
            is_one_of("basis", Basis, "preemption_basis_known"),
            models.CheckConstraint(
                condition=~Q(rests_on="") & ~Q(citation="") & ~Q(url=""),
                name="preemption_says_what_it_rests_on",
                violation_error_message="Say what it rests on, where it says so, and the source.",
            ),
        ]

    def __str__(self) -> str:
        said = self.get_answer_display().lower()
        return f"{self.jurisdiction}, {self.get_subject_display().lower()}: {said}"
