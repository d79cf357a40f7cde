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


def due_on(search: Search) -> date | None:
    """The day on which the same should be looked for again; None for bills of a session that was
    over when they were read.
    """
    if search.outcome == SearchOutcome.UNREADABLE:
        return search.day + timedelta(AFTER_FAILURE)
    ended = search.session.end_on if search.session else None
    if ended and ended < search.day:
        return None
    days = CADENCE[Sought(search.sought), search.jurisdiction.is_local]
    return search.day + timedelta(days)
