"""What the commands that fetch from another record's API share."""

import time
from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from laws.imports.fetch.client import ApiClient, BudgetSpent, FetchProblem, Service
from laws.imports.fetch.queries import searches
from laws.imports.fetch.queue import FetchQueue
from laws.imports.intake import finish, propose
from laws.imports.looked import note_searches
from laws.imports.text import sentence, summary
from laws.management.importing import IN_INBOX
from laws.management.numbers import MANY, SECONDS, TIMEOUT, check
from laws.models import ImportRun, SubjectWord
from laws.text.dates import say_short
from laws.vocabulary import RunOrigin

DRY_RUN = "Dry run: what came is kept, and nothing is in the inbox. To put it there, add --commit."


class FetchCommand(BaseCommand):
    """Fetches what is new or changed since the last run and says what it would bring; with
    --commit it goes into the inbox.

    What came is kept in any case: no request is sent twice because a run was stopped or was a dry
    run.
    """

    service: Service
    address = key = ""
    requests_a_day, delay = 200, 1.0
    wait = staticmethod(time.sleep)

    def add_arguments(self, parser):
        parser.add_argument(
            "--commit", action="store_true",
            help="put the bills into the inbox; without this, only say what would be there",
        )  # fmt: skip
        parser.add_argument(
            "--most", type=MANY, default=self.requests_a_day, metavar="N",
            help=f"requests a day at most, those of earlier runs included ({self.requests_a_day})",
        )  # fmt: skip
        parser.add_argument(
            "--delay", type=SECONDS, default=self.delay, metavar="SECONDS",
            help=f"pause between two requests ({self.delay:g})",
        )  # fmt: skip
        parser.add_argument(
            "--timeout",
            type=TIMEOUT,
            default=60,
            metavar="SECONDS",
            help="time for one answer (60)",
        )

    def handle(self, *, commit, most, delay, timeout, **options):
        check(most=(most, MANY), delay=(delay, SECONDS), timeout=(timeout, TIMEOUT))
        key = getattr(settings, self.service.variable)
        if not key:
            raise CommandError(self.service.needs_a_key)
        queue = FetchQueue(self.service, timezone.localdate(), most)
        client = ApiClient(
            self.service, getattr(settings, self.address), key, settings.SITE_ADDRESS,
            timeout, delay=delay, spend=queue.spend, wait=self.wait,
        )  # fmt: skip
        problem = self._fetch(client, queue, options)
        self.stdout.write(
            f"Requests sent: {client.requests_sent}. Bills received: {queue.received}."
        )
        if queue.waiting.exists():
            self._empty(queue, commit)
        elif not problem:
            self.stdout.write("Nothing is new or changed.")
        if problem:
            raise CommandError(problem)

    def fetch(self, client, queue, words, options):
        """Add to the queue what is new or changed."""
        raise NotImplementedError

    def _fetch(self, client, queue, options):
        """Fetch until nothing is left or the day's budget is spent; what went wrong, or ""."""
        try:
            self.fetch(client, queue, searches(SubjectWord.objects.words()), options)
        except BudgetSpent as spent:
            self.stdout.write(str(spent))
        except FetchProblem as problem:
            return str(problem)
        return ""

    @transaction.atomic
    def _empty(self, queue, commit):
        """Put what waits in the queue into the inbox, or say what would be there."""
        name = f"{self.service.name}, {say_short(queue.day)}"
        run = ImportRun(origin=RunOrigin.FETCH, name=name, record=self.service.record)
        if commit:
            run.save()
        bills, looked = queue.hand_on(self.measure_of), Counter()
        counts = propose(bills, run, commit, self._tell, looked=looked)
        if commit:
            queue.clear()
            finish(run)
            note_searches(run, looked, queue.day)
        self.stdout.write(summary(counts))
        self.stdout.write(IN_INBOX if commit else DRY_RUN)

    def _tell(self, outcome):
        if outcome.entry is not None:
            self.stdout.write(sentence(outcome.entry))
