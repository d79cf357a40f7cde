"""Putting what other records say into the inbox: new, changed, unchanged, off subject or refused.

A call of `propose` is one transaction: stopped at any moment, it leaves nothing behind. Nothing is
kept of bills that are off the subject, so that a set of 100,000 takes no more memory than ten.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from laws.editing.snapshot import document
from laws.imports.comparison import may_be, measure_on_record, stored_differences
from laws.imports.diff import ALL_ACTIONS, compare, content_of, says_more
from laws.imports.drafts.draft import BOTH_ARE_OTHER, Draft, draft_of, written_number
from laws.imports.drafts.lookups import Lookups
from laws.imports.readers.legiscan import says_as_much
from laws.imports.subject.match import Match, is_on_subject, matches, strength, why_off_subject
from laws.imports.subject.waiting import weigh_waiting
from laws.imports.types import LEGISCAN, OWN, IncomingMeasure, RefusedRecord, Where
from laws.models import ImportRun, InboxEntry, Measure, RawRecord, SourceCopy, SubjectWord
from laws.refusals import Refusal
from laws.text.bill_numbers import plain_keys
from laws.text.normalize import cut, one_line
from laws.vocabulary import EntryKind, EntryStatus

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
OFF_SUBJECT, REFUSED = "off_subject", "refused"
OUTCOMES = (NEW, CHANGED, UNCHANGED, OFF_SUBJECT, REFUSED)
LOCK = 0x464C0004  # any number that no other lock of this database has
NOT_STORED = "The database cannot store it: {}."
TWICE = (
    "The same bill is in {} with other content, which was read first. Only that one was taken; "
    "leave out the older one."
)
MAY_BE = (
    "It may be on the record already: {} ({}) is of the same government and was adopted within "
    "weeks of it. Compare the two before you accept this as new."
)
MOST_LEFT_OUT = 200
"""How many bills that are off the subject are named, so that someone can look."""
BUSY = "Another import is running. Try again when it is done."


class Outcome(NamedTuple):
    """What became of one record: one of OUTCOMES, and its entry if it has one; of one that is off
    the subject, what it is and why (see ImportRun.left_out).
    """

    outcome: str
    entry: InboxEntry | None = None
    left_out: dict | None = None


def propose(
    records: Iterable[IncomingMeasure | RefusedRecord],
    run: ImportRun,
    commit: bool = True,
    tell: Callable[[Outcome], object] = lambda outcome: None,
    wait: bool = True,
    wanted: Collection[str] = (),
    looked: Counter | None = None,
) -> Counter:
    """Put what is new or changed of the records into the inbox, and count the outcomes.

    Without `commit` it is undone, and only `tell` has heard of each outcome. A run may propose in
    several calls, each whole or not at all; `finish` ends it. Refusal if another import runs,
    unless `wait` lets it wait for that. Records with the ids `wanted` are taken though they are off
    the subject. `looked` counts the bills of other records by division id and whether they are on
    the subject.
    """
    counts = Counter(dict.fromkeys(OUTCOMES, 0))
    with transaction.atomic():
        _lock_imports(wait)
        if run.pk is None:
            run.save()
        intake = _Intake(run, wanted, looked)
        for record in records:
            outcome = intake.take(record)
            counts[outcome.outcome] += 1
            tell(outcome)
        if commit:
            _count(run, counts, intake)
        else:
            transaction.set_rollback(True)
    return counts


def finish(run: ImportRun) -> None:
    """Note that a run came to its end, and weigh what waits since before matches were weighed."""
    weigh_waiting()
    run.finished_at, run.upload, run.preview = timezone.now(), None, []
    run.save(update_fields=["finished_at", "upload", "preview"])


def _lock_imports(wait):
    """One import at a time: two of the same file would each take its bills for new."""
    name = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s)", [LOCK])
        if not wait and not cursor.fetchone()[0]:
            raise Refusal(BUSY)


def _count(run, counts, intake):
    added = {name: F(name) + number for name, number in counts.items()}
    fields = {"read": F("read") + counts.total(), **added}
    fields["left_out"] = [*run.left_out, *intake.left_out][:MOST_LEFT_OUT]
    ImportRun.objects.filter(pk=run.pk).update(**fields, record=run.record or intake.record)
    run.refresh_from_db()


class _Intake:
    """One run: the records that it takes, and what it asked the database once."""

    def __init__(self, run: ImportRun, wanted: Collection[str] = (), looked: Counter | None = None):
        self.looked = Counter() if looked is None else looked
        self.run, self.record, self.lookups = run, "", Lookups()
        self.wanted, self.left_out = wanted, []
        self.words = tuple(SubjectWord.objects.words())
        self.imported = set(RawRecord.objects.values_list("record", "record_id"))
        measures = Measure.objects.exclude(identifier_key="")
        self.numbers = {
            (place, key)
            for place, number in measures.values_list("jurisdiction_id", "identifier")
            for key in plain_keys(number)
        }
        self.taken = {}  # where each bill was read in this run, by the key of its RawRecord

    def take(self, record: IncomingMeasure | RefusedRecord) -> Outcome:
        """Put one record into the inbox, or leave it out."""
        if isinstance(record, RefusedRecord):
            return self._refuse(record.where, record.why)
        self.record = self.record or record.record
        found = matches(record, self.words)
        # Whoever fills in our own columns chose the measure.
        is_chosen = record.record == OWN or record.record_id in self.wanted
        is_wanted = is_chosen or is_on_subject(found)
        if record.record != OWN:
            self.looked[record.jurisdiction, is_wanted] += 1
        if not is_wanted and not self._is_known(record):
            return self._leave_out(record, found)
        try:
            with transaction.atomic():
                return self._keep(record, found, is_wanted)
        except (DataError, IntegrityError, UnicodeError) as error:
            reason = str(error).splitlines()[0].rstrip(".")
            return self._refuse(record.where, NOT_STORED.format(reason))

    def _leave_out(self, record, found):
        left_out = None
        if len(self.left_out) < MOST_LEFT_OUT:
            called = cut(one_line(f"{record.identifier} {record.title}"), 200)
            why = why_off_subject(record, found)
            left_out = {"id": record.record_id, "called": called, "why": why}
            self.left_out.append(left_out)
        return Outcome(OFF_SUBJECT, None, left_out)

    def _is_known(self, record):
        """Whether we have the bill, though its words do not say that it is on the subject: a
        LegiScan set in CSV has no more than its title."""
        if (record.record, record.record_id) in self.imported:
            return True
        place = self.lookups.place(record.jurisdiction)
        keys = plain_keys(record.identifier) | plain_keys(written_number(record, place))
        return place is not None and any((place.pk, key) in self.numbers for key in keys)

    def _keep(self, record, found, is_wanted):
        # Whoever decides about it meanwhile does so before this or after it.
        rows = RawRecord.objects.select_for_update(of=["self"])
        rows = rows.select_related("measure__jurisdiction").filter(record=record.record)
        raw = rows.filter(record_id=record.record_id).first()
        if raw and _is_unchanged(raw, record):
            self.taken.setdefault(raw.pk, record.where)
            self._keep_texts(record, raw)
            return Outcome(UNCHANGED)
        draft = draft_of(record, self.lookups)
        stated = _stated(record, draft)
        measure = measure_on_record(raw, draft.document, stated)
        if measure is None and not is_wanted:
            return self._leave_out(record, found)
        raw = raw or _same_bill(rows, draft, measure)
        raw = raw or RawRecord(record=record.record, record_id=record.record_id)
        entry = _entry(record, draft, stated, found, raw, self.run)
        entry.strength = strength(record, self.words, found)
        waiting = _waiting(entry)
        if waiting and _says_no_more(entry, waiting):
            return self._unchanged(record, raw)
        if raw.pk in self.taken:
            return self._refuse(record.where, TWICE.format(self.taken[raw.pk]))
        return self._place(record, entry, waiting, measure)

    def _place(self, record, entry, waiting, measure):
        """Put an entry into the inbox, if it says anything that nobody decided about."""
        raw = entry.raw
        if waiting:
            waiting.status = EntryStatus.SUPERSEDED
            waiting.save(update_fields=["status"])
        if measure is None:
            if raw.last_reviewed is not None:
                # It was rejected, or the draft made of it was deleted.
                return self._unchanged(record, raw)
            entry.kind = EntryKind.NEW
            entry.not_understood += [MAY_BE.format(one, one.slug) for one in may_be(entry.draft)]
        else:
            entry.kind, entry.measure = EntryKind.CHANGED, measure
            entry.not_understood = [
                note for note in entry.not_understood if BOTH_ARE_OTHER not in note
            ]
            coming = content_of(entry.draft, entry.stated)
            differences = compare(raw.last_reviewed, document(measure), coming)
            if not any(difference.is_proposed for difference in differences):
                return self._unchanged(record, raw)
            entry.differences = stored_differences(differences)
        self._note(record, raw)
        entry.save()
        if waiting:
            waiting.copies.update(entry=entry)
        self._keep_texts(record, raw)
        return Outcome(entry.kind, entry)

    def _unchanged(self, record, raw):
        # A bill that is known by another id stays as that one said.
        if raw.record_id == record.record_id and raw.pk not in self.taken:
            self._note(record, raw)
            self._keep_texts(record, raw)
        return Outcome(UNCHANGED)

    def _keep_texts(self, record, raw):
        """Keep the texts of a bill with its entry that waits, else with its measure."""
        if not record.versions:
            return
        day = self.run.started_at.date()
        texts = [one._asdict() | {"seen_on": one.seen_on or day} for one in record.versions]
        if entry := InboxEntry.objects.filter(raw=raw, status=EntryStatus.WAITING).first():
            SourceCopy.objects.keep({"entry": entry}, texts)
        elif raw.measure:
            SourceCopy.objects.keep_of(raw.measure, texts)

    def _note(self, record, raw):
        raw.version, raw.raw, raw.run = record.version, record.raw, self.run
        raw.save()
        self.taken[raw.pk] = record.where

    def _refuse(self, where: Where, why: str) -> Outcome:
        """Keep a record that could not be read; one that is there already is not kept twice."""
        problem = {"where": _plain(str(where))[:500], "why_refused": _plain(why)}
        entry = InboxEntry(run=self.run, kind=EntryKind.REFUSED, **problem)
        if not InboxEntry.objects.filter(kind=EntryKind.REFUSED, **problem).exists():
            entry.save()
        return Outcome(REFUSED, entry)


def _stated(record, draft):
    """The columns of a measure that the other record states itself: whom to credit is not one."""
    credit = {"notes"} - set(record.own)
    slug = ["slug"] * bool(record.own.get("slug"))
    actions = [ALL_ACTIONS] * (record.has_history and bool(record.actions))
    return [name for name in draft.stated if name not in credit] + slug + actions


def _entry(record, draft: Draft, stated, found: list[Match], raw, run):
    own = draft.document["own"][""]
    return InboxEntry(
        run=run,
        raw=raw,
        draft=draft.document,
        stated=stated,
        jurisdiction_id=own.get("jurisdiction_id"),
        identifier=(own.get("identifier") or "")[:60],
        title=(own.get("title") or "")[:400],
        matches=[match._asdict() | {"says": match.says} for match in found],
        words=list(dict.fromkeys(match.pattern for match in found)),
        not_understood=list(dict.fromkeys([*draft.notes, *record.remarks])),
        address=next((source.url for source in record.sources if len(source.url) <= 500), ""),
        where=str(record.where)[:500],
    )


def _is_unchanged(raw, record):
    is_legiscan = record.record == LEGISCAN
    return raw.version == record.version or (is_legiscan and says_as_much(raw.raw, record.raw))


def _same_bill(rows, draft, measure):
    """The bill of the same record under another id: scrapers give one at each of their runs."""
    if measure is not None:
        return rows.filter(measure=measure).first()
    own, place = draft.document["own"][""], draft.place
    if not own["identifier"] or place is None or not (draft.session or place.is_local):
        return None
    same = {"jurisdiction": place, "identifier": own["identifier"]}
    entries = InboxEntry.objects.filter(raw__in=rows.values("pk"), **same)
    for key, document_there in entries.values_list("raw", "draft"):
        there = document_there["own"][""]
        if all(there[name] == own[name] for name in ("session_id", "kind")):
            return rows.get(pk=key)
    return None


def _waiting(entry):
    """The entry of the same bill that waits. Actions that do not come this time are taken over."""
    if entry.raw.pk is None:
        return None
    waiting = InboxEntry.objects.filter(raw=entry.raw, status=EntryStatus.WAITING).first()
    if waiting and not entry.draft["actions"]:
        entry.draft["actions"] = waiting.draft["actions"]
        entry.stated += [ALL_ACTIONS] * (ALL_ACTIONS in waiting.stated)
    return waiting


def _says_no_more(entry, waiting):
    if entry.jurisdiction_id != waiting.jurisdiction_id:
        return False
    before, coming = (content_of(each.draft, each.stated) for each in (waiting, entry))
    return not says_more(before, waiting.draft, coming)


def _plain(text):
    """Text as the database can store it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
