"""The thread of a measure among staff: comments, who works on it, and sending a draft back.

It stands below the form of a measure, and alone at an address of its own, which takes what is sent
from both.
"""

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from laws.admin.base.addresses import desk_address, section_of
from laws.admin.base.site import desk_page
from laws.editing import handover, workflow
from laws.editing.roles import person
from laws.editing.transitions import send_back
from laws.models import Measure, Notice
from laws.models.staff_note import LONGEST_NOTE
from laws.refusals import Refusal
from laws.vocabulary import PUBLISH, REVIEW, EditorialStatus, NoteKind

MOST = 100  # notes of one thread on a page
DONE = {
    "comment": "Your comment is in the thread.",
    "assign": "Assigned.",
    "pass_on": "Passed on: it waits for a publisher.",
    "send_back": "Sent back. Its author sees your comment on top of the draft.",
}


class ThreadForm(forms.Form):
    """One thing to say or do in a thread; `do` is its name among those sent."""

    do = ""

    def carry_out(self, measure: Measure, user: User) -> None:
        """Do it. Raises Refusal."""
        raise NotImplementedError


class CommentForm(ThreadForm):
    """A comment."""

    do = "comment"
    text = forms.CharField(
        max_length=LONGEST_NOTE,
        label="Comment",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For staff only. An address becomes a link.",
        error_messages={"required": handover.SAY_SOMETHING},
    )

    def carry_out(self, measure, user):
        handover.comment(measure, user, self.cleaned_data["text"].replace("\r\n", "\n"))


class AssignForm(ThreadForm):
    """Who works on it."""

    do = "assign"
    to = forms.ModelChoiceField(
        User.objects.none(), required=False, label="Assigned to", empty_label="no one"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = handover.workers()
        self.fields["to"].error_messages["invalid_choice"] = handover.NO_WORKER

    def carry_out(self, measure, user):
        handover.assign(measure, user, self.cleaned_data["to"])


class PassOnForm(ThreadForm):
    """That a draft was looked through."""

    do = "pass_on"

    def carry_out(self, measure, user):
        handover.pass_on(measure, user)


class SendBackForm(ThreadForm):
    """A draft goes back to its author, with what to do."""

    do = "send_back"
    todo = forms.CharField(
        max_length=LONGEST_NOTE,
        label="What needs to be done",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Its author reads this on top of the draft.",
        error_messages={"required": workflow.SAY_WHAT},
    )

    def carry_out(self, measure, user):
        send_back(measure, user, self.cleaned_data["todo"].replace("\r\n", "\n"))


FORMS = {form.do: form for form in (CommentForm, AssignForm, PassOnForm, SendBackForm)}


def thread_of(measure: Measure, user: User, sent: ThreadForm | None = None) -> dict:
    """What the thread of a measure shows a person; `sent` is a form that was refused."""
    newest_first = measure.staff_notes.select_related("by", "to").order_by("-pk")
    notes = list(newest_first[:MOST])[::-1]
    worker = next((note.to for note in notes[::-1] if note.kind == NoteKind.ASSIGNED), None)
    reviews, in_review = person(user).may(REVIEW), measure.status == EditorialStatus.IN_REVIEW
    offered = {"comment": CommentForm()}
    if reviews:
        offered["assign"] = AssignForm(initial={"to": worker})
    if reviews and in_review:
        offered["send_back"] = SendBackForm()
        if _step(notes) == NoteKind.FOR_REVIEW:
            offered["pass_on"] = PassOnForm()
    if sent is not None:
        offered[sent.do] = sent
    return {
        "notes": notes,
        "worker": worker,
        "forms": offered,
        "address": reverse("admin:handover", args=[measure.pk]),
        "returned": _returned(measure, notes),
        "waits_for_publisher": in_review and person(user).may(PUBLISH),
    }


def _step(notes):
    """The last step of a draft between its author, the editors and the publishers."""
    steps = (one.kind for one in notes[::-1] if one.kind in handover.STEPS and not one.proposal_id)
    return next(steps, "")


def _returned(measure, notes):
    """The note with which a draft came back from review, while it is one."""
    is_back = measure.status == EditorialStatus.DRAFT and _step(notes) == NoteKind.SENT_BACK
    backs = (one for one in notes[::-1] if one.kind == NoteKind.SENT_BACK and not one.proposal_id)
    return next(backs) if is_back else None


def page(request, key):
    """The thread of a measure; a POST adds to it and goes on to the measure's page."""
    measure = Measure.objects.select_related("jurisdiction", "session").filter(pk=key).first()
    if measure is None:
        raise Http404
    if not request.user.has_perm(f"laws.view_{section_of(measure)}"):
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, measure)
    form_class = FORMS.get(request.POST.get("do", ""))
    if form_class is None:
        return _show(request, measure)
    form = form_class(request.POST)
    if not form.is_valid():
        return _show(request, measure, form)
    try:
        with transaction.atomic():
            form.carry_out(measure, request.user)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _show(request, measure, form)
    messages.success(request, DONE[form.do])
    return HttpResponseRedirect(f"{desk_address(measure)}#thread")


def _show(request, measure, sent=None):
    context = {
        "title": "Among staff",
        "subtitle": str(measure),
        "measure": measure,
        "measure_address": desk_address(measure),
        "opts": measure._meta,
        "thread": thread_of(measure, request.user, sent),
    }
    return desk_page(request, "admin/laws/review/thread.html", context)


def seen(request):
    """Take a notice of the person's off the front page, or all of them (POST)."""
    if request.method == "POST":
        mine = Notice.objects.filter(person=request.user)
        key = request.POST.get("notice", "")
        if key != "all":
            is_key = key.isascii() and key.isdigit() and len(key) < 19
            mine = mine.filter(pk=key) if is_key else mine.none()
        mine.update(seen=True)
    return HttpResponseRedirect(reverse("admin:index"))
