"""A state's page as JSON."""

from typing import Any

from dashboard.pages.states.data import StateRecord
from dashboard.words import may_act
from laws.counting.counts import Government
from laws.counting.on_date import MeasureInForce
from laws.models import Measure
from laws.rules.registry import RULES
from laws.vocabulary import Basis


def as_json(record: StateRecord) -> dict[str, Any]:
    """The keys of `/states/<state_code>.json`; keys may be added, these never change.

    `state` (postal code, or “US”) and `name`; `rule`, the class of the state's own rule as on the
    map (null for the country), what it rests on in `basis`, why it is in doubt in `doubts`; its
    own `measures` in effect, each with `in_rule`; `municipal_bans` (broad count), how many of
    them are beyond doubt, the `rank` among the states and the `jurisdictions` counted;
    `people_covered`; `local_measures` in effect; the state's own `pending` measures;
    `searched_on`, when its own law was last searched, or null;
    `may_act`, whether its local governments may pass laws of their own (null for the
    country); `cases`, the court cases of it and of its governments.
    """
    return {
        "state": record.state.state_code or "US",
        "name": record.state.name,
        "division_id": record.state.division_id,
        "geoid": record.state.geoid,
        "wikidata_id": record.state.wikidata_id or None,
        "rule": None if record.is_country else record.rule.rule,
        "basis": record.rule.basis,
        "doubts": list(record.rule.doubts),
        "measures": [_measure(b, record) for b in record.own_in_force],
        "municipal_bans": None if record.is_country else len(_governments(record)),
        "municipal_bans_beyond_doubt": None if record.is_country else _certain(record),
        "rank": record.count.rank if record.count else None,
        "jurisdictions": [_government(one) for one in _governments(record)],
        "people_covered": _coverage(record),
        "local_measures": [_measure(b, record) for g in record.local_in_force for b in g],
        "cases": [one.case.slug for one in record.cases],
        "pending": [_pending(measure) for measure in record.pending],
        "searched_on": record.state.searched_on and record.state.searched_on.isoformat(),
        "may_act": None if record.is_country else may_act.as_json(record.may_act),
        "reckoned_by": [f"{RULES[number].name} {RULES[number].title}" for number in (7, 8, 10)],
    }


def _governments(record: StateRecord):
    return record.count.governments if record.count else ()


def _certain(record: StateRecord) -> int:
    return record.count.certain if record.count else 0


def _measure(law: MeasureInForce, record: StateRecord) -> dict[str, Any]:
    return {
        "slug": law.slug,
        "jurisdiction": law.place.slug,
        "name": law.name,
        "effect": law.effect,
        "reach": law.reach,
        "regulates": list(law.regulates),
        "use_modes": list(law.use_modes),
        "starts_on": law.starts_on.isoformat(),
        "starts_precision": law.starts.precision,
        "partly": law.partly,
        "ends_on": law.ends_on and law.ends_on.isoformat(),
        "ends_precision": law.ends and law.ends.precision,
        "basis": law.start_basis,
        "effect_basis": law.effect_basis,
        "in_rule": law in record.rule.measures,
    }


def _government(government: Government) -> dict[str, Any]:
    return {
        "slug": government.place.slug,
        "name": government.place.display_name,
        "effect": government.effect,
        "measures": [law.slug for law in government.measures],
        "basis": government.basis,
        "doubts": list(government.doubts),
    }


def _coverage(record: StateRecord) -> dict[str, Any] | None:
    if record.is_country:
        return None
    coverage = record.coverage
    return {
        "covered": coverage.covered,
        "population": coverage.population or None,
        "years": list(coverage.years),
        "unknown": list(coverage.unknown),
        "basis": coverage.basis if coverage.possible else Basis.RECORDED,
        "in_doubt": coverage.in_doubt,
    }


def _pending(measure: Measure) -> dict[str, Any]:
    return {
        "slug": measure.slug,
        "identifier": measure.identifier,
        "title": measure.title,
        "effect": measure.effect,
        "use_modes": measure.use_modes,
        "stage": measure.stage,
    }
