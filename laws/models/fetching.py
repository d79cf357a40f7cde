"""What was asked of other records' APIs, so that no run asks for the same twice."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from laws.vocabulary import OtherRecord


def record():
    return models.CharField(max_length=12, choices=OtherRecord)


class FetchMark(models.Model):
    """How far one search in another record came.

    A sweep goes through all pages of what changed since a day; `page` is the one to ask for next.
    A sweep that was stopped goes on there, and the next one asks for changes since it began.
    """

    record = record()
    search = models.CharField(max_length=200)
    since = models.DateField(null=True)
    began_on = models.DateField(null=True)
    page = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("record", "search", name="fetch_mark_once")]

    def __str__(self) -> str:
        return f"{self.get_record_display()}: {self.search}"


class FetchedBillQuerySet(models.QuerySet):
    def waiting(self):
        """Those that are not in the inbox yet."""
        return self.exclude(raw=None).order_by("pk")


class FetchedBill(models.Model):
    """A bill that another record's API told, and the searches that found it.

    `raw` is what it told, until that is in the inbox; the rest stays, so that the bill is not
    asked for again before its version there changes.
    """

    record = record()
    record_id = models.CharField(max_length=200)
    version = models.CharField(max_length=200)
    searches = ArrayField(models.CharField(max_length=200), default=list)
    raw = models.JSONField(null=True)

    objects = FetchedBillQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("record", "record_id", name="fetched_bill_once")]
        indexes = [
            models.Index("record", name="fetched_bill_waiting", condition=Q(raw__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.get_record_display()} {self.record_id}"


class FetchDay(models.Model):
    """How many questions one API was asked on one day: keys have a budget."""

    record = record()
    day = models.DateField()
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("record", "day", name="fetch_day_once")]

    def __str__(self) -> str:
        return f"{self.get_record_display()}, {self.day}: {self.asked}"

    def spend(self, most):
        """Count one question more; whether the day's budget allows it."""
        spent = FetchDay.objects.filter(pk=self.pk, asked__lt=most).update(asked=F("asked") + 1)
        return bool(spent)


class MirrorMark(models.Model):
    """How far the mirror of one legislature was read: a repository that holds all its bills.

    `commit` is the last one that was read whole. While a newer one is read, `reading` names it,
    `done` says how many of its bills are in the inbox, and `is_whole` whether all of them could be
    read: a run that was stopped goes on there.
    """

    state_code = models.CharField(max_length=2, unique=True)
    commit = models.CharField(max_length=64, blank=True)
    reading = models.CharField(max_length=64, blank=True)
    done = models.PositiveIntegerField(default=0)
    is_whole = models.BooleanField(default=True)
    read_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.state_code}: {self.commit or 'not read yet'}"
