"""The ledger of looking as JSON."""

from typing import Any

from dashboard.pages.coverage.data import Looked

RULE = (
    "The ledger of looking: the last search of each government, agency and session by that day. "
    "looked_for is law (its own rules in effect), bills or policies; outcome is found, none or "
    "unreadable; due is when it is due again, null where the session was over. A state's law is "
    "none found only by a search for law whose day is known; without one it is not researched."
)


def search_json(one: Looked) -> dict[str, Any]:
    """The last search of a government, an agency or a session for one kind of measure."""
    search, place = one.search, one.search.jurisdiction
    return {
        "state": place.state_code or "US",
        "division_id": place.division_id,
        "name": place.name_in_state,
        "agency": search.agency,
        "session": search.session and search.session.identifier,
        "date": search.date.isoformat(),
        "looked_for": search.sought,
        "how": search.how,
        "where": search.where,
        "words": search.words,
        "outcome": search.outcome,
        "found": search.found,
        "note": search.note,
        "due": one.due and one.due.isoformat(),
        "is_late": one.is_late,
    }
