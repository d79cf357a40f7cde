"""Reading the mirror of one legislature: what changed since the commit that was read last.

What is in the inbox and how far the mirror was read are stored together, some bills at a time: a
run that is stopped at any moment goes on where it was.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.db.models.fields.json import KT

from laws.imports.fetch.missing_bills import missing_bills
from laws.imports.intake import OUTCOMES, Outcome, finish, propose
from laws.imports.readers import mirror
from laws.imports.readers.git_repository import GitRepository
from laws.models import ImportRun, MirrorMark, RawRecord
from laws.refusals import Refusal
from laws.text.dates import say_short
from laws.text.states import NAMES
from laws.vocabulary import OtherRecord, RunOrigin

AT_ONCE = 500
"""How many bills are put into the inbox together."""
REWRITTEN = (
    "the commit read last, {}, is not in the mirror any more: its history was rewritten or cut, "
    "and all of it was read"
)
BROKEN = "{} of its files could not be read: it is read from the same commit again next time"
NOT_A_MIRROR = "{} holds no bills of a legislature."


@dataclass
class Look:
    """What one look at a mirror brought: the counts of an import, the day of its newest commit, how
    many bills on the subject it holds of each of its sessions, and what staff should hear of."""

    day: date
    counts: Counter = field(default_factory=lambda: Counter(dict.fromkeys(OUTCOMES, 0)))
    sessions: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_mirror(
    code: str,
    path: Path,
    commit: bool,
    tell: Callable[[Outcome], object] = lambda outcome: None,
    progress: Callable[[int], object] = lambda number: None,
) -> Look:
    """Put what is new or changed in a legislature's mirror into the inbox; without `commit` nothing
    is stored. Refusal if the mirror cannot be read."""
    with nullcontext() if commit else transaction.atomic():
        with closing(GitRepository(path, f"{code.lower()}-legislation")) as newest:
            look = _Reader(code, newest, commit, tell, progress).read()
        if not commit:
            transaction.set_rollback(True)
    return look


class _Reader:
    """One run over one mirror."""

    def __init__(self, code, newest: GitRepository, commit, tell, progress):
        self.code, self.newest, self.commit = code, newest, commit
        self.tell, self.progress = tell, progress
        self.look = Look(newest.day)
        self.mark, _ = MirrorMark.objects.get_or_create(state_code=code)
        self.run = None

    def read(self) -> Look:
        self._finish_what_was_begun()
        sessions = mirror.sessions(self.newest)
        if not sessions:
            raise Refusal(NOT_A_MIRROR.format(self.newest.label))
        if self.mark.commit != self.newest.commit:
            self._read(self.newest)
        if self.run and self.commit:
            finish(self.run)
        found = Counter(map(mirror.session_of, self._known()))
        self.look.sessions = {name: found[name] for name in sessions}
        return self.look

    def _known(self):
        """The folders of the bills on the subject, save those that staff rejected."""
        known = RawRecord.objects.filter(raw__contains={"_mirror": self.code})
        rejected = Q(measure=None, last_reviewed__isnull=False)
        return known.exclude(rejected).values_list(KT("raw___folder"), flat=True)

    def _finish_what_was_begun(self):
        """Read to its end an older commit that a run was stopped in."""
        begun = self.mark.reading
        if begun and begun != self.newest.commit and self.newest.has(begun):
            older = GitRepository(self.newest.path, self.newest.label, begun)
            with closing(older):
                self._read(older)

    def _read(self, repository):
        if self.mark.reading != repository.commit:
            self.mark.reading, self.mark.done, self.mark.is_whole = repository.commit, 0, True
        only = self._changed(repository)
        if not self.mark.done:
            with transaction.atomic():
                self._propose(missing_bills(repository, self.code))
        records = mirror.bills(repository, only, repository.day, self.mark.done)
        while batch := list(islice(records, AT_ONCE)):
            with transaction.atomic():
                self._propose(batch)
                self.mark.done += len(batch)
                self.mark.is_whole &= not repository.broken
                self.mark.save()
            self.progress(self.mark.done)
        self._end(repository)

    def _changed(self, repository):
        """The folders of the bills that changed since the commit read last; None for all."""
        last = self.mark.commit
        if not last:
            return None
        try:
            names = filter(mirror.is_read, repository.changed_since(last))
            return {mirror.folder_of(name) for name in names}
        except Refusal:
            self.look.notes.append(REWRITTEN.format(last[:10]))
            return None

    def _propose(self, records):
        if not records:
            return
        run = self.run if self.commit and self.run else self._new_run()
        self.look.counts += propose(records, run, self.commit, self.tell)

    def _new_run(self):
        name = f"Mirror of {NAMES[self.code]}, {say_short(self.look.day)}"
        self.run = ImportRun(origin=RunOrigin.FETCH, name=name, record=OtherRecord.OPENSTATES)
        return self.run

    def _end(self, repository):
        if self.mark.is_whole and not repository.broken:
            self.mark.commit = repository.commit
        else:
            self.look.notes.append(BROKEN.format(repository.broken or "some"))
        self.mark.reading, self.mark.done, self.mark.is_whole = "", 0, True
        self.mark.read_on = repository.day
        self.mark.save()
