"""The queue of one service: bills fetched from its API wait in the database until they are in the
inbox. It also keeps how far each search came, and the day's budget of requests."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Q

from laws.imports.fetch.client import BudgetSpent, Service
from laws.imports.fetch.queries import in_its_text
from laws.imports.types import IncomingMeasure, RefusedRecord, Where
from laws.models import FetchDay, FetchedBill, FetchMark, RawRecord
from laws.models.fetching import FetchedBillQuerySet

Versions = dict[str, tuple[str, list[str]]]
"""Bills that searches found: id → (version, searches)."""


class FetchQueue:
    """The bills fetched from one service, the marks of its searches, and its budget for a day."""

    def __init__(self, service: Service, day: date, requests_a_day: int):
        self.service, self.day, self.requests_a_day = service, day, requests_a_day
        self.received, self.handed_on = 0, []
        self.budget, _ = FetchDay.objects.get_or_create(record=service.record, day=day)

    def spend(self) -> None:
        """Count one request; BudgetSpent if none is left today."""
        if not self.budget.spend(self.requests_a_day):
            raise BudgetSpent(
                f"Today's {self.requests_a_day} requests to {self.service.name} are used up. "
                "The next run continues from here."
            )

    def mark(self, search: str) -> FetchMark:
        """How far a search came."""
        return FetchMark.objects.get_or_create(record=self.service.record, search=search)[0]

    def missing(self, found: Versions) -> Versions:
        """Those bills that we do not have in this version, or not by these searches."""
        same = Q(record=self.service.record, record_id__in=list(found))
        fetched = {row.record_id: row for row in FetchedBill.objects.filter(same).defer("raw")}
        imported = dict(RawRecord.objects.filter(same).values_list("record_id", "version"))

        def is_known(key, version, searches):
            row = fetched.get(key)
            is_fetched = row and row.version == version and set(searches) <= set(row.searches)
            return is_fetched or imported.get(key) == version

        return {key: details for key, details in found.items() if not is_known(key, *details)}

    def add(self, key: str, version: str, searches: list[str], raw: dict) -> None:
        """Keep a bill that was fetched."""
        row, _ = FetchedBill.objects.get_or_create(record=self.service.record, record_id=key)
        row.searches = sorted({*row.searches, *searches})
        row.version, row.raw = version, raw
        row.save()
        self.received += 1

    @property
    def waiting(self) -> FetchedBillQuerySet:
        """The bills that are not in the inbox yet."""
        return FetchedBill.objects.filter(record=self.service.record).waiting()

    def hand_on(
        self, measure_of: Callable[[dict, Where], IncomingMeasure | RefusedRecord]
    ) -> Iterator[IncomingMeasure | RefusedRecord]:
        """The bills that wait, as `measure_of` reads each."""
        waiting = self.waiting.select_for_update()
        self.handed_on = list(waiting.values_list("pk", flat=True))
        for key in self.handed_on:
            row = FetchedBill.objects.get(pk=key)
            where = Where(f"{self.service.name}, {row.record_id}")
            yield self._found_by(row.searches, measure_of(row.raw, where))

    def clear(self) -> None:
        """Let go of what was handed on: it is in the inbox now."""
        FetchedBill.objects.filter(pk__in=self.handed_on).update(raw=None)

    def _found_by(self, searches, measure):
        """A bill with the words that the service, which has its whole text, found in it."""
        if isinstance(measure, RefusedRecord):
            return measure
        text = [measure.text, in_its_text(self.service.name, searches)]
        return replace(measure, text="\n".join(filter(None, text)))
