"""What every JSON answer says of a measure."""

from typing import Any

from laws.models import Measure
from laws.text.measure_names import short_name

FORCE_RULE = (
    "force tells it further (R6): in_effect, uncertain, not_yet, no_longer or never. since and "
    "until are the first day of the term that tells it and the first day after it, past or to "
    "come, with what each rests on; end_kind is the action that ends it. All are null where force "
    "is never. partly: it is in effect, and one of its coded answers is not (R15)."
)
EFFECT_RULE = (
    "effect_basis is what our reading of its effect rests on: read, not_read, disputed, or empty "
    "where that is not said; effect_note says why it is in doubt. name is what the measure is "
    "called for short, on every page and in every file."
)
TIER_RULE = (
    "tier is what stands behind the coding: found (found by scan), coded_once or coded_twice "
    "(coded twice and checked)."
)


def identity(measure: Measure, site: str) -> dict[str, Any]:
    """What a measure is, whatever the date: the start of every JSON answer about it.

    `site` is the address of the site, which the address of the measure starts with.
    """
    place = measure.jurisdiction
    return {
        "slug": measure.slug,
        "url": site + measure.get_absolute_url(),
        "jurisdiction": {
            "division_id": place.division_id,
            "name": place.display_name,
            "state": place.state_code,
            "kind": place.kind,
        },
        "kind": measure.kind,
        "identifier": measure.identifier,
        "law_citation": measure.law_citation,
        "code_citation": measure.code_citation,
        "session": measure.session and measure.session.identifier,
        "title": measure.title,
        "effect": measure.effect,
        "reach": measure.reach,
        "regulates": measure.regulates,
        "use_modes": measure.use_modes,
        "effect_basis": measure.effect_basis,
        "effect_note": measure.effect_note,
        "name": short_name(measure),
        "popular_name": measure.popular_name,
    }
