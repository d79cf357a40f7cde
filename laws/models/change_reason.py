"""Why a release of the record says something else than the one before."""

from django.db import models
from django.db.models import F, Func, Q, Value

from laws.models.fields import Shipped, is_one_of
from laws.vocabulary import ChangeCause


class ChangeReason(Shipped):
    """Why a row of the shipped record changed with a release: a row of changes.csv.

    `file` and `key` name the row as laws/data does, `field` its column; an empty `field` speaks of
    the whole row, and of a measure's row also of all that belongs to the measure. `field` may also
    say that the row went (`removed`), or what became of a measure that is shipped no more
    (`withdrawn`, `merged` with the measure whose slug is `into`).
    """

    version = models.CharField("release", max_length=20)
    kind = models.CharField(max_length=10, choices=ChangeCause)
    file = models.CharField(max_length=40)
    key = models.CharField(max_length=600)
    field = models.CharField(max_length=40, blank=True)
    into = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=300)
    source = models.CharField(max_length=500, blank=True)
    subject = models.GeneratedField(
        expression=Func(F("key"), Value(" "), Value(1), function="split_part"),
        output_field=models.CharField(max_length=600),
        db_persist=True,
        help_text="The first word of the key: the measure that it is about.",
    )

    class Meta:
        ordering = ["version", "file", "key", "field"]
        constraints = [
            models.UniqueConstraint(
                "version", "file", "key", "field", name="change_explained_once_a_release"
            ),
            is_one_of("kind", ChangeCause, "change_reason_kind_known"),
            models.CheckConstraint(condition=~Q(why=""), name="change_reason_says_why"),
        ]
        indexes = [models.Index(fields=["subject"], name="change_reason_subject")]

    def __str__(self) -> str:
        return f"{self.version}: {self.file} {self.key} {self.field}".strip()
