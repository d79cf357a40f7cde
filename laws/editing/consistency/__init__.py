"""Whether what a measure says can be so: named rules that look for what is off, and say it.

A rule (`CHECKS`, one function each, in the modules beside this one) reads plain facts of one
measure and yields findings. It refuses nothing: a finding is a sentence that says what is off and
what to do. Dates known to the month or the year give no false alarm: only what is off for every day
they may stand for is found.

    check_measure(measure, today)        one stored measure: list[Finding]
    check_measures(queryset, today)      many, in a handful of queries: {key: list[Finding]}
    findings(MeasureFacts(today=…, …))   anything else, such as a form that is being typed

A `Finding` has `sentence`, `rule`, `severity` (WRONG or ODD) and where it belongs: `part` with
`key`, a box of the measure by its name (OWN), or a row of its ACTIONS or RELATIONS by its key.
Whoever decides what becomes public has to see them: templates/admin/laws/_findings.html shows them
with a box “I have seen this”, named `seen`, whose value is `seen_mark(found)`; `see(found, sent)`
raises Unseen unless all of it was seen.
"""

from datetime import date
from importlib import import_module

from django.db.models import QuerySet

from laws.editing.consistency.facts import MeasureFacts
from laws.editing.consistency.findings import (
    ACTIONS,
    CHECKS,
    ODD,
    OWN,
    RELATIONS,
    WRONG,
    Finding,
    Unseen,
    every_finding,
    findings,
    see,
    seen_mark,
)
from laws.editing.consistency.stored import facts_of
from laws.models import Measure

for _name in ("order", "ends", "votes", "relations", "courts", "government", "actors", "numbers"):
    import_module(f"{__name__}.{_name}")  # which registers its rules, in this order

__all__ = [
    "ACTIONS",
    "CHECKS",
    "ODD",
    "OWN",
    "RELATIONS",
    "WRONG",
    "Finding",
    "MeasureFacts",
    "Unseen",
    "check_measure",
    "check_measures",
    "every_finding",
    "facts_about",
    "findings",
    "see",
    "seen_mark",
]


def check_measure(measure: Measure, today: date) -> list[Finding]:
    """What seems off about one measure, as it is stored."""
    return findings(facts_about(measure, today))


def facts_about(measure: Measure, today: date) -> MeasureFacts:
    """What the checks read of one measure, as it is stored."""
    return facts_of(_rows(Measure.objects.filter(pk=measure.pk)), today)[measure.pk]


def check_measures(measures: QuerySet[Measure], today: date) -> dict[int, list[Finding]]:
    """What seems off about each of the measures, as they are stored, by key."""
    return {key: findings(facts) for key, facts in facts_of(_rows(measures), today).items()}


def _rows(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    return measures.select_related("jurisdiction", "session__jurisdiction")
