"""Court cases as JSON."""

from typing import Any

from dashboard.pages.cases.data import CaseOnDate
from dashboard.web.page_url import path_to
from laws.models import CaseEffect

RULE = (
    "Court cases known by that day. standing is open where no end is known by then, else ruled, "
    "settled or dismissed; decided is the latest decision known, and is null where it came later; "
    "is_known is whether anything of the case had happened by then. did says what a case did to a "
    "measure: struck_down, enjoined and reinstated are actions of the measure, from which its time "
    "in effect follows (R4); no other word changes when a measure is in effect. A date or docket "
    "that is not known is empty. The list is not complete: the courts were not searched as a whole."
)


def as_json(one: CaseOnDate, site: str) -> dict[str, Any]:
    """A case as it stood on its day, with its `effects` on measures."""
    case, place = one.case, one.case.jurisdiction
    return {
        "slug": case.slug,
        "name": case.name,
        "url": site + path_to("case", case.slug),
        "state": place.state_code or "US",
        "division_id": place.division_id,
        "government": place.name_in_state,
        "about": case.subject,
        "court": case.court,
        "docket": case.docket,
        "filed": case.filed and case.filed.isoformat(),
        "decided": one.decided and one.decided.isoformat(),
        "standing": one.standing,
        "is_known": one.is_known,
        "summary": case.summary,
        "outcome": one.outcome,
        "confidence": case.confidence,
        "note": case.note,
        "effects": [_effect(effect) for effect in one.effects],
        "sources": case.source_urls,
    }


def _effect(effect: CaseEffect) -> dict[str, Any]:
    return {
        "measure": effect.measure.slug,
        "did": effect.did,
        "date": effect.date and effect.date.isoformat(),
        "note": effect.note,
    }


def one_as_json(one: CaseOnDate, site: str) -> dict[str, Any]:
    """The same with the milestones of the case by the day."""
    milestones = [row for row in one.case.milestones.all() if row.date.first <= one.on]
    return as_json(one, site) | {
        "milestones": [{"date": row.date.isoformat(), "title": row.title} for row in milestones],
    }
