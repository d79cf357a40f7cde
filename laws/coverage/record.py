"""How searches come into the ledger."""

from datetime import date

from laws.models import Jurisdiction, LegislativeSession, Search
from laws.vocabulary import SearchHow, SearchOutcome, Sought


def record_search(
    jurisdiction: Jurisdiction,
    day: date,
    how: SearchHow,
    where: str,
    found: int | None,
    *,
    session: LegislativeSession | None = None,
    sought: Sought = Sought.BILLS,
    words: str = "",
    note: str = "",
) -> Search:
    """Note that a government was looked at. `found` is how many measures on the subject were met,
    0 for none; None: it could not be read, and `note` says why.

    The same search of the same day is one row: the last one says what came of it.
    """
    if found is None:
        outcome = SearchOutcome.UNREADABLE
    else:
        outcome = SearchOutcome.FOUND if found else SearchOutcome.NONE
    key = {"jurisdiction": jurisdiction, "session": session, "agency": "", "day": day,
           "how": how, "sought": sought, "where": where[:300]}  # fmt: skip
    said = {"words": words[:500], "outcome": outcome, "found": found or None, "note": note}
    search, _ = Search.objects.update_or_create(defaults=said, create_defaults=key | said, **key)
    return search
