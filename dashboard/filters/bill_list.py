"""The address of the list of bills that a number counts."""

from typing import Any

from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from laws.vocabulary import MeasureKind


def code_of(state_code: str) -> str:
    """What a legislature is asked for by: the postal code in lower case, or us for Congress."""
    return state_code.lower() or "us"


def list_of_bills(as_of: AsOf, state_code: str | None, **filters: Any) -> str:
    """The list of the bills of a legislature (empty for Congress, None for all), with filters.

    It has a row for each bill that `MeasureQuerySet.bills` counts, and no other.
    """
    asked = {
        "level": "legislature",
        "state": state_code if state_code is None else code_of(state_code),
        "kind": MeasureKind.BILL.value,
    }
    return path_to("measures") + query(**asked, **filters, on=as_of.parameter)
