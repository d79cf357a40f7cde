"""Measure how well bills of other records are read, and print a table."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laws.imports.accuracy import Accuracy, accuracy_of
from laws.imports.readers import detect
from laws.refusals import Refusal

HEADINGS = ("set", "bills", "refused", "passages found", "laws found", "laws in words alone",
            "laws invented", "dead bills", "of them pending")  # fmt: skip


class Command(BaseCommand):
    help = (
        "Read sets of real bills (a file, a folder, a ZIP or a git repository each) and compare "
        "what we make of them with what the set itself says. Nothing is stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--examples", action="store_true", help="name some bills of each error")

    def handle(self, *args, paths, examples, **options):
        on = timezone.localdate()
        self.stdout.write("| " + " | ".join(HEADINGS) + " |")
        self.stdout.write("|" + "---|" * len(HEADINGS))
        for path in paths:
            try:
                counts = accuracy_of(detect.read(path), on)
            except Refusal as error:
                raise CommandError(str(error)) from None
            self.stdout.write(_row(_name(path), counts))
            for error, bills in counts.examples.items() if examples else ():
                self.stderr.write("\n".join([f"{error}:", *(f"  {bill}" for bill in bills)]))


def _name(path):
    return path.parent.name if path.name in ("repo", ".git") else path.name


def _row(name: str, counts: Accuracy) -> str:
    cells = (
        name,
        f"{counts.bills:,}",
        f"{counts.refused:,}",
        f"{counts.passages_found:,} of {counts.passages_told:,}",
        f"{counts.laws_found:,} of {counts.laws_told:,}",
        f"{counts.laws_in_words:,}",
        f"{counts.laws_invented:,}",
        f"{counts.dead:,}",
        f"{counts.dead_pending:,}",
    )
    return f"| {' | '.join(cells)} |"
