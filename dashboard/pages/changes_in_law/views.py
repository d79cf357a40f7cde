"""/changes-in-law/: every change of the law of a year; as a page, JSON and CSV."""

from django.http import HttpRequest, HttpResponse

from dashboard.pages.bills.data import legislatures
from dashboard.pages.changes_in_law.api import COLUMNS, as_cells, as_json
from dashboard.pages.changes_in_law.data import CHOICES, Changes
from dashboard.pages.changes_in_law.rows import boxes, lists, years
from dashboard.pages.changes_in_law.text import ahead_heading, following_sentences, leading_sentence
from dashboard.web.as_of import AsOf, asked_as_of
from dashboard.web.csv import csv_response
from dashboard.web.page_url import path_to
from dashboard.web.parameters import EARLIEST, LATEST
from dashboard.web.params import (
    answer_json,
    asked_choice,
    asked_legislature,
    explain,
    page,
    site_of,
)
from dashboard.words.changes_in_law import ABOUT
from laws.counting.changes import law_changes
from laws.counting.shared import history
from laws.rules.registry import RULES

ALL = "all"


def changes_in_law(request: HttpRequest) -> HttpResponse:
    """What took effect, ended, was amended or adopted in the year."""
    found = _changes(request)
    dated = found.address(on=found.as_of.on.isoformat())
    context = {
        "found": found,
        "lead": leading_sentence(found),
        "sub": following_sentences(found),
        "ahead_heading": ahead_heading(found),
        "years": years(found),
        "json": dated.at(path_to("changes-in-law-json")),
        "csv": dated.at(path_to("changes-in-law-csv")),
        "csv_of_all": dated.having("year", ALL).at(path_to("changes-in-law-csv")),
        **lists(found),
        "boxes": boxes(found),
        "own_query": found.own_query,
    }
    return page(
        request, "dashboard/changes_in_law/page.html", context, on=found.as_of.on, nav="timeline"
    )


def changes_in_law_json(request: HttpRequest) -> HttpResponse:
    """The changes as JSON, the latest first."""
    found, site = _changes(request), site_of(request)
    rows = [as_json(one, found.as_of, site) for one in reversed(found.chosen)]
    rules = "; ".join(f"{RULES[n].name} {RULES[n].title}" for n in (1, 2, 4, 5))
    content = {"year": found.year or ALL, "count": len(rows), "changes": rows}
    return answer_json(request, found.as_of.on, rules, content)


def changes_in_law_csv(request: HttpRequest) -> HttpResponse:
    """The changes as a file, the latest first."""
    found, site = _changes(request), site_of(request)
    rows = (as_cells(one, found.as_of, site) for one in reversed(found.chosen))
    name = f"facelaw-changes-in-law-{found.year or ALL}-{found.as_of.on}.csv"
    return csv_response(name, COLUMNS, rows)


def _changes(request: HttpRequest) -> Changes:
    """The changes of `year`, `state`, `change` and `about`, as of `on`."""
    as_of = asked_as_of(request)
    names = {code: name for code, (name, _) in legislatures().items()}
    state = asked_legislature(request, names)
    return Changes(
        as_of,
        law_changes(history(), as_of.on, as_of.today),
        names,
        _asked_year(request, as_of),
        "" if state is None else state.lower() or "us",
        asked_choice(request, "change", CHOICES),
        asked_choice(request, "about", ABOUT),
    )


def _asked_year(request: HttpRequest, as_of: AsOf) -> int | None:
    """The year of `?year=`, or that of the date; None for all."""
    value, default = request.GET.get("year", "").strip(), as_of.on.year
    if value == ALL:
        return None
    known = range(EARLIEST.year, LATEST.year + 1)
    if value.isascii() and value.isdigit() and len(value) == 4 and int(value) in known:
        return int(value)
    if value:
        allowed = f"a year from {known[0]} to {known[-1]}, or all, is allowed; showing {default}"
        explain(request, "year", value, allowed)
    return default
