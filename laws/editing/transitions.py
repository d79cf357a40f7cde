"""A measure moves to another status with all that belongs to it, or is refused."""

from django.contrib.auth.models import User

from laws.editing import workflow
from laws.editing.roles import person
from laws.models import Measure
from laws.refusals import Refusal
from laws.vocabulary import ALONE


class NotMoved(Refusal):
    """A status that a measure may not be given."""


def move(
    measure: Measure, old_status: str, user: User, reason: str, changes_more: bool = False
) -> None:
    """Note on a measure what belongs to the status that it already carries; nothing is saved yet.

    `changes_more` is whether something else of it changes with the same save. Raises NotMoved.
    """
    status, who = measure.status, person(user)
    refusal = workflow.refusal(old_status, status, who, measure.edited_by_id, reason)
    if refusal:
        raise NotMoved(refusal)
    if status == old_status:
        return
    if status == workflow.PUBLISHED:
        is_own_edit = measure.edited_by_id == user.pk or changes_more
        is_alone = old_status == workflow.DRAFT or is_own_edit
        measure.published_by = user
        measure.exemption = reason if is_alone and who.may(ALONE) else ""
        measure.withdrawn_reason = ""
    elif status == workflow.WITHDRAWN:
        measure.published_by, measure.exemption = None, ""
        measure.withdrawn_reason = reason
