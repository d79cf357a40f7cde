"""The section of proposals: changes of what is published, beside what is public now."""

from contextlib import suppress
from copy import copy
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from laws.admin.base.filters import ProposalQueueFilter
from laws.admin.base.off import explanations
from laws.admin.base.site import SEEN, BaseAdmin, desk_page
from laws.admin.review.decision_form import DecisionForm
from laws.admin.review.other_nouns import address_of, shown_turns
from laws.admin.review.revert import RevertAdmin, reason_for
from laws.admin.review.several import SeveralAdmin
from laws.admin.review.shown_changes import outlook, shown_changes, summary
from laws.editing.consistency import (
    Unseen,
    check_measure,
    facts_about,
    findings,
    see,
    seen_mark,
)
from laws.editing.proposals import (
    Wish,
    accept,
    chosen,
    follows,
    merge_with_public,
    refusal_of_taking_back,
    send_back,
    shown_version,
    take_back,
)
from laws.editing.queues import proposed
from laws.editing.rehearsal import as_if_public
from laws.editing.roles import person
from laws.editing.side_effects import also_changes, figures_that_change
from laws.models import Proposal
from laws.refusals import Refusal
from laws.text.dates import say_short
from laws.vocabulary import ALONE

FILTERS = "_changelist_filters"
DONE = {
    "accept": "Accepted: it is public now.",
    "send_back": "Sent back. Its author sees your comment.",
    "take_back": "Withdrawn. It stays on this list.",
}
IN_PART = "Accepted in part: that is public now. The rest went back to its author."


def _do(decision, proposal, user, form):
    words, today = form.cleaned_data, timezone.localdate()
    with transaction.atomic():
        if decision == "accept":
            version, todo = form.data.get("version", ""), words["comment"]
            alone = words.get("exemption", "")
            accept(proposal, user, Wish(version, today, form.take, form.left_out, todo, alone))
            if proposal.measure:
                see(check_measure(proposal.measure, today), form.data.get(SEEN, ""))
        elif decision == "send_back":
            send_back(proposal, user, words["comment"])
        else:
            take_back(proposal, user)


@admin.register(Proposal)
class ProposalSection(SeveralAdmin, RevertAdmin, BaseAdmin):
    """Proposals."""

    list_display = ["what", "changes", "author", "reason", "status", "proposed_on"]
    list_display_links = ["what"]
    list_filter = [ProposalQueueFilter, "status"]
    list_select_related = ["measure__jurisdiction", "author"]
    search_fields = ["reason", "measure__title", "called", "author__username"]
    ordering = ["-made_at"]

    @admin.display(description="what", ordering="measure__title")
    def what(self, proposal):
        return proposal.about

    @admin.display(description="changes")
    def changes(self, proposal):
        return summary(proposal.base, proposal.proposed)

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
            form.refuse(refusal)
            # What was left out may leave something off that the whole would not.
            form.unseen = refusal.found if isinstance(refusal, Unseen) else ()
            return self._page(request, proposal, form)
        done = IN_PART if decision == "accept" and form.left_out else DONE[decision]
        self.log_change(request, proposal, done)
        self.message_user(request, done, messages.SUCCESS)
        return self._onward(request, proposal)

    def _onward(self, request, proposal):
        """On to the next that waits for the person, among those of the list that one came from."""
        kept = request.GET.get(FILTERS, "")
        waiting = self._waiting(request, kept)
        before = waiting.filter(made_at__lt=proposal.made_at)
        following = before.first() or waiting.first()
        more = f"?{urlencode({FILTERS: kept})}" if kept else ""
        if following and self.has_change_permission(request, following):
            address = reverse("admin:laws_proposal_change", args=[following.pk])
            return HttpResponseRedirect(address + more)
        address = reverse("admin:laws_proposal_changelist")
        return HttpResponseRedirect(f"{address}?{kept}" if kept else address)

    def _waiting(self, request, kept):
        """The proposals of a list, by its query string, that wait for the person, latest first."""
        asked = copy(request)
        asked.GET = QueryDict(kept)
        try:
            rows = self.get_changelist_instance(asked).queryset
        except IncorrectLookupParameters:
            rows = self.get_queryset(request)
        return proposed(rows, person(request.user), timezone.localdate()).order_by("-made_at")

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
            "changes": shown_changes(before, after),
            "form": form or self._form(request, proposal),
            **self._told(request, proposal, merged.document, getattr(form, "unseen", ())),
            **self._followed(proposal, form, now),
            "may_decide": may and not needs_another,
            "waits_for_another": may and needs_another,
            "subject_address": address_of(proposal),
            "undo_reason": self.may_undo(request, proposal) and reason_for(proposal),
            "may_rewrite": is_own and proposal.status != "accepted",
            "may_take_back": is_own and proposal.is_open,
        }
        return desk_page(request, "admin/laws/review/proposal.html", context)

    def _told(self, request, proposal, content, unseen=()):
        """What whoever decides is told beside the change itself: what follows, what seems off."""
        if not (proposal.is_open and proposal.measure and proposal.measure.is_public):
            return {}
        today = timezone.localdate()
        told = {
            "outlook": outlook(proposal.measure, content, today),
            "sources": proposal.measure.sources.all(),
        }
        found = list(unseen)
        with suppress(IntegrityError), as_if_public(proposal.measure, content):
            facts = facts_about(proposal.measure, today)
            found += [one for one in findings(facts) if one not in found]
            told["explained"] = explanations(proposal.measure, facts)
        is_seen = request.POST.get(SEEN) == seen_mark(found)
        return told | {"findings": found, "mark": seen_mark(found), "is_seen": is_seen}

    def _followed(self, proposal, form, now):
        """The measures whose stage changes with what is chosen of another noun; and the version by
        which it is noticed that this, or what the page shows, has changed since.
        """
        if not proposal.is_open:
            return {}
        if not proposal.noun:
            return {"version": shown_version(proposal, now, [])}
        choice, today = (form.take, form.left_out) if form else ({}, ()), timezone.localdate()
        content = chosen(proposal, *choice)[2]
        turns = follows(proposal, content, today)
        return {
            "turns": shown_turns(turns),
            "figures": figures_that_change(proposal.noun, proposal.row, content, today),
            "also": also_changes(proposal.noun, now, content),
            "version": shown_version(proposal, now, turns),
        }

    def get_object(self, request, object_id, from_field=None):
        proposal = super().get_object(request, object_id, from_field)
        related = Proposal.objects.select_related("measure__jurisdiction", "author", "decided_by")
        return proposal and related.get(pk=proposal.pk)
