"""A person checks a measure: that it says what its sources say, as of a day.

Nothing else sets who checked a measure and when; the shipped record alone brings a day along.
"""

from collections.abc import Collection
from datetime import date, timedelta

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Model, OuterRef, Subquery
from django.db.models.functions import Greatest, JSONObject
from django.utils import timezone

from laws.editing import workflow
from laws.editing.merge import Document, version_of
from laws.editing.revisions import TABLES
from laws.editing.roles import person
from laws.editing.snapshot import document
from laws.models import Check, Measure, MeasureRevision
from laws.refusals import refuse
from laws.text.measure_fields import EDITED

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
UNDONE = "the check was undone by who made it"
CHANGED = (
    "The measure changed while you checked it, so the check was not saved. Compare what it says "
    "now with its sources."
)
NO_SOURCE = "It has no source yet, so there is nothing to check it against. Add one first."
NOT_LOOKED = "Select the sources that you looked at. Without one there is no check."
NOT_YOURS = "There is no check of yours to undo: someone else checked it, or no one did."
FOLLOWED = (
    "The measure changed after you checked it, so the check cannot be undone any more. Check it "
    "as it is now."
)


def checked_version(content: Document) -> str:
    """The version of all that a measure says, which a check is of."""
    return version_of(content)


def verify(key: int, user: User, version: str, on: date, looked_at: Collection[str]) -> Check:
    """Store that an account checked that version of a measure that day, by those of its sources.

    Nothing else of the measure changes, nor who edited it last. Raises Refusal.
    """
    with transaction.atomic():
        measure = _locked(key)
        refuse(workflow.refusal_of_check(measure.status, person(user)))
        content = document(measure)
        looked = [url for url in content["sources"] if url in looked_at]
        refuse(_refusal(content, version) or ("" if looked else NOT_LOOKED))
        check = Check(
            measure=measure,
            checked_on=on,
            by=user,
            looked_at=looked,
            not_looked_at=[url for url in content["sources"] if url not in looked],
            version=version,
            before_on=measure.verified_on,
            before_by=measure.verified_by,
        )
        return _same(check) or _made(check)


def changed_since_check() -> Subquery:
    """The moment of the last change of what the query's outer measure says, if it was made after
    the check that stands: by the revisions, which every way to store a change leaves.
    """
    latest = Greatest(*(_latest_change(*table) for table in TABLES.values()))
    return Subquery(Check.objects.standing().values(changed_at=latest)[:1])


def _latest_change(revisions: type[Model], measure: str) -> Subquery:
    """The moment of the last revision of a table after the query's outer check."""
    rows = revisions._default_manager.filter(
        **{measure: OuterRef("measure_id"), "pgh_created_at__gt": OuterRef("made_at")}
    )
    if revisions is MeasureRevision:
        said = JSONObject(**{name: name for name in EDITED})
        before = revisions._default_manager.filter(
            pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")
        ).order_by("-pgh_id")
        # Publishing it, or checking it again, changes nothing of what it says.
        rows = rows.annotate(said=said, before=Subquery(before.values(said=said)[:1]))
        rows = rows.exclude(said=F("before"))
    return Subquery(rows.order_by("-pgh_created_at").values("pgh_created_at")[:1])


def undoable(measure: Measure, user: User) -> Check | None:
    """The check that stands, if this account made it and nothing followed it."""
    check = _standing(measure)
    is_theirs = check is not None and check.by_id == user.pk
    return check if is_theirs and check and not _has_changed(check) else None


def undo(key: int, user: User) -> None:
    """Undo one's own check, so that the one before it stands again. Raises Refusal."""
    with transaction.atomic():
        measure = _locked(key)
        check = _standing(measure)
        if check is None or check.by_id != user.pk:
            refuse(NOT_YOURS)
            return
        refuse(FOLLOWED if _has_changed(check) else "")
        check.undone_at = timezone.now()
        check.save(update_fields=["undone_at"])
        _set(measure, check.before_on, check.before_by, UNDONE)


def _locked(key: int) -> Measure:
    """The measure, for one writer at a time."""
    rows = Measure.objects.select_for_update(no_key=True, of=("self",))
    measure: Measure = rows.select_related("jurisdiction", "verified_by").get(pk=key)
    return measure


def _refusal(content: Document, version: str) -> str:
    if not content["sources"]:
        return NO_SOURCE
    return "" if checked_version(content) == version else CHANGED


def _standing(measure: Measure) -> Check | None:
    """The check that the measure's day and account come from."""
    check: Check | None = measure.checks.filter(undone_at=None).first()
    said = (measure.verified_on, measure.verified_by_id)
    return check if check and (check.checked_on, check.by_id) == said else None


def _has_changed(check: Check) -> bool:
    return checked_version(document(check.measure)) != check.version


def _same(check: Check) -> Check | None:
    """The check that stands, if it says just what this one would: a second click is no second."""
    standing = _standing(check.measure)
    names = ("checked_on", "by_id", "looked_at", "not_looked_at", "version")
    is_same = standing and all(getattr(standing, name) == getattr(check, name) for name in names)
    return standing if is_same else None


def _made(check: Check) -> Check:
    check.save()
    _set(check.measure, check.checked_on, check.by, REASON)
    return check


def _set(measure: Measure, on: date | None, by: User | None, reason: str) -> None:
    if (measure.verified_on, measure.verified_by) == (on, by):
        return
    measure.verified_on, measure.verified_by = on, by
    with pghistory.context(reason=reason):
        measure.save(update_fields=["verified_on", "verified_by", "changed_at"])
