"""/compare/lists/: lists and counts that others published, beside ours of the same day."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from dashboard.pages.lists import rows
from dashboard.pages.lists.data import ListsBesideRecord
from dashboard.web.as_of import asked_as_of
from dashboard.web.params import answer_json, page, site_of
from laws.dataset.lists import published_lists

RULE = (
    "Each published count beside ours of the same day, by the filters of /measures/ that come "
    "closest (our_rows). Where a list names all that it counts, ours + theirs_only - ours_only = "
    "count; not_named is what is left where it does not. rows gives each government, by whom it is "
    "counted, and why where only one side does."
)


def lists(request: HttpRequest) -> HttpResponse:
    """The page."""
    as_of = asked_as_of(request)
    beside = ListsBesideRecord(published_lists(), as_of.on)
    context = {
        "lead": rows.lead(beside.comparisons),
        "lists": [rows.table_row(one) for one in beside.comparisons],
        "sections": [rows.section(one, beside) for one in beside.comparisons if not one.agrees],
    }
    return page(request, "dashboard/lists/lists.html", context, on=as_of.on, nav="compare")


def lists_json(request: HttpRequest) -> JsonResponse:
    """The same as data."""
    as_of = asked_as_of(request)
    beside = ListsBesideRecord(published_lists(), as_of.on)
    content = {
        "lists": [rows.json_list(one, site_of(request)) for one in beside.comparisons],
        "rows": [row for one in beside.comparisons for row in rows.json_rows(one, beside)],
    }
    return answer_json(request, as_of.on, RULE, content)
