"""What an API told waits here, in the database, until it is in the inbox."""

from dataclasses import replace

from django.db.models import Q

from laws.imports.fetch.client import BudgetSpent
from laws.imports.fetch.queries import in_its_text
from laws.imports.types import Refused, Where
from laws.models import FetchDay, FetchedBill, FetchMark, RawRecord


class Shelf:
    """The bills of one service that were fetched, how far its searches came, and its budget."""

    def __init__(self, service, day, most):
        self.service, self.day, self.most = service, day, most
        self.taken, self.handed_on = 0, []
        self.budget, _ = FetchDay.objects.get_or_create(record=service.record, day=day)

    def spend(self):
        """Count one question, or say that there is none left."""
        if not self.budget.spend(self.most):
            raise BudgetSpent(
                f"The day's {self.most} questions to {self.service.name} are asked: "
                "the next run goes on from here."
            )

    def mark(self, search) -> FetchMark:
        """How far a search came."""
        return FetchMark.objects.get_or_create(record=self.service.record, search=search)[0]

    def lacks(self, found: dict) -> dict:
        """Of what was found, id → (stamp, searches), that of which the record does not have this
        state, or not by these searches."""
        same = Q(record=self.service.record, record_id__in=list(found))
        known = {row.record_id: row for row in FetchedBill.objects.filter(same).defer("raw")}
        read = dict(RawRecord.objects.filter(same).values_list("record_id", "stamp"))

        def is_had(key, stamp, searches):
            row = known.get(key)
            taken = row and row.stamp == stamp and set(searches) <= set(row.searches)
            return taken or read.get(key) == stamp

        return {key: what for key, what in found.items() if not is_had(key, *what)}

    def put(self, key, stamp, searches, raw):
        """Keep what was told of one bill."""
        row, _ = FetchedBill.objects.get_or_create(record=self.service.record, record_id=key)
        row.searches = sorted({*row.searches, *searches})
        row.stamp, row.raw = stamp, raw
        row.save()
        self.taken += 1

    @property
    def waiting(self):
        """The bills that are not in the inbox yet."""
        return FetchedBill.objects.filter(record=self.service.record).waiting()

    def hand_on(self, measure_of):
        """What waits, as the readers yield it."""
        waiting = self.waiting.select_for_update()
        self.handed_on = list(waiting.values_list("pk", flat=True))
        for key in self.handed_on:
            row = FetchedBill.objects.get(pk=key)
            where = Where(f"{self.service.name}, {row.record_id}")
            yield self._found_by(row.searches, measure_of(row.raw, where))

    def clear(self):
        """What was handed on is in the inbox now."""
        FetchedBill.objects.filter(pk__in=self.handed_on).update(raw=None)

    def _found_by(self, searches, measure):
        """A bill with the words that the service, which has its whole text, found in it."""
        if isinstance(measure, Refused):
            return measure
        text = [measure.text, in_its_text(self.service.name, searches)]
        return replace(measure, text="\n".join(filter(None, text)))
