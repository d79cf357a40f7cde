"""One measure as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dashboard.codebook.answers import own_days_json
from dashboard.codebook.comparisons import comparison_json
from dashboard.codebook.strictness import Beside, Strictness
from dashboard.pages.cases.data import Litigation
from dashboard.pages.changes.data import address_of_changes
from dashboard.pages.measure_detail.data import MeasureData
from dashboard.pages.measure_detail.evidence import days_of_fate
from dashboard.pages.measure_detail.related import RelatedMeasure, RelatedMeasures
from dashboard.pages.measure_detail.status import MeasureStatus
from dashboard.web.measure_json import EFFECT_RULE, FORCE_RULE, TIER_RULE, identity
from laws.counting.answers import AnswerOnDate
from laws.models import Action, Source, Sponsorship, StageSpan, Term
from laws.rules.terms import ActionFacts
from laws.text.dates import PartialDate

RULE = (
    "stage is how far the measure got by the date (R6), null before its first action; in_force is "
    "whether it is certainly in effect on the date (R1 to R5). A term is [starts_on, ends_on). "
    "safeguards (R11): score is the least its answers come to and highest the most, of asked; a "
    "question that is not coded never counts as no. place is null where the measure cannot be told "
    "apart from one of the laws beside it; above and below count those that can. "
    "provisions are as coded; effective_on and ended_on are days of their own, null where they are "
    "the measure's, and force whether the answer is in effect on the date, null where the measure "
    "is not. Of a measure that is partly in effect, safeguards counts what is not as no, or not at "
    "all where that is not certain. "
    "verified_sources are those that were looked at when it was last checked, and those that were "
    "not; null where that is not known. changed_since_verified is the day of its last change after "
    "that check, null where there is none. quotations are sentences of the text, each with the "
    "question it answers, or null for what the effect rests on. second_answers are those of a "
    "second coder who did not see the first: settled_answer is empty where the two agree, or where "
    "their disagreement is open. Of a source, gone_since and changed_on are the days on which it "
    "was first seen gone and last seen changed; cases are the court cases on it known by the date, "
    "each with what it did to it; missing_since of a quotation is the day on which "
    "it was no longer found at its address, copy_seen_on the last day of a copy that we keep of "
    f"that page. {FORCE_RULE} {EFFECT_RULE} {TIER_RULE}"
)
DATES = ("first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on")


def as_json(data: MeasureData, site: str) -> dict[str, Any]:
    """Identity, status on the date, and all rows of a measure."""
    measure, status = data.measure, data.status
    acts = [action.act for action in data.actions]
    return {
        **identity(measure, site),
        "summary": measure.summary,
        "stage": status.stage,
        "stage_basis": status.span and status.span.basis,
        "stage_since": status.span and status.span.from_on.isoformat(),
        "stage_since_precision": status.span and status.span.known_from(acts).precision,
        "in_force": status.in_force,
        "uncertain": status.is_open,
        "partly": bool(status.parts_out),
        **_force(status),
        "terms": [_term(term) for term in status.terms],
        "stages": [_stage(span, acts) for span in status.stages],
        "dates": _dates(data),
        "actions": [_action(action) for action in data.actions],
        "provisions": [_provision(one) for one in data.own_answers],
        "safeguards": _safeguards(data.strictness),
        "relations": [_relation(one, site) for one in data.related.direct],
        "family": _family(data.related),
        "sources": [_source(source) for source in data.sources],
        "sponsorships": [_sponsorship(sponsor) for sponsor in data.sponsors],
        "confidence": measure.confidence,
        "verified_on": _iso(measure.verified_on),
        "verified_sources": measure.standing_check,
        "changed_since_verified": _iso(data.changed_since),
        "tier": measure.tier,
        "quotations": measure.quoted,
        "second_answers": measure.coded_again,
        "notes": measure.notes,
        "cases": [_case(one, site) for one in data.litigation],
        "changes": site + address_of_changes(measure, as_json=True),
    }


def _force(status: MeasureStatus) -> dict[str, Any]:
    """Whether it is in effect, and what the term says that tells it; null where it is never."""
    term = status.told_term
    return {
        "force": status.force,
        "since": term and _iso(term.starts_on),
        "since_basis": term and term.start_basis,
        "since_precision": term and term.starts.precision,
        "until": term and _iso(term.ends_on),
        "until_basis": term and (term.end_basis or None),
        "until_precision": term and term.ends and term.ends.precision,
        "end_kind": term and (term.end_kind or None),
    }


def _dates(data: MeasureData) -> dict[str, str | None]:
    """Its days, and how exactly each is known."""
    measure, terms = data.measure, data.status.terms
    found = {name: _iso(getattr(measure, name)) for name in DATES}
    known = {"effective_on": terms and terms[0].starts, "ended_on": terms and terms[-1].ends}
    for name in DATES:
        when = known.get(name) or _known(getattr(measure, name), data.actions)
        found[f"{name.removesuffix('_on')}_precision"] = found[name] and when and when.precision
    return found


def _known(day: date | None, actions: Iterable[Action]) -> PartialDate | None:
    """The date of the action that gave a day, as it is known."""
    dates = (action.date for action in actions)
    return next((one for one in dates if day in (one.first, one.last)), None)


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


def _term(term: Term) -> dict[str, Any]:
    return {
        "starts_on": _iso(term.starts_on),
        "ends_on": _iso(term.ends_on),
        "may_start_on": _iso(term.may_start_on),
        "may_end_on": _iso(term.may_end_on),
        "starts_precision": term.starts.precision,
        "ends_precision": term.ends and term.ends.precision,
        "start_kind": term.start_kind,
        "start_basis": term.start_basis,
        "end_kind": term.end_kind,
        "end_basis": term.end_basis,
    }


def _stage(span: StageSpan, acts: Iterable[ActionFacts]) -> dict[str, Any]:
    return {
        "stage": span.stage,
        "from_on": _iso(span.from_on),
        "from_precision": span.known_from(acts).precision,
        "until_on": _iso(span.until_on),
        "basis": span.basis,
        "why": span.why,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "date": action.date.isoformat(),
        "precision": action.precision,
        "kind": action.kind,
        "chamber": action.chamber,
        "yes": action.yes,
        "no": action.no,
        "description": action.description,
        "basis": action.basis,
        "sources": action.source_urls,
    }


def _provision(one: AnswerOnDate) -> dict[str, Any]:
    row = one.row
    return {
        "question": row.question.slug,
        "text": row.question.text,
        "answer": row.answer,
        "answer_on": _iso(row.answer_on),
        "detail": row.detail,
        "pinpoint": row.pinpoint,
        "sources": row.source_urls,
        **own_days_json(one),
        "force": one.force,
    }


def _safeguards(strictness: Strictness | None) -> dict[str, Any] | None:
    """Its range (R11), and how it stands to each of the statewide laws."""
    if strictness is None:
        return None
    own, place = strictness.own.profile, strictness.place
    return {
        "score": own.score,
        "highest": own.highest,
        "asked": own.asked,
        "coded": own.coded,
        "answers": own.answers,
        "place": place.place,
        "among": place.among,
        "above": place.above,
        "below": place.below,
        "beside": [column.slug for column in strictness.others],
        "comparisons": [_comparison(one) for one in strictness.beside],
    }


def _comparison(one: Beside) -> dict[str, Any]:
    return {"slug": one.column.slug, "stands": one.stands, **comparison_json(one.comparison)}


def _relation(related: RelatedMeasure, site: str) -> dict[str, Any]:
    return {
        "kind": related.kind,
        "direction": related.direction,
        "words": related.words,
        "slug": related.measure.slug,
        "title": related.measure.title,
        "url": site + related.measure.get_absolute_url(),
        "note": related.note,
    }


def _family(related: RelatedMeasures) -> dict[str, Any]:
    """The family, nearest first; each of its `ties` reads from its first measure to its last."""
    rows, edges = related.rows, related.lineage_edges
    ties = [(rows[edge.newer].slug, edge.kind, rows[edge.older].slug) for edge in edges]
    return {"measures": [rows[key].slug for key in related.near], "ties": ties}


def _sponsorship(sponsor: Sponsorship) -> dict[str, Any]:
    return {
        "name": sponsor.name,
        "classification": sponsor.classification,
        "party": sponsor.party,
        "district": sponsor.district,
        "sources": sponsor.source_urls,
    }


def _case(one: Litigation, site: str) -> dict[str, Any]:
    case = one.one.case
    return {
        "slug": case.slug,
        "name": case.name,
        "url": site + case.get_absolute_url(),
        "did": one.did,
        "date": one.when and one.when.isoformat(),
        "note": one.note,
        "standing": one.one.standing,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "url": source.url,
        "archived_url": source.archived_url or None,
        "note": source.note,
        "official": source.official,
        "seen_on": _iso(source.seen_on),
        **days_of_fate(source.fate),
    }
