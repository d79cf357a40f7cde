"""Fetch what is new or changed from the mirrors of the legislatures."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laws.coverage.record import record_search
from laws.imports.drafts.lookups import Lookups
from laws.imports.fetch.mirror_copies import address_of, mirrors_in, newest_copy
from laws.imports.fetch.mirrors import read_mirror
from laws.imports.intake import OUTCOMES
from laws.imports.readers.fields import years_in
from laws.imports.readers.states import division_of_code
from laws.imports.text import sentence
from laws.management.importing import DRY_RUN, IN_INBOX
from laws.management.numbers import TIMEOUT, check
from laws.refusals import Refusal
from laws.text.states import NAMES
from laws.vocabulary import SearchHow

HEADINGS = ("", "new", "changed", "same", "off subject", "refused", "mirror of")
READ = "Titles, summaries, subjects and the texts that the mirror has were searched."
ROW = "{:<22}{:>7}{:>9}{:>9}{:>13}{:>9}  {}"


class Command(BaseCommand):
    """Reads what changed in each mirror since it was read last. A legislature that fails does not
    stop the others; a run that was stopped goes on where it was."""

    help = (
        "Read the legislatures’ mirrors, each from where it was read last; --commit puts what is "
        "new or changed into the inbox."
    )

    brought = False

    def add_arguments(self, parser):
        parser.add_argument(
            "--commit", action="store_true",
            help="put the bills into the inbox; without this, only say what would be there",
        )  # fmt: skip
        parser.add_argument(
            "--state", nargs="+", metavar="xx", default=[],
            help="postal codes of the legislatures, us for Congress; all without this",
        )  # fmt: skip
        parser.add_argument(
            "--from", type=Path, dest="folder", metavar="DIR",
            help="a folder with copies of the mirrors, read as they are; nothing is fetched",
        )  # fmt: skip
        parser.add_argument(
            "--timeout", type=TIMEOUT, default=1800, metavar="SECONDS",
            help="time to copy one mirror (1800)",
        )  # fmt: skip

    def handle(self, *, commit, state, folder, timeout, **options):
        check(timeout=(timeout, TIMEOUT))
        copies = self._copies(folder)
        rows, failed = [], []
        for code in self._codes(state, copies):
            try:
                rows.append(self._look(code, copies, commit, timeout))
            except (Refusal, OSError) as error:
                failed.append(NAMES[code])
                self.stderr.write(f"{NAMES[code]}: {error}")
                rows.append(ROW.format(NAMES[code], *[""] * 5, "could not be read"))
                if commit:
                    self._note_failure(code, error)
        self.stdout.write("\n".join([ROW.format(*HEADINGS), *rows]))
        self.stdout.write(self._closing(commit))
        if failed:
            named = ", ".join(failed[:10]) + (" …" if len(failed) > 10 else "")
            raise CommandError(f"{len(failed)} of {len(rows)} could not be read: {named}.")

    def _copies(self, folder):
        """The copies in a folder, by code; None if ours are to be brought up to date."""
        if folder is None:
            return None
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        if not (copies := mirrors_in(folder)):
            raise CommandError(f"{folder} contains no mirror, such as ma-legislation.")
        return copies

    def _codes(self, states, copies):
        codes = [code.upper().replace("USA", "US") for code in states]
        if unknown := [code for code in codes if code not in NAMES]:
            raise CommandError(
                f"--state {unknown[0]!r} is refused; allowed: postal codes, as ma, or us."
            )
        return list(dict.fromkeys(codes)) or sorted(NAMES if copies is None else copies)

    def _look(self, code, copies, commit, timeout):
        if copies is None:
            folder = Path(settings.MIRRORS_FOLDER)
            path = newest_copy(code, settings.MIRROR_ADDRESS, folder, timeout)
        elif not (path := copies.get(code)):
            raise Refusal("There is no mirror of it in the folder.")

        def progress(number):
            self.stderr.write(f"{NAMES[code]}: {number:,} bills read")

        look = read_mirror(code, path, commit, self._tell, progress)
        for note in look.notes:
            self.stdout.write(f"{NAMES[code]}: {note}.")
        if commit:
            self._note_sessions(code, look)
        counts = (f"{look.counts[name]:,}" for name in OUTCOMES)
        return ROW.format(NAMES[code], *counts, look.day.isoformat())

    def _note_sessions(self, code, look):
        """Note in the ledger, session by session, that this legislature was looked at."""
        lookups, address = Lookups(), address_of(code, settings.MIRROR_ADDRESS)
        if place := lookups.place(division_of_code(code)):
            for name, found in look.sessions.items():
                session, _ = lookups.session(place, [name], years_in(name))
                where = address if session else f"{address}, session {name}"
                record_search(
                    place, look.day, SearchHow.MIRROR, where, found, session=session, note=READ
                )

    def _note_failure(self, code, error):
        place = Lookups().place(division_of_code(code))
        if place:
            where = address_of(code, settings.MIRROR_ADDRESS)
            day = timezone.localdate()
            record_search(place, day, SearchHow.MIRROR, where, None, note=str(error))

    def _closing(self, commit):
        if not self.brought:
            return "Nothing is new or changed."
        return IN_INBOX if commit else DRY_RUN

    def _tell(self, outcome):
        if outcome.entry is not None:
            self.brought = True
            self.stdout.write(sentence(outcome.entry))
