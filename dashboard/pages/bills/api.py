"""/bills/ as data."""

from dashboard.pages.bills.charts.pending import counted
from dashboard.pages.bills.data import Docket, introduced
from dashboard.pages.bills.outcomes import by_session, outcome
from dashboard.web.measure_json import identity
from laws.counting.bills import BILLS_SINCE
from laws.vocabulary import PENDING


def docket_as_json(docket: Docket, site) -> dict:
    """`count` bills and `local_count` local measures pending, by legislature and each with its
    age; the hearings ahead; what became of all bills, and of each session's. `looked_for_since` is
    the first year whose bills we looked for whatever became of them: of the years before we have
    little but laws, and what became of those is said in `before`.
    """
    return {
        "state": docket.code,
        "count": len(docket.pending),
        "local_count": len(docket.local),
        "by_legislature": [_stages(state_code, stages) for state_code, stages in counted(docket)],
        "bills": [_pending(docket, one, site) for one in docket.pending],
        "local": [_pending(docket, one, site) for one in docket.local],
        "hearings": [_hearing(one) for one in docket.hearings],
        "outcome": _outcome(outcome(docket.bills)),
        "looked_for_since": BILLS_SINCE,
        "before": _outcome(outcome([one for one in docket.bills if one.year < BILLS_SINCE])),
        "sessions": [_session(one) for one in by_session(docket.bills)],
    }


def _stages(state_code, stages):
    return {
        "state": state_code.lower() or "us",
        "count": stages.total(),
        "stages": {stage.value: stages[stage] for stage in PENDING},
    }


def _pending(docket, measure, site):
    when, session = introduced(measure), measure.session
    return {
        **identity(measure, site),
        "stage": measure.stage,
        "stage_since": measure.moved.isoformat(),
        "stage_basis": measure.stage_basis,
        "introduced_on": when.isoformat(),
        "introduced_precision": when.precision,
        "days": docket.days_of(measure),
        "session_ends_on": session and session.end_on and session.end_on.isoformat(),
    }


def _hearing(hearing):
    return {
        "on": hearing.when.isoformat(),
        "precision": hearing.when.precision,
        "days": hearing.days,
        "slug": hearing.measure.slug,
        "description": hearing.description,
    }


def _outcome(one):
    return {
        "bills": one.bills,
        "reached": {step.value: number for step, number in one.reached.items()},
        "pending": one.pending,
        "vetoed": one.vetoed,
        "failed": one.failed,
        "failed_inferred": one.inferred,
        "inactive": one.inactive,
    }


def _session(one):
    return {
        "session": one.choice["session"],
        "name": one.name,
        "starts_on": one.starts_on.isoformat(),
        "ends_on": one.ends_on and one.ends_on.isoformat(),
        **_outcome(one),
    }
