"""One change of several measures: what would become of each, and doing just that.

Each measure is on its own: what may not be changed is refused with a sentence, and the others are
changed. They are changed together or not at all, and only if none changed since it was shown.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

import pghistory
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from laws.editing import workflow
from laws.editing.consistency import Finding, check_measures
from laws.editing.diff_text import DiffLine, lines
from laws.editing.merge import Document, Row
from laws.editing.proposals import propose
from laws.editing.publish_checks import missing_from_actions
from laws.editing.roles import person
from laws.editing.snapshot import documents
from laws.editing.transitions import NotMoved, move, shown_version, tell
from laws.models import LegislativeSession, Measure
from laws.models.fields import UNSURE_SAYS_WHY
from laws.refusals import Refusal
from laws.vocabulary import UNSURE_EFFECT, EditorialStatus, JurisdictionKind

MOST = 100
CHANGED, PROPOSED, MOVED, REFUSED, SAME = "changed", "proposed", "moved", "refused", "same"

NOT_YOURS = "You may not edit it."
REGULATES_NO_ONE = "It would regulate no one: leave at least one group."
NO_COUNTY = "It is not a county’s."
IS_TAKEN = "Another measure of that session has its number."
SEE_IT_FIRST = "Something is off: {} Open it to publish it on its own."
MOVED_ON = (
    "Nothing was changed: the measures marked ◆ changed while you looked. Here is what they say "
    "now. Look again and confirm."
)
NOT_TAKEN = "Nothing was changed: a number is now taken by another measure."


class BulkEdit(NamedTuple):
    """One edit for several measures: columns to set, words to add to lists and to remove from them,
    or a status to give; and why.
    """

    columns: dict[str, Any]
    add: dict[str, list[str]]
    remove: dict[str, list[str]]
    status: str = ""
    reason: str = ""


class PlannedEdit(NamedTuple):
    """What would become of one measure: how (CHANGED, PROPOSED, MOVED, REFUSED or SAME), the
    columns that change, why it is refused, and the version, the document and the status that this
    was worked out from.
    """

    measure: Measure
    how: str
    after: Row
    differences: list[DiffLine]
    why: str
    version: str
    base: Document
    status: str

    @property
    def is_allowed(self) -> bool:
        """Whether it would be carried out."""
        return self.how in (CHANGED, PROPOSED, MOVED)

    @property
    def confirmed(self) -> list[str]:
        """What has to be the same when it is carried out as when it was shown."""
        return [self.how, self.version]


class NotDone(Refusal):
    """Nothing was changed; `moved_on`: the keys of measures that changed since they were shown."""

    def __init__(self, why: str, moved_on: Iterable[int] = ()) -> None:
        super().__init__(why)
        self.moved_on = set(moved_on)


def plan(
    keys: Collection[int], edit: BulkEdit, user: User, today: date, lock: bool = False
) -> list[PlannedEdit]:
    """What would become of each of the measures. Nothing is changed."""
    rows = Measure.objects.filter(pk__in=keys).select_related("jurisdiction", "session")
    if lock:
        rows = rows.select_for_update(no_key=True, of=("self",))
    measures = list(rows.prefetch_related("suggestion_decisions").order_by("pk"))
    contents = documents(measure.pk for measure in measures)
    publishes = edit.status == workflow.PUBLISHED
    off = check_measures(Measure.objects.filter(pk__in=keys), today) if publishes else {}
    return [
        _plan_one(measure, contents[measure.pk], edit, user, off.get(measure.pk, []))
        for measure in measures
    ]


def carry_out(
    keys: Collection[int],
    edit: BulkEdit,
    user: User,
    today: date,
    confirmed: dict[str, list[str]],
) -> list[PlannedEdit]:
    """Do what was planned and confirmed: `confirmed` is that of each allowed edit, by its measure's
    key. Raises NotDone.
    """
    try:
        with transaction.atomic(), pghistory.context(reason=edit.reason):
            planned = plan(keys, edit, user, today, lock=True)
            now = {str(one.measure.pk): one.confirmed for one in planned if one.is_allowed}
            if now != confirmed:
                every = now.keys() | confirmed.keys()
                moved_on = {key for key in every if now.get(key) != confirmed.get(key)}
                raise NotDone(MOVED_ON, map(int, moved_on))
            for one in planned:
                _carry_out_one(one, edit, user)
    except IntegrityError as error:
        raise NotDone(NOT_TAKEN) from error
    return planned


def _plan_one(
    measure: Measure, content: Document, edit: BulkEdit, user: User, off: list[Finding]
) -> PlannedEdit:
    version = shown_version(measure, content)
    plan = PlannedEdit(measure, SAME, {}, [], "", version, content, measure.status)
    if measure.status == edit.status:
        return plan
    is_own = measure.entered_by_id == user.pk
    if not workflow.may_edit(measure.status, is_own, person(user)):
        return plan._replace(how=REFUSED, why=NOT_YOURS)
    if edit.status:
        return _planned_move(plan, edit, user, off)
    own = content["own"][""]
    after = _after(own, edit)
    if not after:
        return plan
    before = {name: own[name] for name in after}
    differences = lines({"own": {"": before}}, {"own": {"": after}})
    why = _wrong(measure, after)
    how = REFUSED if why else PROPOSED if measure.is_public else CHANGED
    return plan._replace(how=how, after=after, differences=differences, why=why)


def _planned_move(plan: PlannedEdit, edit: BulkEdit, user: User, off: list[Finding]) -> PlannedEdit:
    measure, old_status = plan.measure, plan.measure.status
    measure.status = edit.status
    why = ""
    try:
        move(measure, old_status, user, edit.reason)
    except NotMoved as refusal:
        why = str(refusal)
    if not why and edit.status == workflow.PUBLISHED:
        why = missing_from_actions([row["source_urls"] for row in plan.base["actions"].values()])
    if off and not why:
        why = SEE_IT_FIRST.format(off[0].sentence)
    labels = EditorialStatus(old_status).label, EditorialStatus(edit.status).label
    line = DiffLine("The measure", "Status", labels, ("own", "", "status"))
    return plan._replace(how=REFUSED if why else MOVED, differences=[line], why=why)


def _after(own: Row, edit: BulkEdit) -> Row:
    """The columns that change, with what they become."""
    after = {name: value for name, value in edit.columns.items() if own[name] != value}
    for name in edit.add.keys() | edit.remove.keys():
        words = [word for word in own[name] if word not in edit.remove.get(name, ())]
        words += [word for word in edit.add.get(name, ()) if word not in words]
        if words != own[name]:
            after[name] = words
    return after


def _wrong(measure: Measure, after: Row) -> str:
    """Why a measure cannot become so, as a sentence; "" if it can."""
    if after.get("regulates") == []:
        return REGULATES_NO_ONE
    if after.get("effect_basis") in UNSURE_EFFECT and not after.get(
        "effect_note", measure.effect_note
    ):
        return UNSURE_SAYS_WHY
    if after.get("county_reach") and measure.jurisdiction.kind != JurisdictionKind.COUNTY:
        return NO_COUNTY
    if not after.get("session_id"):
        return ""
    session = LegislativeSession.objects.select_related("jurisdiction").get(pk=after["session_id"])
    if session.jurisdiction_id != measure.jurisdiction_id:
        return f"{session} is not a session of {measure.jurisdiction.name}."
    same_number = Measure.objects.filter(
        jurisdiction=measure.jurisdiction_id,
        session=session,
        kind=measure.kind,
        identifier_key=measure.identifier_key,
    )
    is_taken = measure.identifier and same_number.exclude(pk=measure.pk).exists()
    return IS_TAKEN if is_taken else ""


def _carry_out_one(plan: PlannedEdit, edit: BulkEdit, user: User) -> None:
    measure = plan.measure
    if plan.how == MOVED:
        measure.save()
        tell(measure, plan.status, user, edit.reason)
    elif plan.how == CHANGED:
        for name, value in plan.after.items():
            setattr(measure, name, value)
        measure.edited_by = user
        measure.save()
    elif plan.how == PROPOSED:
        own = {"": plan.base["own"][""] | plan.after}
        propose(measure, plan.base, plan.base | {"own": own}, user, edit.reason)
