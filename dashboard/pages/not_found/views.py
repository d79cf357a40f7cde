"""The page for an address that leads nowhere: it offers what lies nearest."""

from datetime import date

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.pages.not_found.data import Near, nearest, words_of
from dashboard.web.params import today
from dashboard.web.problems import is_of_api, problem


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What lies nearest, and the search with the words of the address."""
    if is_of_api(request):
        said = "/api/v1/ lists the addresses of the API; none of them ends with a slash."
        return problem(request, 404, said)
    words = words_of(request.path)
    context = {
        "notices": getattr(request, "notices", []),
        "on": today(),
        "is_today": True,
        "near": _near(request.path, words, today()),
        "words": words,
    }
    return render(request, "404.html", context, status=404)


def _near(path: str, words: str, on: date) -> Near:
    # Without the database the page still says that there is nothing at the address.
    try:
        return nearest(path, words, on)
    except (DatabaseError, InterfaceError):
        return []
