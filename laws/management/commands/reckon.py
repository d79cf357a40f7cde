"""Calculate terms, stages and dates again."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from laws.editing.consequences import Turn, in_parts, joined, turns
from laws.models import LoadedRecord, Measure
from laws.models.reckoned import rules_digest, store_reckoning
from laws.open_data.events import note_events

BATCH = 200


def with_stages():
    """All measures, with what their stages follow from and what is stored of them."""
    around = Measure.objects.select_related("jurisdiction", "session__jurisdiction")
    return around.prefetch_related("actions", "stages")


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
        changed: list[str] = []
        how: list[Turn] = []
        for start in range(0, len(ids), BATCH):
            batch = list(with_stages().filter(pk__in=ids[start : start + BATCH]).order_by("pk"))
            how += turns(batch, timezone.localdate())
            changed += [measure.slug for measure in store_reckoning(batch)]
        if record:
            record.rules = digest
            record.save(update_fields=["rules"])
        note_events()
        for slug in changed:
            self.stdout.write(f"changed: {slug}")
        for part in in_parts(joined(how)):
            self.stdout.write(part)
        self.stdout.write(f"{len(ids):,} measures calculated, {len(changed):,} changed.")
