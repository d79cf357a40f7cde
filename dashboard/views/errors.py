"""Pages for what goes wrong: each says what to do."""

from django.shortcuts import render


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    notices = getattr(request, "notices", [])
    return render(request, "404.html", {"notices": notices}, status=404)


def server_error(request):
    return render(request, "500.html", status=500)


def csrf_failure(request, reason=""):
    """A form that was open too long, or was sent from another site."""
    return render(request, "403.html", {"form_expired": True}, status=403)
