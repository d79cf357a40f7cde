"""Checking measures against their sources, one after another.

The measure's facts stand on the left and the links to its sources on the right. The pages
themselves can't stand there: they belong to other hosts, which our Content-Security-Policy keeps
out of the desk and most of which forbid to be framed. So they open beside it, in tabs of their own.
"""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from laws.admin.base import status_text
from laws.admin.base.addresses import desk_address
from laws.admin.base.site import desk_page
from laws.editing import workflow
from laws.editing.diff_text import named
from laws.editing.queues import by_urgency, unverified
from laws.editing.roles import person
from laws.editing.snapshot import document
from laws.editing.verification import NotVerified, seal, verify
from laws.models import Measure, SeenPage
from laws.models.reckoned import reckon_measure
from laws.text.fields import label, words
from laws.text.measure_fields import COLUMNS

FACTS = [name for name in COLUMNS if not name.startswith("verified_") and name != "slug"]


class Place(NamedTuple):
    """Where a measure stands among those to be verified: how many there are, and what follows."""

    number: int
    count: int
    following: int | None


def next_one(request):
    """Lead to the first measure that is to be verified."""
    _refuse_others(request)
    return _onwards(request, _place(request, None).following)


def page(request, key):
    """One measure beside its sources; sent, it is verified today, and the next one follows."""
    _refuse_others(request)
    measure = Measure.objects.select_related("jurisdiction", "session", "verified_by")
    measure = measure.filter(pk=key).first()
    if measure is None:
        raise Http404
    refused = workflow.refusal_of_check(measure.status, person(request.user))
    if refused:
        messages.warning(request, refused)
        return HttpResponseRedirect(desk_address(measure))
    return _keep(request, measure) if request.method == "POST" else _show(request, measure)


def _refuse_others(request):
    if not person(request.user).may(workflow.REVIEW):
        raise PermissionDenied


def _keep(request, measure):
    place = _place(request, measure.pk)
    try:
        verify(measure.pk, request.user, request.POST.get("seen", ""), timezone.localdate())
    except NotVerified as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(request.path)
    said = 'Verified today: <a href="{}">{}</a>.'
    messages.success(request, format_html(said, desk_address(measure), measure))
    if not place.number:
        return HttpResponseRedirect(desk_address(measure))
    return _onwards(request, place.following)


def _onwards(request, key):
    if key is None:
        messages.success(request, "Nothing else is to be verified.")
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(reverse("admin:verify", args=[key]))


def _place(request, key):
    """Its place; the number is 0 for a measure that was verified lately."""
    today = timezone.localdate()
    rows = by_urgency(unverified(Measure.objects.all(), person(request.user), today), today)
    keys = list(rows.values_list("pk", flat=True))
    number = keys.index(key) + 1 if key in keys else 0
    others = keys[number:] + keys[: max(number - 1, 0)]
    return Place(number, len(keys), others[0] if others else None)


def _show(request, measure):
    content = document(measure)
    context = {
        "title": "Check against the sources",
        "subtitle": str(measure),
        "measure": measure,
        "facts": _facts(content),
        "reckoned": status_text.sentences(reckon_measure(measure), timezone.localdate()),
        "actions": measure.actions.order_by("order"),
        "answers": measure.provisions.select_related("question").order_by("question__order"),
        "sources": _sources(measure),
        "seen": seal(content),
        "place": _place(request, measure.pk),
        "edit": desk_address(measure),
    }
    return desk_page(request, "admin/laws/review/verify.html", context)


def _facts(content):
    """(label, words) of what the measure itself says."""
    row, known = content["own"][""], named(content)
    fields = [Measure._meta.get_field(name) for name in FACTS]
    said = ((label(field), words(field, row, known)) for field in fields)
    return [(name, value) for name, value in said if value]


def _sources(measure):
    """The measure's sources, each with what was last seen at its address, if anyone looked."""
    sources = list(measure.sources.order_by(F("official").desc(nulls_last=True), "pk"))
    seen = {page.url: page for page in SeenPage.objects.filter(url__in=[s.url for s in sources])}
    return [(source, seen.get(source.url)) for source in sources]
