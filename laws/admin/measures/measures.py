"""What the sections of bills, ordinances and orders share."""

from contextlib import suppress
from urllib.parse import urlencode

import pghistory
from django.contrib import admin, messages
from django.db import transaction
from django.forms import Script
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from laws.admin.base.addresses import desk_address
from laws.admin.base.filters import QueueFilter, StateFilter
from laws.admin.base.panel import asks_for_panel
from laws.admin.base.site import BaseAdmin
from laws.admin.finding.lists import FoundByName
from laws.admin.measures.actions import ActionInline
from laws.admin.measures.answers import AnswerInline
from laws.admin.measures.conflicts import ConflictAwareAdmin
from laws.admin.measures.defaults import StartsFromLast
from laws.admin.measures.ending import OffersItsEnd
from laws.admin.measures.links import RelationInline, SourceInline, SponsorInline
from laws.admin.measures.moving import TakesFromOthers
from laws.admin.measures.off import TellsWhatIsOff
from laws.admin.measures.pasted_rows import PastedRowsAdmin
from laws.admin.measures.preview import LivePreviewAdmin
from laws.admin.measures.quoted import QuotationInline
from laws.admin.review.bulk import BulkEditAdmin
from laws.admin.review.handover import thread_of
from laws.admin.review.history import HistoryAdmin
from laws.admin.review.suggested import panel_of_measure
from laws.editing import workflow
from laws.editing.merge import version_of
from laws.editing.roles import person
from laws.models import Measure, Source
from laws.text.dates import say, say_short
from laws.vocabulary import PUBLISH, REVIEW, EditorialStatus, ProposalStatus, Stage

NEVER_DELETED = (
    "What was published is never deleted. To take it off the site, a publisher withdraws it and "
    "says why. Its address then shows the reason."
)
MOVED = {
    EditorialStatus.DRAFT: "{} is a draft again.",
    EditorialStatus.IN_REVIEW: "{} is in review: a second person looks through it.",
    EditorialStatus.PUBLISHED: "{} is published: everyone can see it now.",
}
SEND = "_review"
"""The name of the button that saves a draft and sends it for review."""
PROPOSES = "What you save here is a proposal. It becomes public once a publisher accepts it."


class MeasureSection(
    TellsWhatIsOff,
    TakesFromOthers,
    OffersItsEnd,
    PastedRowsAdmin,
    StartsFromLast,
    LivePreviewAdmin,
    BulkEditAdmin,
    ConflictAwareAdmin,
    HistoryAdmin,
    FoundByName,
    BaseAdmin,
):
    """Measures of one sort, entered on one page with all that is theirs."""

    change_form_template = "admin/laws/measures/form.html"
    save_on_top = False  # Save stays in sight below, beside the reason.
    another = "Save and add another of this place"
    shows_kept = True
    list_display = ["called", "government", "effect", "stage_today", "last_action", "next_action",
                    "status", "changed"]  # fmt: skip
    list_display_links = ["called"]
    list_filter = [QueueFilter, "status", "effect", StateFilter, "confidence"]
    search_fields = ["title"]
    search_help_text = "A number in any spelling (S.927, MA s 927), a place, or words of the title."
    ordering = ["-changed_at", "-pk"]

    class Media:
        names = ("rows", "undo", "beside", "off", "actions", "words", "bars")
        js = [Script(f"admin_{name}.js", defer=True) for name in names]

    inlines = [
        ActionInline, AnswerInline, QuotationInline, SponsorInline, SourceInline, RelationInline,
    ]  # fmt: skip
    effect = ["effect", "reach", "effect_basis", "effect_note", "regulates", "use_modes"]
    does = ("What it does", {"fields": [*effect, "summary"]})
    checks = ["status", "confidence", "checked"]
    editors = ("For the editors", {"fields": [*checks, "notes", "slug"]})

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("jurisdiction", "session__jurisdiction")
        return rows.with_stage(timezone.localdate())

    def get_ordering(self, request):
        is_duplicates = request.GET.get(QueueFilter.parameter_name) == "duplicates"
        similar_together = ["jurisdiction__state_code", "jurisdiction__name", "session", "title"]
        return similar_together if is_duplicates else self.ordering

    def get_list_display(self, request):
        is_unverified = request.GET.get(QueueFilter.parameter_name) == "unverified"
        may_check = is_unverified and person(request.user).may(REVIEW)
        return [*self.list_display, *(["against_sources"] if may_check else [])]

    # --- the list -----------------------------------------------------------------------------

    @admin.display(description="measure", ordering="title")
    def called(self, measure):
        if not measure.identifier:
            return measure.title
        return format_html("<b>{}</b> {}", measure.identifier, measure.title)

    @admin.display(description="government", ordering="jurisdiction__name")
    def government(self, measure):
        return measure.jurisdiction.name_in_state

    @admin.display(description="stage today", ordering="stage")
    def stage_today(self, measure):
        return Stage(measure.stage).label if measure.stage else None

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, measure):
        return say_short(timezone.localtime(measure.changed_at))

    @admin.display(description="against the sources")
    def against_sources(self, measure):
        last = measure.verified_on
        when = f"again, last {say_short(last)}" if last else "for the first time"
        address = reverse("admin:verify", args=[measure.pk])
        return format_html('<a href="{}">Check</a> {}', address, when)

    # --- the page of one measure --------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.person = person(request.user)
        form.edit = getattr(request, "edit", None)
        form.initial_words = getattr(request, "initial", {})
        return form

    def get_readonly_fields(self, request, obj=None):
        # The shipped files and the public address both know a measure by its slug.
        fixed = obj is not None and (obj.was_public or obj.shipped_digest)
        return ["checked", "slug"] if fixed else ["checked"]

    @admin.display(description="checked against its sources")
    def checked(self, measure):
        if measure.verified_on is None:
            return "not yet"
        by = f" by {measure.verified_by.get_username()}" if measure.verified_by else ""
        return f"{say(measure.verified_on)}{by}"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["public_address"] = obj.get_absolute_url() if obj.was_public else ""
            context["waiting"] = obj.proposals.filter(status=ProposalStatus.OPEN)
            who = person(request.user)
            context["may_check"] = not workflow.refusal_of_check(obj.status, who)
            context["may_withdraw"] = obj.status in workflow.HAS_BEEN_PUBLIC and who.may(PUBLISH)
            may_save = self.has_change_permission(request, obj)
            if not asks_for_panel(request):
                context["thread"] = thread_of(obj, request.user)
            if may_save and not asks_for_panel(request):
                opened = self.opened_form(request, obj)
                context |= {"opened": opened.signed(obj), "opened_version": version_of(opened.base)}
                context["suggested"] = panel_of_measure(obj, opened.base, request.user)
        context["may_send"] = self._may_send(request, obj)
        context |= {"never_deleted": NEVER_DELETED, "proposes": PROPOSES, "another": self.another}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _may_send(self, request, measure):
        """Whether the form offers to send what it saves for review."""
        status = measure.status if measure else EditorialStatus.DRAFT
        may = self.has_change_permission(request, measure)
        next_ones = workflow.offered(status, person(request.user))[1:]
        return may and EditorialStatus.IN_REVIEW in next_ones

    def changeform_view(self, request, *args, **kwargs):
        if SEND in request.POST:
            request.POST = request.POST.copy()
            request.POST["status"] = EditorialStatus.IN_REVIEW.value
        return super().changeform_view(request, *args, **kwargs)

    def get_object(self, request, object_id, from_field=None):
        if asks_for_panel(request):
            # Nothing is saved, so what was read once for the panel is read no second time.
            if not hasattr(request, "told_of"):
                request.told_of = super().get_object(request, object_id, from_field)
            return request.told_of
        if request.method == "POST" and not hasattr(request, "is_locked"):
            # The second to save waits, and then sees what the first has saved.
            request.is_locked = True
            with suppress(ValueError):
                row = Measure.objects.select_for_update(no_key=True).filter(pk=object_id)
                list(row.order_by().values("pk"))
        return super().get_object(request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        # The revisions of everything on the page carry the reason, those of its rows as well.
        pghistory.context(reason=form.cleaned_data.get("reason", ""))
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        Source.objects.gather(form.instance)
        edit = getattr(request, "edit", None)
        if edit is None or edit.can_be_saved:
            form.instance.reckon()

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        if obj.status != EditorialStatus.DRAFT:
            self.message_user(request, MOVED[obj.status].format(obj), messages.INFO)
        if "_addanother" not in request.POST:
            return response
        # The next one is most likely of the same government, session and kind.
        same = {
            "jurisdiction": obj.jurisdiction_id,
            "session": obj.session_id or "",
            "kind": obj.kind,
        }
        return HttpResponseRedirect(f"{request.path}?{urlencode(same)}")

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        edit = getattr(request, "edit", None)
        if edit and edit.can_be_saved and obj.status != edit.status:
            self.message_user(request, MOVED[obj.status].format(obj), messages.INFO)
        return response

    # --- who may ----------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or workflow.may_edit(*_who_and_what(request, obj)))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        status, is_own, who = _who_and_what(request, obj)
        return workflow.may_delete(status, obj.was_public, is_own, who)

    @transaction.atomic
    def delete_view(self, request, object_id, extra_context=None):
        measure = self.get_object(request, object_id)
        if measure and measure.was_public and self.has_view_permission(request, measure):
            self.message_user(request, NEVER_DELETED, messages.WARNING)
            return HttpResponseRedirect(desk_address(measure))
        return super().delete_view(request, object_id, extra_context)


def _who_and_what(request, measure: Measure) -> tuple[str, bool, workflow.Person]:
    """The stored status of a measure, whether the person entered it, and the person."""
    edit = getattr(request, "edit", None)
    # A form that is read gives its measure the status that it wants.
    status = edit.status if edit and edit.measure.pk == measure.pk else measure.status
    return status, measure.entered_by_id == request.user.pk, person(request.user)
