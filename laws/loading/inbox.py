"""What other records tell, into the inbox: new, changed, unchanged, off the subject or refused.

A call of `propose` is one transaction: stopped at any moment, it leaves nothing behind. Of bills
off the subject nothing is kept, so that a set of 100,000 takes no more memory than one of ten.
"""

from collections import Counter
from typing import NamedTuple

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from laws.comparing import compare, said_in
from laws.document import document
from laws.inbox import measure_on_record, shown
from laws.loading.drafting import draft_of
from laws.loading.incoming import Refused
from laws.loading.known import Known
from laws.models import ImportRun, InboxEntry, Measure, RawRecord, SubjectWord
from laws.spelling import normalize_identifier
from laws.subject import is_on_subject, matches
from laws.vocabulary import EntryKind, EntryStatus

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
OFF_SUBJECT, REFUSED = "off_subject", "refused"
OUTCOMES = (NEW, CHANGED, UNCHANGED, OFF_SUBJECT, REFUSED)
LOCK = 0x464C0004  # any number that no other lock of this database has
NOT_STORED = "The database does not take it: {}."
BUSY = "Another import is at work: try again when it is done."


class Busy(Exception):
    """Another import is at work."""


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
            raise Busy(BUSY)


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
        self.numbers = set(
            Measure.objects.exclude(identifier_key="").values_list(
                "jurisdiction__division_id", "identifier_key"
            )
        )

    def take(self, record):
        """What becomes of one record."""
        if isinstance(record, Refused):
            return self._refuse(record.where, record.why)
        self.record = self.record or record.record
        found = matches(record, self.words)
        if not is_on_subject(found) and not self._is_known(record):
            return Told(OFF_SUBJECT)
        try:
            with transaction.atomic():
                return self._keep(record, found)
        except (DataError, IntegrityError, UnicodeError) as error:
            said = str(error).splitlines()[0].rstrip(".")
            return self._refuse(record.where, NOT_STORED.format(said))

    def _is_known(self, record):
        """Whether the bill is on the record, though its words do not say that it is on the subject:
        a LegiScan set in CSV has no more than its title.
        """
        number = record.jurisdiction, normalize_identifier(record.identifier)
        return (record.record, record.record_id) in self.known or number in self.numbers

    def _keep(self, record, found):
        # Whoever decides about it at the desk does so before or afterwards.
        rows = RawRecord.objects.select_for_update(of=["self"])
        known = {"record": record.record, "record_id": record.record_id}
        raw = rows.select_related("measure__jurisdiction").filter(**known).first()
        if raw and raw.stamp == record.stamp:
            return Told(UNCHANGED)
        drafted = draft_of(record, self.places)
        stated = _stated(record, drafted)
        measure = measure_on_record(raw, drafted.document, stated)
        if measure is None and not is_on_subject(found):
            return Told(OFF_SUBJECT)
        fresh = raw or RawRecord(**known)
        fresh.stamp, fresh.raw, fresh.run = record.stamp, record.raw, self.run
        fresh.save()
        entry = _entry(record, drafted, stated, found, fresh, self.run)
        return _place(entry, measure)

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
    return [name for name in drafted.stated if name not in credit] + slug


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


def _place(entry, measure):
    """Put an entry into the inbox, if it says anything that nobody decided about."""
    waiting = InboxEntry.objects.filter(raw=entry.raw, status=EntryStatus.WAITING).first()
    if waiting and (waiting.draft, waiting.stated) == (entry.draft, entry.stated):
        return Told(UNCHANGED)
    if waiting:
        waiting.status = EntryStatus.SUPERSEDED
        waiting.save(update_fields=["status"])
    if measure is None:
        if entry.raw.said is not None:
            return Told(UNCHANGED)  # it was rejected, or the draft made of it was deleted
        entry.kind = EntryKind.NEW
    else:
        entry.kind, entry.measure = EntryKind.CHANGED, measure
        coming = said_in(entry.draft, entry.stated)
        found = compare(entry.raw.said, document(measure), coming)
        if not any(one.is_proposed for one in found):
            return Told(UNCHANGED)
        entry.differences = shown(found, set())
    entry.save()
    return Told(entry.kind, entry)


def _plain(text):
    """Text as the database takes it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
