"""The whole record checked, once for each state of it."""

from datetime import date

from django.core.cache import cache
from django.db.models import Max, Value

from laws.editing.consistency.findings import findings
from laws.editing.consistency.stored import facts_of
from laws.models import (
    ActionRevision,
    ChamberRevision,
    ExplainedFindingRevision,
    JurisdictionRevision,
    Measure,
    MeasureRevision,
    RelationRevision,
    SessionRevision,
)
from laws.vocabulary import EditorialStatus

READ = (
    MeasureRevision,
    ActionRevision,
    RelationRevision,
    ExplainedFindingRevision,
    ChamberRevision,
    SessionRevision,
    JurisdictionRevision,
)
"""The revisions of all that the checks read: their latest tell one state of it from another."""


def measures_off(today: date) -> set[int]:
    """The keys of measures about which something seems off; withdrawn ones do not count."""
    first, *others = (
        table.objects.order_by()
        .values(table=Value(number))
        .annotate(latest=Max("pgh_id"))
        .values_list("table", "latest")
        for number, table in enumerate(READ)
    )
    state = "-".join(f"{table}.{latest}" for table, latest in sorted(first.union(*others)))
    found: set[int] | None = cache.get_or_set(f"off-{today}-{state}", lambda: _check_all(today))
    return found or set()


def _check_all(today: date) -> set[int]:
    measures = Measure.objects.exclude(status=EditorialStatus.WITHDRAWN)
    rows = measures.select_related("jurisdiction", "session__jurisdiction")
    return {key for key, facts in facts_of(rows, today).items() if findings(facts)}
