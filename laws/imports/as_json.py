"""What we make of a record of another record, as one JSON object: `--json` of the import commands.

The keys are stable; docs/other-records.md explains them. Dates are YYYY-MM-DD, what is not known is
null, and the words for kinds, stages and effects are those of laws.vocabulary.
"""

from collections.abc import Iterable
from datetime import date

from laws.imports.actions.classify import confidence_of, place_code
from laws.imports.drafts.actions import LONGEST, facts_of
from laws.imports.drafts.draft import Draft, draft_of
from laws.imports.drafts.lookups import Lookups
from laws.imports.subject.match import is_on_subject, matches, strength, why_off_subject
from laws.imports.types import IncomingMeasure, RefusedRecord
from laws.rules.reckoning import Reckoning, reckon
from laws.rules.terms import in_effect
from laws.text.normalize import cut, one_line
from laws.text.subject import Word
from laws.vocabulary import ORDER_KINDS

OF_AN_ACTION = ("precision", "kind", "chamber", "yes", "no", "basis", "description")


def as_json(
    record: IncomingMeasure | RefusedRecord, words: Iterable[Word], lookups: Lookups, on: date
) -> dict:
    """A record as an object: what it is, what follows from it by our rules, and what is not clear.

    Stage and force are those of the day `on`. A refused record has its place and the reason only.
    """
    if isinstance(record, RefusedRecord):
        return {"where": str(record.where), "refused": record.why}
    words = tuple(words)
    found, draft = matches(record, words), draft_of(record, lookups)
    own = draft.document["own"][""]
    rows = list(draft.document["actions"].values())
    sure = _confidence(record)
    return {
        "where": str(record.where),
        "refused": None,
        "record": record.record,
        "record_id": record.record_id,
        "place": draft.place.division_id if draft.place else record.jurisdiction,
        "session": draft.session.identifier if draft.session else None,
        "identifier": own["identifier"],
        "kind": own["kind"],
        "title": own["title"],
        "on_subject": is_on_subject(found),
        "strength": strength(record, words, found) or None,
        "reasons": [match.says for match in found],
        "why_off_subject": None if is_on_subject(found) else why_off_subject(record, found),
        **_outcome(_reckoned(draft, rows), on),
        "actions": [
            {"date": row["day"]}
            | {key: row[key] for key in OF_AN_ACTION}
            | {"confidence": sure.get(row["description"], "low")}
            for row in rows
        ],
        "sources": list(draft.document["sources"]),
        "notes": list(dict.fromkeys([*draft.notes, *record.remarks])),
    }


def _confidence(record: IncomingMeasure) -> dict[str, str]:
    """How sure each of its actions is read, by their descriptions in a draft."""
    place = place_code(record.jurisdiction)
    return {
        cut(one_line(action.text), LONGEST): confidence_of(action, place)
        for action in record.actions
    }


def _reckoned(draft: Draft, rows: list[dict]) -> Reckoning:
    is_local = bool(draft.place and draft.place.is_local)
    on_passage = is_local or draft.document["own"][""]["kind"] in ORDER_KINDS
    return reckon(facts_of(rows), on_passage, draft.session and draft.session.days)


def _outcome(reckoned: Reckoning, on: date) -> dict:
    spans = [
        {"stage": span.stage, "from": _day(span.from_on), "until": _day(span.until_on),
         "basis": span.basis, "why": span.why}
        for span in reckoned.stages
    ]  # fmt: skip
    now = [span for span in reckoned.stages if span.from_on <= on]
    return {
        "on": _day(on),
        "stage": now[-1].stage if now else None,
        "stage_basis": now[-1].basis if now else None,
        "in_force": in_effect(reckoned.terms, on),
        "terms": [
            {"starts_on": _day(term.starts_on), "ends_on": _day(term.ends_on)}
            for term in reckoned.terms
        ],
        "stages": spans,
        "first_action_on": _day(reckoned.first_action_on),
        "last_action_on": _day(reckoned.last_action_on),
        "enacted_on": _day(reckoned.enacted_on),
        "effective_on": _day(reckoned.effective_on),
        "ended_on": _day(reckoned.ended_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
