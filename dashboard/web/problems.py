"""What goes wrong in the API, as JSON that a program can read (RFC 9457)."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

API = "/api/v1/"
MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "A parameter was not understood",
    404: "Nothing is at this address",
    405: "Only questions can be asked here",
    406: "Only JSON is sent from here",
    410: "It was taken off the site",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "The database does not answer",
}
KINDS = {
    400: "parameter", 404: "not-found", 405: "method", 406: "not-acceptable", 410: "gone",
    429: "rate", 500: "error", 503: "unavailable",
}  # fmt: skip


def is_of_api(request: HttpRequest) -> bool:
    """Whether a request asks the API, which answers in JSON whatever happens."""
    return request.path_info.startswith(API)


def problem(request: HttpRequest, status: int, detail: str, **members: Any) -> HttpResponse:
    """The answer to what went wrong; `type` leads to where the documentation says more."""
    body = {
        "type": f"/api/#{KINDS[status]}",
        "title": TITLES[status],
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    text = json.dumps(body | members, ensure_ascii=False)
    response = HttpResponse(text, status=status, content_type=MEDIA_TYPE)
    # Some are answered before the middleware that gives each page its policy. Data needs nothing.
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response
