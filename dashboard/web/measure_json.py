"""What every JSON answer says of a measure."""

from typing import Any

from django.http import HttpRequest

from laws.models import Measure


def identity(measure: Measure, request: HttpRequest) -> dict[str, Any]:
    """What a measure is, whatever the date: the start of every JSON answer about it."""
    place = measure.jurisdiction
    return {
        "slug": measure.slug,
        "url": request.build_absolute_uri(measure.get_absolute_url()),
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
    }
