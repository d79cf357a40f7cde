"""Deciding about a draft in review: what it says, its sources, what follows, what seems off."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from laws.admin.base.addresses import desk_address
from laws.admin.base.off import explanations, with_endings
from laws.admin.base.site import SEEN, desk_page
from laws.admin.review.shown_changes import outlook
from laws.admin.review.verification import said_of
from laws.editing import workflow
from laws.editing.consistency import check_measure, facts_about, findings, see, seen_mark
from laws.editing.queues import in_review
from laws.editing.roles import person
from laws.editing.snapshot import document
from laws.editing.suggested import named, unconfirmed
from laws.editing.transitions import publish, send_back, shown_version
from laws.models import Measure
from laws.refusals import Refusal
from laws.vocabulary import PUBLISH

DONE = {
    "publish": "{} is published: everyone can see it now.",
    "send_back": "{} went back. Its author sees your comment on top of the draft.",
}
NOT_IN_REVIEW = "{} is not in review, so there is nothing to decide."
NO_MORE = "Nothing else waits to be published."


class DecisionForm(forms.Form):
    """What a publisher decides about a draft."""

    todo = forms.CharField(
        max_length=2000,
        required=False,
        label="What needs to be done",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="If you send it back: its author reads this on top of the draft.",
    )
    exemption = forms.CharField(
        max_length=300,
        required=False,
        label="Why you publish it alone",
        widget=forms.TextInput(attrs={"size": 90}),
        help_text="Only if you edited it last.",
    )

    def __init__(self, *args, is_alone=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_alone:
            del self.fields["exemption"]

    def refuse(self, refusal: Refusal) -> None:
        """Say at the box to correct why nothing was decided."""
        boxes = {workflow.SAY_WHAT: "todo", workflow.SAY_WHY_ALONE: "exemption"}
        box = boxes.get(str(refusal), "")
        self.add_error(box if box in self.fields else None, str(refusal))


def page(request, key):
    """A draft in review; a POST decides about it and goes on to the next that waits."""
    who = person(request.user)
    if not who.may(PUBLISH):
        raise PermissionDenied
    measure = Measure.objects.select_related("jurisdiction", "session").filter(pk=key).first()
    if measure is None:
        raise Http404
    if measure.status != workflow.IN_REVIEW:
        messages.warning(request, NOT_IN_REVIEW.format(measure))
        return HttpResponseRedirect(desk_address(measure))
    is_alone = measure.edited_by_id == who.key and request.user.is_superuser
    form = DecisionForm(request.POST or None, is_alone=is_alone)
    decision = request.POST.get("decision")
    if request.method != "POST" or decision not in DONE or not form.is_valid():
        return _show(request, measure, form)
    try:
        _decide(request, measure, decision, form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, measure, form)
    name = format_html('<a href="{}">{}</a>', desk_address(measure), measure)
    messages.success(request, format_html(DONE[decision], name))
    return _onward(request, measure)


def _decide(request, measure, decision, words):
    if decision == "publish":
        version = request.POST.get("version", "")
        see(check_measure(measure, timezone.localdate()), request.POST.get(SEEN, ""))
        publish(measure, request.user, version, words.get("exemption", ""))
    else:
        send_back(measure, request.user, words["todo"].replace("\r\n", "\n"))


def _onward(request, measure):
    """On to the draft that waited next longest."""
    waiting = in_review(Measure.objects.all(), person(request.user), timezone.localdate())
    waiting = waiting.order_by("changed_at", "pk").exclude(pk=measure.pk)
    following = waiting.filter(changed_at__gt=measure.changed_at).first() or waiting.first()
    if following:
        return HttpResponseRedirect(reverse("admin:publish", args=[following.pk]))
    messages.info(request, NO_MORE)
    return HttpResponseRedirect(reverse("admin:index"))


def _show(request, measure, form):
    today, content = timezone.localdate(), document(measure)
    facts = facts_about(measure, today)
    found = findings(facts)
    context = {
        "title": "Publish or send back",
        "subtitle": str(measure),
        "opts": measure._meta,
        "measure": measure,
        "edit": desk_address(measure),
        **said_of(measure, content, today),
        "findings": with_endings(found),
        "explained": explanations(measure, facts),
        "mark": seen_mark(found),
        "is_seen": request.POST.get(SEEN) == seen_mark(found),
        "outlook": outlook(measure, None, today),
        "version": shown_version(measure, content),
        "form": form,
        "not_confirmed": named(unconfirmed(measure)),
        "waits_for_another": measure.edited_by_id == request.user.pk and not _is_alone(form),
    }
    return desk_page(request, "admin/laws/review/publish.html", context)


def _is_alone(form):
    return "exemption" in form.fields
