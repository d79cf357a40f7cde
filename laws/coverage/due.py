"""When a government is due to be looked at again."""

from datetime import date, timedelta

from laws.models import Search
from laws.vocabulary import SearchOutcome, Sought

CADENCE = {
    # (what was looked for, whether it is a local government): days until it is due again
    (Sought.LAW, False): 365,
    (Sought.LAW, True): 365,
    (Sought.BILLS, False): 30,
    (Sought.BILLS, True): 180,
    (Sought.POLICIES, False): 365,
    (Sought.POLICIES, True): 365,
}
AFTER_FAILURE = 7  # what could not be read is tried again soon


def due_on(search: Search) -> date:
    """The day on which the same should be looked for again."""
    days = CADENCE[Sought(search.sought), search.jurisdiction.is_local]
    if search.outcome == SearchOutcome.UNREADABLE:
        days = AFTER_FAILURE
    return search.day + timedelta(days)
