"""/measures/: the list of laws and bills on a date, and the same list as JSON and CSV."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import slugify

from dashboard.filters.filters import measure_filters
from dashboard.pages.measure_list.api import COLUMNS, as_cells, as_json, with_reasons
from dashboard.pages.measure_list.facets import FacetedList
from dashboard.pages.measure_list.structured_data import dataset
from dashboard.pages.measure_list.text import description, headline, page_title
from dashboard.web.as_of import asked_as_of
from dashboard.web.csv import csv_response
from dashboard.web.json_ld import json_ld
from dashboard.web.measure_json import EFFECT_RULE, FORCE_RULE, TIER_RULE
from dashboard.web.pagination import Pages
from dashboard.web.parameters import parameters_of
from dashboard.web.params import (
    answer_json,
    asked_choice,
    asked_number,
    page,
    query,
    site_of,
)
from dashboard.words.measure_rows import (
    DEFAULT_SORT,
    SORT_CHOICES,
    SORT_WORDS,
    ordered,
    row,
    with_all,
)
from laws.models import Measure

PER_PAGE, MOST_PER_PAGE = 25, 200
RULE = (
    "Measures with an action by the date. Stage is how far a measure got in procedure (R6); "
    "in_force is whether it is certainly in effect on the date (R1 to R5). "
    f"{FORCE_RULE} {EFFECT_RULE} {TIER_RULE}"
)
HEADINGS = (
    ("number", "Measure"),
    ("government", "Government"),
    ("effect", "Effect"),
    ("use", "Use"),
    ("stage", "Stage"),
    ("since", "Status"),
    ("last", "Last action"),
)


def measures(request: HttpRequest) -> HttpResponse:
    """The page."""
    asked = RequestedList(request)
    listed, as_of = asked.listed, asked.as_of
    total = listed.total
    pages = Pages(request, total, PER_PAGE)
    context = {
        "total": total,
        "dataset": json_ld(dataset(site_of(request))),
        "title": page_title(listed, as_of, pages.number),
        "lead": headline(listed, as_of),
        "description": description(listed, as_of),
        "rows": [row(measure, as_of.query) for measure in asked.measures(pages)],
        "pages": pages.links(asked.address),
        "facets": listed.facets(),
        "active_filters": listed.active_filters(),
        "relaxed": [] if total else listed.relaxed(),
        "order": SORT_WORDS[asked.sort],
        "sorts": _sorts(asked),
        "headings": [_heading(name, word, asked) for name, word in HEADINGS],
        "kept": [(name, value) for name, value in asked.parameters() if name != "q"],
        "words": asked.filters.get("q", ""),
        "csv": reverse("measures-csv") + asked.address(),
        "json": reverse("measures-json") + asked.address(),
        "everything": as_of.query or "?",
        "all_count": listed.recorded,
    }
    template = "dashboard/measure_list/measures.html"
    return page(request, template, context, on=as_of.on, nav="measures")


def measures_json(request: HttpRequest) -> HttpResponse:
    """The same list for programs, page by page."""
    per_page = asked_number(request, "per_page", MOST_PER_PAGE, PER_PAGE)
    asked = RequestedList(request)
    pages = Pages(request, asked.listed.total, per_page)
    base = request.build_absolute_uri(request.path)
    parameters = asked.filters | {
        "sort": asked.kept_sort,
        "per_page": per_page if per_page != PER_PAGE else None,
    }
    on = asked.as_of.on

    def address(number):
        return number and base + query(**parameters, page=number, on=on.isoformat())

    content = {
        "count": asked.listed.total,
        "page": pages.number,
        "per_page": per_page,
        "next": address(pages.next),
        "previous": address(pages.previous),
        "results": [as_json(measure, site_of(request)) for measure in asked.measures(pages)],
    }
    return answer_json(request, on, RULE, content)


def measures_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole list as a file."""
    asked = RequestedList(request)
    on, filters = asked.as_of.on, query(**asked.filters).removeprefix("?")
    rows = ordered(with_reasons(with_all(asked.listed.filters.qs, on)), asked.sort, on)
    cells = (
        as_cells(measure, site_of(request), on, filters)
        for measure in rows.iterator(chunk_size=500)
    )
    words = slugify(filters.replace("=", "-").replace("&", "-"))[:80]
    name = "-".join(filter(None, ["facelaw-measures", on.isoformat(), words]))
    return csv_response(f"{name}.csv", COLUMNS, cells)


class RequestedList:
    """What a request asks of the list: date, filters and order, and the rows that match."""

    def __init__(self, request: HttpRequest):
        self.as_of = asked_as_of(request)
        self.sort = asked_choice(request, "sort", SORT_CHOICES, DEFAULT_SORT)
        self.kept_sort = "" if self.sort == DEFAULT_SORT else self.sort
        on = self.as_of.on
        recorded = Measure.objects.published().on_record(on)
        filters = measure_filters(parameters_of(request), recorded, on)
        kept = {"sort": self.kept_sort, "on": self.as_of.parameter}
        self.listed = FacetedList(filters, on, kept)
        self.filters = filters.chosen

    def measures(self, pages: Pages) -> list[Measure]:
        """The measures of one page, in order."""
        keys = self.listed.keys(self.sort, pages.first, pages.last)
        shown = with_all(Measure.objects.filter(pk__in=keys).order_by(), self.as_of.on)
        by_key = {measure.pk: measure for measure in shown}
        return [by_key[key] for key in keys]

    def address(self, sort: str | None = None, page: int | None = None) -> str:
        """The query string of this list in an order and at a page."""
        wanted = self.kept_sort if sort is None else sort
        sort = "" if wanted == DEFAULT_SORT else wanted
        return query(**self.filters, sort=sort, page=page, on=self.as_of.parameter) or "?"

    def parameters(self) -> Iterator[tuple[str, str]]:
        """The filters and the order as the hidden fields of a form."""
        for name, values in [*self.filters.items(), ("sort", self.kept_sort)]:
            for value in values if isinstance(values, list) else [values]:
                if value:
                    yield name, value


def _sorts(asked: RequestedList) -> dict[str, Any]:
    """The orders to choose from where the table folds and its headings with it."""
    kept = [(name, value) for name, value in asked.parameters() if name != "sort"]
    if asked.as_of.parameter:
        kept.append(("on", asked.as_of.parameter))
    return {"choices": SORT_WORDS.items(), "now": asked.sort, "kept": kept}


def _heading(name: str, word: str, asked: RequestedList) -> dict[str, str]:
    """A column's heading, the address that sorts by it, and how it is sorted now."""
    now = {name: "ascending", f"-{name}": "descending"}.get(asked.sort, "")
    # A date is asked for from its latest, a word from its first.
    first = f"-{name}" if name in ("since", "last") else name
    turned = {"ascending": f"-{name}", "descending": name}.get(now, first)
    return {"word": word, "href": asked.address(sort=turned), "sorted": now}
