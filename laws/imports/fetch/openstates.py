"""Open States, API v3: each search is a sweep through the pages of what changed since the last.

What changed last comes first. So a bill that changes while a sweep is under way moves others to
later pages, never to one that was read; it comes itself with the next sweep.
"""

from datetime import date, timedelta

from django.db import transaction

from laws.imports.fetch.client import ApiClient, FetchProblem, Service
from laws.imports.fetch.queries import query

SERVICE = Service(
    "openstates",
    "Open States",
    "OPENSTATES_KEY",
    "register at https://open.pluralpolicy.com/accounts/signup/, copy the key from your profile",
)
PER_PAGE = 20
"""The most that the API gives at a time."""
INCLUDE = (
    "abstracts",
    "other_titles",
    "other_identifiers",
    "actions",
    "sources",
    "versions",
    "related_bills",
    "votes",
)


def fetch(poller: ApiClient, shelf, searches, say):
    """Put on the shelf all that the searches find and that changed since they were asked last.

    A sweep that was stopped comes first, then the search that waits longest: a day's budget that
    is too small for all of them leaves none out for ever.
    """
    marks = [shelf.mark(search) for search in searches]
    for mark in sorted(marks, key=lambda one: (one.began_on is None, one.since or date.min)):
        while not _take_page(poller, shelf, mark):
            say(f"“{mark.search}”: page {mark.page - 1} read")
        say(f"“{mark.search}”: read to its last page")


def _take_page(poller, shelf, mark):
    """Read one page, and keep how far we are with it; whether it was the last one."""
    mark.began_on = mark.began_on or shelf.day
    bills, is_last = _page(poller, mark)
    found = {bill["id"]: (bill["updated_at"], [mark.search]) for bill in bills}
    wanted = shelf.lacks(found)
    with transaction.atomic():
        for bill in bills:
            if bill["id"] in wanted:
                shelf.put(bill["id"], bill["updated_at"], [mark.search], _without_names(bill))
        mark.page += 1
        if is_last:
            # A day more, because the API compares days in a zone of its own.
            mark.since, mark.began_on, mark.page = mark.began_on - timedelta(days=1), None, 1
        mark.save()
    return is_last


def _page(poller, mark):
    """The bills of one page, and whether it is the last one."""
    # A day, not a time: the API compares text, and writes a time otherwise than it tells it.
    since = {"updated_since": mark.since.isoformat()} if mark.since else {}
    try:
        answer = poller.ask(
            "bills",
            {"X-API-KEY": poller.key},
            q=query(mark.search),
            sort="updated_desc",
            include=INCLUDE,
            page=mark.page,
            per_page=PER_PAGE,
            **since,
        )
    except FetchProblem as problem:
        if problem.status == 404 and mark.page > 1:
            return [], True  # fewer pages than when the sweep was stopped
        raise
    return _bills(answer), _is_last(answer, mark.page)


def _bills(answer):
    bills = answer.get("results")
    if not isinstance(bills, list) or not all(map(_is_bill, bills)):
        raise FetchProblem("Open States answered with something else than a page of bills.")
    return bills


def _without_names(bill):
    """A bill without how each member voted, which is most of it, and is not ours to keep."""
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
