"""Looks at every cited address: is it still there?"""

import time
from collections import defaultdict
from functools import partial
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from laws.management.numbers import DAYS, MANY, SECONDS, TIMEOUT, check
from laws.models import Quotation, SeenPage, SourceCopy
from laws.open_data.events import note_events
from laws.sources.check import look
from laws.sources.page_text import says

AGENT = "Facelaw-source-check/1.0 (+{address}/method/)"


class Command(BaseCommand):
    """Each result is kept at once: a run that was stopped goes on where it was."""

    help = "Look at every address that the record cites, and keep what was seen there."

    def add_arguments(self, parser):
        parser.add_argument(
            "--older-than", type=DAYS, default=30, metavar="DAYS",
            help="only addresses not looked at for so many days (30)",
        )  # fmt: skip
        parser.add_argument("--limit", type=MANY, metavar="N", help="so many addresses at most")
        parser.add_argument(
            "--delay", type=SECONDS, default=5, metavar="SECONDS",
            help="between two questions to one host (5)",
        )  # fmt: skip
        parser.add_argument(
            "--timeout", type=TIMEOUT, default=20, metavar="SECONDS", help="for one answer (20)"
        )

    def handle(self, *, older_than, limit, delay, timeout, **options):
        check(
            older_than=(older_than, DAYS),
            limit=(limit, MANY),
            delay=(delay, SECONDS),
            timeout=(timeout, TIMEOUT),
        )
        SeenPage.objects.gather()
        pages = list(SeenPage.objects.due(timezone.now(), older_than)[:limit])
        agent = AGENT.format(address=settings.SITE_ADDRESS)
        last, failed = {}, 0
        for number, page in enumerate(by_turns(pages), 1):
            host = host_of(page.url)
            if host in last:
                time.sleep(max(0, last[host] + delay - time.monotonic()))
            sight = look(page.url, agent, timeout, settings.REACH_PRIVATE_NETWORKS)
            last[host] = time.monotonic()
            page.note(sight, timezone.now())
            if sight.text:
                found = partial(says, sight.text)
                Quotation.objects.note(page.url, found, timezone.localdate())
                SourceCopy.objects.keep_page(page.url, sight.text, timezone.localdate())
            failed += bool(sight.problem)
            said = sight.problem or f"{sight.status}"
            self.stdout.write(f"{number}/{len(pages)} {page.url}: {said}")
        note_events()
        self.stdout.write(f"Looked at {len(pages)}; {failed} did not show what is cited.")


def host_of(address):
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def by_turns(pages):
    """Pages of many hosts, one host after the other, so that none is asked twice in a row."""
    hosts = defaultdict(list)
    for page in pages:
        hosts[host_of(page.url)].append(page)
    return [page for page in chain(*zip_longest(*hosts.values())) if page]
