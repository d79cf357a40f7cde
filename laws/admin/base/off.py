"""How the pages of the desk show what seems off about a measure, and what is explained."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from laws.admin.base.addresses import desk_address
from laws.editing.consistency import CHECKS, Finding, MeasureFacts, every_finding
from laws.editing.history import LOAD
from laws.models import ExplainedFinding, ExplainedFindingRevision, Measure, Relation

SHIPPED = "With the shipped data"
STILL_COUNTS = "repealed_still_counts"
ENDED_BY = "ended_by"
"""What an address asks for that opens a form with the row “Repealed” in place."""


class Off(NamedTuple):
    """A finding, the id of the box that it is about, and addresses: where the end of the other
    measure is entered that it names, and where it is explained. "" where there is none.
    """

    finding: Finding
    box: str = ""
    ending: str = ""
    explain: str = ""

    @property
    def sentence(self) -> str:
        return self.finding.sentence


class Explanation(NamedTuple):
    """Why something that seems off is right: what it is, who said so and when, and where that is
    changed. It has lapsed if the fact that it explains is another by now.
    """

    said: str
    reason: str
    who: str
    made_at: datetime | None
    address: str
    has_lapsed: bool


def explanations(measure: Measure, facts: MeasureFacts) -> list[Explanation]:
    """What is explained about a stored measure of which these are the facts."""
    rows = [one for one in measure.explained_findings.all() if one.rule in CHECKS]
    if not rows:
        return []
    found = {(one.rule, one.about): one.sentence for one in every_finding(facts)}
    revisions = ExplainedFindingRevision.objects.filter(measure=measure).order_by("pgh_id")
    last = {row.pgh_obj_id: row for row in revisions}
    return [_explanation(measure, row, found, last.get(row.pk)) for row in rows]


def _explanation(measure, row: ExplainedFinding, found, revision) -> Explanation:
    said = found.get((row.rule, row.about))
    context = (revision and revision.pgh_context) or {}
    return Explanation(
        said or f"{CHECKS[row.rule].title} ({row.about})",
        row.reason,
        context.get("username") or (SHIPPED if context.get("origin") == LOAD else ""),
        revision and revision.pgh_created_at,
        explain_address(measure, row),
        said is None,
    )


def explain_address(measure: Measure, one: Finding | ExplainedFinding) -> str:
    """Where it is said why a finding about a measure is right."""
    address = reverse("admin:explain", args=[measure.pk])
    return f"{address}?{urlencode({'rule': one.rule, 'about': one.about})}"


def ending_address(relation: Relation) -> str:
    """Where the end of a relation's other measure is entered, with its row filled in."""
    return f"{desk_address(relation.to_measure)}?{ENDED_BY}={relation.from_measure_id}"


def with_endings(found: Iterable[Finding]) -> list[Off]:
    """What was found about a stored measure, with where the ends are entered that it lacks."""
    shown = []
    for finding in found:
        relation = finding.rule == STILL_COUNTS and _relation(finding.key)
        shown.append(Off(finding, "", ending_address(relation) if relation else ""))
    return shown


def _relation(key: str) -> Relation | None:
    return Relation.objects.select_related("to_measure__jurisdiction").filter(pk=key).first()
