"""Say what seems off about the record, by rule, and what a load kept; for people and for CI."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laws.editing.consistency import CHECKS, check_measures
from laws.models import LoadedRecord, Measure
from laws.vocabulary import EditorialStatus

KEPT = "kept_by_load"


class Command(BaseCommand):
    help = "Say what seems off about the record, by rule. Ends with 1 if something is."

    def add_arguments(self, parser):
        parser.add_argument("--rule", choices=CHECKS, help="this rule alone")
        parser.add_argument("--json", action="store_true", help="as JSON, one object a finding")

    def handle(self, *, rule, json: bool, **options):
        found = _found(rule)
        kept = [] if rule else _kept()
        say = _as_json if json else _as_text
        self.stdout.write(say(found + kept))
        if found:
            noun = "finding" if len(found) == 1 else "findings"
            raise CommandError(f"{len(found)} {noun} to correct or explain.", returncode=1)


def _found(rule):
    measures = Measure.objects.exclude(status=EditorialStatus.WITHDRAWN).order_by("slug")
    slugs = dict(measures.values_list("pk", "slug"))
    return [
        {"measure": slugs[key], "rule": one.rule, "about": one.about, "sentence": one.sentence}
        for key, findings in check_measures(measures, timezone.localdate()).items()
        for one in findings
        if rule in (None, one.rule)
    ]


def _kept():
    """What is no finding, and to be settled: rows of staff that the release has otherwise."""
    latest = LoadedRecord.objects.first()
    return [_said_of(name, latest.version) for name in latest.kept] if latest else []


def _said_of(name, version):
    noun, _, slug = name.partition(" ")
    sentence = f"Staff changed it, and release {version} says something else or has it no more."
    measure = slug if noun == "measures" else ""
    return {"measure": measure, "rule": KEPT, "about": name, "sentence": sentence}


def _as_json(found):
    return json.dumps(found, indent=1, ensure_ascii=False)


def _as_text(found):
    lines = []
    for name, one in CHECKS.items():
        here = [row for row in found if row["rule"] == name]
        if here:
            lines.append(f"{one.title} ({name}): {len(here)}")
            lines += [f"  {row['measure']}, {row['about']}: {row['sentence']}" for row in here]
    kept = [row for row in found if row["rule"] == KEPT]
    if kept:
        lines.append(f"Kept as staff left it ({KEPT}), which is no finding: {len(kept)}")
        lines += [f"  {row['about']}: {row['sentence']}" for row in kept]
    return "\n".join(lines) or "Nothing is off."
