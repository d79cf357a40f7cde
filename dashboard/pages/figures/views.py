"""/n/<figure>/<day>/: one number of the record, the sentence to quote, and what is behind it."""

from django.http import Http404, HttpRequest, HttpResponse

from dashboard.figures.reading import Said, asked_of, day_called, said
from dashboard.figures.registry import FIGURES, Asked
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.web.params import answer_json, page, query, site_of, today
from dashboard.words.names import full_name
from laws.models import Measure
from laws.rules.registry import RULES

MOST_SHOWN = 100  # measures behind a number; all are in its JSON


def number(request: HttpRequest, figure: str, day: str) -> HttpResponse:
    """The page."""
    one = _asked(request, figure, day)
    own, as_of = one.figure, one.as_of
    context = {
        "one": one,
        "rule": RULES[own.rule],
        "rows": _rows(one),
        "more": max(0, len(one.number.rows) - MOST_SHOWN),
        "lasting": site_of(request) + one.address,
        "json": own.address(one.asked, as_of.on, "json"),
        "check": path_to("check") + query(q=one.address),
        "today_url": own.address(one.asked, as_of.today),
        "others": _others(one),
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


def _rows(one: Said) -> list[tuple[str, str]]:
    """The measures behind a number, as many as are shown: the name of each, and its slug."""
    found = Measure.objects.filter(slug__in=sorted(one.number.rows)[:MOST_SHOWN])
    found = found.select_related("jurisdiction", "session")
    on = one.as_of.on
    return sorted((full_name(row, on, with_government=True), row.slug) for row in found)


def _others(one: Said) -> list[tuple[str, str]]:
    """The other numbers of the same day and state: the title of each, and its address."""
    asked = Asked(one.asked.state)
    return [
        (own.title, own.address(asked if own.of_states else Asked(), one.as_of.on))
        for own in FIGURES.values()
        if own is not one.figure and (asked.state or not own.needs_state)
    ]


def _asked(request: HttpRequest, figure: str, day: str) -> Said:
    """The number of an address; 404 where there is no such number, day or state."""
    own, on = FIGURES.get(figure), day_called(day)
    asked = asked_of(own, dict(request.GET.lists())) if own else None
    if own is None or on is None or asked is None:
        raise Http404
    return said(own, asked, AsOf(on, today()))
