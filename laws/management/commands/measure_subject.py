"""Measure how well bills on the subject are found, and print a table."""

from collections import defaultdict
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from laws.imports.readers.git_repository import sets_of
from laws.imports.subject.measured import ALL, HALVES, NONE, Tally, bills_of, labels_in, told_of
from laws.models import SubjectWord
from laws.refusals import Refusal

LABELS = settings.BASE_DIR / "docs" / "subject-labels.csv"
HEADINGS = ("bills", "labelled", "with a rule", "offered", "precision", "recall",
            "open in the inbox", "precision", "recall", "strength as labelled")  # fmt: skip


class Command(BaseCommand):
    help = (
        "Read the labelled bills in sets of real bills (as measure_imports reads them) and compare "
        "what the words of the subject say with the labels. Nothing is stored. The table is "
        "Markdown; docs/other-records.md explains it."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--labels", type=Path, default=LABELS, help="another file of labels")
        parser.add_argument("--examples", action="store_true", help="name what differs")

    def handle(self, *args, paths, labels, examples, **options):
        words, seen = tuple(SubjectWord.objects.words()), set()
        try:
            self.labels, self.tallies = labels_in(labels), defaultdict(Tally)
            for path in chain.from_iterable(map(sets_of, paths)):
                for bill, label in bills_of(path, self.labels):
                    if label.key not in seen:
                        seen.add(label.key)
                        self._count(label, told_of(bill, label, words), examples)
        except Refusal as error:
            raise CommandError(str(error)) from None
        self._print()

    def _count(self, label, told, examples):
        for name in label.groups:
            self.tallies[name].add(label, told)
        if examples and (NONE if told is None else told) != label.label:
            of = f"{label.state} {label.session} {label.identifier}"
            said = "not offered" if told is None else told or "unknown"
            self.stderr.write(f"{of}: {label.label}, here {said}: {label.why}")

    def _print(self):
        self.stdout.write(_line(HEADINGS))
        self.stdout.write("|" + "---|" * len(HEADINGS))
        labelled = defaultdict(int)
        for label in self.labels:
            for name in label.groups:
                labelled[name] += 1
        for name in sorted(labelled, key=lambda name: (name == ALL, name in HALVES, name)):
            self.stdout.write(_row(name, labelled[name], self.tallies[name]))


def _row(name, labelled, one):
    return _line((
        name, f"{one.bills} of {labelled}", one.ruled,
        one.offered, _share(one.offered_ruled, one.offered), _share(one.offered_ruled, one.ruled),
        one.open, _share(one.open_ruled, one.open), _share(one.open_ruled, one.ruled),
        _share(one.equal, one.told),
    ))  # fmt: skip


def _share(part, whole):
    return f"{part} of {whole} ({part / whole:.0%})" if whole else ""


def _line(cells):
    return f"| {' | '.join(map(str, cells))} |"
