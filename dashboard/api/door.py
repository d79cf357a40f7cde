"""What every request of the API goes through before it reaches what is kept, and every answer."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from dashboard.api.limits import POLICY
from dashboard.web.problems import is_of_api, problem

METHODS = "GET, HEAD, OPTIONS"
JSON = re.compile(r"(\*/\*|application/(\*|json|problem\+json|[\w.]+\+json))\s*(;|,|$)", re.I)
REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$", re.I)
EXPOSED = (
    "ETag, Last-Modified, Link, Memento-Datetime, RateLimit, RateLimit-Policy, Retry-After, Allow"
)


class ApiDoor:
    """Refuse what no operation could answer, and say on every answer who may read it and how often.

    It stands before the kept answers, which are the same for everyone: what an address has left is
    written on what was made for it, and on nothing that is kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_of_api(request):
            return self.get_response(request)
        response = _refusal(request) or self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        response["RateLimit-Policy"] = POLICY
        rate = getattr(request, "rate", None)
        if rate is not None:
            response["RateLimit"] = rate.header
            response.kept_of = None  # it is not sent again as it is
        patch_vary_headers(response, ["Accept"])
        return response


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to a question about methods, or to one that is refused whatever it asks."""
    if request.method == "OPTIONS":
        return _methods()
    if request.method not in ("GET", "HEAD"):
        said = f"{request.method} is not understood here: allowed are {METHODS}."
        response = problem(request, 405, said, method=request.method, allowed=METHODS.split(", "))
        response["Allow"] = METHODS
        return response
    accepted = request.META.get("HTTP_ACCEPT", "")
    if accepted and not any(_is_json(part) for part in accepted.split(",")):
        said = "Allowed in Accept are application/json, application/* and */*."
        return problem(request, 406, said, accept=accepted[:200], allowed=["application/json"])
    if request.left_out:
        errors = [
            {"parameter": name, "value": None, "allowed": f"it is not read: {reason}"}
            for name, reason in request.left_out
        ]
        said = f"{errors[0]['parameter']} was not understood: {request.left_out[0][1]}."
        return problem(request, 400, said, errors=errors)
    return None


def _is_json(part: str) -> bool:
    part = part.strip()
    return bool(JSON.match(part)) and not REFUSED.search(part)


def _methods() -> HttpResponse:
    """What another site's page may send, which its browser asks first."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = "86400"
    return response
