"""A place's page as JSON."""

from typing import Any

from dashboard.pages.places import answers
from dashboard.pages.places.data import PlaceRecord
from dashboard.words import may_act
from dashboard.words.names import place_name
from dashboard.words.tense import Tense
from laws.counting.place_answers import Ruling
from laws.counting.stacks import whom_it_covers

RULE = (
    "R9: the measures in effect of the place, its counties, its state and the country, each with "
    "whom it covers. A county that lies wholly in one city has that city’s measures too, with "
    "level city; covering_city names the city, and is null for any other place."
)


def as_json(record: PlaceRecord, tense: Tense) -> dict[str, Any]:
    """What kind of place it is, where it lies, and what applies there on the date."""
    place = record.place
    return {
        "slug": place.slug,
        "name": place.display_name,
        "division_id": place.division_id,
        "geoid": place.geoid,
        "county_geoids": place.county_geoids,
        "wikidata_id": place.wikidata_id or None,
        "kind": place.kind,
        "state": place.state_code,
        "population": place.population,
        "population_year": place.population_year,
        "counties": [level.jurisdiction.full_name for level in record.counties],
        "covering_city": record.city and place_name(record.city.jurisdiction),
        "searched_on": place.searched_on and place.searched_on.isoformat(),
        "may_act": may_act.as_json(record.may_act),
        "answers": _answers(record, tense),
        "applies": _applies(record),
        "cases": [one.case.slug for one in record.cases],
    }


def _applies(record: PlaceRecord) -> list[dict[str, Any]]:
    """Each measure in effect, with whom it covers and since when."""
    return [
        {
            "slug": law.slug,
            "jurisdiction": level.jurisdiction.name,
            "division_id": level.jurisdiction.division_id,
            "level": level.level,
            "effect": law.effect,
            "reach": law.reach,
            "use_modes": list(law.use_modes),
            "binds": whom_it_covers(level.level, law, record.place),
            "since": record.term_of[law.slug].starts.isoformat(),
            "until": _iso_end(record.term_of[law.slug]),
            "basis": law.basis,
        }
        for level in record.levels
        for law in level.measures
    ]


def _iso_end(term):
    return term.ends and term.ends.isoformat()


def _answers(record: PlaceRecord, tense: Tense) -> list[dict[str, Any]]:
    """The same answers as data, each with its line in words."""
    return [
        {
            "actor": line.actor,
            "live": _ruling(record, record.answers[line.actor].live),
            "photos": _ruling(record, record.answers[line.actor].photos),
            "narrow": [one.measure.slug for one in record.answers[line.actor].narrow],
            "measures": [one.measure.slug for one in record.answers[line.actor].each],
            "words": line.words,
        }
        for line in answers.lines(record, tense, "")
    ]


def _ruling(record: PlaceRecord, ruling: Ruling | None) -> dict[str, Any] | None:
    if ruling is None:
        return None
    ground = ruling.ground
    return {
        "rule": str(ground.rule.effect),
        "in_part": ground.rule.in_part,
        "measure": ground.measure.slug,
        "level": ground.level,
        "since": record.term_of[ground.measure.slug].starts.isoformat(),
        "in_doubt": not ground.measure.is_certain,
    }
