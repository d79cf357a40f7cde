"""The ledger of looking of the shipped record: searches.csv."""

from laws.dataset import schema
from laws.models import Search
from laws.models.search import store_last_searches
from laws.vocabulary import SearchOutcome

NAME = "searches.csv"
KEY = ("division_id", "session", "agency", "date", "how", "sought", "where")
STORED = ("jurisdiction_id", "session_id", "agency", "day", "how", "sought", "where")


def load_searches(load):
    """Load the searches, and store with each government when it was last searched."""
    load._match(Search.objects.all(), STORED, _rows(load), "searches")
    if not load.problems:
        store_last_searches()


def _rows(load):
    for line, row in load._rows(NAME, schema.SEARCHES, KEY):
        when, session, before = row.pop("date"), row.pop("session"), len(load.problems)
        division = row.pop("division_id")
        place = load._find(load.places, NAME, line, "division_id", division, "a government")
        row |= {"jurisdiction_id": place, "session_id": None}
        row |= {"day": when.day, "precision": when.precision}
        if place and session:
            known, said = load.sessions, "a session of this government, or nothing"
            row["session_id"] = _session(load, known, line, place, session, said)
        if row["found"] and row["outcome"] != SearchOutcome.FOUND:
            said = "a number only where the outcome is found"
            load.refuse(NAME, line, "found", str(row["found"]), said)
        if len(load.problems) == before:
            yield row


def _session(load, known, line, place, identifier, said):
    if (place, identifier) not in known:
        load.refuse(NAME, line, "session", identifier, said)
    return known.get((place, identifier))
