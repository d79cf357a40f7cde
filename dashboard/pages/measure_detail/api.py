"""One measure as data."""

from dashboard.pages.measure_detail.changes import address_of_changes
from dashboard.web.measure_json import identity

RULE = (
    "stage is how far the measure got by the date (R6), null before its first action; in_force is "
    "whether it certainly binds on the date (R1 to R5). A term is [starts_on, ends_on)."
)
DATES = ("first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on")


def twin(dossier, request):
    """Identity, standing on the date, and all rows of a measure."""
    measure, standing = dossier.measure, dossier.standing
    return {
        **identity(measure, request),
        "summary": measure.summary,
        "stage": standing.stage,
        "stage_basis": standing.span and standing.span.basis,
        "stage_since": standing.span and standing.span.from_on.isoformat(),
        "in_force": standing.in_force,
        "uncertain": standing.is_open,
        "terms": [_term(term) for term in standing.terms],
        "stages": [_stage(span) for span in standing.stages],
        "dates": {name: _iso(getattr(measure, name)) for name in DATES},
        "actions": [_action(action) for action in dossier.actions],
        "provisions": [_provision(row) for row in dossier.provision_rows],
        "safeguards": _safeguards(dossier.strictness),
        "relations": [_relation(kin, request) for kin in dossier.family.kin],
        "family": _family(dossier.family),
        "sources": [_source(source) for source in dossier.sources],
        "confidence": measure.confidence,
        "verified_on": _iso(measure.verified_on),
        "notes": measure.notes,
        "changes": request.build_absolute_uri(address_of_changes(measure, twin=True)),
    }


def _iso(day):
    return day and day.isoformat()


def _term(term):
    return {
        "starts_on": _iso(term.starts_on),
        "ends_on": _iso(term.ends_on),
        "may_start_on": _iso(term.may_start_on),
        "may_end_on": _iso(term.may_end_on),
        "start_kind": term.start_kind,
        "start_basis": term.start_basis,
        "end_kind": term.end_kind,
        "end_basis": term.end_basis,
    }


def _stage(span):
    return {
        "stage": span.stage,
        "from_on": _iso(span.from_on),
        "until_on": _iso(span.until_on),
        "basis": span.basis,
        "why": span.why,
    }


def _action(action):
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


def _provision(row):
    return {
        "question": row.question.slug,
        "text": row.question.text,
        "answer": row.answer,
        "answer_on": _iso(row.answer_on),
        "detail": row.detail,
        "pinpoint": row.pinpoint,
        "sources": row.source_urls,
    }


def _safeguards(strictness):
    """Its score (R11) and its place among the statewide laws, null where it has none."""
    if strictness is None:
        return None
    own, place = strictness.own.profile, strictness.place
    return {
        "score": own.score,
        "coded": own.coded,
        "answers": own.answers,
        "place": place and place.place,
        "among": place and place.among,
        "beside": [column.slug for column in strictness.others],
    }


def _relation(kin, request):
    return {
        "kind": kin.kind,
        "direction": kin.direction,
        "words": kin.words,
        "slug": kin.measure.slug,
        "title": kin.measure.title,
        "url": request.build_absolute_uri(kin.measure.get_absolute_url()),
        "note": kin.note,
    }


def _family(family):
    """Who came of whom as far as it goes, the nearest first; a tie is read from its first."""
    rows = family.rows
    ties = [(rows[tie.newer].slug, tie.kind, rows[tie.older].slug) for tie in family.lineage_ties]
    return {"measures": [rows[key].slug for key in family.near], "ties": ties}


def _source(source):
    return {
        "url": source.url,
        "archived_url": source.archived_url or None,
        "note": source.note,
        "official": source.official,
        "seen_on": _iso(source.seen_on),
    }
