"""The codebook: the questions asked of every measure, and the answers found."""

from django.db import models
from django.db.models import F, Q

from laws.models.fields import (
    ChecksInDatabase,
    PartialDateField,
    Shipped,
    is_one_of,
    source_urls,
)
from laws.models.search_text import OF_MEASURE_PART
from laws.vocabulary import Answer

ENDS_TOO_EARLY = "An answer ends after it begins."


class Question(Shipped):
    """One question of the codebook."""

    slug = models.SlugField(max_length=40, unique=True)
    group = models.CharField(max_length=30)
    text = models.CharField(max_length=200)
    yes_means = models.CharField(max_length=300)
    qualified_means = models.CharField(max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "slug"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="question_has_slug")]

    def __str__(self) -> str:
        return self.text


class Provision(ChecksInDatabase):
    """The answer to one question about one measure. No row: not coded, never no."""

    # Provisions are part of their measure and go with it.
    measure = models.ForeignKey("laws.Measure", on_delete=models.CASCADE, related_name="provisions")
    # A question with answers on record should be hard to delete.
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="provisions")
    answer = models.CharField(max_length=10, choices=Answer)
    answer_on = models.DateField(
        "answer: date", null=True, blank=True, help_text="For a question that asks for a date."
    )
    detail = models.CharField(max_length=300, blank=True)
    pinpoint = models.CharField(max_length=100, blank=True, help_text="Where it says so: § 2(a)")
    effective_on = PartialDateField(
        "begins", help_text="Only if it begins later than the measure itself."
    )
    ended_on = PartialDateField(
        "ends", help_text="The first day without it, only if it ends before the measure itself."
    )
    source_urls = source_urls()

    class Meta:
        ordering = ["question__order"]
        triggers = OF_MEASURE_PART
        constraints = [
            models.UniqueConstraint(
                "measure",
                "question",
                name="provision_once_a_question",
                violation_error_message="This question is already answered for this measure.",
            ),
            is_one_of("answer", Answer, "provision_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=Answer.DATED, answer_on__isnull=False)
                | (~Q(answer=Answer.DATED) & Q(answer_on=None)),
                name="provision_date_fits_answer",
                violation_error_message="“On a date” needs the date; any other answer has none.",
            ),
            models.CheckConstraint(
                condition=Q(effective_on=None)
                | Q(ended_on=None)
                | Q(ended_on__gt=F("effective_on")),
                name="provision_ends_after_it_begins",
                violation_error_message=ENDS_TOO_EARLY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_answer_display()}"
