"""/follow/: a reader asks to be told by mail, confirms it, sees all of it and ends it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.signing import BadSignature
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dashboard.pages.follow.data import address_of, name_of, offers, selection_at, spelled
from dashboard.pages.follow.forms import FollowForm
from dashboard.web.errors import bad_request, sent_from_elsewhere, too_many_requests
from dashboard.web.page_url import path_to
from dashboard.web.params import asked_date, page, today
from dashboard.web.public_form import (
    FORM,
    came_from_here,
    new_token,
    read_token,
    takes_forms,
)
from dashboard.web.public_form import (
    address_of as sender_of,
)
from laws.corrections.email import is_set_up
from laws.mail import subscribing
from laws.mail.links import read_confirm, read_end, read_yours
from laws.mail.webhooks import resume, set_up, why_refused
from laws.models import Follower, Sender, Subscription
from laws.vocabulary import HowOften

UNKNOWN = "We did not recognize this form as ours, or it was changed in transit."
OLD = "The form was open for more than a day."
EARLY = "That was very fast."
FILLED = "A hidden box that people do not see was filled in; we have emptied it."
ALL = "all"


def of_a_letter(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that a mail leads to: its signed address is all that it asks for, so a mail program
    may send its form as well. No one keeps it, lists it, or is told of it by a link.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except (BadSignature, ValueError):
            raise Http404 from None
        response["Referrer-Policy"] = "no-referrer"
        return _unlisted(response)

    return takes_forms(never_cache(answer))


@takes_forms
@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """The form; what is sent becomes a mail that asks for a click."""
    if request.method != "POST":
        return _form(request, FollowForm(today=today(), initial={"what": _asked(request)}))
    if request.content_type != FORM:
        return bad_request(request)
    if not came_from_here(request):
        return sent_from_elsewhere(request)
    form = FollowForm(request.POST, today=today())
    doubt = _doubt(request)
    if doubt or not is_set_up() or not form.is_valid():
        return _form(request, form, doubt)
    return _take(request, form)


@require_safe
@never_cache
def follow_sent(request: HttpRequest) -> HttpResponse:
    """That a mail is on its way, whoever asked and for whichever address."""
    return _unlisted(_page(request, "sent"))


@of_a_letter
def follow_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, since programs that look through mail follow links; pressed, mails begin."""
    one, how_often = read_confirm(token)
    is_done = request.method == "POST" and one is not None
    if is_done:
        subscribing.confirm(one, how_often, timezone.now())
    context = {"name": one and _name(one), "how_often": how_often, "is_done": is_done}
    return _page(request, "confirm", context)


@of_a_letter
def follow_end(request: HttpRequest, token: str) -> HttpResponse:
    """A button; pressed, or sent by a mail program in one click, these mails end."""
    one = read_end(token)
    name = one and _name(one)
    is_done = one is None or request.method == "POST"
    if one and is_done:
        subscribing.end(one)
    return _page(request, "end", {"name": name, "is_done": is_done})


@of_a_letter
def follow_yours(request: HttpRequest, token: str) -> HttpResponse:
    """All that an address follows; each can be ended, and all at once."""
    follower, told = read_yours(token), {}
    if follower and request.method == "POST":
        wanted = request.POST.get("end", "")
        if wanted == ALL:
            subscribing.end_all(follower)
        for one in _own(follower, wanted):
            subscribing.end(one)
        if url := request.POST.get("url", "").strip():
            told = _set_up(request, follower, url)
        for one in _own(follower, request.POST.get("resume", "")):
            resume(one.webhook, timezone.now())
        follower = read_yours(token)
    found = follower.subscriptions.select_related("webhook").order_by("pk") if follower else []
    lines = [(one, _name(one), getattr(one, "webhook", None)) for one in found]
    context = {"follower": follower, "lines": lines, **told}
    return _page(request, "yours", context)


def _own(follower: Follower, number: str) -> list[Subscription]:
    """The subscription of a number, if it is the follower's."""
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return []
    return list(follower.subscriptions.filter(pk=int(number)))


def _set_up(request: HttpRequest, follower: Follower, url: str) -> dict[str, str]:
    """Set up a webhook; its secret, which is shown this once, or why that can't be."""
    if doubt := why_refused(url):
        return {"refused": doubt, "url": url}
    sender, now = f"webhooks of {follower.pk}", timezone.now()
    if Sender.objects.wait(sender, now):
        return {"refused": "You set up several within a short time. Try it later.", "url": url}
    for one in _own(follower, request.POST.get("of", "")):
        if one.confirmed_at:
            Sender.note(sender, now)
            with_mail = request.POST.get("with_mail") == "yes"
            return {"secret": set_up(one, url, with_mail, now).secret}
    return {"refused": "Choose something that you follow and have confirmed.", "url": url}


def _asked(request: HttpRequest) -> str:
    """The address of the feed that the link to this page carried along."""
    path = request.GET.get("about", "")
    return address_of(path, request.GET) if path else path_to("changes-atom")


def _doubt(request: HttpRequest) -> str:
    """Why the form cannot be taken for a person's, in a sentence; or nothing."""
    token = read_token(request.POST.get("token", ""), timezone.now())
    if token is None:
        return UNKNOWN
    if token.is_old:
        return OLD
    if token.is_early:
        return EARLY
    return FILLED if request.POST.get("website") else ""


def _form(request: HttpRequest, form: FollowForm, doubt: str = "") -> HttpResponse:
    what = spelled(str(form["what"].value() or ""))
    selection = selection_at(what, today()) if what else None
    choices = offers()
    if form.is_bound:
        form.is_valid()
        form.data["website"] = ""
    context = {
        "form": form,
        "doubt": doubt and f"{doubt} Please send it again.",
        "token": new_token(timezone.now()),
        "what": what,
        "name": name_of(selection) if selection and what not in dict(choices) else "",
        "is_unknown": selection is None,
        "choices": choices,
        "rhythms": list(HowOften),
        "rhythm": form["how_often"].value(),
        "mistakes": len(form.errors),
        "is_set_up": is_set_up(),
    }
    return _unlisted(_page(request, "new", context))


def _take(request: HttpRequest, form: FollowForm) -> HttpResponse:
    sender, now = sender_of(request), timezone.now()
    with transaction.atomic():
        Sender.one_at_a_time(sender)
        if wait := Sender.objects.wait(sender, now):
            return too_many_requests(request, wait)
        Sender.note(sender, now)
    data = form.cleaned_data
    subscribing.ask(data["email"], data["what"], HowOften(data["how_often"]), now)
    response = redirect("follow-sent")
    response.status_code = 303
    return response


def _name(one: Subscription) -> str:
    selection = selection_at(one.what, today())
    return name_of(selection) if selection else "What is not published any more"


def _page(request: HttpRequest, name: str, context: dict[str, Any] | None = None) -> HttpResponse:
    """A page that no link of its own names again: its address may be one reader's secret."""
    shown = {"cited": None, "about_path": path_to("follow"), **(context or {})}
    return page(request, f"dashboard/follow/{name}.html", shown, on=asked_date(request))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
