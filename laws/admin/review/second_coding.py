"""Coding a public measure a second time, six questions at a time, and settling what differs.

While an account has a measure open, the desk shows it that measure's questions and texts and
nothing else: no page, list, history or search from which the first answers could be read.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils import timezone

from laws.admin.base.site import desk_page
from laws.editing import second_coding
from laws.editing.roles import person
from laws.models import Question, SecondAnswer, SecondCoding, SourceCopy
from laws.refusals import Refusal
from laws.vocabulary import PUBLISH, REVIEW, Answer, TextRead

BUSY = (
    "You are coding a measure without sight of its first answers. Until you finish it or put it "
    "back, the desk shows nothing else."
)
OPEN_MEANWHILE = {"coding_page", "logout", "password_change", "password_change_done",
                  "second_factor", "code", "logged_in"}  # fmt: skip
MOST_LISTED = 50
LONGEST_TEXT = 60_000


class AnswerForm(forms.Form):
    """What the text says to one question."""

    answer = forms.ChoiceField(
        required=False, choices=[("", "The text does not say"), *Answer.choices]
    )
    answer_on = forms.DateField(
        label="The date", required=False, help_text="Only for an answer that is a date: YYYY-MM-DD."
    )
    detail = forms.CharField(label="In a few words", max_length=300, required=False)
    pinpoint = forms.CharField(label="Where it says so", max_length=150, required=False)
    quote = forms.CharField(
        label="The sentence", max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 90}),
    )  # fmt: skip
    url = forms.URLField(
        label="Address of the text", max_length=500, required=False, assume_scheme="https"
    )

    def clean(self):
        found = super().clean()
        if (found.get("answer") == Answer.DATED) != bool(found.get("answer_on")):
            self.add_error("answer_on", "“On a date” needs the date; any other answer has none.")
        if found.get("answer") and not found.get("pinpoint"):
            self.add_error("pinpoint", "Say where the text says so: § 2(a).")
        return found


class TextForm(forms.Form):
    """How much of the text was there to read."""

    text_read = forms.ChoiceField(label="What you read", choices=TextRead.choices)


class SettleForm(forms.Form):
    """Which answer is right, and why."""

    chosen = forms.CharField()
    why = forms.CharField(max_length=500)


def in_the_way(request):
    """Where an account with an open coding has to go first; None for everyone else. What it sends
    to another page is refused.
    """
    match = request.resolver_match or resolve(request.path)
    if match.url_name in OPEN_MEANWHILE or not request.user.is_authenticated:
        return None
    # Whoever logs in by this very request was not read with it.
    may_be_coding = getattr(request.user, "is_coding", True)
    coding = second_coding.open_coding(request.user) if may_be_coding else None
    if coding is None:
        return None
    if request.method not in ("GET", "HEAD"):
        raise PermissionDenied(BUSY)
    messages.info(request, BUSY)
    return HttpResponseRedirect(reverse("admin:coding_page", args=[coding.pk]))


def tasks(request):
    """The measures that the account may code a second time; a POST opens one."""
    _require(request, REVIEW)
    if request.method == "POST":
        key = request.POST.get("measure", "")
        try:
            number = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
            coding = second_coding.begin(number, request.user, timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(reverse("admin:coding_page", args=[coding.pk]))
    found = second_coding.to_code(request.user)
    context = {
        "title": "Code a measure a second time",
        "count": found.count(),
        "measures": found[:MOST_LISTED],
        "may_settle": person(request.user).may(PUBLISH),
    }
    return desk_page(request, "admin/laws/review/coding_tasks.html", context)


def page(request, key):
    """The questions of an open coding of one's own, some at a time; a POST keeps the answers."""
    _require(request, REVIEW)
    coding = SecondCoding.objects.filter(pk=key, by=request.user, is_open=True)
    coding = coding.select_related("measure__jurisdiction", "measure__session").first()
    if coding is None:
        raise Http404
    if "put_back" in request.POST:
        second_coding.put_back(coding)
        messages.success(request, "You put the measure back. Nothing of your answers is kept.")
        return HttpResponseRedirect(reverse("admin:coding"))
    part = Paginator(Question.objects.order_by("order", "slug"), second_coding.AT_ONCE).get_page(
        request.GET.get("page")
    )
    text_form = TextForm(request.POST or None, initial={"text_read": coding.text_read})
    pairs = _forms(request, coding, part)
    is_right = all([text_form.is_valid(), *(form.is_valid() for _, form in pairs)])
    if request.method == "POST" and is_right:
        coding.text_read = text_form.cleaned_data["text_read"]
        coding.save(update_fields=["text_read"])
        second_coding.answer(coding, {question: _said(form) for question, form in pairs})
        return _onward(request, coding, part)
    context = {
        "title": "Code a measure a second time",
        "subtitle": str(coding.measure),
        "coding": coding,
        "part": part,
        "pairs": pairs,
        "text_form": text_form,
        "sources": coding.measure.sources.all(),
        "texts": _texts(coding.measure),
    }
    return desk_page(request, "admin/laws/review/coding.html", context)


def disagreements(request):
    """Where two readings differ and no one decided yet; a POST decides one."""
    _require(request, PUBLISH)
    if request.method == "POST":
        form, key = SettleForm(request.POST), request.POST.get("key", "")
        number = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
        try:
            if not form.is_valid():
                raise Refusal(second_coding.NO_REASON)
            said = form.cleaned_data["chosen"], form.cleaned_data["why"]
            settled = second_coding.settle(number, request.user, *said, timezone.localdate())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return _shown(request, key)
        messages.success(request, f"Settled: {settled.question} {settled.settled_why}")
        return HttpResponseRedirect(request.path)
    return _shown(request)


def _shown(request, key=""):
    """The disagreements, with what was just sent for one of them."""
    rows = SecondAnswer.objects.unsettled().filter(coding__measure__status="published")
    rows = rows.select_related("question", "coding__measure__jurisdiction")
    context = {
        "title": "Where two codings differ",
        "rows": rows.order_by("coding__measure__slug", "question__order")[:MOST_LISTED],
        "count": rows.count(),
        "sent_key": key,
        "sent": request.POST,
        "me": request.user.pk,
    }
    return desk_page(request, "admin/laws/review/disagreements.html", context)


def _require(request, power):
    if not person(request.user).may(power):
        raise PermissionDenied


def _forms(request, coding, part):
    """Each question of the page with its form, which has what was answered before."""
    columns = coding.answers.values("question", *AnswerForm.base_fields)
    stored = {row["question"]: row for row in columns}
    return [
        (one, AnswerForm(request.POST or None, prefix=one.slug, initial=stored.get(one.pk)))
        for one in part
    ]


def _said(form):
    return form.cleaned_data if form.cleaned_data["answer"] else None


def _onward(request, coding, part):
    """The next questions, or the end."""
    if "finish" not in request.POST:
        number = part.next_page_number() if part.has_next() else part.number
        messages.success(request, "Your answers are kept.")
        return HttpResponseRedirect(f"{request.path}?page={number}")
    try:
        second_coding.finish(coding, timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(request.path)
    messages.success(request, f"{coding.measure}: your coding is finished, and public.")
    return HttpResponseRedirect(reverse("admin:coding"))


def _texts(measure):
    """The copies of its texts that are kept, the latest of each first."""
    copies = SourceCopy.objects.filter(source__measure=measure).order_by("-seen_on", "-pk")
    return [(copy, copy.text[:LONGEST_TEXT], len(copy.text) > LONGEST_TEXT) for copy in copies[:3]]
