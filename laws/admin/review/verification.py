"""Checking measures against their sources, one after another.

The measure's facts are on the left and the links to its sources on the right. The pages themselves
cannot be shown there: they belong to other hosts, which our Content-Security-Policy keeps out of
the desk and most of which refuse to be framed. So each opens in a tab of its own, and whoever
checks says which of them were looked at.
"""

from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from laws.admin.base import status_text
from laws.admin.base.addresses import desk_address
from laws.admin.base.site import desk_page
from laws.editing import workflow
from laws.editing.diff_text import names_in
from laws.editing.merge import Document
from laws.editing.queues import by_urgency, unverified
from laws.editing.roles import person
from laws.editing.snapshot import document
from laws.editing.verification import checked_version, undo, undoable, verify
from laws.models import Measure, SeenPage
from laws.models.reckoned import reckon_measure
from laws.refusals import Refusal
from laws.text.fields import label, words
from laws.text.measure_fields import EDITED
from laws.vocabulary import REVIEW, UNSURE_EFFECT, Basis, EffectBasis

FACTS = [name for name in EDITED if name != "slug"]


class Position(NamedTuple):
    """Where a measure comes among those to verify, how many there are, and the key of the next."""

    number: int
    count: int
    following: int | None


def next_one(request):
    """Redirect to the first measure to verify."""
    _require_editor(request)
    return _next(request, _position(request, None).following)


def page(request, key):
    """One measure beside its sources; a POST verifies it today and redirects to the next one."""
    _require_editor(request)
    measure = Measure.objects.select_related("jurisdiction", "session", "verified_by")
    measure = measure.filter(pk=key).first()
    if measure is None:
        raise Http404
    refusal = workflow.refusal_of_check(measure.status, person(request.user))
    if refusal:
        messages.warning(request, refusal)
        return HttpResponseRedirect(desk_address(measure))
    return _verify(request, measure) if request.method == "POST" else _show(request, measure)


@require_POST
def take_back(request, key):
    """Undo one's own check."""
    _require_editor(request)
    measure = Measure.objects.select_related("jurisdiction").filter(pk=key).first()
    if measure is None:
        raise Http404
    try:
        undo(measure.pk, request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{measure}: your check is undone.")
    return HttpResponseRedirect(reverse("admin:verify", args=[measure.pk]))


def _require_editor(request):
    if not person(request.user).may(REVIEW):
        raise PermissionDenied


def _verify(request, measure):
    position = _position(request, measure.pk)
    try:
        check = verify(
            measure.pk,
            request.user,
            request.POST.get("version", ""),
            timezone.localdate(),
            request.POST.getlist("looked_at"),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        request.keeps_draft = True
        return HttpResponseRedirect(request.path)
    sentence = 'Checked today: <a href="{}">{}</a>. {} <a href="{}">See or undo it</a>.'
    places = desk_address(measure), measure, looked_at(check), request.path
    messages.success(request, format_html(sentence, *places))
    if not position.number:
        return HttpResponseRedirect(desk_address(measure))
    return _next(request, position.following)


def _next(request, key):
    if key is None:
        messages.success(request, "Nothing else needs to be verified.")
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(reverse("admin:verify", args=[key]))


def _position(request, key: int | None) -> Position:
    """The position of a measure; its number is 0 if it was verified recently."""
    today = timezone.localdate()
    rows = by_urgency(unverified(Measure.objects.all(), person(request.user), today), today)
    keys = list(rows.values_list("pk", flat=True))
    number = keys.index(key) + 1 if key in keys else 0
    others = keys[number:] + keys[: max(number - 1, 0)]
    return Position(number, len(keys), others[0] if others else None)


def _show(request, measure):
    content = document(measure)
    context = {
        "title": "Check against the sources",
        "subtitle": str(measure),
        "measure": measure,
        **said_of(measure, content, timezone.localdate()),
        "unsure": _unsure(measure),
        "last_check": measure.checks.filter(undone_at=None).first(),
        "undoable": undoable(measure, request.user),
        "version": checked_version(content),
        "place": _position(request, measure.pk),
        "edit": desk_address(measure),
    }
    return desk_page(request, "admin/laws/review/verify.html", context)


def said_of(measure, content: Document, today: date) -> dict:
    """What a measure says, with its sources, as templates/admin/laws/review/_said.html shows it."""
    return {
        "facts": _facts(content),
        "reckoned": status_text.sentences(reckon_measure(measure), today),
        "actions": measure.actions.order_by("order"),
        "answers": measure.provisions.select_related("question").order_by("question__order"),
        "sources": _sources(measure),
    }


def _facts(content: Document) -> list[tuple[str, str]]:
    """(label, words) of what the measure itself says."""
    row, names = content["own"][""], names_in(content)
    fields = [Measure._meta.get_field(name) for name in FACTS]
    facts = ((label(field), words(field, row, names)) for field in fields)
    return [(name, value) for name, value in facts if value]


def _sources(measure):
    """The measure's sources, each with the last check of its address, if there was one."""
    sources = list(measure.sources.order_by(F("official").desc(nulls_last=True), "pk"))
    seen = {page.url: page for page in SeenPage.objects.filter(url__in=[s.url for s in sources])}
    return [(source, seen.get(source.url)) for source in sources]


def _unsure(measure):
    """What it says without a source that records it, which a check does not confirm."""
    said = [
        f"{action.date.say_short()}: {action.get_kind_display()} ({action.get_basis_display()})"
        for action in measure.actions.order_by("order")
        if action.basis != Basis.RECORDED
    ]
    if measure.effect_basis in UNSURE_EFFECT:
        label = EffectBasis(measure.effect_basis).label
        said.append(f"What it does: {measure.get_effect_display()} ({label})")
    return said


def looked_at(check):
    """How many of the sources a check looked at, in a sentence."""
    if check.sources == 1:
        return "Its source was looked at."
    return f"{len(check.looked_at)} of {check.sources} sources were looked at."
