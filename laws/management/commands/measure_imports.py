"""Measure how well bills of other records are read, and print a table."""

from datetime import date
from itertools import chain
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laws.imports.accuracy import Accuracy, accuracy_of
from laws.imports.readers import detect
from laws.imports.readers.git_repository import sets_of
from laws.refusals import Refusal

HEADINGS = ("set", "newest entry", "bills", "refused", "passages found", "denied by its words",
            "laws found", "denied by its words", "in words alone", "invented", "vetoes found",
            "votes read", "dated outside its session", "dead bills", "of them pending",
            "left open by the set")  # fmt: skip
COUNTS = ("bills", "refused", "passages_told", "passages_found", "passages_contradicted",
          "laws_told", "laws_found", "laws_contradicted", "laws_in_words", "laws_invented",
          "vetoes_told", "vetoes_found", "votes_told", "votes_found", "outside_session", "dead",
          "dead_pending", "left")  # fmt: skip


class Command(BaseCommand):
    help = (
        "Read sets of real bills (a file, a folder, a ZIP or a git repository each; a folder of "
        "repositories is one set each) and compare what we make of them with what the set itself "
        "says. Nothing is stored. The table is Markdown; docs/accuracy.md explains it."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--examples", action="store_true", help="name some bills of each error")

    def handle(self, *args, paths, examples, **options):
        on, total = timezone.localdate(), Accuracy()
        self.stdout.write(_line(HEADINGS))
        self.stdout.write("|" + "---|" * len(HEADINGS))
        for path in chain.from_iterable(map(sets_of, paths)):
            try:
                counts = accuracy_of(detect.read(path), on)
            except Refusal as error:
                raise CommandError(str(error)) from None
            self.stdout.write(_row(_name(path), counts))
            self.stdout.flush()
            for name in COUNTS:
                setattr(total, name, getattr(total, name) + getattr(counts, name))
            total.newest = max(total.newest, counts.newest)
            for error, bills in counts.examples.items() if examples else ():
                self.stderr.write("\n".join([f"{error}:", *(f"  {bill}" for bill in bills)]))
        self.stdout.write(_row("all", total))


def _name(path):
    return path.parent.name if path.name in ("repo", ".git") else path.name


def _row(name: str, counts: Accuracy) -> str:
    return _line((
        name,
        str(counts.newest) if counts.newest > date.min else "",
        f"{counts.bills:,}",
        f"{counts.refused:,}",
        f"{counts.passages_found:,} of {counts.passages_told:,}",
        f"{counts.passages_contradicted:,}",
        f"{counts.laws_found:,} of {counts.laws_told:,}",
        f"{counts.laws_contradicted:,}",
        f"{counts.laws_in_words:,}",
        f"{counts.laws_invented:,}",
        f"{counts.vetoes_found:,} of {counts.vetoes_told:,}",
        f"{counts.votes_found:,} of {counts.votes_told:,}",
        f"{counts.outside_session:,}",
        f"{counts.dead:,}",
        f"{counts.dead_pending:,}",
        f"{counts.left:,}",
    ))  # fmt: skip


def _line(cells) -> str:
    return f"| {' | '.join(cells)} |"
