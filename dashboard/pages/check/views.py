"""/check/: whether what someone quotes of this site is still so."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.views.decorators.cache import never_cache

from dashboard.pages.check.quotes import LONGEST
from dashboard.pages.check.sentences import days_in
from dashboard.pages.check.verdicts import Verdict, answers_to
from dashboard.web.errors import bad_request
from dashboard.web.params import asked_date, page, today
from dashboard.web.public_form import FORM, takes_forms
from laws.counting.shared import only_read
from laws.open_data.events import note_events

WORDS = {
    Verdict.STILL_SO: ("still so", "Today’s record says the same."),
    Verdict.LAW_CHANGED: ("changed since by law", "What we said of that day stands."),
    Verdict.WE_WERE_WRONG: (
        "not what we say of that day now",
        "We were wrong then, or know more now.",
    ),
    Verdict.MISQUOTED: ("not what we say", "We say it otherwise."),
    Verdict.NOT_COMPARED: (
        "not compared",
        "It is a page of ours. What is compared are numbers, states, places, laws and bills.",
    ),
    Verdict.NOT_RECOGNIZED: ("not recognized", "We recognize nothing of ours in it."),
}


@takes_forms
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """The form and, where something was pasted, the answer. A long text comes as a form that is
    sent; nothing of it is kept.
    """
    if request.method == "POST" and request.content_type != FORM:
        return bad_request(request)
    sent = request.POST if request.method == "POST" else request.GET
    pasted = sent.get("q", "").replace("\x00", "").strip()
    context = {"pasted": pasted[:LONGEST], "is_cut": len(pasted) > LONGEST}
    if pasted:
        note_events()
        only_read()
        found = answers_to(pasted[:LONGEST], today(), partial(_is_ours, request))
        context |= {
            "answers": found.each,
            "more": found.more,
            "verdicts": [(*WORDS[one], number) for one, number in found.verdicts],
            "is_unknown": not any(one.facts for one in found.each),
            "days": days_in(pasted[:LONGEST]),
        }
    return page(request, "dashboard/check/check.html", context, on=asked_date(request))


def _is_ours(request: HttpRequest, host: str) -> bool:
    """Whether a host is one under which this site is served."""
    asked, _ = split_domain_port(request.get_host())
    return validate_host(host, [asked, *settings.ALLOWED_HOSTS])
