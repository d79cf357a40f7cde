"""The governments with measures in effect on a day, and every state with its rule, as points."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from laws.counting.counts import own_rule
from laws.counting.on_date import STRENGTH, LawOnDate, MeasureInForce, law_on
from laws.models import Jurisdiction
from laws.open_data.about import About
from laws.open_data.table import plain
from laws.vocabulary import NOT_LOCAL, STATE_LEVEL

RULE = (
    "One feature for the country, each state, district and territory, and each local government "
    "with measures in effect on the day. geometry is null where no point of its own is known. rule "
    "is the statewide rule on use by government (R8): none_found is searched and none found, "
    "not_researched is not searched, and the two are never the same."
)


def write_places(path: Path, on: date, about: About) -> None:
    """Write the file. Two queries."""
    law = law_on(on)
    measures: dict[int, list[MeasureInForce]] = defaultdict(list)
    for one in law.in_force:
        measures[one.place.government].append(one)
    places = Jurisdiction.objects.filter(same_as=None, pk__in=measures)
    places |= Jurisdiction.objects.filter(same_as=None, kind__in=NOT_LOCAL)
    features = [
        _feature(place, measures.get(place.pk, []), law)
        for place in sorted(places, key=lambda one: one.division_id)
    ]
    head = about.facts | {"on": on.isoformat(), "rule": RULE}
    body = json.dumps({"type": "FeatureCollection"} | head, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    path.write_text(f'{body}, "features": [\n{lines}\n]}}\n', encoding="utf-8")


def _feature(place: Jurisdiction, own: list[MeasureInForce], law: LawOnDate) -> dict[str, Any]:
    known = place.latitude is not None and place.coordinate_precision != "county"
    point = {"type": "Point", "coordinates": [plain(place.longitude), plain(place.latitude)]}
    effects = sorted({one.effect for one in own}, key=lambda one: (STRENGTH.get(one, 9), one))
    return {
        "type": "Feature",
        "id": place.division_id,
        "geometry": point if known else None,
        "properties": {
            "division_id": place.division_id,
            "name": place.display_name,
            "kind": place.kind,
            "state": place.state_code or None,
            "geoid": place.geoid or None,
            "population": place.population,
            "population_year": place.population_year,
            "effects": effects,
            **_rule(place, law),
            "measures": [_measure(one) for one in own],
        },
    }


def _rule(place: Jurisdiction, law: LawOnDate) -> dict[str, Any]:
    if place.kind not in STATE_LEVEL:
        return {}
    own = own_rule(law, place.state_code, place.searched_on)
    return {
        "rule": own.rule,
        "rule_basis": own.basis,
        "rule_doubts": list(own.doubts),
        "searched_on": plain(own.searched_on),
    }


def _measure(one: MeasureInForce) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "name": one.name,
        "effect": one.effect,
        "reach": one.reach,
        "regulates": list(one.regulates),
        "use_modes": list(one.use_modes),
        "since": one.starts.isoformat(),
        "until": one.ends and one.ends.isoformat(),
        "basis": one.basis,
        "doubts": list(one.doubts),
        "partly": one.partly,
    }
