"""A list as data: a row for each entry of its address, also for those that are listed no more."""

from typing import Any

from dashboard.feeds.entries import Entry
from dashboard.feeds.formats import event_row
from dashboard.pages.my_list.data import Item, MyList, PlaceItem
from dashboard.web.measure_json import EFFECT_RULE, FORCE_RULE, identity
from dashboard.words.force import ends_of, is_partly, starts_of
from laws.text.dates import PartialDate
from laws.vocabulary import Force

RULE = (
    "One row for each measure (m) and place (p) of the address, in its order. became says of a "
    "measure: listed, later (no action by the date yet), merged (slug is the measure that it is "
    "now), withdrawn or unknown, with the reason; of a place: listed or unknown. stage, in_force "
    "and force are as of the date. applies are the measures in effect at a place by level (R9); "
    "an empty list says what was searched, never that there is no law. changes are what changed "
    f"since the day asked for, the latest first, 50 at most. {FORCE_RULE} {EFFECT_RULE}"
)


def entries(asked: MyList, site: str) -> list[dict[str, Any]]:
    """The rows of a list."""
    rows = [_measure(item, site) for item in asked.measures]
    return rows + [_place(item, site) for item in asked.places]


def changes(asked: MyList, site: str) -> list[dict[str, Any]]:
    """What changed of a list, as its feed tells it, with the events of each entry."""
    return [_change(one, site) for one in asked.changes]


def _measure(item: Item, site: str) -> dict[str, Any]:
    start = {"entry": "measure", "asked": item.asked, "became": item.became}
    start |= {"reason": item.reason or None}
    measure = item.measure
    if measure is None:
        return start
    return start | identity(measure, site) | {
        "stage": measure.stage,
        "stage_basis": measure.stage_basis,
        "in_force": measure.force == Force.IN_EFFECT,
        "force": measure.force,
        "since": measure.since and measure.since.isoformat(),
        "since_basis": measure.since_basis,
        "since_precision": _precision(starts_of(measure)),
        "until": measure.until and measure.until.isoformat(),
        "until_basis": measure.until_basis or None,
        "until_precision": _precision(ends_of(measure)),
        "end_kind": measure.end_kind or None,
        "partly": is_partly(measure),
    }  # fmt: skip


def _place(item: PlaceItem, site: str) -> dict[str, Any]:
    place = item.place
    start = {"entry": "place", "asked": item.asked, "became": "listed" if place else "unknown"}
    if place is None:
        return start | {"reason": None}
    return start | {
        "reason": None,
        "url": site + place.get_absolute_url(),
        "name": place.display_name,
        "division_id": place.division_id,
        "state": place.state_code,
        "searched_on": place.searched_on and place.searched_on.isoformat(),
        "applies": [
            {"slug": one.slug, "level": level.level, "effect": one.effect,
             "since": one.starts_on.isoformat(), "since_precision": one.starts.precision,
             "in_doubt": not one.is_certain}
            for level in item.levels
            for one in level.measures
        ],
    }  # fmt: skip


def _precision(when: PartialDate | None) -> str | None:
    return when and when.precision


def _change(one: Entry, site: str) -> dict[str, Any]:
    return {
        "id": one.key,
        "day": one.day.isoformat(),
        "kind": one.kind,
        "title": one.title,
        "url": site + one.path,
        "measure": one.measure or None,
        "events": [event_row(event) for event in one.events],
    }
