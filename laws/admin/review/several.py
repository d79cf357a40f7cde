"""Accepting several proposals on one page that shows what each changes."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from laws.admin.base.site import desk_page
from laws.admin.review.shown_changes import ShownChange, shown_changes
from laws.editing.consistency import Unseen, check_measure, see
from laws.editing.diff_text import names_in
from laws.editing.merge import Document, Merged
from laws.editing.proposals import Wish, accept, follows, merge_with_public, shown_version
from laws.editing.queues import proposed
from laws.editing.roles import person
from laws.editing.snapshot import documents
from laws.models import Proposal
from laws.refusals import Refusal
from laws.text.fields import Names

MOST = 30
TOO_MANY = f"At most {MOST} proposals are shown at once. Select fewer."
NONE_LEFT = "None of the selected proposals waits for you."
SELECT = "Select at least one proposal to accept."
AT_ODDS = "The published version has changed since in the same places: decide it on its own page."
MEASURES_CHANGE = "Measures change their stage with it: see which, and decide it on its own page."
SEE_IT_FIRST = "Something would be off: {} Decide it on its own page."


class ShownProposal(NamedTuple):
    """A proposal with what it changes, the version of both, and why it can't be accepted here."""

    proposal: Proposal
    changes: list[ShownChange]
    version: str
    why_not: str

    @property
    def key(self) -> str:
        """What its box on the page is called."""
        return str(self.proposal.pk)

    @property
    def heading(self) -> str:
        """The id of its heading."""
        return f"proposal-{self.proposal.pk}"


class SeveralAdmin:
    """A list of proposals that offers to accept those selected."""

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not request.user.has_perm("laws.change_proposal"):
            return actions
        function, name, words = self.get_action("accept_several")
        return {name: (function, name, words)} | actions

    def accept_several(self, request, queryset):
        keys = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            self.message_user(request, TOO_MANY, messages.ERROR)
            return None
        address = reverse("admin:accept_several")
        return HttpResponseRedirect(f"{address}?keys={'.'.join(map(str, keys))}")

    accept_several.short_description = "Accept several …"


def page(request):
    """What each of the proposals changes; a POST accepts those that are selected."""
    if not request.user.has_perm("laws.change_proposal"):
        raise PermissionDenied
    keys = request.GET.get("keys", "").split(".")
    known = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19][:MOST]
    shown = _shown(request, known)
    if not shown:
        return _back(request, messages.WARNING, NONE_LEFT)
    if request.method != "POST":
        return _page(request, shown)
    ticked = set(request.POST.getlist("accept"))
    wanted = [one for one in shown if one.key in ticked and not one.why_not]
    if not wanted:
        return _page(request, shown, {}, SELECT)
    problems = {one.proposal.pk: why for one in wanted if (why := _accept(request, one))}
    done = len(wanted) - len(problems)
    if done:
        words = "1 proposal" if done == 1 else f"{done} proposals"
        messages.success(request, f"Accepted: {words}, public now.")
    if problems:
        return _page(request, _shown(request, known), problems)
    return _back(request)


def _shown(request, keys: list[int]) -> list[ShownProposal]:
    """The proposals among the keys that wait for the person."""
    rows = proposed(Proposal.objects.filter(pk__in=keys), person(request.user),
                    timezone.localdate())  # fmt: skip
    rows = list(rows.select_related("measure__jurisdiction", "author").order_by("-made_at"))
    stored = documents(one.measure_id for one in rows if one.measure_id)
    merged = [merge_with_public(one, stored=stored.get(one.measure_id)) for one in rows]
    names = names_in(*(content for now, result in merged for content in (now, result.document)))
    return [_show(one, *both, names) for one, both in zip(rows, merged, strict=True)]


def _show(proposal: Proposal, now: Document, merged: Merged, names: Names) -> ShownProposal:
    why_not = AT_ODDS if merged.conflicts else ""
    turns = follows(proposal, merged.document, timezone.localdate())
    if not why_not and turns:
        why_not = MEASURES_CHANGE
    version = shown_version(proposal, now, turns)
    changes = shown_changes(now, merged.document, names)
    return ShownProposal(proposal, changes, version, why_not)


def _accept(request, one: ShownProposal) -> str:
    """Accept a proposal as it was shown; why not, if it is refused."""
    today = timezone.localdate()
    wish = Wish(request.POST.get(f"version-{one.key}", ""), today, {})
    try:
        with transaction.atomic():
            accept(one.proposal, request.user, wish)
            if one.proposal.measure:
                see(check_measure(one.proposal.measure, today), "")
    except Unseen as unseen:
        return SEE_IT_FIRST.format(unseen.found[0].sentence)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _page(request, shown, problems=(), error=""):
    context = {
        "title": "Accept several proposals",
        "opts": Proposal._meta,
        "shown": [(one, dict(problems).get(one.proposal.pk, "")) for one in shown],
        "ticked": set(request.POST.getlist("accept")) if request.method == "POST" else None,
        "error": error,
    }
    return desk_page(request, "admin/laws/review/several.html", context)


def _back(request, level=None, sentence=""):
    if sentence:
        messages.add_message(request, level, sentence)
    return HttpResponseRedirect(f"{reverse('admin:laws_proposal_changelist')}?queue=proposed")
