"""Deciding about an entry of the inbox: accepted as a draft, an edit or a proposal, or rejected."""

import re
from collections.abc import Collection, Iterator
from itertools import repeat

import pghistory
from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from laws.editing import workflow
from laws.editing.proposals import propose
from laws.editing.roles import person
from laws.editing.snapshot import apply, document
from laws.editing.suggested import fill, taken_of_new
from laws.imports.comparison import EntryComparison, compare_entry, stored_differences
from laws.imports.diff import apply_differences, compare, matched_keys, reviewed_content
from laws.models import Action, InboxEntry, Measure, RawRecord, Source, SuggestionDecision
from laws.refusals import Refusal
from laws.vocabulary import EditorialStatus, EntryKind, EntryStatus

IS_DECIDED = "This entry is already decided, or a later import replaced it. Open the list again."
AT_WORK = "An import, or someone else, is working on this bill. Try again in a moment."
MOVED_ON = (
    "The measure changed while you were looking. What would change now is shown below; look again."
)
NOTHING_TICKED = "Select at least one change to accept, or reject the entry and say why."
NOTHING_LEFT = "The measure already says all of this. Reject the entry and say so."
NOT_LEFT_OUT = "This is not a rejected new bill, or it is already waiting. Open the list again."
LOOK_AGAIN = "taken up again"
"""A version that no record has, so that the next import looks at the bill again."""
SAY_WHY = "Say why it is rejected: it will not be proposed again."
NOT_READ = "A record that could not be read has nothing to accept."
IS_WITHDRAWN = "The measure is withdrawn. A publisher has to restore it before it can change."
MAY_NOT_EDIT = {
    EditorialStatus.DRAFT: "This is someone else’s draft. Only an editor may change it.",
    EditorialStatus.IN_REVIEW: "The measure is in review. Only an editor may change it.",
    EditorialStatus.PUBLISHED: "The measure is published. Only an editor may propose a change.",
    EditorialStatus.WITHDRAWN: IS_WITHDRAWN,
}
MAY_NOT_REJECT = "Only an editor may reject an entry."
MAY_NOT_ENTER = "Your role may not enter drafts."
NO_PLACE = "Its government is not in our database. Add the government first, or reject the entry."
NOT_TAKEN = (
    "It cannot be saved as it is: a number, a name or a row is already used or too long. "
    "Reject it, and enter it by hand."
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
UNSTATED = {"effect": "other", "regulates": ["other"]}
"""What a draft says until someone has read the bill: no other record states it."""


@transaction.atomic
def accept(entry: InboxEntry, user: User, places: Collection[str], reason: str) -> InboxEntry:
    """Accept an entry: a new bill becomes a draft of that user, without the clerical entries that
    are not among those places; of a change, the differences with those places become an edit of a
    draft, or a proposal if the measure is published.

    Refusal if it may not or cannot be done.
    """
    entry = _waiting(entry)
    _require(entry.kind != EntryKind.REFUSED, NOT_READ)
    comparison = compare_entry(entry)
    reason = reason or f"{entry.raw.get_record_display()} says so."
    with pghistory.context(origin="import", reason=reason):
        try:
            with transaction.atomic():
                if comparison.measure is None:
                    keys, came = _enter(entry, comparison, user, places)
                else:
                    keys, came = _change(entry, comparison, user, places, reason)
        except (IntegrityError, DataError) as error:
            raise Refusal(NOT_TAKEN) from error
    entry.kind = EntryKind.NEW if comparison.measure is None else EntryKind.CHANGED
    _remember(entry, comparison.coming, keys, came)
    entry.copies.move_to(entry.measure)
    return _decide(entry, EntryStatus.ACCEPTED, user, reason)


@transaction.atomic
def reject(entry: InboxEntry, user: User, reason: str) -> InboxEntry:
    """Reject an entry: what it says is not proposed again. Refusal if it may not be done."""
    entry = _waiting(entry)
    _require(may_reject(user), MAY_NOT_REJECT)
    _require(reason, SAY_WHY)
    if entry.kind != EntryKind.REFUSED:
        measure, present, coming, differences = compare_entry(entry)
        keys = {}
        if measure is not None:
            entry.measure = measure
            entry.differences = stored_differences(differences)
            keys = matched_keys(entry.raw.last_reviewed, present, coming)
        _remember(entry, coming, keys)
    return _decide(entry, EntryStatus.REJECTED, user, reason)


@transaction.atomic
def take_up_again(entry: InboxEntry, user: User) -> InboxEntry:
    """Let a rejected new bill wait again; the next import says what it is by then."""
    entry = _locked(entry)
    _require(is_left_out(entry), NOT_LEFT_OUT)
    _require(may_accept(compare_entry(entry).measure, user), MAY_NOT_ENTER)
    raw = entry.raw
    raw.last_reviewed, raw.version = None, LOOK_AGAIN
    raw.save(update_fields=["last_reviewed", "version"])
    entry.reason, entry.decided_by, entry.decided_at = "", None, None
    entry.status = EntryStatus.WAITING
    entry.save()
    return entry


def is_left_out(entry: InboxEntry) -> bool:
    """Whether it is a new bill that was rejected, and no other entry of it waits."""
    if (entry.kind, entry.status) != (EntryKind.NEW, EntryStatus.REJECTED):
        return False
    return not entry.raw.entries.filter(status=EntryStatus.WAITING).exists()


def may_accept(measure: Measure | None, user: User) -> bool:
    """Whether a person may accept what an import says of a measure, or of a new one."""
    if measure is None:
        return user.has_perm("laws.add_bill")
    return not _why_not_edit(measure, user)


def may_reject(user: User) -> bool:
    """Whether a person may reject what an import brought."""
    return person(user).may(workflow.REVIEW)


def _waiting(entry):
    """An entry that waits, as it is now, locked."""
    entry = _locked(entry)
    _require(entry.waits, IS_DECIDED)
    return entry


def _locked(entry):
    try:
        list(RawRecord.objects.select_for_update(nowait=True).filter(pk=entry.raw_id).values("pk"))
    except OperationalError as error:
        raise Refusal(AT_WORK) from error
    rows = InboxEntry.objects.select_for_update(no_key=True, of=["self"])
    return rows.select_related("raw__measure__jurisdiction", "jurisdiction").get(pk=entry.pk)


def _change(entry, comparison: EntryComparison, user, places, reason):
    """Change the measure as was chosen. The keys of the import's actions on the record by name, and
    the names of those that came."""
    rows = Measure.objects.select_for_update(no_key=True, of=["self"])
    measure = rows.select_related("jurisdiction").get(pk=comparison.measure.pk)
    # It is compared again now that nobody else can write.
    present, last_reviewed = document(measure), entry.raw.last_reviewed
    differences = compare(last_reviewed, present, comparison.coming)
    chosen = _chosen(differences, places)
    why_not = _why_not_edit(measure, user)
    _require(not why_not, why_not)
    keys = matched_keys(last_reviewed, present, comparison.coming)
    content, came = apply_differences(present, chosen, _new_keys())
    if measure.is_public:
        propose(measure, present, content, user, reason)
    else:
        measure.edited_by = user
        apply(content, measure)
        Source.objects.gather(measure)
    entry.measure = measure
    entry.differences = stored_differences(differences, {each.place for each in chosen})
    return keys | came, set(came)


def _chosen(differences, places):
    proposed = {each.place: each for each in differences if each.is_proposed}
    _require(proposed, NOTHING_LEFT)
    _require(places, NOTHING_TICKED)
    _require(set(places) <= set(proposed), MOVED_ON)
    return [each for place, each in proposed.items() if place in places]


def _why_not_edit(measure, user):
    """Why a person may not change a measure; "" if they may."""
    if measure.status == EditorialStatus.WITHDRAWN:
        return IS_WITHDRAWN
    is_own = measure.entered_by_id == user.pk
    may = workflow.may_edit(measure.status, is_own, person(user))
    return "" if may else MAY_NOT_EDIT[measure.status]


def _enter(entry, comparison: EntryComparison, user, places):
    """Enter a new draft that says what the other record says, of its clerical entries those chosen.
    The keys of its actions by name, and their names."""
    _require(may_accept(None, user), MAY_NOT_ENTER)
    own = {name: value for name, value in entry.draft["own"][""].items() if value is not None}
    own = UNSTATED | own
    _require("jurisdiction_id" in own, NO_PLACE)
    left_out = {
        one.name for one in comparison.differences if one.is_clerical and one.place not in places
    }
    told = sorted(entry.draft["actions"].values(), key=lambda row: row["order"])
    named = dict(zip(comparison.coming["actions"], told, strict=True))
    rows = {name: row for name, row in named.items() if name not in left_out}
    keys = dict(zip(rows, map(str, _new_keys()), strict=False))
    content = {
        "own": {"": own},
        "actions": {keys[name]: row for name, row in rows.items()},
        "provisions": dict(entry.draft.get("provisions", {})),
        "sources": comparison.coming["sources"],
        "relations": comparison.coming["relations"],
        "sponsorships": comparison.coming["sponsorships"],
    }
    taken = taken_of_new(entry)
    fill(content, taken)
    measure = Measure(status=EditorialStatus.DRAFT, entered_by=user, edited_by=user)
    has_address = "slug" in entry.stated and SLUG.fullmatch(own["slug"])
    apply(content, measure, () if has_address else ("slug",))
    Source.objects.gather(measure)
    rows = SuggestionDecision.objects.filter(pk__in=[one.pk for one in taken])
    rows.update(measure=measure, raw=None)
    entry.measure = measure
    return keys, set(keys)


def _new_keys() -> Iterator[int]:
    """Keys for actions that were never given out."""
    table = Action._meta.db_table
    for _ in repeat(None):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            yield cursor.fetchone()[0]


def _remember(entry, coming, keys, came=()):
    raw = entry.raw
    raw.last_reviewed = reviewed_content(raw.last_reviewed, coming, keys, came)
    raw.measure = entry.measure
    raw.save(update_fields=["last_reviewed", "measure"])


def _decide(entry, status, user, reason):
    entry.status, entry.reason = status, reason
    entry.decided_by, entry.decided_at = user, timezone.now()
    entry.save()
    return entry


def _require(condition, sentence):
    """Refuse, with that sentence, unless the condition holds."""
    if not condition:
        raise Refusal(sentence)
