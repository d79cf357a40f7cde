"""Second codings: the same questions answered again by someone who did not see the first answers.

The first answers are copied beside the second when these are finished: agreement is about what two
people read, whatever the record says later.
"""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from laws.models.fields import Shipped, is_one_of, is_one_of_or_empty
from laws.vocabulary import Answer, Effect, Reach, Regulates, TextRead, UseMode


class SecondCoding(Shipped):
    """One measure coded again, blind. While it `is_open` its coder sees nothing else at the desk.

    `coder` is how readers name whoever coded: a part in the work, never the name of an account.
    """

    # A coding says nothing without its measure.
    measure = models.ForeignKey(
        "laws.Measure", on_delete=models.CASCADE, related_name="second_codings"
    )
    coder = models.CharField(max_length=80)
    # Who coded is worth keeping only while the account exists.
    by = models.ForeignKey("auth.User", on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    coded_on = models.DateField(null=True)
    is_open = models.BooleanField(default=False)
    effect = models.CharField(max_length=20, choices=Effect, blank=True)
    reach = models.CharField(max_length=10, choices=Reach, blank=True)
    regulates = ArrayField(models.CharField(max_length=20, choices=Regulates), default=list)
    use_modes = ArrayField(models.CharField(max_length=20, choices=UseMode), default=list)
    first_effect = models.CharField(max_length=20, choices=Effect, blank=True)
    note = models.CharField(max_length=500, blank=True)
    text_read = models.CharField(max_length=10, choices=TextRead)

    class Meta:
        ordering = ["measure_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                "measure",
                "coder",
                name="second_coding_once_a_coder",
                violation_error_message="This measure was coded a second time already.",
            ),
            models.UniqueConstraint(
                "by", condition=Q(is_open=True), name="second_coding_one_open_at_a_time"
            ),
            is_one_of("text_read", TextRead, "second_coding_text_known"),
            is_one_of_or_empty("effect", Effect, "second_coding_effect_known"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.coder}"


class SecondAnswerQuerySet(models.QuerySet):
    def compared(self) -> Self:
        """Those of finished codings whose question was answered both times."""
        return self.filter(coding__is_open=False).exclude(first_answer="")

    def differing(self) -> Self:
        """Those in which the two readings differ."""
        same_day = Q(answer_on=F("first_answer_on")) | Q(answer_on=None, first_answer_on=None)
        return self.compared().exclude(Q(answer=F("first_answer")) & same_day)

    def unsettled(self) -> Self:
        """Those that differ and about which no one has decided."""
        return self.differing().filter(settled_answer="")


class SecondAnswer(Shipped):
    """What the second coder answered to one question, and what came of a disagreement.

    An empty `first_answer`: only the second coder found an answer. An empty `settled_answer` where
    the two differ: left open, and marked as such on the measure's page.
    """

    coding = models.ForeignKey(SecondCoding, on_delete=models.CASCADE, related_name="answers")
    # A question with answers on record should be hard to delete.
    question = models.ForeignKey("laws.Question", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    answer_on = models.DateField(null=True, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    pinpoint = models.CharField(max_length=150, blank=True)
    quote = models.TextField(max_length=1000, blank=True)
    url = models.CharField(max_length=500, blank=True)
    text_read = models.CharField(max_length=10, choices=TextRead)
    first_answer = models.CharField(max_length=10, choices=Answer, blank=True)
    first_answer_on = models.DateField(null=True, blank=True)
    settled_answer = models.CharField(max_length=10, choices=Answer, blank=True)
    settled_why = models.CharField(max_length=500, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    # Who settled it is worth keeping only while the account exists.
    settled_by = models.ForeignKey(
        "auth.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = SecondAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["coding_id", "question__order"]
        constraints = [
            models.UniqueConstraint("coding", "question", name="second_answer_once_a_question"),
            is_one_of("answer", Answer, "second_answer_known"),
            is_one_of_or_empty("first_answer", Answer, "second_answer_first_known"),
            is_one_of_or_empty("settled_answer", Answer, "second_answer_settled_known"),
            is_one_of("text_read", TextRead, "second_answer_text_known"),
            models.CheckConstraint(
                condition=Q(settled_answer="") | ~Q(settled_why=""),
                name="second_answer_settled_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_answer_display()}"

    @property
    def differs(self) -> bool:
        """Whether the two readings differ."""
        first = self.first_answer, self.first_answer_on
        return bool(self.first_answer) and first != (self.answer, self.answer_on)
