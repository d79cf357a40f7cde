"""Forms that a browser keeps until they are saved (admin_drafts.js): it hears which ones are."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FIELD, COOKIE = "draft", "saved-drafts"
KEY = re.compile("[0-9a-z]{8,40}")
MOST = 10
REDIRECT = 302
KEPT_FOR = 86_400  # seconds: until the next page of the desk is opened


def tell_saved(request: HttpRequest, response: HttpResponse) -> None:
    """Name in a cookie the form that an answer leads on from, for the script to read.

    A form that is refused is shown again. A view that refuses one and leads elsewhere sets
    `keeps_draft` on the request.
    """
    is_done = request.method == "POST" and response.status_code == REDIRECT
    key = request.POST.get(FIELD, "")
    if is_done and KEY.fullmatch(key) and not hasattr(request, "keeps_draft"):
        before = [one for one in request.COOKIES.get(COOKIE, "").split(".") if KEY.fullmatch(one)]
        response.set_cookie(
            COOKIE,
            ".".join([*before, key][-MOST:]),
            max_age=KEPT_FOR,
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Strict",
        )
