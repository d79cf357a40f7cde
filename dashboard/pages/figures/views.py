"""/n/<figure>/<day>/: one number of the record, the sentence to quote, and what is behind it."""

from django.http import Http404, HttpRequest, HttpResponse

from dashboard.figures.reading import Said, asked_of, day_called, said
from dashboard.figures.registry import FIGURES
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.web.params import answer_json, page, query, site_of, today
from laws.rules.registry import RULES

MOST_SHOWN = 100  # measures behind a number; all are in its JSON


def number(request: HttpRequest, figure: str, day: str) -> HttpResponse:
    """The page."""
    one = _asked(request, figure, day)
    own, as_of = one.figure, one.as_of
    context = {
        "one": one,
        "rule": RULES[own.rule],
        "rows": sorted(one.number.rows)[:MOST_SHOWN],
        "more": max(0, len(one.number.rows) - MOST_SHOWN),
        "lasting": site_of(request) + one.address,
        "json": own.address(one.asked, as_of.on, "json"),
        "check": path_to("check") + query(q=one.address),
        "today_url": own.address(one.asked, as_of.today),
    }
    template = "dashboard/figures/number.html"
    return page(request, template, context, on=as_of.on, is_dated=True)


def number_json(request: HttpRequest, figure: str, day: str) -> HttpResponse:
    """The same for programs."""
    one = _asked(request, figure, day)
    rule = RULES[one.figure.rule]
    site = site_of(request)
    content = {
        "figure": one.figure.key,
        "number": one.number.value,
        "certain": one.number.certain,
        "words": one.number.words,
        "sentence": one.sentence,
        "doubts": list(one.number.doubts),
        "measures": sorted(one.number.rows),
        "url": site + one.address,
        "list": site + one.rows_at,
    }
    return answer_json(request, one.as_of.on, f"{rule.name} {rule.title}. {rule.text}", content)


def _asked(request: HttpRequest, figure: str, day: str) -> Said:
    """The number of an address; 404 where there is no such number, day or state."""
    own, on = FIGURES.get(figure), day_called(day)
    asked = asked_of(own, dict(request.GET.lists())) if own else None
    if own is None or on is None or asked is None:
        raise Http404
    return said(own, asked, AsOf(on, today()))
