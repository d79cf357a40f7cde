"""The ledger of looking: who looked for measures of a government, when, where and with which words.

A government says "none found" only because of a row here (see `LAST_SEARCHES`).
"""

from django.db import connection, models, transaction
from django.db.models import Q

from laws.models.fields import Shipped, is_one_of, precision_fits_date
from laws.text.dates import PartialDate
from laws.vocabulary import Precision, SearchHow, SearchOutcome, Sought

LAST_SEARCHES = """
    UPDATE laws_jurisdiction place
    SET searched_on = said.day, search_note = coalesce(said.note, '')
    FROM (
        SELECT looked.id, last.day, last.note FROM laws_jurisdiction looked LEFT JOIN LATERAL (
            SELECT day, note FROM laws_search
            WHERE jurisdiction_id = looked.id AND sought = 'law' AND agency = ''
                AND outcome IN ('found', 'none') AND precision = 'day'
            ORDER BY day DESC, id DESC LIMIT 1
        ) last ON true
        WHERE %(keys)s::bigint[] IS NULL OR looked.id = ANY(%(keys)s)
    ) said
    WHERE place.id = said.id
        AND (place.searched_on, place.search_note)
            IS DISTINCT FROM (said.day, coalesce(said.note, ''))
"""


class Search(Shipped):
    """One act of looking for measures on face recognition, whatever came of it."""

    # What was looked at says that a government was looked at: it is not deleted unnoticed.
    jurisdiction = models.ForeignKey(
        "laws.Jurisdiction", on_delete=models.PROTECT, related_name="searches"
    )
    session = models.ForeignKey(
        "laws.LegislativeSession",
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as for its government
        related_name="searches",
        help_text="Whose bills were read; empty if it was no session of a legislature.",
    )
    agency = models.CharField(
        max_length=120, blank=True, help_text="The agency looked at; empty: the government."
    )
    day = models.DateField("date")
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    how = models.CharField(max_length=10, choices=SearchHow, default=SearchHow.PERSON)
    sought = models.CharField("looked for", max_length=10, choices=Sought, default=Sought.LAW)
    where = models.CharField(
        "where", max_length=300, help_text="The site, code or list that was read, or its address."
    )
    words = models.CharField(
        "words used", max_length=500, blank=True, help_text="Empty: not noted."
    )
    outcome = models.CharField("what came of it", max_length=10, choices=SearchOutcome)
    found = models.PositiveIntegerField(
        "how many", null=True, blank=True, help_text="How many were found. Empty: not counted."
    )
    note = models.TextField(blank=True)
    # Who entered it is worth keeping only while the account exists; revisions keep the name. Empty:
    # a command, or the shipped record.
    made_by = models.ForeignKey(
        "auth.User", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name_plural = "searches"
        indexes = [
            models.Index(fields=["jurisdiction", "sought", "-day"], name="search_of_place"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "session", "agency", "day", "how", "sought", "where"],
                name="search_once_a_day",
                nulls_distinct=False,
                violation_error_message="This search is in the ledger already: change that row.",
            ),
            precision_fits_date("day", "search_precision_fits_date"),
            is_one_of("precision", Precision, "search_precision_known"),
            is_one_of("how", SearchHow, "search_how_known"),
            is_one_of("sought", Sought, "search_sought_known"),
            is_one_of("outcome", SearchOutcome, "search_outcome_known"),
            models.CheckConstraint(
                condition=~Q(where=""),
                name="search_says_where",
                violation_error_message="Say where you looked.",
            ),
            models.CheckConstraint(
                condition=Q(found=None) | Q(outcome=SearchOutcome.FOUND, found__gt=0),
                name="search_counts_what_it_found",
                violation_error_message="Only a search that found something counts it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}, {self.date.say_short()}"

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            store_last_searches([self.jurisdiction_id])

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            store_last_searches([self.jurisdiction_id])
        return gone

    @property
    def date(self) -> PartialDate:
        return PartialDate(self.day, self.precision)


def store_last_searches(keys: list[int] | None = None) -> None:
    """Store with each government, or those with the keys given, the day and the note of the last
    search of its own law that could be read and whose day is known (R8).
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST_SEARCHES, {"keys": keys})
