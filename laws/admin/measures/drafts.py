"""Forms that a browser keeps until they are saved (admin_drafts.js): it hears which ones are."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FIELD, COOKIE = "draft", "saved-drafts"
KEY = re.compile("[0-9a-z]{8,40}")
MOST = 10
REDIRECT = 302
KEPT_FOR = 86_400  # seconds: until the next page of a measure is opened


def are_saved(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer to a form that is stored, with its key in a cookie for the script to read."""
    key = request.POST.get(FIELD, "")
    if KEY.fullmatch(key):
        before = [one for one in request.COOKIES.get(COOKIE, "").split(".") if KEY.fullmatch(one)]
        response.set_cookie(
            COOKIE,
            ".".join([*before, key][-MOST:]),
            max_age=KEPT_FOR,
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Strict",
        )
    return response


class ForgetsDrafts:
    """A section of measures that tells the browser of each new one that is stored."""

    def add_view(self, request, form_url="", extra_context=None):
        response = super().add_view(request, form_url, extra_context)
        return are_saved(request, response) if response.status_code == REDIRECT else response
