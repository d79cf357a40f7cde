"""Taking what is public off the site, and bringing it back as it was: what follows, and the act."""

from datetime import date

import pghistory
from django.contrib.auth.models import User
from django.db import transaction

from laws.editing import workflow
from laws.editing.foreseen import Change, Turning, foresee
from laws.editing.rehearsal import undone
from laws.editing.snapshot import document
from laws.editing.transitions import move, publish, shown_version
from laws.models import Measure
from laws.refusals import refuse

CHANGED = "Nothing was withdrawn: it changed while you looked. Here is what it says now."
SAY_WHY_BACK = "Say why it is published again: readers see it in the change log."


def foresee_other_way(measure: Measure, today: date) -> list[Turning]:
    """What counts and classes change if a public measure is withdrawn, or a withdrawn one is back;
    by the day from which they do.
    """
    if not measure.is_public:
        return foresee(measure, None, today).turnings
    with transaction.atomic(), undone():
        rows = Measure.objects.filter(pk=measure.pk)
        rows.update(status=workflow.WITHDRAWN, withdrawn_reason="–")
        withdrawn = Measure.objects.select_related("jurisdiction", "session").get(pk=measure.pk)
        back = foresee(withdrawn, None, today).turnings
    return [
        one._replace(changes=[Change(what, after, before) for what, before, after in one.changes])
        for one in back
    ]


def withdraw(measure: Measure, user: User, version: str, reason: str) -> None:
    """Take a measure off the site as it was shown to whoever decides. Raises Refusal."""
    with transaction.atomic():
        measure = Measure.objects.select_for_update(no_key=True, of=("self",)).get(pk=measure.pk)
        old_status = measure.status
        refuse("" if version == shown_version(measure, document(measure)) else CHANGED)
        measure.status = workflow.WITHDRAWN
        move(measure, old_status, user, reason)
        with pghistory.context(reason=reason):
            measure.save()


def bring_back(measure: Measure, user: User, version: str, reason: str) -> None:
    """Publish a withdrawn measure as it was shown to whoever decides. Raises Refusal."""
    refuse("" if reason else SAY_WHY_BACK)
    publish(measure, user, version, reason)
