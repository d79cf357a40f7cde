"""What other records tell, into the inbox: new, changed, unchanged, off the subject or refused.

A call of `propose` is one transaction: stopped at any moment, it leaves nothing behind. Of bills
off the subject nothing is kept, so that a set of 100,000 takes no more memory than one of ten.
"""

from collections import Counter
from typing import NamedTuple

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from laws.editing.snapshot import document
from laws.imports.decisions import measure_on_record, shown
from laws.imports.diff import ALL_ACTIONS, compare, said_in, says_more
from laws.imports.drafts.draft import BOTH_ARE_OTHER, draft_of, written_number
from laws.imports.drafts.lookups import Known
from laws.imports.readers.legiscan import says_as_much
from laws.imports.subject.match import is_on_subject, matches
from laws.imports.types import LEGISCAN, OWN, RefusedRecord
from laws.models import ImportRun, InboxEntry, Measure, RawRecord, SubjectWord
from laws.refusals import Refusal
from laws.text.bill_numbers import plain_keys
from laws.vocabulary import EntryKind, EntryStatus

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
OFF_SUBJECT, REFUSED = "off_subject", "refused"
OUTCOMES = (NEW, CHANGED, UNCHANGED, OFF_SUBJECT, REFUSED)
LOCK = 0x464C0004  # any number that no other lock of this database has
NOT_STORED = "The database does not take it: {}."
TWICE = (
    "The same bill is told otherwise in {}, which was read first: only that was taken. Leave out "
    "the older one."
)
BUSY = "Another import is at work: try again when it is done."


class Told(NamedTuple):
    """What became of one record, and its entry if it has one."""

    outcome: str
    entry: InboxEntry | None = None


def propose(records, run: ImportRun, commit=True, tell=lambda one: None, wait=True) -> Counter:
    """Put what is new or changed of the records into the inbox, and count what became of all.

    Without `commit` nothing stays of it but what `tell` was told. A run may propose in several
    calls, each whole or not at all; `finish` ends it.
    """
    counts = Counter(dict.fromkeys(OUTCOMES, 0))
    with transaction.atomic():
        _alone(wait)
        if run.pk is None:
            run.save()
        reader = _Reader(run)
        for record in records:
            one = reader.take(record)
            counts[one.outcome] += 1
            tell(one)
        if commit:
            _count(run, counts, reader.record)
        else:
            transaction.set_rollback(True)
    return counts


def finish(run: ImportRun) -> None:
    """Note that a run came to its end."""
    run.finished_at, run.upload, run.preview = timezone.now(), None, []
    run.save(update_fields=["finished_at", "upload", "preview"])


def _alone(wait):
    """One import at a time: two of the same file would each take its bills for new."""
    name = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s)", [LOCK])
        if not wait and not cursor.fetchone()[0]:
            raise Refusal(BUSY)


def _count(run, counts, record):
    added = {name: F(name) + number for name, number in counts.items()}
    fields = {"read": F("read") + counts.total(), **added}
    ImportRun.objects.filter(pk=run.pk).update(**fields, record=run.record or record)
    run.refresh_from_db()


class _Reader:
    """What is known while the records of a run go by."""

    def __init__(self, run):
        self.run, self.record, self.places = run, "", Known()
        self.words = tuple(SubjectWord.objects.words())
        self.known = set(RawRecord.objects.values_list("record", "record_id"))
        rows = Measure.objects.exclude(identifier_key="")
        self.numbers = {
            (place, key)
            for place, number in rows.values_list("jurisdiction_id", "identifier")
            for key in plain_keys(number)
        }
        self.taken = {}

    def take(self, record):
        """What becomes of one record."""
        if isinstance(record, RefusedRecord):
            return self._refuse(record.where, record.why)
        self.record = self.record or record.record
        found = matches(record, self.words)
        # Whoever fills in our own columns chose the measure.
        is_wanted = record.record == OWN or is_on_subject(found)
        if not is_wanted and not self._is_known(record):
            return Told(OFF_SUBJECT)
        try:
            with transaction.atomic():
                return self._keep(record, found, is_wanted)
        except (DataError, IntegrityError, UnicodeError) as error:
            said = str(error).splitlines()[0].rstrip(".")
            return self._refuse(record.where, NOT_STORED.format(said))

    def _is_known(self, record):
        """Whether the bill is on the record, though its words do not say that it is on the subject:
        a LegiScan set in CSV has no more than its title.
        """
        if (record.record, record.record_id) in self.known:
            return True
        place = self.places.place(record.jurisdiction)
        keys = plain_keys(record.identifier) | plain_keys(written_number(record, place))
        return place is not None and any((place.pk, key) in self.numbers for key in keys)

    def _keep(self, record, found, is_wanted):
        # Whoever decides about it at the desk does so before or afterwards.
        rows = RawRecord.objects.select_for_update(of=["self"])
        rows = rows.select_related("measure__jurisdiction").filter(record=record.record)
        raw = rows.filter(record_id=record.record_id).first()
        if raw and _is_told(raw, record):
            self.taken.setdefault(raw.pk, record.where)
            return Told(UNCHANGED)
        drafted = draft_of(record, self.places)
        stated = _stated(record, drafted)
        measure = measure_on_record(raw, drafted.document, stated)
        if measure is None and not is_wanted:
            return Told(OFF_SUBJECT)
        raw = raw or _same_bill(rows, drafted, measure)
        raw = raw or RawRecord(record=record.record, record_id=record.record_id)
        entry = _entry(record, drafted, stated, found, raw, self.run)
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
            if raw.said is not None:
                # It was rejected, or the draft made of it was deleted.
                return self._unchanged(record, raw)
            entry.kind = EntryKind.NEW
        else:
            entry.kind, entry.measure = EntryKind.CHANGED, measure
            entry.not_understood = [
                said for said in entry.not_understood if BOTH_ARE_OTHER not in said
            ]
            coming = said_in(entry.draft, entry.stated)
            found = compare(raw.said, document(measure), coming)
            if not any(one.is_proposed for one in found):
                return self._unchanged(record, raw)
            entry.differences = shown(found, set())
        self._note(record, raw)
        entry.save()
        return Told(entry.kind, entry)

    def _unchanged(self, record, raw):
        # A bill that is known by another id stays as it was told under that.
        if raw.record_id == record.record_id and raw.pk not in self.taken:
            self._note(record, raw)
        return Told(UNCHANGED)

    def _note(self, record, raw):
        raw.stamp, raw.raw, raw.run = record.stamp, record.raw, self.run
        raw.save()
        self.taken[raw.pk] = record.where

    def _refuse(self, where, why):
        """Keep a record that could not be read; one that is there already is not kept twice."""
        where, why = _plain(str(where))[:500], _plain(why)
        entry = InboxEntry(run=self.run, kind=EntryKind.REFUSED, where=where, why_refused=why)
        known = InboxEntry.objects.filter(kind=EntryKind.REFUSED, where=where, why_refused=why)
        if not known.exists():
            entry.save()
        return Told(REFUSED, entry)


def _stated(record, drafted):
    """The columns of a measure that the other record states itself: whom to credit is not one."""
    credit = {"notes"} - set(record.own)
    slug = ["slug"] * bool(record.own.get("slug"))
    actions = [ALL_ACTIONS] * (record.has_history and bool(record.actions))
    return [name for name in drafted.stated if name not in credit] + slug + actions


def _entry(record, drafted, stated, found, raw, run):
    own = drafted.document["own"][""]
    return InboxEntry(
        run=run,
        raw=raw,
        draft=drafted.document,
        stated=stated,
        jurisdiction_id=own.get("jurisdiction_id"),
        identifier=(own.get("identifier") or "")[:60],
        title=(own.get("title") or "")[:400],
        matches=[one._asdict() | {"says": one.says} for one in found],
        words=list(dict.fromkeys(one.pattern for one in found)),
        not_understood=list(dict.fromkeys([*drafted.said, *record.remarks])),
        address=next((source.url for source in record.sources if len(source.url) <= 500), ""),
        where=str(record.where)[:500],
    )


def _is_told(raw, record):
    is_legiscan = record.record == LEGISCAN
    return raw.stamp == record.stamp or (is_legiscan and says_as_much(raw.raw, record.raw))


def _same_bill(rows, drafted, measure):
    """The bill of the same record under another id: scrapers give one at each of their runs."""
    if measure is not None:
        return rows.filter(measure=measure).first()
    own, place = drafted.document["own"][""], drafted.place
    if not own["identifier"] or place is None or not (drafted.session or place.is_local):
        return None
    same = {"jurisdiction": place, "identifier": own["identifier"]}
    entries = InboxEntry.objects.filter(raw__in=rows.values("pk"), **same)
    for key, draft in entries.values_list("raw", "draft"):
        if all(draft["own"][""][name] == own[name] for name in ("session_id", "kind")):
            return rows.get(pk=key)
    return None


def _waiting(entry):
    """What waits of the same bill. Actions that are not told this time stay as they are there."""
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
    before, coming = (said_in(one.draft, one.stated) for one in (waiting, entry))
    return not says_more(before, waiting.draft, coming)


def _plain(text):
    """Text as the database takes it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
