"""The pages of the second factor: setting it up, giving its code, and changing it."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from laws.admin.base.site import desk_page
from laws.admin.people import second_factor
from laws.refusals import Refusal

FREE = {"logout", "second_factor", "code", "jsi18n"}
"""The addresses that are open before the code is given."""
SET_UP, MADE_CODES = "Set up the second factor.", "Made new recovery codes."
REMOVED = "Removed the second factor."


def detour(request, onward: str = "") -> str:
    """Where someone has to go before the page asked for, or before another that they go on to;
    nothing if the way is free.
    """
    if request.resolver_match.url_name in FREE or request.user.is_verified():
        return ""
    if second_factor.is_owed(request):
        return second_factor.code_address(reverse("admin:code"), onward or request.get_full_path())
    return reverse("admin:second_factor") if second_factor.is_required(request.user) else ""


def code(request):
    """Asks for the code after the password."""
    if not second_factor.is_owed(request):
        return HttpResponseRedirect(_onward(request))
    error = ""
    if request.method == "POST":
        try:
            is_recovery = second_factor.give(request, request.POST.get("code", ""))
        except Refusal as refusal:
            error = str(refusal)
        else:
            _say_left(request, is_recovery)
            return HttpResponseRedirect(_onward(request))
    context = {"title": "Second factor", "error": error, "next": _onward(request)}
    return desk_page(request, "admin/laws/people/code.html", context)


def page(request):
    """Sets up the second factor of the account; of one that has it, shows how it stands."""
    if second_factor.is_owed(request):
        address = second_factor.code_address(reverse("admin:code"), request.path)
        return HttpResponseRedirect(address)
    if second_factor.app_of(request.user):
        return _change(request)
    return _set_up(request)


def _set_up(request):
    import segno  # 3 MB, which few workers ever need

    error = ""
    if request.method == "POST":
        try:
            codes = second_factor.set_up(request, request.POST.get("code", ""))
        except Refusal as refusal:
            error = str(refusal)
        else:
            log(request, request.user, SET_UP)
            return _show_codes(request, codes)
    app = second_factor.started(request.user)
    context = {
        "title": "Set up a second factor",
        "error": error,
        "is_required": second_factor.is_required(request.user),
        "picture": segno.make(app.config_url, error="m").svg_data_uri(
            scale=5, border=4, dark="#000", light="#fff"
        ),
        "key": _in_fours(app.config_url),
    }
    return desk_page(request, "admin/laws/people/set_up.html", context)


def _change(request):
    error = ""
    if request.method == "POST":
        try:
            second_factor.give(request, request.POST.get("code", ""))
        except Refusal as refusal:
            error = str(refusal)
        else:
            return _changed(request)
    app = second_factor.app_of(request.user)
    context = {
        "title": "Second factor",
        "error": error,
        "app": app,
        "left": second_factor.recovery_codes_left(request.user),
        "is_required": second_factor.is_required(request.user),
    }
    return desk_page(request, "admin/laws/people/factor.html", context)


def _changed(request):
    if request.POST.get("what") != "remove":
        codes = second_factor.new_recovery_codes(request.user)
        log(request, request.user, MADE_CODES)
        return _show_codes(request, codes)
    second_factor.remove(request.user, request.session.session_key)
    log(request, request.user, REMOVED)
    messages.success(request, "Your second factor is removed. Other sessions were logged out.")
    return HttpResponseRedirect(reverse("admin:second_factor"))


def _show_codes(request, codes) -> HttpResponse:
    context = {"title": "Recovery codes", "codes": codes}
    response = desk_page(request, "admin/laws/people/recovery_codes.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _say_left(request, is_recovery):
    if not is_recovery:
        return
    left = second_factor.recovery_codes_left(request.user)
    sentence = f"You used a recovery code: {left} left. Make new ones under Second factor."
    messages.warning(request, sentence)


def _onward(request) -> str:
    """The page of the desk that was asked for."""
    asked = request.GET.get("next", "")
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(asked, hosts, request.is_secure())
    index = reverse("admin:index")
    return asked if is_ours and asked.startswith(index) else index


def _in_fours(address: str) -> str:
    """The key of an app as one types it."""
    key = address.partition("secret=")[2].partition("&")[0]
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def log(request, account: User, sentence: str) -> None:
    """Note in the log of the desk what happened to an account."""
    LogEntry.objects.log_actions(request.user.pk, [account], CHANGE, sentence)
