"""What a place may not become, since its measures or other places would not survive it."""

from collections.abc import Iterator
from datetime import date

from laws.editing.consistency.facts import MeasureFacts, Place
from laws.editing.consistency.government import kind_does_not_fit
from laws.models import Jurisdiction, Measure
from laws.vocabulary import JurisdictionKind

OF_MUNICIPALITIES = (" city", " town", " village", " township")
"""How the Census Bureau ends the full names of what is no county."""
NAMED = 5  # measures or places, in a sentence
MOVE = "It has measures of its own ({}). Move them to that government first."
IS_LED_TO = "Other ids lead to it ({}), and an id leads straight to its government."
LEADS_ON = "{} is a second id itself. Choose the government that it leads to."
MAKES_LAW = "It has measures of its own ({}), so it is a government. Move them first."
NOT_ACTIVE = "{} is not active. Choose a government that is."
STILL_LED_TO = "Other ids or counties lead to it ({}). Change them first."
OTHER_LEVEL = (
    "A local government stays one, and a state or the country too: its address says which it is. "
    "Enter another place."
)
CALLED_A_CITY = (
    "In public a county is called by its full name, and “{}” is not that of a county. Change the "
    "full name as well."
)
DOES_NOT_FIT = "It has measures that only another kind of government has ({}). Correct them first."


def refusals(place: Jurisdiction) -> dict[str, str]:
    """Why a place that is not saved yet may not be as it is, by column; only what it changes."""
    stored = Jurisdiction.objects.filter(pk=place.pk).first() if place.pk else None
    return dict(_refusals(place, stored))


def _refusals(place: Jurisdiction, stored: Jurisdiction | None) -> Iterator[tuple[str, str]]:
    for column, said in (
        ("same_as", _of_first_id(place)),
        ("covering_city", _of_target(place.covering_city)),
        ("kind", _of_kind(place, stored)),
        ("active", _of_active(place)),
        ("is_government", _of_area(place)),
    ):
        is_changed = stored is None or _value(stored, column) != _value(place, column)
        if said and is_changed:
            yield column, said


def _value(place: Jurisdiction, column: str) -> object:
    return getattr(place, place._meta.get_field(column).attname)  # type: ignore[union-attr]


def _of_first_id(place: Jurisdiction) -> str:
    if place.same_as_id is None or not place.pk:
        return _of_target(place.same_as)
    measures, others = list(place.measures.select_related("session")), _led_to(place)
    if measures:
        return MOVE.format(_named(measures))
    return IS_LED_TO.format(_named(others)) if others else _of_target(place.same_as)


def _of_target(target: Jurisdiction | None) -> str:
    """Why no other place may lead to a government."""
    if target is None:
        return ""
    if target.same_as_id:
        return LEADS_ON.format(target)
    return "" if target.active else NOT_ACTIVE.format(target)


def _of_kind(place: Jurisdiction, stored: Jurisdiction | None) -> str:
    if stored is None:
        return ""
    if stored.is_local != place.is_local:
        return OTHER_LEVEL
    if place.kind == JurisdictionKind.COUNTY and place.full_name.endswith(OF_MUNICIPALITIES):
        return CALLED_A_CITY.format(place.full_name)
    as_it_would_be = Place(place.kind, place.state_code, place.name)
    unfit = [
        one for one in place.measures.select_related("session")
        if any(kind_does_not_fit(MeasureFacts(date.max, as_it_would_be, one.kind)))
    ]  # fmt: skip
    return DOES_NOT_FIT.format(_named(unfit)) if unfit else ""


def _of_active(place: Jurisdiction) -> str:
    others = _led_to(place) if place.pk and not place.active else []
    return STILL_LED_TO.format(_named(others)) if others else ""


def _of_area(place: Jurisdiction) -> str:
    measures = list(place.measures.all()) if place.pk and not place.is_government else []
    return MAKES_LAW.format(_named(measures)) if measures else ""


def _led_to(place: Jurisdiction) -> list[Jurisdiction]:
    """The places that lead to a government: its second ids, and the counties that lie in it."""
    return [*place.other_ids.all(), *place.covered_counties.all()]


def _named(rows: list[Measure] | list[Jurisdiction]) -> str:
    said = ", ".join(str(row) for row in rows[:NAMED])
    return said if len(rows) <= NAMED else f"{said} and {len(rows) - NAMED} more"
