"""Fields and constraints that several nouns share."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from laws.text.dates import PartialDate
from laws.vocabulary import Precision

UNSURE_SAYS_WHY = "Say why the effect is in doubt: readers see it wherever the measure counts."


class Shipped(models.Model):
    """A row that may have come with the shipped record.

    `shipped_digest` is the digest of the row's content as it was last loaded. A row whose content
    no longer matches was changed by staff, and a load leaves it alone; empty: entered by staff.
    """

    shipped_digest = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        abstract = True


class ChecksInDatabase(models.Model):
    """A row whose CHECK constraints PostgreSQL alone holds, when the row is written.

    Django would ask for each of them, row by row and in a savepoint of its own, whenever a form is
    read: nine tenths of the queries of a long measure. Forms say the same beside their boxes.
    """

    class Meta:
        abstract = True

    def get_constraints(self):
        return [
            (model, [one for one in held if not isinstance(one, models.CheckConstraint)])
            for model, held in super().get_constraints()
        ]


class PartialDateField(models.CharField):
    """A date as it is known, to the day, the month or the year: a PartialDate, or None.

    It is stored as YYYY, YYYY-MM or YYYY-MM-DD.
    """

    is_partial_date = True

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_length": 10, "null": True, "blank": True} | options)

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if isinstance(value, str):
            return PartialDate.parse(value) if value else None
        return PartialDate(value) if isinstance(value, date) else value

    def get_prep_value(self, value):
        value = self.to_python(value)
        return value and value.isoformat()

    def run_validators(self, value):
        """The validators of a text do not apply to a date."""


def source_urls(**options):
    """Addresses of the pages that back a row; several where several were read."""
    url = models.CharField(max_length=500, validators=[URLValidator(["http", "https"])])
    return ArrayField(
        url,
        default=list,
        blank=True,
        verbose_name="sources",
        help_text="Addresses of the pages that say so, one on a line.",
        **options,
    )


def is_one_of(field, choices, name):
    """The database refuses a value of `field` that is not in the vocabulary."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def is_one_of_or_empty(field, choices, name):
    """The database refuses a value of `field` that is neither in the vocabulary nor empty."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": ["", *choices.values]}), name=name)


def precision_fits_date(field, name, precision="precision"):
    """An imprecise date is stored as the first day of its span, so that it has one spelling."""
    return models.CheckConstraint(
        condition=Q(**{precision: Precision.DAY})
        | Q(**{precision: Precision.MONTH, f"{field}__day": 1})
        | Q(**{precision: Precision.YEAR, f"{field}__day": 1, f"{field}__month": 1}),
        name=name,
        violation_error_message=(
            "A date known to the month is written as the month's first day, "
            "a date known to the year as 1 January."
        ),
    )
