"""Who is at the desk, for a form that has been open for long: asked by a script (admin_here.js)."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from laws.admin.base.site import desk_page


@never_cache
def answer(request: HttpRequest, is_known: bool) -> JsonResponse:
    """The account that is logged in, and the token that its forms need now; no key if none is."""
    user = request.user
    if not is_known:
        return JsonResponse({"user": None})
    return JsonResponse({"user": user.pk, "name": user.get_username(), "token": get_token(request)})


def logged_in(request: HttpRequest) -> TemplateResponse:
    """Where who logged in beside a form is sent back to it."""
    return desk_page(request, "admin/laws/logged_in.html", {"title": "You are logged in"})
