"""Measure what texts suggest about the bills that we have coded, and print a table."""

from itertools import chain
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from laws.imports.readers import detect
from laws.imports.readers.git_repository import sets_of
from laws.imports.suggestion_accuracy import Coded, SuggestionAccuracy, count
from laws.refusals import Refusal

HEADINGS = "what", "suggested", "people said so", "said otherwise", "said nothing", "coded so"


class Command(BaseCommand):
    help = (
        "Read sets of real bills with texts (as measure_imports does) and compare what their texts "
        "suggest with what people answered about the same bills. Nothing is stored. The table is "
        "Markdown; docs/other-records.md explains it."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--examples", action="store_true", help="tell what people did not say")

    def handle(self, *args, paths, examples, **options):
        coded, counts = Coded(), SuggestionAccuracy()
        for path in chain.from_iterable(map(sets_of, paths)):
            try:
                count(detect.read(path), coded, counts)
            except Refusal as error:
                raise CommandError(str(error)) from None
        self.stdout.write(f"{len(counts.bills)} bills")
        self.stdout.write(f"| {' | '.join(HEADINGS)} |")
        self.stdout.write("|" + "---|" * len(HEADINGS))
        for (name, value), said in sorted(counts.said.items()):
            if said.suggested:
                cells = (f"`{name}`{f' {value}' if value else ''}", said.suggested, said.right,
                         said.otherwise, said.unsaid, said.coded)  # fmt: skip
                self.stdout.write(f"| {' | '.join(map(str, cells))} |")
        for line in counts.examples if examples else ():
            self.stderr.write(line)
