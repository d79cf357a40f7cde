"""Where staff change a measure."""

from django.db.models import Case, Value, When
from django.urls import reverse

from laws.models import Measure
from laws.models.measure import LOCAL, ORDERED
from laws.vocabulary import NOT_LOCAL, ORDER_KINDS


def desk_address(measure: Measure) -> str:
    """The address of a measure's form, in the section that it belongs to."""
    return reverse(f"admin:laws_{section_of(measure)}_change", args=[measure.pk])


def section_of(measure: Measure) -> str:
    """The section that a measure belongs to, by its model's name: bill, ordinance or order."""
    if measure.jurisdiction.kind not in NOT_LOCAL:
        return "ordinance"
    return "order" if measure.kind in ORDER_KINDS else "bill"


SECTION = Case(
    When(LOCAL, then=Value("ordinance")),
    When(ORDERED, then=Value("order")),
    default=Value("bill"),
)
"""The same in a query."""
