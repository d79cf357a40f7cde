"""/api/: how to ask the API, and a page for each of its operations with a real answer."""

from django.http import Http404, HttpRequest, HttpResponse

from dashboard.api import docs
from dashboard.api.limits import MOST, WINDOW
from dashboard.api.operations import OPERATION
from dashboard.api.parameters import MOST_ROWS, ROWS
from dashboard.web.as_of import asked_as_of
from dashboard.web.page_url import path_to
from dashboard.web.params import page, site_of


def guide(request: HttpRequest) -> HttpResponse:
    """How to ask."""
    context = {
        "groups": docs.groups(),
        "programs": [
            (words, name, code.replace("{site}", site_of(request)))
            for words, name, code in docs.PROGRAMS
        ],
        "most": MOST,
        "window": WINDOW,
        "rows": ROWS,
        "most_rows": MOST_ROWS,
    }
    on, files = asked_as_of(request).on, {"json": path_to("api-description")}
    return page(request, "dashboard/api/guide.html", context, on=on, files=files)


def operation(request: HttpRequest, operation: str) -> HttpResponse:
    """One operation."""
    found = OPERATION.get(operation)
    if found is None:
        raise Http404("The API has no such operation.")
    as_of, site = asked_as_of(request), site_of(request)
    context = {
        "operation": found,
        "address": f"/api/v1/{found.template}",
        "parameters": docs.parameters(found),
        "columns": docs.columns(found),
        "errors": docs.errors(found),
        "example": docs.example(found, as_of, site),
        "paragraphs": (found.rule or found.about).split("\n\n"),
    }
    files = {"json": path_to("api-description")}
    return page(request, "dashboard/api/operation.html", context, on=as_of.on, files=files)
