"""Withdrawing a public measure: what will happen, then why. And the way back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html

from laws.admin.base.addresses import desk_address
from laws.admin.base.site import SEEN, desk_page
from laws.editing.consistency import check_measure, see, seen_mark
from laws.editing.roles import person
from laws.editing.snapshot import document
from laws.editing.transitions import shown_version
from laws.editing.withdrawal import bring_back, foresee_other_way, withdraw
from laws.editing.workflow import HAS_BEEN_PUBLIC
from laws.models import Measure, Relation
from laws.refusals import Refusal
from laws.vocabulary import PUBLISH, ProposalStatus

NEVER_PUBLIC = "Only what is public can be withdrawn, and only what was withdrawn can come back."
WITHDRAWN = '<a href="{}">{}</a> is withdrawn: its address says why.'
BACK = '<a href="{}">{}</a> is public again, as it was.'


class ReasonForm(forms.Form):
    """Why a measure is withdrawn or published again."""

    reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why",
        widget=forms.TextInput(attrs={"size": 90, "autocomplete": "off"}),
    )


def page(request, key):
    """What happens if a measure is withdrawn or comes back; a POST does it."""
    if not person(request.user).may(PUBLISH):
        raise PermissionDenied
    measure = Measure.objects.select_related("jurisdiction", "session").filter(pk=key).first()
    if measure is None:
        raise Http404
    if measure.status not in HAS_BEEN_PUBLIC:
        messages.warning(request, NEVER_PUBLIC)
        return HttpResponseRedirect(desk_address(measure))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version, reason = request.POST.get("version", ""), form.cleaned_data["reason"]
        try:
            if measure.is_public:
                withdraw(measure, request.user, version, reason)
            else:
                see(_findings(measure), request.POST.get(SEEN, ""))
                bring_back(measure, request.user, version, reason)
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            sentence = WITHDRAWN if measure.is_public else BACK
            messages.success(request, format_html(sentence, desk_address(measure), measure))
            return HttpResponseRedirect(desk_address(measure))
    return _show(request, measure, form)


def _findings(measure):
    """What seems off about what would be public again."""
    return [] if measure.is_public else check_measure(measure, timezone.localdate())


def _show(request, measure, form):
    relations = Relation.objects.filter(to_measure=measure).select_related(
        "from_measure__jurisdiction"
    )
    found, today = _findings(measure), timezone.localdate()
    context = {
        "title": "Withdraw" if measure.is_public else "Bring back",
        "subtitle": str(measure),
        "measure": measure,
        "edit": desk_address(measure),
        "turnings": foresee_other_way(measure, today),
        "today": today,
        "relations": [(one, desk_address(one.from_measure)) for one in relations],
        "waiting": measure.proposals.filter(status=ProposalStatus.OPEN).count(),
        "version": shown_version(measure, document(measure)),
        "form": form,
        "findings": found,
        "mark": seen_mark(found),
        "is_seen": request.POST.get(SEEN) == seen_mark(found),
        "off_form": "decision",
    }
    return desk_page(request, "admin/laws/review/withdraw.html", context)
