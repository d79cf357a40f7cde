"""A person says that a measure on the record is what its sources say, as of a day."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pghistory
from django.db import transaction

from laws.editing import workflow
from laws.editing.roles import person
from laws.editing.snapshot import document
from laws.models import Measure

FRESH = timedelta(365)
FRESH_WHILE_PENDING = timedelta(90)
"""What is pending in a session that runs changes sooner than what is settled."""


def is_old(verified_on: date | None, on: date, moves: bool) -> bool:
    """Whether a check is too long ago to be relied on; what was never checked has no check to age.

    `moves` is whether the measure is pending in a session that runs.
    """
    return verified_on is not None and on - verified_on > (FRESH_WHILE_PENDING if moves else FRESH)


REASON = "verified against its source"
CHANGED = (
    "The measure changed while you checked it, so nothing was kept: compare what it says now with "
    "its sources."
)
NO_SOURCE = "No source is on the record, so there is nothing to check it against: add one first."


class NotVerified(Exception):
    """A check that is not kept, with the sentence that says why."""


def seal(content: dict) -> str:
    """What a check is about: all that a measure says, without who checked it and when."""
    own = {name: value for name, value in content["own"][""].items()
           if not name.startswith("verified_")}  # fmt: skip
    said = json.dumps(content | {"own": own}, sort_keys=True)
    return sha256(said.encode()).hexdigest()


def verify(key: int, user, seen: str, on: date) -> Measure:
    """Keep that an account checked a measure that day; `seen` is the seal of what was compared.

    Nothing else of the measure changes, nor who edited it last: no fact of it is new.
    """
    with transaction.atomic():
        measure = Measure.objects.select_for_update(no_key=True, of=("self",))
        measure = measure.select_related("jurisdiction").get(pk=key)
        refused = workflow.refusal_of_check(measure.status, person(user))
        refused = refused or _lacking(document(measure), seen)
        if refused:
            raise NotVerified(refused)
        if (measure.verified_on, measure.verified_by_id) != (on, user.pk):
            measure.verified_on, measure.verified_by = on, user
            with pghistory.context(reason=REASON):
                measure.save(update_fields=["verified_on", "verified_by", "changed_at"])
    return measure


def _lacking(content, seen):
    if not content["sources"]:
        return NO_SOURCE
    return "" if seal(content) == seen else CHANGED
