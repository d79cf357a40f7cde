"""Looks at every cited address: is it still there?"""

import time
from collections import defaultdict
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laws.looking import look
from laws.models import SeenPage

AGENT = "Facelaw-source-check/1.0 (+{address}/method/)"


class Command(BaseCommand):
    """Each result is kept at once: a run that was stopped goes on where it was."""

    help = "Look at every address that the record cites, and keep what was seen there."

    def add_arguments(self, parser):
        parser.add_argument(
            "--older-than", type=int, default=30, metavar="DAYS",
            help="only addresses not looked at for so many days (30)",
        )  # fmt: skip
        parser.add_argument("--limit", type=int, metavar="N", help="so many addresses at most")
        parser.add_argument(
            "--delay", type=float, default=5, metavar="SECONDS",
            help="between two questions to one host (5)",
        )  # fmt: skip
        parser.add_argument(
            "--timeout", type=float, default=20, metavar="SECONDS", help="for one answer (20)"
        )

    def handle(self, *, older_than, limit, delay, timeout, **options):
        if older_than < 0 or delay < 0 or timeout <= 0 or (limit is not None and limit < 1):
            raise CommandError(
                "--older-than and --delay take 0 or more, --limit 1 or more, --timeout more than 0."
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
            failed += bool(sight.problem)
            said = sight.problem or f"{sight.status}"
            self.stdout.write(f"{number}/{len(pages)} {page.url}: {said}")
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
