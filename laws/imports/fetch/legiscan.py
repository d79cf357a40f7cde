"""LegiScan: searches name bills with their change_hash; a bill is asked for when that is new.

The API takes its key in the query and no header, so that no address of it may be shown.
"""

from laws.imports.fetch.client import ApiClient, FetchProblem, Service
from laws.imports.fetch.queries import query

SERVICE = Service(
    "legiscan",
    "LegiScan",
    "LEGISCAN_KEY",
    "register at https://legiscan.com/legiscan, where a free key is made",
)
ALL_YEARS, CURRENT_SESSIONS = 1, 2
EVERY = 50  # bills between two lines of progress
MOST_ALERTS = 3
"""Bills in a row that the API refuses, until nothing more is asked."""


def fetch(poller: ApiClient, shelf, searches, say, years=CURRENT_SESSIONS):
    """Put on the shelf all that the searches find and that changed since it was taken."""
    found = {}
    for search in searches:
        for key, stamp in _hits(poller, search, years):
            found.setdefault(key, (stamp, []))[1].append(search)
        say(f"“{search}” is searched for: {len(found)} found so far")
    wanted = shelf.lacks(found)
    say(f"New or changed: {len(wanted)} of {len(found)}")
    alerts = 0
    for number, (key, (stamp, names)) in enumerate(wanted.items(), 1):
        try:
            shelf.put(key, stamp, names, _bill(poller, key))
        except Alert as problem:
            alerts += 1
            say(f"Bill {key}: {problem}")
            if alerts == MOST_ALERTS:
                raise
        else:
            alerts = 0
        if number % EVERY == 0:
            say(f"{number} of {len(wanted)} are asked for")


class Alert(FetchProblem):
    """What LegiScan answers instead of what was asked for."""


def _ask(poller, operation, **query):
    answer = poller.ask(key=poller.key, op=operation, **query)
    if answer.get("status") == "ERROR":
        alert = answer.get("alert")
        said = alert.get("message") if isinstance(alert, dict) else None
        raise Alert(f"LegiScan answered: “{str(said or 'ERROR')[:200]}”.")
    return answer


def _hits(poller, search, years):
    """The bills that a search finds: id and change_hash."""
    page = last = 1
    while page <= last:
        result = _ask(
            poller, "getSearchRaw", state="ALL", query=query(search), year=years, page=page
        ).get("searchresult")
        if not isinstance(result, dict) or not isinstance(result.get("summary"), dict):
            raise FetchProblem("LegiScan answered with something else than a list of bills.")
        rows = result.get("results")
        for row in rows if isinstance(rows, list) else result.values():
            if isinstance(row, dict) and row.get("bill_id") and row.get("change_hash"):
                yield str(row["bill_id"])[:200], str(row["change_hash"])[:200]
        last, page = _number(result["summary"].get("page_total")), page + 1


def _number(said):
    try:
        return int(said or 0)
    except (TypeError, ValueError) as error:
        raise FetchProblem("LegiScan did not say how many pages there are.") from error


def _bill(poller, key):
    bill = _ask(poller, "getBill", id=key).get("bill")
    if not isinstance(bill, dict):
        raise FetchProblem("LegiScan answered with something else than a bill.")
    return bill
