"""A measure moves to another status with all that belongs to it, or is refused."""

from functools import partial

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.dispatch import Signal

from laws.editing import workflow
from laws.editing.handover import write_note
from laws.editing.merge import Document, version_of
from laws.editing.publish_checks import missing_from_actions
from laws.editing.roles import person
from laws.editing.snapshot import document
from laws.editing.suggested import refusal_of_publishing
from laws.models import Measure
from laws.refusals import Refusal, refuse
from laws.vocabulary import ALONE, REVIEW, EditorialStatus, NoteKind

MOVED_ON = "Nothing was published: it changed while you looked. Here is what it says now."
NOT_IN_REVIEW = "It is not in review any more. Open it again."
LONGEST_REASON = 300
public_moved = Signal()
"""Sent once what is public, or was, has been changed at the desk."""


class NotMoved(Refusal):
    """A status that a measure may not be given."""


class NoReason(NotMoved):
    """A status that a measure may be given only with a reason or a comment."""


NEEDS_A_REASON = {
    workflow.SAY_WHY_WITHDRAWN,
    workflow.SAY_WHY_ALONE,
    workflow.SAY_WHAT,
}


def tell_public_moved() -> None:
    """Send `public_moved` once the transaction is through, if it is."""
    transaction.on_commit(partial(public_moved.send, Measure), robust=True)


def move(
    measure: Measure, old_status: str, user: User, reason: str, changes_more: bool = False
) -> None:
    """Note on a measure what belongs to the status that it already carries; nothing is saved yet.

    `changes_more` is whether something else of it changes with the same save. Raises NotMoved.
    """
    status, who = measure.status, person(user)
    refusal = workflow.refusal(old_status, status, who, measure.edited_by_id, reason)
    if not refusal and (old_status, status) == (workflow.IN_REVIEW, workflow.DRAFT):
        refusal = workflow.refusal_of_returning(who, measure.entered_by_id, reason)
    if refusal:
        raise NoReason(refusal) if refusal in NEEDS_A_REASON else NotMoved(refusal)
    if workflow.PUBLISHED in (status, old_status):
        tell_public_moved()
    if status == old_status:
        return
    if status == workflow.PUBLISHED:
        if not_confirmed := refusal_of_publishing(measure):
            raise NotMoved(not_confirmed)
        is_own_edit = measure.edited_by_id == user.pk or changes_more
        is_alone = old_status == workflow.DRAFT or is_own_edit
        measure.published_by = user
        measure.exemption = reason if is_alone and who.may(ALONE) else ""
        measure.withdrawn_reason = ""
    elif status == workflow.WITHDRAWN:
        measure.published_by, measure.exemption = None, ""
        measure.withdrawn_reason = reason


def publish(measure: Measure, user: User, version: str, reason: str = "") -> None:
    """Publish a measure as it was shown to whoever decides. Raises Refusal."""
    with transaction.atomic():
        measure = Measure.objects.select_for_update(no_key=True, of=("self",)).get(pk=measure.pk)
        content, old_status = document(measure), measure.status
        refuse("" if version == shown_version(measure, content) else MOVED_ON)
        refuse(missing_from_actions([row["source_urls"] for row in content["actions"].values()]))
        measure.status = workflow.PUBLISHED
        move(measure, old_status, user, reason)
        with pghistory.context(reason=reason):
            measure.save()
        tell(measure, old_status, user, reason)


def shown_version(measure: Measure, content: Document) -> str:
    """What has to be the same when a measure is published as when it was shown."""
    return version_of([content, measure.status, measure.edited_by_id])


def send_back(measure: Measure, user: User, todo: str) -> None:
    """Send a draft in review back to its author, saying what to do. Raises NotMoved."""
    with transaction.atomic():
        measure = Measure.objects.select_for_update(no_key=True, of=("self",)).get(pk=measure.pk)
        refuse("" if measure.status == workflow.IN_REVIEW else NOT_IN_REVIEW)
        measure.status = workflow.DRAFT
        move(measure, workflow.IN_REVIEW, user, todo)
        with pghistory.context(reason=todo[:LONGEST_REASON]):
            measure.save()
        tell(measure, workflow.IN_REVIEW, user, todo)


def tell(measure: Measure, old_status: str, user: User, reason: str) -> None:
    """Note a move that was saved in the measure's thread, which tells whom it concerns."""
    kinds = {
        workflow.PUBLISHED: NoteKind.PUBLISHED,
        workflow.IN_REVIEW: NoteKind.READY if person(user).may(REVIEW) else NoteKind.FOR_REVIEW,
    }
    kind = kinds.get(EditorialStatus(measure.status))
    if (old_status, measure.status) == (workflow.IN_REVIEW, workflow.DRAFT) and reason:
        kind = NoteKind.SENT_BACK
    if kind and measure.status != old_status:
        write_note(measure, kind, user, reason)
