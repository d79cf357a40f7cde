"""A person confirms that a measure says what its sources say, as of a day."""

from datetime import date, timedelta

import pghistory
from django.contrib.auth.models import User
from django.db import transaction

from laws.editing import workflow
from laws.editing.merge import Document, version_of
from laws.editing.roles import person
from laws.editing.snapshot import document
from laws.models import Measure
from laws.refusals import refuse

FRESH = timedelta(365)
FRESH_WHILE_PENDING = timedelta(90)
"""What is pending in a session that runs changes sooner than what is settled."""


def is_old(verified_on: date | None, on: date, is_pending: bool) -> bool:
    """Whether a check is too long ago to be relied on; no check at all is not an old one.

    `is_pending` is whether the measure is pending in a session that runs.
    """
    fresh = FRESH_WHILE_PENDING if is_pending else FRESH
    return verified_on is not None and on - verified_on > fresh


REASON = "verified against its source"
CHANGED = (
    "The measure changed while you checked it, so the check was not saved. Compare what it says "
    "now with its sources."
)
NO_SOURCE = "It has no source yet, so there is nothing to check it against. Add one first."


def checked_version(content: Document) -> str:
    """The version of all that a measure says, without who checked it and when."""
    own = {
        name: value
        for name, value in content["own"][""].items()
        if not name.startswith("verified_")
    }
    return version_of(content | {"own": own})


def verify(key: int, user: User, version: str, on: date) -> Measure:
    """Store that an account checked that version of a measure that day.

    Nothing else of the measure changes, nor who edited it last. Raises Refusal.
    """
    with transaction.atomic():
        rows = Measure.objects.select_for_update(no_key=True, of=("self",))
        measure: Measure = rows.select_related("jurisdiction").get(pk=key)
        refuse(workflow.refusal_of_check(measure.status, person(user)))
        refuse(_refusal(document(measure), version))
        if (measure.verified_on, measure.verified_by_id) != (on, user.pk):
            measure.verified_on, measure.verified_by = on, user
            with pghistory.context(reason=REASON):
                measure.save(update_fields=["verified_on", "verified_by", "changed_at"])
    return measure


def _refusal(content: Document, version: str) -> str:
    if not content["sources"]:
        return NO_SOURCE
    return "" if checked_version(content) == version else CHANGED
