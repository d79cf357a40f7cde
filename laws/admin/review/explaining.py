"""Why something that seems off about a measure is right all the same: said once, kept, taken back.

One person is enough: it changes nothing that the measure says, and its history is kept.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone

from laws.admin.base.addresses import desk_address
from laws.admin.base.site import desk_page
from laws.editing.consistency import CHECKS, check_measure
from laws.editing.roles import person
from laws.models import ExplainedFinding, Measure
from laws.vocabulary import REVIEW

SAVED = "Explained. It is not told any more."
TAKEN_BACK = "The explanation is removed. What is off is told again."
NOTHING_OFF = "Nothing of this kind is off about this measure now, so there is nothing to explain."


class ReasonForm(forms.Form):
    """Why it is right."""

    reason = forms.CharField(
        label="Why it is right",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 90}),
        help_text="What the source says, so that the next person need not look again.",
        error_messages={"required": "Say why it is right."},
    )


def page(request, key):
    """One finding about a measure, named by `rule` and `about`, and a box for the reason."""
    if not person(request.user).may(REVIEW):
        raise PermissionDenied
    measure = Measure.objects.select_related("jurisdiction").filter(pk=key).first()
    rule, about = (request.GET.get(name, "") for name in ("rule", "about"))
    if measure is None or rule not in CHECKS or "\x00" in about:
        raise Http404
    stored = measure.explained_findings.filter(rule=rule, about=about).first()
    found = [
        one
        for one in check_measure(measure, timezone.localdate())
        if (one.rule, one.about) == (rule, about)
    ]
    if not stored and not found:
        messages.warning(request, NOTHING_OFF)
        return HttpResponseRedirect(desk_address(measure))
    form = ReasonForm(request.POST or None, initial={"reason": stored.reason if stored else ""})
    if request.method == "POST" and ("remove" in request.POST or form.is_valid()):
        return _save(request, measure, stored or ExplainedFinding(rule=rule, about=about), form)
    context = {
        "title": "Explain what seems off",
        "subtitle": str(measure),
        "opts": measure._meta,
        "measure": measure,
        "edit": desk_address(measure),
        "said": found[0].sentence if found else f"{CHECKS[rule].title}: {about}",
        "stored": stored,
        "form": form,
    }
    return desk_page(request, "admin/laws/review/explain.html", context)


def _save(request, measure, explained, form):
    if "remove" in request.POST:
        if explained.pk:
            explained.delete()
        messages.success(request, TAKEN_BACK)
    else:
        explained.measure_id, explained.reason = measure.pk, form.cleaned_data["reason"]
        explained.save()
        messages.success(request, SAVED)
    return HttpResponseRedirect(desk_address(measure))
