"""The words by which bills on the subject are found in other records."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from laws.models.fields import is_one_of
from laws.text.subject import Word
from laws.vocabulary import SubjectPart, WordKind

SPELLING = r"^[A-Za-z0-9]+\*?( [A-Za-z0-9]+\*?)*$"
A_WORD = (
    "Write words of letters and digits with one blank between them; * at a word's end stands for "
    "any ending."
)


def every_part():
    """All parts of a bill."""
    return list(SubjectPart.values)


class SubjectWordManager(models.Manager):
    def words(self) -> list[Word]:
        """All words of the table, in one query."""
        rows = self.order_by("pattern").values_list("pattern", "kind", "where")
        return [Word(pattern, kind, tuple(where)) for pattern, kind, where in rows]


class SubjectWord(models.Model):
    """A word or phrase that bills on the subject have, and how it counts."""

    pattern = models.CharField(
        "word or words",
        max_length=60,
        validators=[RegexValidator(SPELLING, A_WORD)],
        help_text=(
            "As one would say it: facial recognition. * at the end of a word stands for any "
            "ending: faceprint*. Upper and lower case, hyphens, line breaks and plurals make no "
            "difference."
        ),
    )
    kind = models.CharField("counts as", max_length=10, choices=WordKind, default=WordKind.HINTS)
    where = ArrayField(
        models.CharField(max_length=10, choices=SubjectPart),
        default=every_part,
        verbose_name="counts in",
    )
    note = models.CharField(max_length=200, blank=True, help_text="Why it is there.")

    objects = SubjectWordManager()

    class Meta:
        ordering = ["pattern"]
        constraints = [
            models.UniqueConstraint(
                Lower("pattern"),
                name="subject_word_once",
                violation_error_message="This word is already in the table.",
            ),
            models.CheckConstraint(
                condition=Q(pattern__regex=SPELLING),
                name="subject_word_is_words",
                violation_error_message=A_WORD,
            ),
            is_one_of("kind", WordKind, "subject_word_kind_known"),
            models.CheckConstraint(
                condition=Q(where__contained_by=SubjectPart.values) & Q(where__len__gt=0),
                name="subject_word_counts_somewhere",
                violation_error_message="Choose at least one part of a bill in which it counts.",
            ),
        ]

    def __str__(self) -> str:
        return self.pattern
