"""What a text suggests about a draft: a panel below its form, and on the entry of a new bill.

The two addresses take what is sent from the panels and lead back to them.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from laws.admin.base.addresses import desk_address, section_of
from laws.admin.base.site import desk_page
from laws.editing import suggested
from laws.editing.merge import Document
from laws.editing.snapshot import document
from laws.imports.comparison import compare_entry
from laws.imports.decisions import may_accept
from laws.models import InboxEntry, Measure, Question, SourceCopy
from laws.refusals import Refusal, refuse
from laws.text.fields import words
from laws.text.suggest import COLUMNS
from laws.vocabulary import Answer, EntryKind

LONGEST_TEXT = 2_000_000
DONE = {
    "take": "Taken into the draft, marked as suggested and not read.",
    "decline": "Noted: it is not offered for this text again.",
    "take_out": "Taken out of the draft, and not offered for this text again.",
    "again": "It is offered again.",
    "confirm": "Confirmed: you read that the text says so.",
    "paste": "The text is kept with its source.",
}
NOTHING_SENT = "Choose what to do with a suggestion."
ON_RECORD = "This bill is entered already: take suggestions in its own form."


class TextForm(forms.Form):
    """A measure's text, copied from one of its sources."""

    source = forms.ChoiceField(
        label="Its page",
        error_messages={"required": "Add the page of the text under Sources first, and save."},
    )  # fmt: skip
    called = forms.CharField(
        label="Version", max_length=200, required=False, help_text="As introduced, Enrolled."
    )
    text = forms.CharField(
        label="Its text",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Paste the text of the measure."},
    )

    def __init__(self, *args, pages, **kwargs):
        super().__init__(*args, auto_id="id_paste_%s", **kwargs)
        self.fields["source"].choices = [(page, page) for page in pages]

    def keep(self, measure: Measure) -> None:
        """Keep the text with its source."""
        said = self.cleaned_data
        text = {"version": said["called"], "url": said["source"], "text": said["text"],
                "seen_on": timezone.localdate()}  # fmt: skip
        SourceCopy.objects.keep_of(measure, [text])


@dataclass(frozen=True)
class Line:
    """One suggestion as the panel shows it: what it is about, what it says of that, the sentence it
    rests on (or the decision that kept it), and the values among which a person chooses.
    """

    about: str
    says: str
    one: Any
    values: list[tuple[str, str]] = field(default_factory=list)
    may_confirm: bool = False


@dataclass(frozen=True)
class Panel:
    """The suggestions of one text: those to decide, those taken and not confirmed, those declined.

    `address` takes what is sent; `paste` is the form for a text, where one can be kept.
    """

    address: str
    copy: SourceCopy | None
    offered: list[Line]
    taken: list[Line]
    declined: list[Line]
    may_take: bool
    paste: TextForm | None = None

    @property
    def marked(self) -> set[str]:
        """The fields that hold what no one confirmed."""
        return {line.one.field for line in self.taken}


def panel_of_measure(
    measure: Measure, content: Document, user: User, paste: TextForm | None = None
) -> Panel | None:
    """What the newest text of a draft suggests, as its document is; None where none is taken.

    `paste` is a text that was refused.
    """
    if not suggested.may_take(measure, user):
        return None
    copy, taken = suggested.newest_copy(measure), suggested.unconfirmed(measure)
    questions, declined = _questions() if copy or taken else {}, suggested.declined(copy)
    offered = suggested.open_suggestions(copy, content, questions, declined)
    return Panel(
        reverse("admin:suggested", args=[measure.pk]),
        copy,
        [_offer(one, questions) for one in offered],
        [_taken(one, questions, suggested.may_confirm(one, user)) for one in taken],
        [_taken(one, questions) for one in declined],
        True,
        paste or TextForm(pages=content["sources"]),
    )  # fmt: skip


def panel_of_entry(entry: InboxEntry, measure: Measure | None, user: User) -> Panel | None:
    """What the newest text of an entry of the inbox suggests, while it waits; a measure that we
    have already takes it in its own form."""
    copy = entry.copies.last()
    if not (copy and entry.waits):
        return None
    questions = _questions()
    may_take = measure is None and may_accept(None, user)
    taken = suggested.taken_of_new(entry) if measure is None else []
    content, declined = suggested.document_of_new(entry, taken), suggested.declined(copy)
    offered = suggested.open_suggestions(copy, content, questions, declined)
    return Panel(
        reverse("admin:suggested_new", args=[entry.pk]),
        copy,
        [_offer(one, questions) for one in offered],
        [_taken(one, questions) for one in taken],
        [_taken(one, questions) for one in declined],
        may_take,
    )


def of_measure(request, key):
    """Decide about a suggestion for a draft, or keep its text (POST)."""
    measure = Measure.objects.select_related("jurisdiction").filter(pk=key).first()
    if measure is None:
        raise Http404
    if not request.user.has_perm(f"laws.view_{section_of(measure)}"):
        raise PermissionDenied
    page = f"{desk_address(measure)}#suggested"
    if request.method != "POST":
        return HttpResponseRedirect(page)
    act, form = _act(request), None
    if act == "paste":
        form = TextForm(request.POST, pages=measure.sources.values_list("url", flat=True))
        if suggested.may_take(measure, request.user) and not form.is_valid():
            return _show(request, measure, form)
    try:
        _change(request, measure, act, form)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[act])
    return HttpResponseRedirect(page)


def _change(request, measure, act, form):
    """Do what is asked for with a draft. Refusal, or PermissionDenied."""
    if act == "confirm":
        suggested.confirm(measure.pk, request.user, _key(request))
    elif not suggested.may_take(measure, request.user):
        raise PermissionDenied
    elif act == "take":
        suggested.take(measure.pk, request.user, _wish(request), request.POST["as"])
    elif act == "take_out":
        suggested.take_out(measure.pk, request.user, _key(request))
    elif act == "paste":
        form.keep(measure)
    else:
        _decide(request, act, SourceCopy.objects.filter(source__measure=measure))


def of_entry(request, key):
    """Decide about a suggestion for a new bill of the inbox (POST)."""
    entry = InboxEntry.objects.select_related("raw").filter(pk=key).first()
    if entry is None or entry.kind == EntryKind.REFUSED:
        raise Http404
    if not may_accept(None, request.user):
        raise PermissionDenied
    page = reverse("admin:laws_inboxentry_change", args=[entry.pk])
    if request.method != "POST":
        return HttpResponseRedirect(f"{page}#suggested")
    act = _act(request)
    try:
        is_new = entry.waits and compare_entry(entry).measure is None
        refuse("" if is_new else ON_RECORD)
        if act == "take":
            suggested.take_new(entry, request.user, _wish(request), request.POST["as"])
        elif act == "take_out":
            suggested.take_out_of_new(entry, request.user, _key(request))
        else:
            _decide(request, act, entry.copies.all())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[act])
    return HttpResponseRedirect(f"{page}#suggested")


def _act(request):
    """What is asked for; the button that takes a value carries it."""
    return "take" if "as" in request.POST else request.POST.get("do", "")


def _decide(request, act, copies):
    """Decline a suggestion, or let it be offered again."""
    texts = set(copies.values_list("sha256", flat=True))
    if act == "decline":
        suggested.decline(request.user, _wish(request), texts)
    elif act == "again":
        suggested.offer_again(_key(request), texts)
    else:
        raise Refusal(NOTHING_SENT)


def _show(request, measure, form):
    """The panel alone, with a text that could not be kept."""
    context = {
        "title": "Suggested from the text",
        "subtitle": str(measure),
        "measure": measure,
        "measure_address": desk_address(measure),
        "opts": measure._meta,
        "suggested": panel_of_measure(measure, document(measure), request.user, form),
    }
    return desk_page(request, "admin/laws/review/suggested.html", context)


def _wish(request):
    return suggested.Wish(*(request.POST.get(name, "") for name in suggested.Wish._fields))


def _key(request):
    key = request.POST.get("key", "")
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0


def _questions():
    return {one.slug: one for one in Question.objects.all()}


def _offer(one, questions):
    answers = [(value, Answer(value).label.lower()) for value in suggested.EITHER]
    values = answers if one.field in questions else [(one.value, "")]
    return replace(_taken(one, questions), values=values)


def _taken(one, questions, may_confirm=False):
    asked = questions.get(one.field)
    if asked:
        says = Answer(one.value).label if one.value else "Yes or in part, it seems"
        return Line(asked.text, str(says), one, [], may_confirm)
    if one.field not in COLUMNS:  # the question is gone
        return Line(one.field, one.value, one, [], may_confirm)
    column = Measure._meta.get_field(one.field)
    value = [one.value] if one.field in suggested.SEVERAL else one.value
    said = words(column, {one.field: value}, {})
    return Line(capfirst(suggested.NAMES[one.field]), said, one, [], may_confirm)
