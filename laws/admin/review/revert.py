"""Undoing what was accepted: the opposite is proposed, and accepted the usual way."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from laws.editing import workflow
from laws.editing.diff_text import conflict_words
from laws.editing.proposals import Refused, propose_opposite
from laws.editing.roles import person
from laws.models import Proposal

SAY_WHY = "Say why it should be undone: readers see it in the log of changes."
LONGEST = 300


def reason_for(proposal) -> str:
    """What the opposite of a proposal says of itself, if nothing else is said."""
    return f"Undo: {proposal.reason}"[:LONGEST]


class ProposesOpposites:
    """A list of proposals that offers the opposite of each that is ticked."""

    actions = ["propose_opposites"]

    def may_undo(self, request, proposal):
        may = person(request.user).may(workflow.REVIEW)
        return may and proposal.status == "accepted" and proposal.measure.is_public

    def get_actions(self, request):
        if not person(request.user).may(workflow.REVIEW):
            return {}
        function, name, words = self.get_action("propose_opposites")
        return {name: (function, name, words)}

    def propose_opposites(self, request, queryset):
        # All that one bulk edit proposed was made with one reason, by which the list finds it.
        for proposal in queryset.select_related("measure__jurisdiction"):
            _propose(request, proposal, reason_for(proposal))

    propose_opposites.short_description = "Propose the opposite of each"


def page(request, key):
    """Propose the opposite of one proposal."""
    if not person(request.user).may(workflow.REVIEW):
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
    kept = _propose(request, proposal, reason)
    return HttpResponseRedirect(_address(kept)) if kept else back


def _propose(request, proposal, reason):
    try:
        with transaction.atomic():
            kept, conflicts = propose_opposite(proposal, request.user, reason)
    except Refused as refused:
        messages.error(request, f"{proposal}. {refused}")
        return None
    said = 'The opposite is proposed, and public once a publisher accepts it: <a href="{}">{}</a>.'
    messages.success(request, format_html(said, _address(kept), kept))
    if conflicts:
        names = [f"{line.what}: {line.field.lower()}" for one in conflicts
                 for line in conflict_words(one)]  # fmt: skip
        said = "Changed again since, so that the publisher chooses which value stands: {}."
        messages.warning(request, said.format("; ".join(names)))
    return kept


def _address(proposal):
    return reverse("admin:laws_proposal_change", args=[proposal.pk])
