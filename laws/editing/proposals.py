"""Changes of what is published: written as proposals, public once a second person accepts them."""

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from laws.editing import workflow
from laws.editing.merge import Conflict, Merged, aligned, merge
from laws.editing.publish_checks import missing_from_actions
from laws.editing.roles import person
from laws.editing.snapshot import apply, document
from laws.models import Measure, Proposal, Source
from laws.vocabulary import ProposalStatus

IS_DECIDED = "It is decided already: open the list again."
IS_NOT_PUBLIC = "The measure is not published any more, so there is nothing public to change."
AT_ODDS = (
    "What is public has changed since, in what this proposal changes too: choose for each which "
    "of the two stands."
)
IS_REFUSED = (
    "The record does not take it as it is: a number, an address or a row that it needs is taken "
    "or gone. Send it back and say so."
)

NOT_ACCEPTED = "It never became public, so there is nothing to undo."
IS_UNDONE = "Nothing of it is public any more, so there is nothing to undo."
NOT_YOUR_TURN = "Only an editor or a publisher proposes a change."


class Refused(Exception):
    """A step that is not taken, with the sentence that says why."""


def propose(measure, base, proposed, author, reason, again=None) -> Proposal:
    """Keep a change of a published measure until someone decides; or write one anew."""
    found = again or Proposal(measure_id=measure.pk, author=author)
    found.base, found.proposed, found.reason = base, proposed, reason
    found.status, found.decided_by, found.decided_at = ProposalStatus.OPEN, None, None
    found.save()
    return found


def standing(proposal: Proposal, take: dict | None = None) -> tuple[dict, Merged]:
    """What is public now, and what it would become."""
    now = aligned(proposal.base, document(proposal.measure))
    return now, merge(proposal.base, now, proposal.proposed, take)


def accept(proposal: Proposal, user, take: dict, why_alone: str = "") -> None:
    """Make a proposal public, merged onto what is public now.

    `take` says for each place that changed on both sides whose value stands.
    """
    with transaction.atomic():
        proposal, measure = _open(proposal)
        alone = user.pk == proposal.author_id
        _refuse(workflow.refusal_of_acceptance(person(user), proposal.author_id, why_alone))
        _, merged = standing(proposal, take)
        _refuse(_unsettled(merged, take) or _lacking(merged.document))
        measure.edited_by, measure.published_by = proposal.author, user
        measure.exemption = why_alone if alone else ""
        with pghistory.context(reason=proposal.reason, author=proposal.author.get_username()):
            _make_public(merged.document, measure)
        proposal.exemption = why_alone if alone else ""
        _decide(proposal, ProposalStatus.ACCEPTED, user)


def send_back(proposal: Proposal, user, comment: str) -> None:
    """Give a proposal back to its author, with what is to be done."""
    with transaction.atomic():
        proposal, _ = _open(proposal)
        _refuse(workflow.refusal_of_sending_back(person(user), comment))
        proposal.comment = comment
        _decide(proposal, ProposalStatus.SENT_BACK, user)


def take_back(proposal: Proposal, user) -> None:
    """Take an own proposal back before anyone decides about it; it stays on the list, saying so."""
    with transaction.atomic():
        found = _undecided(proposal)
        _refuse(workflow.refusal_of_taking_back(person(user), found.author_id))
        _decide(found, ProposalStatus.TAKEN_BACK, user)


def propose_opposite(proposal: Proposal, author, reason: str) -> tuple[Proposal, list[Conflict]]:
    """Propose to take an accepted proposal back, and where what is public changed again since.

    It is the same change with its ends swapped, so that it is merged onto what is public when it is
    accepted, like any other: what others changed since stays, and what is at odds is chosen then.
    """
    may = person(author).may(workflow.REVIEW)
    _refuse("" if may else NOT_YOUR_TURN)
    _refuse("" if proposal.status == ProposalStatus.ACCEPTED else NOT_ACCEPTED)
    _refuse("" if proposal.measure.is_public else IS_NOT_PUBLIC)
    opposite = Proposal(
        measure=proposal.measure, base=proposal.proposed, proposed=proposal.base
    )  # fmt: skip
    now, merged = standing(opposite)
    _refuse(IS_UNDONE if merged.document == now else "")
    kept = propose(proposal.measure, proposal.proposed, proposal.base, author, reason)
    return kept, merged.conflicts


def _open(proposal):
    """The proposal and its measure as they are now, for one writer at a time."""
    measure = Measure.objects.select_for_update(no_key=True).get(pk=proposal.measure_id)
    found = _undecided(proposal)
    _refuse("" if measure.is_public else IS_NOT_PUBLIC)
    return found, measure


def _undecided(proposal):
    found = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    _refuse("" if found.is_open else IS_DECIDED)
    return found


def _unsettled(merged, take):
    return AT_ODDS if any(one.place not in take for one in merged.conflicts) else ""


def _lacking(content):
    return missing_from_actions([row["source_urls"] for row in content["actions"].values()])


def _make_public(content, measure):
    try:
        apply(content, measure)
    except IntegrityError as error:
        raise Refused(IS_REFUSED) from error
    Source.objects.gather(measure)


def _decide(proposal, status, user):
    proposal.status, proposal.decided_by = status, user
    proposal.decided_at = timezone.now()
    proposal.save()


def _refuse(sentence):
    if sentence:
        raise Refused(sentence)
