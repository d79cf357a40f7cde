"""Fetching from LegiScan: a search lists bills with their change_hash; a bill is requested when
that is new.

The API takes its key in the query, so that no address of it may ever be shown.
"""

from collections.abc import Callable, Iterator

from laws.imports.fetch.client import ApiClient, FetchProblem, Service
from laws.imports.fetch.queries import query
from laws.imports.fetch.queue import FetchQueue

SERVICE = Service(
    "legiscan",
    "LegiScan",
    "LEGISCAN_KEY",
    "register at https://legiscan.com/legiscan, where a free key is made",
)
ALL_YEARS, CURRENT_SESSIONS = 1, 2
PROGRESS_EVERY = 50  # bills between two lines of progress
MOST_ALERTS = 3
"""Bills in a row that the API may refuse before the run is given up."""


def fetch(
    client: ApiClient,
    queue: FetchQueue,
    searches: list[str],
    say: Callable[[str], object],
    years: int = CURRENT_SESSIONS,
) -> None:
    """Add to the queue what the searches find and what is new or changed of it."""
    found = {}
    for search in searches:
        for key, version in _hits(client, search, years):
            found.setdefault(key, (version, []))[1].append(search)
        say(f"Searched for “{search}”: {len(found)} bills found so far")
    wanted = queue.missing(found)
    say(f"New or changed: {len(wanted)} of {len(found)} bills")
    alerts = 0
    for number, (key, (version, found_by)) in enumerate(wanted.items(), 1):
        try:
            queue.add(key, version, found_by, _bill(client, key))
        except Alert as problem:
            alerts += 1
            say(f"Bill {key}: {problem}")
            if alerts == MOST_ALERTS:
                raise
        else:
            alerts = 0
        if number % PROGRESS_EVERY == 0:
            say(f"{number} of {len(wanted)} bills requested")


class Alert(FetchProblem):
    """LegiScan answered with a message instead of a bill."""


def _ask(client, operation, **parameters):
    answer = client.ask(key=client.key, op=operation, **parameters)
    if answer.get("status") == "ERROR":
        alert = answer.get("alert")
        message = alert.get("message") if isinstance(alert, dict) else None
        raise Alert(f"LegiScan answered: “{str(message or 'ERROR')[:200]}”.")
    return answer


def _hits(client, search, years) -> Iterator[tuple[str, str]]:
    """(id, change_hash) of each bill that a search finds."""
    page = last = 1
    while page <= last:
        result = _ask(
            client, "getSearchRaw", state="ALL", query=query(search), year=years, page=page
        ).get("searchresult")
        if not isinstance(result, dict) or not isinstance(result.get("summary"), dict):
            raise FetchProblem("LegiScan did not answer with a list of bills.")
        rows = result.get("results")
        for row in rows if isinstance(rows, list) else result.values():
            if isinstance(row, dict) and row.get("bill_id") and row.get("change_hash"):
                yield str(row["bill_id"])[:200], str(row["change_hash"])[:200]
        last, page = _number(result["summary"].get("page_total")), page + 1


def _number(text):
    try:
        return int(text or 0)
    except (TypeError, ValueError) as error:
        raise FetchProblem("LegiScan did not say how many pages there are.") from error


def _bill(client, key):
    bill = _ask(client, "getBill", id=key).get("bill")
    if not isinstance(bill, dict):
        raise FetchProblem("LegiScan did not answer with a bill.")
    return bill
