"""Pages for what goes wrong: each says what to do."""

from datetime import timedelta
from math import ceil

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.web.problems import is_of_api, problem

RETRY_SECONDS = 60
MANY_MINUTES = 90  # more are said in hours


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if is_of_api(request):
        return problem(request, 400, "The address holds what no answer can be found for.")
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def method_not_allowed(request: HttpRequest, takes_forms: bool = False) -> HttpResponse:
    """A public page takes questions only; nothing can be sent to it, unless it is a form."""
    response = render(request, "405.html", status=405)
    response["Allow"] = "GET, HEAD, POST" if takes_forms else "GET, HEAD"
    return response


def too_many_requests(request: HttpRequest, wait: timedelta, written: str = "") -> HttpResponse:
    """Too much came from one address; what was written is shown, so that it can be copied."""
    minutes = ceil(wait.total_seconds() / 60)
    words = f"{minutes} minutes" if minutes > 1 else "a minute"
    if minutes > MANY_MINUTES:
        words = f"{ceil(minutes / 60)} hours"
    context = {"wait_words": words, "written": written}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = ceil(wait.total_seconds())
    return response


def sent_from_elsewhere(request: HttpRequest) -> HttpResponse:
    """A form that another site sent in a reader's name."""
    return render(request, "403.html", {"form_expired": True}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    if is_of_api(request):
        return problem(request, 500, "This is our mistake; we were told of it.")
    return render(request, "500.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer; nothing on the page asks it again."""
    if is_of_api(request):
        response = problem(request, 503, "Please ask again in a minute.")
    else:
        response = render(request, "503.html", status=503)
    response["Retry-After"] = RETRY_SECONDS
    response.database_is_away = True  # another database may be asked
    return response


def took_too_long(request: HttpRequest) -> HttpResponse:
    """The database ended a query that took too long; it is well otherwise."""
    if is_of_api(request):
        response = problem(request, 503, "It took too long. Please ask for less, or later.")
    else:
        response = render(request, "503.html", {"took_too_long": True}, status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, whose words the desk keeps, or was sent from another site."""
    is_desk = request.resolver_match.app_name == "admin"
    answer = admin.site.after_forgery_check(request, reason) if is_desk else None
    return answer or render(request, "403.html", {"form_expired": True}, status=403)
