"""Changes of what is published: written as proposals, public once a second person accepts them."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

import pghistory
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from laws.editing import reference, workflow
from laws.editing.consequences import Turn, consequences
from laws.editing.handover import write_note
from laws.editing.merge import Conflict, Document, Merged, aligned, merge, version_of, without
from laws.editing.publish_checks import missing_from_actions
from laws.editing.roles import person
from laws.editing.snapshot import apply, document
from laws.editing.transitions import tell_public_moved
from laws.models import Measure, Proposal, Source
from laws.refusals import Refusal, refuse
from laws.vocabulary import REVIEW, NoteKind, ProposalStatus

IS_DECIDED = "This proposal has already been decided. Open the list again."
IS_GONE = "What it changes is no longer there."
IS_NOT_PUBLIC = "The measure is no longer published, so there is nothing public to change."
AT_ODDS = (
    "The published version has changed since, in the same places as this proposal. For each, "
    "choose which of the two versions to keep."
)
IS_REFUSED = (
    "It cannot be saved as it is: a number, an address or a row that it needs is taken or gone. "
    "Send it back and say so."
)

SAY_WHAT_OF_THE_REST = (
    "Say what needs to be done with what you leave out: it goes back to the author with this."
)
TAKES_NOTHING = "Select at least one change to accept, or send the proposal back."
MOVED_ON = "It changed while you looked, so it still waits. Here is what it says now."
OTHER_FOLLOWS = (
    "It still waits: it changed while you looked, or the part that you chose has other "
    "consequences than the whole. Here is what it says and what follows now."
)

NOT_ACCEPTED = "It never became public, so there is nothing to undo."
IS_UNDONE = "None of it is public any more, so there is nothing to undo."
NOT_YOUR_TURN = "Only an editor or a publisher can propose a change."


class Wish(NamedTuple):
    """What a publisher accepts of a proposal: the version that was shown, on which day; for each
    conflict, by its place, whose value to keep; the units that are left out, and what its author
    has to do with them; why one person decides alone.
    """

    version: str
    on: date
    take: dict[str, str]
    left_out: Collection[str] = ()
    todo: str = ""
    why_alone: str = ""


def propose(
    measure: Measure,
    base: Document,
    proposed: Document,
    author: User,
    reason: str,
    revised: Proposal | None = None,
) -> Proposal:
    """Store a change of a published measure until a publisher decides; or revise a stored one."""
    proposal = revised or Proposal(measure=measure, author=author)
    return put_forward(proposal, base, proposed, reason)


def put_forward(proposal: Proposal, base: Document, proposed: Document, reason: str) -> Proposal:
    """Store a change until a publisher decides: of a new proposal that has an author and names what
    it is of, or of one that is revised.
    """
    proposal.base, proposal.proposed, proposal.reason = base, proposed, reason
    proposal.status, proposal.decided_by, proposal.decided_at = ProposalStatus.OPEN, None, None
    proposal.save()
    return proposal


def merge_with_public(
    proposal: Proposal, take: dict[str, str] | None = None, stored: Document | None = None
) -> tuple[Document, Merged]:
    """What is public now, and what it would become; `stored` is the measure, if it was read."""
    if proposal.measure and stored:
        now = aligned(proposal.base, stored)
    elif proposal.measure:
        now = aligned(proposal.base, document(proposal.measure))
    else:
        now = reference.document(proposal.noun, proposal.row)
    return now, merge(proposal.base, now, proposal.proposed, take)


def chosen(
    proposal: Proposal, take: dict[str, str], left_out: Collection[str]
) -> tuple[Document, Merged, Document]:
    """What is public now, what it would become as `merge_with_public` has it, and what becomes
    public of that if some units are left out.
    """
    now, merged = merge_with_public(proposal, take | dict.fromkeys(left_out, "theirs"))
    return now, merged, without(now, merged.document, left_out)


def follows(proposal: Proposal, content: Document, on: date) -> list[Turn]:
    """The measures whose stage changes with another noun; a measure's own page tells the rest."""
    if not proposal.noun:
        return []
    return consequences(reference.planned(proposal.noun, proposal.row, content), on)


def shown_version(proposal: Proposal, now: Document, turns: list[Turn]) -> str:
    """What has to be the same when a proposal is accepted as when it was shown."""
    told = [(turn.before, turn.after, [one.pk for one in turn.measures]) for turn in turns]
    return version_of([proposal.base, now, proposal.proposed, proposal.reason, told])


def accept(proposal: Proposal, user: User, wish: Wish) -> None:
    """Make a proposal public as it was shown, merged onto what is public now.

    The units left out go back to the author as a proposal of their own. Raises Refusal.
    """
    left_out = wish.left_out
    with transaction.atomic():
        proposal, measure = _open(proposal)
        exemption = wish.why_alone if user.pk == proposal.author_id else ""
        refuse(workflow.refusal_of_acceptance(person(user), proposal.author_id, wish.why_alone))
        now, merged, content = chosen(proposal, wish.take, left_out)
        refuse(_moved_on(proposal, now, content, wish))
        refuse(_undecided_conflicts(merged, wish))
        _, wanted = merge_with_public(proposal)
        if left_out:
            refuse(TAKES_NOTHING if content == now else "" if wish.todo else SAY_WHAT_OF_THE_REST)
            proposal.base, proposal.proposed = now, content
        refuse(_lacking(content))
        if measure:
            measure.edited_by, measure.published_by = proposal.author, user
            measure.exemption = exemption
        with pghistory.context(reason=proposal.reason, author=proposal.author.get_username()):
            _make_public(content, measure, proposal)
        proposal.exemption = exemption
        _decide(proposal, ProposalStatus.ACCEPTED, user)
        write_note(measure, NoteKind.ACCEPTED, user, proposal=proposal)
        if left_out:
            _give_back(proposal, wanted.document, user, wish.todo)


def _give_back(accepted: Proposal, wanted: Document, user: User, todo: str) -> None:
    """Send back what was left out of an accepted proposal, as one of its own."""
    rest = Proposal(
        measure=accepted.measure, noun=accepted.noun, row=accepted.row, called=accepted.called,
        author=accepted.author, base=accepted.proposed, proposed=wanted, reason=accepted.reason,
        comment=todo,
    )  # fmt: skip
    _decide(rest, ProposalStatus.SENT_BACK, user)
    write_note(accepted.measure, NoteKind.SENT_BACK, user, todo, proposal=rest)


def send_back(proposal: Proposal, user: User, comment: str) -> None:
    """Return a proposal to its author with a comment. Raises Refusal."""
    with transaction.atomic():
        proposal, measure = _open(proposal)
        refuse(workflow.refusal_of_sending_back(person(user), comment))
        proposal.comment = comment
        _decide(proposal, ProposalStatus.SENT_BACK, user)
        write_note(measure, NoteKind.SENT_BACK, user, comment, proposal=proposal)


def take_back(proposal: Proposal, user: User) -> None:
    """Withdraw a proposal of one's own before anyone decides; it stays listed. Raises Refusal."""
    with transaction.atomic():
        proposal = _undecided(proposal)
        refuse(refusal_of_taking_back(proposal, user))
        _decide(proposal, ProposalStatus.TAKEN_BACK, user)


def refusal_of_taking_back(proposal: Proposal, user: User) -> str:
    """Why a person may not withdraw a proposal."""
    # Who may propose a session, or a change of the codebook, need not be an editor.
    power = "" if proposal.noun else REVIEW
    return workflow.refusal_of_taking_back(person(user), proposal.author_id, power)


def propose_revert(
    proposal: Proposal, author: User, reason: str
) -> tuple[Proposal, list[Conflict]]:
    """Propose to undo an accepted proposal; and where the public version changed again since.

    The revert is the same change with base and proposed swapped. It is merged like any other when
    it is accepted: what others changed since stays, and conflicts are decided then. Raises Refusal.
    """
    may = person(author).may(REVIEW)
    refuse("" if may else NOT_YOUR_TURN)
    refuse("" if proposal.status == ProposalStatus.ACCEPTED else NOT_ACCEPTED)
    refuse(IS_NOT_PUBLIC if proposal.measure and not proposal.measure.is_public else "")
    revert = Proposal(
        measure=proposal.measure, noun=proposal.noun, row=proposal.row, called=proposal.called,
        author=author, base=proposal.proposed, proposed=proposal.base,
    )  # fmt: skip
    now, merged = merge_with_public(revert)
    refuse(IS_UNDONE if merged.document == now else "")
    return put_forward(revert, revert.base, revert.proposed, reason), merged.conflicts


def _open(proposal: Proposal) -> tuple[Proposal, Measure | None]:
    """The proposal and its measure, if it is of one, as they are now, for one writer at a time."""
    if proposal.noun:
        rows = reference.KINDS[proposal.noun].model._default_manager.filter(pk=proposal.row)
        # A row that is to be added, or to be added again, is not there yet.
        is_there = rows.select_for_update(no_key=True, of=("self",)).values("pk").first()
        refuse("" if is_there or not proposal.base[proposal.noun] else IS_GONE)
        return _undecided(proposal), None
    measure = Measure.objects.select_for_update(no_key=True).get(pk=proposal.measure_id)
    proposal = _undecided(proposal)
    refuse("" if measure.is_public else IS_NOT_PUBLIC)
    return proposal, measure


def _undecided(proposal: Proposal) -> Proposal:
    proposal = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    refuse("" if proposal.is_open else IS_DECIDED)
    return proposal


def _moved_on(proposal: Proposal, now: Document, content: Document, wish: Wish) -> str:
    if wish.version == shown_version(proposal, now, follows(proposal, content, wish.on)):
        return ""
    return OTHER_FOLLOWS if proposal.noun and (wish.left_out or wish.take) else MOVED_ON


def _undecided_conflicts(merged: Merged, wish: Wish) -> str:
    decided = {*wish.take, *wish.left_out}
    undecided = any(conflict.place not in decided for conflict in merged.conflicts)
    return AT_ODDS if undecided else ""


def _lacking(content: Document) -> str:
    if "actions" not in content:
        return ""
    return missing_from_actions([row["source_urls"] for row in content["actions"].values()])


def _make_public(content: Document, measure: Measure | None, proposal: Proposal) -> None:
    try:
        if measure:
            apply(content, measure)
        else:
            proposal.row = reference.store(proposal.noun, proposal.row, content)
    except IntegrityError as error:
        raise Refusal(IS_REFUSED) from error
    if measure:
        Source.objects.gather(measure)
    tell_public_moved()


def _decide(proposal: Proposal, status: ProposalStatus, user: User) -> None:
    proposal.status, proposal.decided_by = status, user
    proposal.decided_at = timezone.now()
    proposal.save()
