"""A measure moves to another status with all that belongs to it, or is refused."""

from laws.editing import workflow
from laws.editing.roles import person
from laws.models import Measure


class NotMoved(Exception):
    """A status that may not be given, with the sentence that says why."""


def move(measure: Measure, come_from: str, user, reason: str, touches: bool = False) -> None:
    """Note on a measure what belongs to the status that it asks for; it is not saved yet.

    `touches` is whether something else of it changes with the same save.
    """
    to, who = measure.status, person(user)
    refused = workflow.refusal(come_from, to, who, measure.edited_by_id, reason)
    if refused:
        raise NotMoved(refused)
    if to == come_from:
        return
    if to == workflow.PUBLISHED:
        alone = come_from == workflow.DRAFT or measure.edited_by_id == user.pk or touches
        measure.published_by = user
        measure.exemption = reason if alone and who.may(workflow.ALONE) else ""
        measure.withdrawn_reason = ""
    elif to == workflow.WITHDRAWN:
        measure.published_by, measure.exemption = None, ""
        measure.withdrawn_reason = reason
