"""What the commands share that ask another record's API."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from laws.imports.fetch.client import ApiClient, BudgetSpent, FetchProblem, Service
from laws.imports.fetch.queries import searches
from laws.imports.fetch.queue import Shelf
from laws.imports.intake import finish, propose
from laws.imports.text import sentence, summary
from laws.management.importing import IN_INBOX
from laws.management.numbers import MANY, SECONDS, TIMEOUT, check
from laws.models import ImportRun, SubjectWord
from laws.vocabulary import RunOrigin

DRY_RUN = "Dry run: what was told is kept, nothing is in the inbox. With --commit it goes there."


class FetchCommand(BaseCommand):
    """Asks for what is new or changed since the last run and says what it would bring; with
    --commit it goes into the inbox.

    What was told is kept in any case: a run that was stopped, or was a dry run, costs no question
    twice.
    """

    service: Service
    address = key = ""
    most, delay = 200, 1.0
    wait = staticmethod(time.sleep)

    def add_arguments(self, parser):
        parser.add_argument(
            "--commit", action="store_true",
            help="put it into the inbox of the desk; without this, only say what would be there",
        )  # fmt: skip
        parser.add_argument(
            "--most", type=MANY, default=self.most, metavar="N",
            help=f"questions a day at most, those of earlier runs counted ({self.most})",
        )  # fmt: skip
        parser.add_argument(
            "--delay", type=SECONDS, default=self.delay, metavar="SECONDS",
            help=f"between two questions ({self.delay:g})",
        )  # fmt: skip
        parser.add_argument(
            "--timeout", type=TIMEOUT, default=60, metavar="SECONDS", help="for one answer (60)"
        )

    def handle(self, *, commit, most, delay, timeout, **options):
        check(most=(most, MANY), delay=(delay, SECONDS), timeout=(timeout, TIMEOUT))
        key = getattr(settings, self.service.variable)
        if not key:
            raise CommandError(self.service.needs_a_key)
        shelf = Shelf(self.service, timezone.localdate(), most)
        poller = ApiClient(
            self.service, getattr(settings, self.address), key, settings.SITE_ADDRESS,
            timeout, delay=delay, spend=shelf.spend, wait=self.wait,
        )  # fmt: skip
        problem = self._fetch(poller, shelf, options)
        self.stdout.write(f"Questions asked: {poller.asked}. Bills told: {shelf.taken}.")
        if shelf.waiting.exists():
            self._empty(shelf, commit)
        elif not problem:
            self.stdout.write("Nothing is new or changed.")
        if problem:
            raise CommandError(problem)

    def fetch(self, poller, shelf, words, options):
        """Put what is told on the shelf."""
        raise NotImplementedError

    def _fetch(self, poller, shelf, options):
        """Ask until all is told or the day's questions are asked; what went wrong, if anything."""
        try:
            self.fetch(poller, shelf, searches(SubjectWord.objects.words()), options)
        except BudgetSpent as spent:
            self.stdout.write(str(spent))
        except FetchProblem as problem:
            return str(problem)
        return ""

    @transaction.atomic
    def _empty(self, shelf, commit):
        """Put what is on the shelf into the inbox, or say what would be there."""
        name = f"{self.service.name}, {shelf.day:%Y-%m-%d}"
        run = ImportRun(origin=RunOrigin.FETCH, name=name, record=self.service.record)
        if commit:
            run.save()
        counts = propose(shelf.hand_on(self.measure_of), run, commit, self._tell)
        if commit:
            shelf.clear()
            finish(run)
        self.stdout.write(summary(counts))
        self.stdout.write(IN_INBOX if commit else DRY_RUN)

    def _tell(self, told):
        if told.entry is not None:
            self.stdout.write(sentence(told.entry))
