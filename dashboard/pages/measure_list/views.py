"""/measures/: the list of laws and bills on a date, and the same list as JSON and CSV."""

from django.shortcuts import reverse
from django.utils.text import slugify

from dashboard.filters.filters import measure_filters
from dashboard.pages.measure_list.api import COLUMNS, as_cells, as_json
from dashboard.pages.measure_list.facets import FacetedList
from dashboard.web.csv import csv_response
from dashboard.web.pagination import Pages
from dashboard.web.parameters import parameters_of
from dashboard.web.params import (
    answer_json,
    asked_choice,
    asked_date,
    asked_number,
    on_parameter,
    page,
    query,
)
from dashboard.words.measure_rows import (
    DEFAULT_SORT,
    SORT_CHOICES,
    SORT_WORDS,
    order_of,
    row,
    with_all,
    with_days,
)
from laws.models import Measure

PER_PAGE, MOST_PER_PAGE = 25, 200
RULE = (
    "Measures with an action by the date. Stage is how far a measure got in procedure (R6); "
    "in_force is whether it certainly binds on the date (R1 to R5)."
)
HEADINGS = (
    ("number", "Measure"),
    ("government", "Government"),
    ("effect", "Effect"),
    ("use", "Use"),
    ("stage", "Stage"),
    ("since", "Force"),
    ("last", "Last action"),
)


def measures(request):
    """The page."""
    found = _Found(request)
    pages = Pages(request, len(found.fitting), PER_PAGE)
    on, narrowing, sort = found.on, found.narrowing, found.sort
    context = {
        "total": len(found.fitting),
        "binding": narrowing.binding,
        "rows": [row(measure, query(on=on_parameter(on))) for measure in found.cut(pages)],
        "pages": pages.links(found.address),
        "facets": narrowing.facets(),
        "choices": narrowing.choices(),
        "drops": narrowing.drops() if not found.fitting else [],
        "order": SORT_WORDS[sort],
        "headings": [_heading(name, word, sort, found) for name, word in HEADINGS],
        "kept": [(name, value) for name, value in found.parameters() if name != "q"],
        "words": narrowing.asked.chosen.get("q", ""),
        "csv": reverse("measures-csv") + found.address(),
        "json": reverse("measures-json") + found.address(),
        "everything": query(on=on_parameter(on)) or "?",
        "all_count": len(narrowing.rows),
    }
    return page(request, "dashboard/measure_list/measures.html", context, on=on, nav="measures")


def measures_json(request):
    """The same list for programs, page by page."""
    per_page = asked_number(request, "per_page", MOST_PER_PAGE, PER_PAGE)
    found = _Found(request)
    pages = Pages(request, len(found.fitting), per_page)
    size = per_page if per_page != PER_PAGE else None
    base = request.build_absolute_uri(request.path)

    def address(number):
        return number and base + query(
            **found.choice,
            sort=found.kept_sort,
            per_page=size,
            page=number,
            on=found.on.isoformat(),
        )

    content = {
        "count": len(found.fitting),
        "page": pages.number,
        "per_page": per_page,
        "next": address(pages.next),
        "previous": address(pages.previous),
        "results": [as_json(measure, request) for measure in found.cut(pages)],
    }
    return answer_json(request, found.on, RULE, content)


def measures_csv(request):
    """The whole list as a file."""
    found = _Found(request)
    filters = query(**found.choice).removeprefix("?")
    rows = with_all(found.narrowing.asked.qs, found.on).order_by(*order_of(found.sort))
    cells = (
        as_cells(measure, request, found.on, filters) for measure in rows.iterator(chunk_size=500)
    )
    said = slugify(filters.replace("=", "-").replace("&", "-"))[:80]
    name = "-".join(filter(None, ["facelaw-measures", found.on.isoformat(), said]))
    return csv_response(f"{name}.csv", COLUMNS, cells)


class _Found:
    """What a request asked of the list: date, filters and order, and the rows that fit."""

    def __init__(self, request):
        self.on = asked_date(request)
        self.sort = asked_choice(request, "sort", SORT_CHOICES, DEFAULT_SORT)
        self.kept_sort = "" if self.sort == DEFAULT_SORT else self.sort
        recorded = with_days(Measure.objects.published().on_record(self.on), self.on)
        asked = measure_filters(parameters_of(request), recorded, self.on)
        kept = {"sort": self.kept_sort}
        self.narrowing = FacetedList(asked, self.on, order_of(self.sort), kept)
        self.fitting = self.narrowing.fitting
        self.choice = asked.chosen

    def cut(self, pages):
        """The measures of one page, in order."""
        keys = self.fitting[pages.first : pages.last]
        known = {one.pk: one for one in with_all(Measure.objects.filter(pk__in=keys), self.on)}
        return [known[key] for key in keys]

    def address(self, sort=None, page=None):
        """The query string of this list in an order and at a page."""
        wanted = self.kept_sort if sort is None else sort
        sort = "" if wanted == DEFAULT_SORT else wanted
        return query(**self.choice, sort=sort, page=page, on=on_parameter(self.on)) or "?"

    def parameters(self):
        """The choice as the hidden fields of a form."""
        for name, values in [*self.choice.items(), ("sort", self.kept_sort)]:
            for value in values if isinstance(values, list) else [values]:
                if value:
                    yield name, value


def _heading(name, word, sort, found):
    """A column's heading, the address that sorts by it, and how it is sorted now."""
    now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    # A date is asked for from its latest, a word from its first.
    first = f"-{name}" if name in ("since", "last") else name
    turned = {"ascending": f"-{name}", "descending": name}.get(now, first)
    return {"word": word, "href": found.address(sort=turned), "sorted": now}
