"""Two measures that are one: one stays, the address of the other leads to it.

What is public changes only with a second person's consent, as everything else does; two drafts are
merged at once. Nothing public is deleted: the other one is withdrawn, and it can be brought back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from laws.editing import merged_drafts, workflow
from laws.editing.merge import Document, Row, version_of
from laws.editing.merge_refusals import refusal
from laws.editing.proposals import MOVED_ON, propose
from laws.editing.rehearsal import undone
from laws.editing.roles import person
from laws.editing.snapshot import apply, document, documents
from laws.editing.transitions import tell_public_moved
from laws.models import Measure, Merge, Relation, Source, SourceCopy
from laws.models.source_copy import checksum
from laws.refusals import Refusal, refuse
from laws.text.dates import say
from laws.text.normalize import cut
from laws.vocabulary import (
    PUBLISH,
    REVIEW,
    EditorialStatus,
    MergeStatus,
)

OFFERED = ("actions", "provisions", "sources", "sponsorships")
"""The parts whose rows can be taken over; relations always are."""
LONGEST = 300
SAY_WHY = "Say why the two are one: readers see it in the change log."
NOT_YOURS = "Only an editor or a publisher can merge measures."
IS_DECIDED = "This merge has already been decided. Open the list again."
IS_GONE = "One of the two is no longer there. Send the merge back, or withdraw it."
LATER_FIRST = "{} was merged with another one later: undo the later merge first."
IS_BARRED = "Nothing was changed: as the two are now, the database does not allow it."
IS_REFUSED = "The rows do not fit together: untick the one that both have, and merge again."
ONLY_PUBLISHERS = "Only a publisher can undo a merge."
NOT_MERGED = "The two are not merged, so there is nothing to undo."
UNDO_WHY = "Say why they are two: readers see it in the change log."
NOT_THE_SAME = (
    "It had been merged with {}, but the two are not the same. It is reviewed before it is public "
    "again. {}"
)
ALSO = "It was also on this site as “{}” ({}) until {}."


def needs_second(kept: Measure, gone: Measure) -> bool:
    """Whether the merge changes something public."""
    return kept.was_public or gone.was_public


def ask(kept: Measure, gone: Measure, rows: list[str], author: User, reason: str) -> Merge:
    """Merge two drafts, or propose to merge what is public. Raises Refusal."""
    with _at_once():
        kept, gone = _locked(kept.pk, gone.pk)
        refuse("" if person(author).may(REVIEW) else NOT_YOURS)
        refuse("" if reason else SAY_WHY)
        refuse(refusal(kept, gone))
        merge = Merge.objects.create(
            kept=kept, gone=gone, gone_slug=gone.slug, called=cut(f"{gone}: {gone.title}", 500),
            rows=rows, reason=reason, author=author,
        )  # fmt: skip
        if not needs_second(kept, gone):
            _do(merge, kept, gone, author)
        return merge


def shown_version(merge: Merge, kept: Measure, gone: Measure) -> str:
    """What has to be the same when a merge is accepted as when it was shown."""
    said = documents([kept.pk, gone.pk])
    moved = [(row.from_measure_id, row.kind) for row in moving(kept, gone)]
    asked = [merge.rows, merge.reason]
    return version_of([said[kept.pk], said[gone.pk], kept.status, gone.status, asked, moved])


@contextmanager
def as_if_merged(merge: Merge) -> Iterator[None]:
    """Within, a merge that waits is done, and at the end it is undone. Raises Refusal."""
    with _at_once(), undone():
        done = Merge.objects.select_related("author").get(pk=merge.pk)
        kept, gone = _locked(done.kept_id, done.gone_id)
        refuse(refusal(kept, gone, done.pk))
        # A second person is not there yet.
        done.exemption = "Rehearsed"
        _do(done, kept, gone, done.author)
        yield


def accept(merge: Merge, user: User, version: str, why_alone: str = "") -> None:
    """Merge what is public as it was shown: someone else than who asked for it. Raises Refusal."""
    with _at_once():
        merge = _open(merge)
        refuse(workflow.refusal_of_acceptance(person(user), merge.author_id, why_alone))
        kept, gone = _locked(merge.kept_id, merge.gone_id)
        refuse("" if version == shown_version(merge, kept, gone) else MOVED_ON)
        refuse(refusal(kept, gone, merge.pk))
        merge.exemption = why_alone if user.pk == merge.author_id else ""
        _do(merge, kept, gone, user)


def send_back(merge: Merge, user: User, comment: str) -> None:
    """Refuse to merge, with a comment for who asked. Raises Refusal."""
    with transaction.atomic():
        merge = _open(merge)
        refuse(workflow.refusal_of_sending_back(person(user), comment))
        merge.comment = comment
        _decide(merge, MergeStatus.SENT_BACK, user)


def take_back(merge: Merge, user: User) -> None:
    """Withdraw what one asked for. Raises Refusal."""
    with transaction.atomic():
        merge = _open(merge)
        refuse(workflow.refusal_of_taking_back(person(user), merge.author_id))
        _decide(merge, MergeStatus.TAKEN_BACK, user)


def undo(merge: Merge, user: User, reason: str) -> Measure:
    """Make two of what was merged: the other one is a draft again, to be reviewed and published as
    any other; what the one that stays had taken over is proposed to be removed. Raises Refusal.
    """
    with _at_once():
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        refuse("" if person(user).may(PUBLISH) else ONLY_PUBLISHERS)
        refuse("" if merge.status == MergeStatus.DONE else NOT_MERGED)
        refuse("" if reason else UNDO_WHY)
        refuse(LATER_FIRST.format(merge.kept) if later(merge) else "")
        kept = Measure.objects.select_for_update(no_key=True).get(pk=merge.kept_id)
        with pghistory.context(reason=cut(f"Merge undone: {reason}", LONGEST)):
            gone = _bring_back(merge, kept, user, reason)
            _take_out(merge, kept, user, cut(f"Merge undone: {reason}", LONGEST))
            for row in merge.relations:
                moved = Relation.objects.filter(
                    from_measure=row["from_measure_id"], kind=row["kind"], to_measure=kept
                )
                moved.update(to_measure=gone)
            for name in BELONGINGS:
                own = getattr(kept, name).filter(pk__in=merge.belongings.get(name, []))
                own.update(measure=gone)
        merge.gone, merge.comment = gone, reason
        tell_public_moved()
        _decide(merge, MergeStatus.UNDONE, user)
        return gone


def later(merge: Merge) -> Merge | None:
    """The merge that has to be undone before this one: the one that stayed was merged itself."""
    return Merge.objects.filter(gone=merge.kept_id, status=MergeStatus.DONE).first()


def beside(first: Document, second: Document) -> Document:
    """`second` with the keys of `first` for actions of the same day and kind."""
    known: dict[tuple[Any, ...], str] = {}
    for key, row in first["actions"].items():
        known.setdefault(_event(row), key)
    actions = {known.pop(_event(row), key): row for key, row in second["actions"].items()}
    return second | {"actions": actions}


def offered(kept: Document, gone: Document) -> list[tuple[str, str]]:
    """(part, key) of the rows that only the other one has."""
    other = beside(kept, gone)
    return [(part, key) for part in OFFERED for key in other[part] if key not in kept[part]]


def _event(row: Row) -> tuple[Any, ...]:
    return row["day"], row["precision"], row["kind"]


@contextmanager
def _at_once() -> Iterator[None]:
    """All of it or nothing; what the database refuses is a refusal like any other."""
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except IntegrityError as error:
        raise Refusal(IS_BARRED) from error


def _locked(kept: int, gone: int | None) -> list[Measure]:
    """Measures as they are now, for one writer at a time."""
    keys = [key for key in (kept, gone) if key is not None]
    rows = Measure.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(no_key=True).values("pk"))
    found = {one.pk: one for one in rows.select_related("jurisdiction", "session")}
    refuse("" if gone and set(keys) <= found.keys() else IS_GONE)
    return [found[key] for key in keys]


def _open(merge: Merge) -> Merge:
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    refuse("" if merge.is_open else IS_DECIDED)
    return merge


def _do(merge: Merge, kept: Measure, gone: Measure, user: User) -> None:
    merge.before, merge.gone_document = document(kept), document(gone)
    merge.decided_at = timezone.now()
    reason = cut(f"Merged with {gone.slug}: {merge.reason}", LONGEST)
    with pghistory.context(reason=reason, author=merge.author.get_username()):
        merge.relations = _move_relations(kept, gone)
        content = _together(merge, kept, gone)
        kept.edited_by = merge.author
        if kept.is_public:
            kept.published_by, kept.exemption = user, merge.exemption
        texts = list(SourceCopy.objects.texts_of(gone))
        merge.belongings["texts"] = [checksum(text["text"]) for text in texts]
        _put_away(gone, kept, merge)
        try:
            apply(content, kept)
        except IntegrityError as error:
            raise Refusal(IS_REFUSED) from error
        Source.objects.gather(kept)
        SourceCopy.objects.keep_of(kept, texts)
    tell_public_moved()
    _decide(merge, MergeStatus.DONE, user)


def _together(merge: Merge, kept: Measure, gone: Measure) -> Document:
    """What the one that stays says from now on."""
    content, other = document(kept), beside(merge.before, merge.gone_document)
    wanted = [(part, key) for part, key in offered(merge.before, merge.gone_document)
              if f"{part}/{key}" in merge.rows]  # fmt: skip
    last = max((row["order"] for row in content["actions"].values()), default=0)
    for part, key in wanted:
        row = other[part][key]
        if part == "actions":
            last += 1
            content[part][f"merged {key}"] = row | {"order": last}
        else:
            content[part][key] = row
    if gone.was_public:
        said = ALSO.format(gone.title, gone.slug, say(timezone.localtime(merge.decided_at).date()))
        own = content["own"][""]
        own["notes"] = f"{own['notes']} {said}".strip()
    return content


def moving(kept: Measure, gone: Measure) -> list[Relation]:
    """The relations of third measures to the other one, which move to the one that stays."""
    has = set(kept.relations_to.values_list("kind", "from_measure"))
    rows = gone.relations_to.exclude(from_measure__in=[kept.pk, gone.pk]).order_by("pk")
    rows = rows.select_related("from_measure__jurisdiction", "from_measure__session")
    return [row for row in rows if (row.kind, row.from_measure_id) not in has]


def _move_relations(kept: Measure, gone: Measure) -> list[Row]:
    """Move the relations of the other one; the rows of third measures that were moved."""
    both = {kept.pk, gone.pk}
    has = set(kept.relations_from.values_list("kind", "to_measure"))
    for row in list(gone.relations_from.exclude(to_measure__in=both)):
        if (row.kind, row.to_measure_id) not in has:
            Relation.objects.create(
                from_measure=kept, to_measure_id=row.to_measure_id, kind=row.kind, note=row.note,
                source_urls=row.source_urls,
            )  # fmt: skip
    moved = moving(kept, gone)
    for row in moved:
        row.to_measure = kept
        row.save()
    kept.relations_from.filter(to_measure=gone).delete()
    return [{"from_measure_id": row.from_measure_id, "kind": row.kind} for row in moved]


BELONGINGS = ("raw_records", "inbox_entries", "case_effects")
"""What imports and court cases say of a measure: it goes to the one that stays, and comes back."""


def _put_away(gone: Measure, kept: Measure, merge: Merge) -> None:
    """Take the other one off the site, and what belongs to it to the one that stays."""
    said = set(kept.case_effects.values_list("case", "did"))
    for name in BELONGINGS:
        own = getattr(gone, name).all()
        if name == "case_effects":
            own = own.exclude(pk__in=[row.pk for row in own if (row.case_id, row.did) in said])
        merge.belongings[name] = list(own.values_list("pk", flat=True))
        own.update(measure=kept)
    if not gone.was_public:
        merged_drafts.put_away(gone, kept, merge)
        return
    gone.status, gone.published_by, gone.exemption = EditorialStatus.WITHDRAWN, None, ""
    gone.withdrawn_reason = cut(f"It is the same as {kept}. {merge.reason}", LONGEST)
    gone.save()


def _bring_back(merge: Merge, kept: Measure, user: User, reason: str) -> Measure:
    """The other one as a draft, as it was; what was published again since stays so."""
    gone = merge.gone
    if gone is None:
        gone = merged_drafts.bring_back(merge)
        gone.edited_by = user
        apply(merge.gone_document, gone, keep=["slug"])
        came = SourceCopy.objects.filter(sha256__in=merge.belongings.get("texts", ()))
        SourceCopy.objects.keep_of(gone, came.texts_of(kept))
        merged_drafts.hang_on(merge, gone)
    elif not gone.is_public:
        # An address that was public says that it is another one.
        gone.withdrawn_reason = cut(NOT_THE_SAME.format(kept, reason), LONGEST)
        gone.status, gone.edited_by = EditorialStatus.DRAFT, user
        gone.save()
    return gone


def _take_out(merge: Merge, kept: Measure, user: User, reason: str) -> None:
    """Propose what the one that stays would be without the other; of a draft, at once."""
    now, before = document(kept), merge.before
    content = {part: dict(rows) for part, rows in now.items()}
    gone = merge.gone_document
    for part in (*OFFERED, "relations"):
        events = {_event(row) for row in before["actions"].values()}
        for key, row in now[part].items():
            is_from_gone = (
                _event(row) in {_event(one) for one in gone[part].values()} - events
                if part == "actions"
                else key in gone[part] and key not in before[part]
            )
            if is_from_gone:
                del content[part][key]
    own = dict(now["own"][""])
    own["notes"] = own["notes"].replace(_said_of(merge, own["notes"]), "").strip()
    content["own"] = {"": own}
    if content == now:
        return
    if kept.is_public:
        propose(kept, now, content, user, reason)
    else:
        apply(content, kept)


def _said_of(merge: Merge, notes: str) -> str:
    """The sentence of the notes that tells of the merge."""
    at = notes.find(f"({merge.gone_slug}) until")
    start, end = notes.rfind("It was also on this site as “", 0, max(at, 0)), notes.find(".", at)
    return notes[start : end + 1] if 0 <= start < at < end else "\x00"


def _decide(merge: Merge, status: MergeStatus, user: User) -> None:
    merge.status, merge.by, merge.decided_at = status, user, timezone.now()
    merge.save()
