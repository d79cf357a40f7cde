"""Deciding what an import brought: into a draft, into a proposal, or not at all.

What waits is compared anew with the record as it is whenever it is looked at or decided, so that
whatever a person set in the meantime stays.
"""

import re
from itertools import repeat
from typing import NamedTuple

import pghistory
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from laws.editing import workflow
from laws.editing.proposals import propose
from laws.editing.roles import person
from laws.editing.snapshot import apply, document
from laws.imports.diff import NOTHING, Difference, compare, decided, said_in, standing_keys, taken
from laws.models import Action, InboxEntry, Measure, RawRecord, Source
from laws.refusals import Refusal
from laws.text.bill_numbers import plain_keys
from laws.vocabulary import EditorialStatus, EntryKind, EntryStatus

IS_DECIDED = "It is decided already, or a later import took its place: open the list again."
AT_WORK = "An import, or someone else, is at work on this bill: try again when that is done."
MOVED_ON = "The record changed while you looked: what would change now stands below. Look again."
NOTHING_TICKED = "Tick at least one change to accept, or reject the entry and say why."
NOTHING_LEFT = "The record says all of it by now. Reject the entry and say so."
NOT_LEFT_OUT = "It is no rejected new bill, or it waits already: open the list again."
LOOK_AGAIN = "taken up again"
"""A stamp that no record has: whatever comes next is looked at."""
SAY_WHY = "Say why it is not taken: it is not proposed again."
NOT_READ = "A record that could not be read has nothing to accept."
IS_WITHDRAWN = "The measure is withdrawn: a publisher takes it up again before it can change."
MAY_NOT_EDIT = {
    EditorialStatus.DRAFT: "This draft is another’s: only an editor changes it.",
    EditorialStatus.IN_REVIEW: "The measure is in review: only an editor changes it.",
    EditorialStatus.PUBLISHED: "The measure is published: only an editor proposes a change of it.",
    EditorialStatus.WITHDRAWN: IS_WITHDRAWN,
}
MAY_NOT_REJECT = "Only an editor rejects what came in."
MAY_NOT_ENTER = "Your role does not enter drafts."
NO_PLACE = "Its government is not on the record: reject it, or add the government first."
NOT_TAKEN = (
    "The record does not take it as it is: a number, a name or a row of it is taken or too long. "
    "Reject it, and enter it by hand."
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
UNSTATED = {"effect": "other", "regulates": ["other"]}
"""What a draft says until someone has read the bill: no other record states it."""


class Standing(NamedTuple):
    """An entry beside the record now: the measure that it is about, if there is one, as it stands;
    what the import says; and what the two differ in.
    """

    measure: Measure | None
    now: dict | None
    coming: dict
    differences: list[Difference]

    @property
    def proposed(self):
        return [one for one in self.differences if one.is_proposed]


def standing(entry: InboxEntry) -> Standing:
    """What an entry would change as things are now."""
    coming = said_in(entry.draft, entry.stated)
    measure = measure_on_record(entry.raw, entry.draft, entry.stated)
    if measure is None:
        return Standing(None, None, coming, compare(None, NOTHING, coming))
    now = document(measure)
    return Standing(measure, now, coming, compare(entry.raw.said, now, coming))


def measure_on_record(raw, draft: dict, stated) -> Measure | None:
    """The measure that another record speaks of: the one that it was accepted as, else the one of
    that place and session with that number in any spelling; without a number, with that title.
    """
    if raw is not None and raw.measure_id:
        return raw.measure
    own = draft["own"][""]
    measures = Measure.objects.select_related("jurisdiction").order_by("pk")
    if "slug" in stated and own.get("slug"):
        found = measures.filter(slug=own["slug"]).first()
        if found:
            return found
    here = measures.filter(
        jurisdiction_id=own.get("jurisdiction_id"), session_id=own.get("session_id")
    )
    keys = plain_keys(own.get("identifier") or "")
    if keys:
        found = list(here.filter(identifier_key__in=keys))
    else:
        found = list(here.filter(identifier_key="", title__iexact=own["title"]))
    same_kind = [one for one in found if one.kind == own.get("kind")]
    return next(iter(same_kind or found), None)


@transaction.atomic
def accept(entry: InboxEntry, user, places, reason: str) -> InboxEntry:
    """Take an entry in: a new bill as a draft of who accepts it; of a change, the differences whose
    places are given, into a draft as an edit and of what is published as a proposal.
    """
    entry = _open(entry)
    _require(entry.kind != EntryKind.REFUSED, NOT_READ)
    found = standing(entry)
    reason = reason or f"{entry.raw.get_record_display()} says so."
    with pghistory.context(origin="import", reason=reason):
        try:
            with transaction.atomic():
                keys, came = _take(entry, found, user, places, reason)
        except (IntegrityError, DataError) as error:
            raise Refusal(NOT_TAKEN) from error
    entry.kind = EntryKind.NEW if found.measure is None else EntryKind.CHANGED
    _remember(entry, found.coming, keys, came)
    return _decide(entry, EntryStatus.ACCEPTED, user, reason)


@transaction.atomic
def reject(entry: InboxEntry, user, reason: str) -> InboxEntry:
    """Leave an entry out: what it says is not proposed again."""
    entry = _open(entry)
    _require(may_reject(user), MAY_NOT_REJECT)
    _require(reason, SAY_WHY)
    if entry.kind != EntryKind.REFUSED:
        found = standing(entry)
        keys = {}
        if found.measure is not None:
            entry.measure = found.measure
            entry.differences = shown(found.differences, set())
            keys = standing_keys(entry.raw.said, found.now, found.coming)
        _remember(entry, found.coming, keys)
    return _decide(entry, EntryStatus.REJECTED, user, reason)


@transaction.atomic
def take_up_again(entry: InboxEntry, user) -> InboxEntry:
    """Let a new bill that was rejected wait again; the next import says what it is by then."""
    entry = _locked(entry)
    _require(is_left_out(entry), NOT_LEFT_OUT)
    _require(may_accept(standing(entry).measure, user), MAY_NOT_ENTER)
    raw = entry.raw
    raw.said, raw.stamp = None, LOOK_AGAIN
    raw.save(update_fields=["said", "stamp"])
    entry.reason, entry.decided_by, entry.decided_at = "", None, None
    entry.status = EntryStatus.WAITING
    entry.save()
    return entry


def is_left_out(entry: InboxEntry) -> bool:
    """Whether it is a new bill that was rejected, and of which nothing waits."""
    if (entry.kind, entry.status) != (EntryKind.NEW, EntryStatus.REJECTED):
        return False
    return not entry.raw.entries.filter(status=EntryStatus.WAITING).exists()


def shown(differences, places) -> list[dict]:
    """Differences as they are kept with an entry, with what was taken of them."""
    return [
        one._asdict() | {"place": one.place, "taken": one.place in places} for one in differences
    ]


def may_accept(measure: Measure | None, user) -> bool:
    """Whether a person may take in what an import says of a measure, or of none yet."""
    if measure is None:
        return user.has_perm("laws.add_bill")
    return not _may_not_edit(measure, user)


def may_reject(user) -> bool:
    """Whether a person may leave out what an import brought."""
    return person(user).may(workflow.REVIEW)


def _open(entry):
    """An entry that waits, as it is now, for one writer at a time."""
    found = _locked(entry)
    _require(found.waits, IS_DECIDED)
    return found


def _locked(entry):
    try:
        list(RawRecord.objects.select_for_update(nowait=True).filter(pk=entry.raw_id).values("pk"))
    except OperationalError as error:
        raise Refusal(AT_WORK) from error
    rows = InboxEntry.objects.select_for_update(no_key=True, of=["self"])
    return rows.select_related("raw__measure__jurisdiction", "jurisdiction").get(pk=entry.pk)


def _take(entry, found, user, places, reason):
    """Bring what was chosen to the record; the keys of the import's actions there by name, and the
    names of those that came.
    """
    if found.measure is None:
        return _enter(entry, found, user)
    measure = Measure.objects.select_for_update(no_key=True, of=["self"]).select_related(
        "jurisdiction").get(pk=found.measure.pk)  # fmt: skip
    # As it is now that nobody else writes.
    now = document(measure)
    differences = compare(entry.raw.said, now, found.coming)
    chosen = _chosen(differences, places)
    if reason_against := _may_not_edit(measure, user):
        raise Refusal(reason_against)
    keys = standing_keys(entry.raw.said, now, found.coming)
    content, came = taken(now, chosen, _new_keys())
    if measure.is_public:
        propose(measure, now, content, user, reason)
    else:
        measure.edited_by = user
        apply(content, measure)
        Source.objects.gather(measure)
    entry.measure, entry.differences = measure, shown(differences, {one.place for one in chosen})
    return keys | came, set(came)


def _chosen(differences, places):
    proposed = {one.place: one for one in differences if one.is_proposed}
    _require(proposed, NOTHING_LEFT)
    _require(places, NOTHING_TICKED)
    _require(set(places) <= set(proposed), MOVED_ON)
    return [one for place, one in proposed.items() if place in places]


def _may_not_edit(measure, user):
    if measure.status == EditorialStatus.WITHDRAWN:
        return IS_WITHDRAWN
    is_own = measure.entered_by_id == user.pk
    may = workflow.may_edit(measure.status, is_own, person(user))
    return "" if may else MAY_NOT_EDIT[measure.status]


def _enter(entry, found, user):
    """A new draft that says what the other record says."""
    _require(may_accept(None, user), MAY_NOT_ENTER)
    own = {name: value for name, value in entry.draft["own"][""].items() if value is not None}
    own = UNSTATED | own
    _require("jurisdiction_id" in own, NO_PLACE)
    rows, new_keys = sorted(entry.draft["actions"].values(), key=lambda row: row["order"]), {}
    for name, row in zip(found.coming["actions"], rows, strict=True):
        new_keys[name] = str(next(_new_keys())), row
    content = {
        "own": {"": own},
        "actions": dict(new_keys.values()),
        "provisions": entry.draft.get("provisions", {}),
        "sources": found.coming["sources"],
        "relations": found.coming["relations"],
    }
    measure = Measure(status=EditorialStatus.DRAFT, entered_by=user, edited_by=user)
    has_address = "slug" in entry.stated and SLUG.fullmatch(own["slug"])
    apply(content, measure, () if has_address else ("slug",))
    Source.objects.gather(measure)
    entry.measure = measure
    return {name: key for name, (key, _) in new_keys.items()}, set(new_keys)


def _new_keys():
    """Keys for actions that are given to nobody else."""
    table = Action._meta.db_table
    for _ in repeat(None):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            yield cursor.fetchone()[0]


def _remember(entry, coming, keys, came=()):
    raw = entry.raw
    raw.said = decided(raw.said, coming, keys, came)
    raw.measure = entry.measure
    raw.save(update_fields=["said", "measure"])


def _decide(entry, status, user, reason):
    entry.status, entry.reason = status, reason
    entry.decided_by, entry.decided_at = user, timezone.now()
    entry.save()
    return entry


def _require(condition, sentence):
    """Refuse, with that sentence, unless the condition holds."""
    if not condition:
        raise Refusal(sentence)
