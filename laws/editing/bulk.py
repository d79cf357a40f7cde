"""One change of several measures: what would become of each, and doing just that.

Each measure is on its own: what may not be changed is refused with a sentence and the others go.
What goes, goes together or not at all, and only if none of it changed since it was looked at.
"""

import json
from hashlib import sha256
from typing import NamedTuple

import pghistory
from django.db import IntegrityError, transaction

from laws.editing import workflow
from laws.editing.diff_text import Line, lines
from laws.editing.proposals import propose
from laws.editing.publish_checks import missing_from_actions
from laws.editing.roles import person
from laws.editing.snapshot import documents
from laws.editing.transitions import NotMoved, move
from laws.models import LegislativeSession, Measure
from laws.vocabulary import EditorialStatus

MOST = 100
CHANGED, PROPOSED, MOVED, REFUSED, SAME = "changed", "proposed", "moved", "refused", "same"

NOT_YOURS = "You may not edit it."
NOBODY_LEFT = "It would regulate nobody: leave at least one of those whom it regulates."
IS_TAKEN = "Its number is taken by another measure of that session."
MOVED_ON = (
    "Nothing was done: what is marked ◆ changed while you looked at it. This is how it stands now; "
    "look again and confirm."
)
NOT_TAKEN = "Nothing was done: the record does not take it, as a number of it is taken by now."


class Wish(NamedTuple):
    """What is to become of measures: columns to set, words to add to lists and to take off them, or
    a status to give; and why."""

    columns: dict
    add: dict
    remove: dict
    status: str = ""
    reason: str = ""


class Fate(NamedTuple):
    """What would become of one measure: how, the columns that change, why not, and a seal of all
    that it says now."""

    measure: Measure
    how: str
    after: dict
    differences: list[Line]
    why: str
    seal: str
    base: dict

    @property
    def goes(self):
        return self.how in (CHANGED, PROPOSED, MOVED)

    @property
    def shown(self):
        """What one has to have seen to want it."""
        return [self.how, self.seal]


class NotDone(Exception):
    """Why nothing at all was changed, as a sentence; and the measures that had moved on."""

    def __init__(self, why, moved_on=()):
        super().__init__(why)
        self.moved_on = set(moved_on)


def plan(keys, wish: Wish, user, lock: bool = False) -> list[Fate]:
    """What would become of each of the measures. Nothing is changed."""
    measures = Measure.objects.filter(pk__in=keys).select_related("jurisdiction", "session")
    if lock:
        measures = measures.select_for_update(no_key=True, of=("self",))
    measures = list(measures.order_by("pk"))
    contents = documents([measure.pk for measure in measures])
    return [_fate(measure, contents[measure.pk], wish, user) for measure in measures]


def carry_out(keys, wish: Wish, user, seen: dict) -> list[Fate]:
    """Do what was planned and looked at: `seen` is what was shown of each that goes, by its key."""
    try:
        with transaction.atomic(), pghistory.context(reason=wish.reason):
            fates = plan(keys, wish, user, lock=True)
            now = {str(one.measure.pk): one.shown for one in fates if one.goes}
            if now != seen:
                differ = {key for key in now.keys() | seen.keys() if now.get(key) != seen.get(key)}
                raise NotDone(MOVED_ON, map(int, differ))
            for fate in fates:
                _do(fate, wish, user)
    except IntegrityError as error:
        raise NotDone(NOT_TAKEN) from error
    return fates


def _fate(measure, content, wish, user):
    if wish.status:
        return _moved(measure, content, wish, user)
    who, is_own = person(user), measure.entered_by_id == user.pk
    after = _after(content["own"][""], wish)
    if not workflow.may_edit(measure.status, is_own, who):
        return _of(measure, content, REFUSED, {}, NOT_YOURS)
    if not after:
        return _of(measure, content, SAME, {})
    why = _wrong(measure, after)
    how = PROPOSED if measure.is_public else CHANGED
    return _of(measure, content, REFUSED if why else how, after, why)


def _of(measure, content, how, after, why=""):
    own = content["own"][""]
    before = {name: own[name] for name in after}
    differences = lines({"own": {"": before}}, {"own": {"": after}}) if after else []
    state = [content, measure.status, measure.edited_by_id]
    seal = sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()
    return Fate(measure, how, after, differences, why, seal, content)


def _after(own, wish):
    """The columns that change, with what they become."""
    after = {name: value for name, value in wish.columns.items() if own[name] != value}
    for name in wish.add.keys() | wish.remove.keys():
        kept = [word for word in own[name] if word not in wish.remove.get(name, ())]
        kept += [word for word in wish.add.get(name, ()) if word not in kept]
        if kept != own[name]:
            after[name] = kept
    return after


def _wrong(measure, after):
    if after.get("regulates") == []:
        return NOBODY_LEFT
    if not after.get("session_id"):
        return ""
    session = LegislativeSession.objects.select_related("jurisdiction").get(pk=after["session_id"])
    if session.jurisdiction_id != measure.jurisdiction_id:
        return f"{session} is not a session of {measure.jurisdiction.name}."
    same = Measure.objects.filter(
        jurisdiction=measure.jurisdiction_id, session=session, kind=measure.kind,
        identifier_key=measure.identifier_key,
    )  # fmt: skip
    taken = measure.identifier and same.exclude(pk=measure.pk).exists()
    return IS_TAKEN if taken else ""


def _moved(measure, content, wish, user):
    if measure.status == wish.status:
        return _of(measure, content, SAME, {})
    come_from, measure.status = measure.status, wish.status
    why = ""
    try:
        move(measure, come_from, user, wish.reason)
    except NotMoved as refused:
        why = str(refused)
    if not why and wish.status == workflow.PUBLISHED:
        cited = [row["source_urls"] for row in content["actions"].values()]
        why = missing_from_actions(cited)
    labels = EditorialStatus(come_from).label, EditorialStatus(wish.status).label
    said = [Line("The measure", "Status", labels, ("own", "", "status"))]
    fate = _of(measure, content, REFUSED if why else MOVED, {}, why)
    return fate._replace(differences=said, seal=f"{come_from} {fate.seal}")


def _do(fate, wish, user):
    measure = fate.measure
    if fate.how == MOVED:
        measure.save()
    elif fate.how == CHANGED:
        for name, value in fate.after.items():
            setattr(measure, name, value)
        measure.edited_by = user
        measure.save()
    elif fate.how == PROPOSED:
        own = {"": fate.base["own"][""] | fate.after}
        propose(measure, fate.base, fate.base | {"own": own}, user, wish.reason)
