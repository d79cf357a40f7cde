"""The section of proposals: changes of what is published, beside what is public now."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from laws.admin.base.filters import ProposalQueueFilter
from laws.admin.base.site import BaseAdmin, desk_page
from laws.admin.review.other_nouns import address_of, turns_of
from laws.admin.review.revert import RevertAdmin, reason_for
from laws.editing.diff_text import DiffLine, conflict_lines, lines
from laws.editing.proposals import (
    accept,
    merge_with_public,
    refusal_of_taking_back,
    send_back,
    take_back,
)
from laws.editing.roles import person
from laws.models import Proposal
from laws.refusals import Refusal
from laws.text.dates import say_short
from laws.vocabulary import ALONE

TAKE = "take "
DONE = {
    "accept": "Accepted: it is public now.",
    "send_back": "Sent back. Its author sees your comment.",
    "take_back": "Withdrawn. It stays on this list.",
}


class DecisionForm(forms.Form):
    """What a publisher decides about a proposal, with a choice for each conflict."""

    comment = forms.CharField(
        max_length=500,
        required=False,
        label="What needs to be done",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="If you send it back: a comment for its author.",
    )
    exemption = forms.CharField(
        max_length=300,
        required=False,
        label="Why you decide alone",
        widget=forms.TextInput(attrs={"size": 90}),
        help_text="Only if you accept your own proposal.",
    )

    def __init__(self, *args, conflicts=(), is_own=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_own:
            del self.fields["exemption"]
        for conflict in conflicts:
            differing = conflict_lines(conflict)
            self.fields[TAKE + conflict.place] = forms.ChoiceField(
                choices=[
                    ("theirs", f"Keep the public version: {_cells(differing, 1)}"),
                    ("mine", f"Take the proposed version: {_cells(differing, 2)}"),
                ],
                widget=forms.RadioSelect,
                required=False,
                label=f"{differing[0].what} – {', '.join(line.field for line in differing)}",
            )

    @property
    def choices(self):
        """The boxes that ask which of two values to keep."""
        return [self[name] for name in self.fields if name.startswith(TAKE)]

    @property
    def words(self):
        """The other boxes."""
        return [self[name] for name in self.fields if not name.startswith(TAKE)]

    @property
    def take(self):
        """What was chosen, by the place of the conflict."""
        return {
            name.removeprefix(TAKE): value
            for name, value in self.cleaned_data.items()
            if name.startswith(TAKE) and value
        }


def _do(decision, proposal, user, form):
    words = form.cleaned_data
    with transaction.atomic():
        if decision == "accept":
            accept(proposal, user, form.take, words.get("exemption", ""))
        elif decision == "send_back":
            send_back(proposal, user, words["comment"])
        else:
            take_back(proposal, user)


def _cells(differing: list[DiffLine], column: int) -> str:
    return ", ".join(line.cells[column] for line in differing)


@admin.register(Proposal)
class ProposalSection(RevertAdmin, BaseAdmin):
    """Proposals."""

    list_display = ["called", "author", "reason", "status", "proposed_on"]
    list_display_links = ["called"]
    list_filter = [ProposalQueueFilter, "status"]
    list_select_related = ["measure__jurisdiction", "author"]
    search_fields = ["reason", "measure__title", "called", "author__username"]
    ordering = ["-made_at"]

    @admin.display(description="what", ordering="measure__title")
    def called(self, proposal):
        return str(proposal.measure or proposal.called)

    @admin.display(description="proposed", ordering="made_at")
    def proposed_on(self, proposal):
        return say_short(timezone.localtime(proposal.made_at).date())

    def has_add_permission(self, request):
        # A proposal is made by saving the page of a published measure.
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            raise PermissionDenied
        proposal = self.get_object(request, object_id)
        if proposal is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        if request.method == "POST":
            return self._decide(request, proposal)
        return self._page(request, proposal)

    def _decide(self, request, proposal):
        decision = request.POST.get("decision")
        if not self._may(request, proposal, decision):
            raise PermissionDenied
        form = self._form(request, proposal, request.POST)
        if not form.is_valid() or decision not in DONE:
            return self._page(request, proposal, form)
        try:
            _do(decision, proposal, request.user, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, proposal, form)
        self.log_change(request, proposal, DONE[decision])
        self.message_user(request, DONE[decision], messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:laws_proposal_changelist"))

    def _may(self, request, proposal, decision):
        """Whether a person may decide so: an author withdraws, publishers do the rest."""
        if decision == "take_back":
            return not refusal_of_taking_back(proposal, request.user)
        return self.has_change_permission(request, proposal)

    def _form(self, request, proposal, data=None):
        _, merged = merge_with_public(proposal)
        is_own = request.user.pk == proposal.author_id and request.user.is_superuser
        return DecisionForm(data, conflicts=merged.conflicts, is_own=is_own)

    def _page(self, request, proposal, form=None):
        now, merged = merge_with_public(proposal)
        is_own = request.user.pk == proposal.author_id
        may = self.has_change_permission(request, proposal) and proposal.is_open
        needs_another = is_own and not person(request.user).may(ALONE)
        # What was decided is shown as it was written: the public version has moved on since.
        before, after = (now, merged.document) if proposal.is_open else (
            proposal.base, proposal.proposed)  # fmt: skip
        context = {
            "title": "Proposed change",
            "subtitle": str(proposal.measure or proposal.called),
            "opts": self.opts,
            "original": proposal,
            "has_view_permission": True,
            "lines": lines(before, after),
            "heads": ["Public now" if proposal.is_open else "Was public", "Proposed"],
            "form": form or self._form(request, proposal),
            "may_decide": may and not needs_another,
            "waits_for_another": may and needs_another,
            "subject_address": address_of(proposal),
            "turns": turns_of(proposal, merged.document),
            "undo_reason": self.may_undo(request, proposal) and reason_for(proposal),
            "may_rewrite": is_own and proposal.status != "accepted",
            "may_take_back": is_own and proposal.is_open,
        }
        return desk_page(request, "admin/laws/review/proposal.html", context)

    def get_object(self, request, object_id, from_field=None):
        proposal = super().get_object(request, object_id, from_field)
        related = Proposal.objects.select_related("measure__jurisdiction", "author", "decided_by")
        return proposal and related.get(pk=proposal.pk)
