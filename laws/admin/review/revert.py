"""Undoing accepted proposals: a revert is proposed, and accepted like any other change."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from laws.editing.diff_text import conflict_lines
from laws.editing.proposals import propose_revert
from laws.editing.roles import person
from laws.models import Proposal
from laws.refusals import Refusal
from laws.vocabulary import REVIEW

SAY_WHY = "Say why it should be undone: readers see it in the change log."
PROPOSED = (
    'Proposed to undo it. That becomes public once a publisher accepts it: <a href="{}">{}</a>.'
)
CONFLICTS = "Changed again since, so the publisher will choose which value to keep: {}."
LONGEST = 300


def reason_for(proposal: Proposal) -> str:
    """The reason of a revert, unless the person gives another."""
    return f"Undo: {proposal.reason}"[:LONGEST]


class RevertAdmin:
    """A list of proposals that offers to propose to undo those selected."""

    actions = ["propose_reverts"]

    def may_undo(self, request, proposal):
        may = person(request.user).may(REVIEW)
        is_public = proposal.measure is None or proposal.measure.is_public
        return may and proposal.status == "accepted" and is_public

    def get_actions(self, request):
        if not person(request.user).may(REVIEW):
            return {}
        function, name, words = self.get_action("propose_reverts")
        return {name: (function, name, words)}

    def propose_reverts(self, request, queryset):
        # All proposals of one bulk edit have one reason, by which the list finds them.
        for proposal in queryset.select_related("measure__jurisdiction"):
            _propose(request, proposal, reason_for(proposal))

    propose_reverts.short_description = "Propose to undo"


def page(request, key):
    """Propose to undo one proposal (POST), and go on to the new proposal."""
    if not person(request.user).may(REVIEW):
        raise PermissionDenied
    proposal = Proposal.objects.select_related("measure__jurisdiction").filter(pk=key).first()
    if proposal is None:
        raise Http404
    back = HttpResponseRedirect(_address(proposal))
    if request.method != "POST":
        return back
    reason = " ".join(request.POST.get("reason", "").replace("\x00", " ").split())[:LONGEST]
    if not reason:
        messages.error(request, SAY_WHY)
        return back
    revert = _propose(request, proposal, reason)
    return HttpResponseRedirect(_address(revert)) if revert else back


def _propose(request, proposal: Proposal, reason: str) -> Proposal | None:
    try:
        with transaction.atomic():
            revert, conflicts = propose_revert(proposal, request.user, reason)
    except Refusal as refusal:
        messages.error(request, f"{proposal}. {refusal}")
        request.keeps_draft = True
        return None
    messages.success(request, format_html(PROPOSED, _address(revert), revert))
    if conflicts:
        every = [line for conflict in conflicts for line in conflict_lines(conflict)]
        names = "; ".join(f"{line.what}: {line.field.lower()}" for line in every)
        messages.warning(request, CONFLICTS.format(names))
    return revert


def _address(proposal: Proposal) -> str:
    return reverse("admin:laws_proposal_change", args=[proposal.pk])
