"""The public log: what this site changed, by day, with the reason given."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from dashboard.pages.changes.data import in_words
from dashboard.web.page_url import path_to
from dashboard.web.params import (
    answer_json,
    asked_choice,
    asked_date,
    asked_number,
    explain,
    page,
    query,
)
from laws.editing.revisions import PublicChange
from laws.editing.revisions import changes as changes_made
from laws.models import LoadedRecord, Measure
from laws.vocabulary import ChangeKind

ON_A_PAGE = 100
MOST_PAGES = 1000
RULE = (
    "Changes to published measures, and to sessions, places, milestones, court cases and the "
    "questions of the codebook, the latest first, by the day on which they were made here. "
    "What a data release changed of one measure is one entry, with the reason of each field. What "
    "the first release brought, and figures of the Census Bureau, are not listed one by one. A "
    "measure that was withdrawn or merged is listed as such, without its earlier changes. A check "
    "of a measure against its sources changes no fact, so checks are listed only where kind is "
    "checks or all."
)


def changes(request: HttpRequest) -> HttpResponse:
    """Field by field, before and after, of all published measures or of one."""
    on, measure, kind = asked_date(request), _asked_measure(request), _asked_kind(request)
    logged, number, is_more = _logged(request, measure, kind)
    by_day = groupby(in_words(logged), key=lambda change: change.day)
    days = [(day, list(rows)) for day, rows in by_day]
    context = {
        "measure": measure,
        "days": days,
        "number": sum(len(rows) for _, rows in days),
        "page": number,
        "newer": number > 1 and _address(measure, number - 1, kind),
        "older": is_more and _address(measure, number + 1, kind),
        "kind": kind,
        "kinds": [(one, _address(measure, 1, one)) for one in ChangeKind],
        "loads": LoadedRecord.objects.order_by("-loaded_at"),
        "all": path_to("changes"),
    }
    return page(request, "dashboard/changes/changes.html", context, on=on)


def changes_json(request: HttpRequest) -> HttpResponse:
    """The same as data: `day`, `measure`, `what`, `differences` and `reason` of each change,
    its `kind`: change, check, publication or withdrawal, and its `noun`: measure, session, place,
    milestone, question or case. `about` is the name of what it is of; `measure` the same, and empty
    for another noun. `release` is the data release that brought it, and `causes` say of its reasons
    whether we were wrong, know more or the law moved.
    """
    on, measure, kind = asked_date(request), _asked_measure(request), _asked_kind(request)
    logged, number, is_more = _logged(request, measure, kind)
    rows = [
        change._asdict()
        | {"day": change.day.isoformat(), "differences": [d._asdict() for d in change.differences]}
        for change in in_words(logged)
    ]
    return answer_json(request, on, RULE, {"page": number, "more": is_more, "changes": rows})


def _logged(
    request: HttpRequest, measure: Measure | None, kind: ChangeKind
) -> tuple[list[PublicChange], int, bool]:
    """The changes of the page asked for, its number, and whether older ones follow."""
    number = asked_number(request, "page", MOST_PAGES)
    first = (number - 1) * ON_A_PAGE
    logged, is_more = changes_made(measure and measure.pk, first, ON_A_PAGE, kind)
    return logged, number, is_more


def _asked_kind(request: HttpRequest) -> ChangeKind:
    return ChangeKind(asked_choice(request, "kind", ChangeKind.values, ChangeKind.CHANGES.value))


def _asked_measure(request: HttpRequest) -> Measure | None:
    slug = request.GET.get("measure", "").strip()
    if not slug:
        return None
    published = Measure.objects.published().select_related("jurisdiction", "session")
    measure = published.filter(slug=slug).first()
    if measure is None:
        allowed = "the last part of a measure's address is allowed; the changes of all are shown"
        explain(request, "measure", slug, allowed)
    return measure


def _address(measure: Measure | None, number: int, kind: ChangeKind) -> str:
    return path_to("changes") + query(
        measure=measure and measure.slug,
        kind=None if kind == ChangeKind.CHANGES else kind.value,
        page=number if number > 1 else None,
    )
