"""Pages for what goes wrong: each says what to do."""

from django.shortcuts import render

from dashboard.asking import today

RETRY_SECONDS = 60


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    context = {"notices": getattr(request, "notices", []), "on": today(), "is_today": True}
    return render(request, "404.html", context, status=404)


def method_not_allowed(request):
    """A public page takes questions only; nothing can be sent to it."""
    response = render(request, "405.html", status=405)
    response["Allow"] = "GET, HEAD"
    return response


def server_error(request):
    return render(request, "500.html", status=500)


def unavailable(request):
    """The database does not answer; nothing on the page asks it again."""
    response = render(request, "503.html", status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response


def csrf_failure(request, reason=""):
    """A form that was open too long, or was sent from another site."""
    return render(request, "403.html", {"form_expired": True}, status=403)
