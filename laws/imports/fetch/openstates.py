"""Fetching from Open States (API v3): each search reads page after page of the bills that changed
since it was last complete.

What changed last comes first. So a bill that changes meanwhile moves others to later pages, never
to one that was read; it comes itself with the next run.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from laws.imports.fetch.client import ApiClient, FetchProblem, Service
from laws.imports.fetch.queries import query
from laws.imports.fetch.queue import FetchQueue

SERVICE = Service(
    "openstates",
    "Open States",
    "OPENSTATES_KEY",
    "register at https://open.pluralpolicy.com/accounts/signup/, copy the key from your profile",
)
PER_PAGE = 20
"""The most that the API gives in one answer."""
INCLUDE = (
    "abstracts",
    "other_titles",
    "other_identifiers",
    "actions",
    "sources",
    "sponsorships",
    "versions",
    "related_bills",
    "votes",
)


def fetch(
    client: ApiClient, queue: FetchQueue, searches: list[str], say: Callable[[str], object]
) -> None:
    """Add to the queue what the searches find and what changed since they were last complete.

    A search that was stopped comes first, then the one that waits longest: so a daily budget that
    is too small for all of them leaves none out for ever.
    """
    marks = [queue.mark(search) for search in searches]
    for mark in sorted(marks, key=lambda mark: (mark.began_on is None, mark.since or date.min)):
        while not _take_page(client, queue, mark):
            say(f"“{mark.search}”: page {mark.page - 1} read")
        say(f"“{mark.search}”: last page read")


def _take_page(client, queue, mark):
    """Read one page and keep it, with how far the search is now; whether it was the last page."""
    mark.began_on = mark.began_on or queue.day
    bills, is_last = _page(client, mark)
    wanted = queue.missing({bill["id"]: (bill["updated_at"], [mark.search]) for bill in bills})
    with transaction.atomic():
        for bill in bills:
            if bill["id"] in wanted:
                queue.add(bill["id"], bill["updated_at"], [mark.search], _without_names(bill))
        mark.page += 1
        if is_last:
            # A day more, because the API compares days in a zone of its own.
            mark.since, mark.began_on, mark.page = mark.began_on - timedelta(days=1), None, 1
        mark.save()
    return is_last


def _page(client, mark):
    """The bills of one page, and whether it is the last one."""
    # A day, not a time: the API compares text, and writes a time otherwise than it tells it.
    since = {"updated_since": mark.since.isoformat()} if mark.since else {}
    try:
        answer = client.ask(
            "bills",
            {"X-API-KEY": client.key},
            q=query(mark.search),
            sort="updated_desc",
            include=INCLUDE,
            page=mark.page,
            per_page=PER_PAGE,
            **since,
        )
    except FetchProblem as problem:
        if problem.status == 404 and mark.page > 1:
            return [], True  # there are fewer pages than when the search was stopped
        raise
    return _bills(answer), _is_last(answer, mark.page)


def _bills(answer):
    bills = answer.get("results")
    if not isinstance(bills, list) or not all(map(_is_bill, bills)):
        raise FetchProblem("Open States did not answer with a page of bills.")
    return bills


def _without_names(bill):
    """A bill without how each member voted: that is most of it, and we do not keep it."""
    votes = bill.get("votes")
    for vote in votes if isinstance(votes, list) else ():
        if isinstance(vote, dict):
            vote.pop("votes", None)
    return bill


def _is_bill(bill):
    names = ("id", "updated_at")
    return isinstance(bill, dict) and all(
        isinstance(bill.get(name), str) and 0 < len(bill[name]) <= 200 for name in names
    )


def _is_last(answer, page):
    pages = answer.get("pagination")
    last = pages.get("max_page") if isinstance(pages, dict) else None
    if not isinstance(last, int):
        raise FetchProblem("Open States did not say how many pages there are.")
    return page >= last
