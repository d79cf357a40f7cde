"""Say what seems off about the record, by rule; for people and for CI."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laws.editing.consistency import CHECKS, check_measures
from laws.models import Measure
from laws.vocabulary import EditorialStatus


class Command(BaseCommand):
    help = "Say what seems off about the record, by rule. Ends with 1 if something is."

    def add_arguments(self, parser):
        parser.add_argument("--rule", choices=CHECKS, help="this rule alone")
        parser.add_argument("--json", action="store_true", help="as JSON, one object a finding")

    def handle(self, *, rule, json: bool, **options):
        found = _found(rule)
        say = _as_json if json else _as_text
        self.stdout.write(say(found))
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


def _as_json(found):
    return json.dumps(found, indent=1, ensure_ascii=False)


def _as_text(found):
    lines = []
    for name, one in CHECKS.items():
        here = [row for row in found if row["rule"] == name]
        if here:
            lines.append(f"{one.title} ({name}): {len(here)}")
            lines += [f"  {row['measure']}, {row['about']}: {row['sentence']}" for row in here]
    return "\n".join(lines) or "Nothing is off."
