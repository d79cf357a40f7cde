"""Calculate terms, stages and dates again."""

from django.core.management.base import BaseCommand

from laws.models import LoadedRecord, Measure
from laws.models.reckoned import rules_digest, store_reckoning

BATCH = 200


class Command(BaseCommand):
    help = "Calculate terms, stages and dates of every measure again, and say which changed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-stale", action="store_true", help="only if the rules changed since the last time"
        )

    def handle(self, *, if_stale, **options):
        record, digest = LoadedRecord.objects.first(), rules_digest()
        if if_stale and (record is None or record.rules == digest):
            return
        ids = list(Measure.objects.order_by("pk").values_list("pk", flat=True))
        changed = []
        for start in range(0, len(ids), BATCH):
            batch = Measure.objects.filter(pk__in=ids[start : start + BATCH])
            changed += [measure.slug for measure in store_reckoning(list(batch))]
        if record:
            record.rules = digest
            record.save(update_fields=["rules"])
        for slug in changed:
            self.stdout.write(f"changed: {slug}")
        self.stdout.write(f"{len(ids):,} measures calculated, {len(changed):,} changed.")
