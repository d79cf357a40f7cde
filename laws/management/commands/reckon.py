"""Reckon everything again."""

from django.core.management.base import BaseCommand

from laws.models import Measure
from laws.models.reckoned import store_reckoning

BATCH = 200


class Command(BaseCommand):
    help = "Recompute terms, stages and dates of every measure, and say which changed."

    def handle(self, **options):
        ids = list(Measure.objects.order_by("pk").values_list("pk", flat=True))
        changed = []
        for start in range(0, len(ids), BATCH):
            batch = Measure.objects.filter(pk__in=ids[start : start + BATCH])
            changed += [measure.slug for measure in store_reckoning(list(batch))]
        for slug in changed:
            self.stdout.write(f"changed: {slug}")
        self.stdout.write(f"{len(ids):,} measures reckoned, {len(changed):,} changed.")
