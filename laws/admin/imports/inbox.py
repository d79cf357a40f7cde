"""The section of the inbox: what imports brought, beside what we have, until staff decide."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from laws.admin.base.addresses import desk_address
from laws.admin.base.filters import StateFilter, rows_of_queue
from laws.admin.base.site import BaseAdmin, desk_page
from laws.admin.imports.inbox_rows import clerical_summary, excerpt, lines_of, raw_text
from laws.admin.review.suggested import panel_of_entry
from laws.editing.duplicates import similar_titles
from laws.imports.comparison import compare_entry
from laws.imports.decisions import (
    MOVED_ON,
    NOTHING_TICKED,
    SAY_WHY,
    accept,
    is_left_out,
    may_accept,
    may_reject,
    reject,
    take_up_again,
)
from laws.imports.drafts.draft import BOTH_ARE_OTHER
from laws.imports.text import changes
from laws.models import ImportRun, InboxEntry
from laws.models.inbox import IS_WEAK
from laws.refusals import Refusal
from laws.text.dates import say_short
from laws.vocabulary import EntryKind, EntryStatus, SubjectStrength

STRONG, WEAK, ALL = "strong", "weak", "all"
TICK_ALL = "accept_all"
TAKE_UP = "take_up_again"
DECISIONS = ("accept", TICK_ALL, "reject", TAKE_UP)

BOX_OF = {SAY_WHY: "reason", NOTHING_TICKED: "take", MOVED_ON: "take"}
"""The part of the form that a refusal is about."""


class DecidedFilter(admin.SimpleListFilter):
    """Whether staff decided; what waits is shown unless something else is chosen."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [("waiting", "Waiting"), ("decided", "Decided"), ("superseded", "Superseded"),
                ("all", "All")]  # fmt: skip

    def value(self):
        value = super().value()
        return value if value in dict(self.lookup_choices) else "waiting"

    def choices(self, changelist):
        _, *offered = super().choices(changelist)
        return offered

    def queryset(self, request, queryset):
        return {
            "waiting": rows_of_queue("waiting", request, queryset),
            "decided": queryset.filter(status__in=[EntryStatus.ACCEPTED, EntryStatus.REJECTED]),
            "superseded": queryset.filter(status=EntryStatus.SUPERSEDED),
            "all": queryset,
        }[self.value()]


class StrengthFilter(admin.SimpleListFilter):
    """How strongly a bill is on the subject. In what waits, weak matches are folded, `folded` being
    their number, unless words were searched for.
    """

    title = "on the subject"
    parameter_name = "strength"
    folded = 0

    def __init__(self, request, *others):
        queue = request.GET.get(DecidedFilter.parameter_name, "waiting")
        folds = queue == "waiting" and not request.GET.get(SEARCH_VAR, "").strip()
        self.usual = STRONG if folds else ALL
        super().__init__(request, *others)

    def lookups(self, request, model_admin):
        kinds = SubjectStrength.choices
        return [(STRONG, "All but weak matches"), (WEAK, "Weak matches"), *kinds, (ALL, "All")]

    def value(self):
        value = super().value()
        return value if value in dict(self.lookup_choices) else self.usual

    def choices(self, changelist):
        _, *offered = super().choices(changelist)
        return offered

    def queryset(self, request, queryset):
        if self.value() == ALL:
            return queryset
        if self.value() == WEAK:
            return queryset.filter(IS_WEAK)
        if self.value() != STRONG:
            return queryset.filter(strength=self.value())
        self.folded = queryset.filter(IS_WEAK).count()
        return queryset.exclude(IS_WEAK)


class WordFilter(admin.SimpleListFilter):
    """For which word a bill is on the subject."""

    title = "word"
    parameter_name = "word"

    def lookups(self, request, model_admin):
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT unnest(words) FROM laws_inboxentry ORDER BY 1")
            return [(word, word) for (word,) in cursor.fetchall()]

    def queryset(self, request, queryset):
        return queryset.filter(words__contains=[self.value()]) if self.value() else queryset


class RunFilter(admin.SimpleListFilter):
    """Which import brought it: one of the last."""

    title = "import"
    parameter_name = "run"

    def lookups(self, request, model_admin):
        runs = list(ImportRun.objects.filter(entries__isnull=False).distinct()[:10])
        key = request.GET.get(self.parameter_name, "")
        if key.isascii() and key.isdigit() and len(key) < 19:
            runs += ImportRun.objects.filter(pk=key).exclude(pk__in=[run.pk for run in runs])
        return [(str(run.pk), f"{run.name}, {_day(run.started_at)}") for run in runs]

    def queryset(self, request, queryset):
        known = {key for key, _ in self.lookup_choices}
        return queryset.filter(run=self.value()) if self.value() in known else queryset


class DecisionForm(forms.Form):
    """What is decided about an entry: the selected differences, and why."""

    take = forms.MultipleChoiceField(required=False)
    shown = forms.MultipleChoiceField(required=False)
    reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why",
        widget=forms.TextInput(attrs={"size": 90, "autocomplete": "off"}),
        help_text="Saved with the change. Required to reject. Empty: the source says so.",
    )

    def __init__(self, *args, entry, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        if entry.kind == EntryKind.REFUSED:
            self.fields["reason"].help_text = "Required. It is kept with the entry."
        for name in ("take", "shown"):
            self.fields[name].choices = [(place, place) for place in places]
            self.fields[name].error_messages["invalid_choice"] = MOVED_ON


@admin.register(InboxEntry)
class InboxSection(BaseAdmin):
    """The inbox of imports."""

    list_display = ["called", "kind", "place", "strength", "brings", "run", "status"]
    list_display_links = ["called"]
    # The last one counts what it folds of what the others let through.
    list_filter = [DecidedFilter, "kind", StateFilter, WordFilter, RunFilter, StrengthFilter]
    change_list_template = "admin/laws/imports/inbox.html"
    list_select_related = ["jurisdiction", "run"]
    search_fields = ["identifier", "title", "where", "why_refused"]
    search_help_text = "A number as it came, or words of the title."
    ordering = ["-pk"]

    @admin.display(description="from the import", ordering="title")
    def called(self, entry):
        if entry.kind == EntryKind.REFUSED:
            return entry.where
        return format_html("<b>{}</b> {}", entry.identifier, entry.title)

    @admin.display(description="government")
    def place(self, entry):
        return entry.jurisdiction and entry.jurisdiction.name_in_state

    @admin.display(description="why it is here")
    def brings(self, entry):
        if entry.kind == EntryKind.REFUSED:
            return entry.why_refused
        words = ", ".join(entry.words)
        return changes(entry.differences) if entry.kind == EntryKind.CHANGED else words

    def get_queryset(self, request):
        return super().get_queryset(request).defer("draft")

    def has_add_permission(self, request):
        # Entries come with an import.
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # --- the page of one entry ----------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            raise PermissionDenied
        entry = self.get_object(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        if request.method == "POST":
            return self._decide(request, entry)
        return self._page(request, entry)

    def _decide(self, request, entry):
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        is_read = entry.kind != EntryKind.REFUSED
        places = [one.place for one in compare_entry(entry).proposed] if is_read else []
        form = DecisionForm(request.POST, entry=entry, places=places)
        decision = request.POST.get("decision")
        if not form.is_valid() or decision not in DECISIONS:
            return self._page(request, entry, form)
        words = form.cleaned_data
        try:
            if decision == TAKE_UP:
                return self._again(request, take_up_again(entry, request.user))
            if decision == "reject":
                done = reject(entry, request.user, words["reason"])
            else:
                chosen = words["shown" if decision == TICK_ALL else "take"]
                done = accept(entry, request.user, set(chosen), words["reason"])
        except Refusal as refusal:
            form.add_error(BOX_OF.get(str(refusal)), str(refusal))
            return self._page(request, self.get_object(request, str(entry.pk)), form)
        return self._next(request, done)

    def _again(self, request, entry):
        self.log_change(request, entry, "Reopened")
        self.message_user(request, "Reopened: it waits for a decision again.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:laws_inboxentry_change", args=[entry.pk]))

    def _next(self, request, entry):
        self.log_change(request, entry, entry.get_status_display())
        self.message_user(request, _done(entry), messages.SUCCESS)
        rows = InboxEntry.objects.filter(status=EntryStatus.WAITING)
        strong = rows.exclude(IS_WEAK)
        following = strong.filter(pk__lt=entry.pk).first() or strong.first() or rows.first()
        if following is None:
            return HttpResponseRedirect(reverse("admin:laws_inboxentry_changelist"))
        return HttpResponseRedirect(reverse("admin:laws_inboxentry_change", args=[following.pk]))

    def _page(self, request, entry, form=None):
        is_read = entry.kind != EntryKind.REFUSED
        found = compare_entry(entry) if is_read else None
        measure = found.measure if entry.waits and found else entry.measure
        may_decide = self.has_change_permission(request, entry)
        may = may_decide and entry.waits
        lines = lines_of(entry, found) if is_read else []
        folded = [line for line in lines if line.is_clerical]
        context = {
            "title": "From the import",
            "subtitle": str(entry),
            "opts": self.opts,
            "original": entry,
            "has_view_permission": True,
            "measure": measure,
            "measure_address": measure and desk_address(measure),
            "lines": lines,
            "first_place": next((line.place for line in lines if line.is_proposed), ""),
            "parts": _parts([line for line in lines if line not in folded], folded),
            "alike": _alike(entry) if entry.waits and is_read and measure is None else [],
            "not_understood": _not_understood(entry, measure),
            "texts": entry.copies.defer("text"),
            "suggested": panel_of_entry(entry, measure, request.user),
            "matches": [excerpt(match) for match in entry.matches],
            "raw": raw_text(entry.raw) if is_read else "",
            "form": form or DecisionForm(entry=entry),
            "ticked": _ticked(form, lines),
            "may_accept": may and is_read and may_accept(measure, request.user),
            "may_reject": may and may_reject(request.user),
            "may_take_up": may_decide and is_left_out(entry) and may_accept(measure, request.user),
        }
        return desk_page(request, "admin/laws/imports/inbox_entry.html", context)

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        related = "run", "raw__measure__jurisdiction", "measure__jurisdiction", "jurisdiction"
        rows = InboxEntry.objects.select_related(*related, "decided_by")
        return entry and rows.get(pk=entry.pk)


def _alike(entry):
    """Measures of the same government with a similar title, and their addresses at the desk."""
    similar = similar_titles(entry.jurisdiction, entry.title) if entry.jurisdiction else []
    return [(desk_address(measure), measure) for measure in similar]


def _not_understood(entry, measure):
    """What was not understood; a measure that we have already says what it does."""
    sentences = entry.not_understood
    return sentences if measure is None else [s for s in sentences if BOTH_ARE_OTHER not in s]


def _day(moment):
    return say_short(timezone.localtime(moment).date())


def _ticked(form, lines):
    """What is selected: as it was when a page is shown again, else all that is no detail."""
    if form is not None:
        return set(form.data.getlist("take"))
    return {line.place for line in lines if line.is_proposed and not line.is_minor}


def _parts(lines, folded):
    """The lines of a page in its tables: those in sight, and those folded under a summary."""
    return [("", lines), *([(clerical_summary(folded), folded)] if folded else [])]


def _done(entry):
    if entry.status == EntryStatus.REJECTED:
        return "Rejected. It will not be proposed again."
    page = format_html('<a href="{}">{}</a>', desk_address(entry.measure), entry.measure)
    if entry.measure.is_public:
        return format_html("Proposed: a publisher decides about this change to {}.", page)
    return format_html("Accepted into the draft {}.", page)
