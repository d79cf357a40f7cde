"""What the page of a list shows, line by line."""

from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.charts.svg.scales import DOUBT_SIGN
from dashboard.pages.my_list.data import LISTED, MERGED, NOT_YET, Item, MyList, PlaceItem
from dashboard.web.page_url import path_to
from dashboard.words.display_class import effect_mark
from dashboard.words.measure_rows import Row, row
from dashboard.words.names import law_name, name_with_state
from dashboard.words.searches import gap_of
from laws.counting.stacks import Level

WHOSE = {"own": "its own", "city": "its city’s", "county": "its county’s"}


class MeasureLine(NamedTuple):
    """A measure of the list, what it is called there instead, and the list without it."""

    row: Row
    instead: str
    without: str


class Told(NamedTuple):
    """What is said of an entry that can't be shown, and the list without it."""

    asked: str
    words: str
    without: str


class AtPlace(NamedTuple):
    """What a level of government has at a place: its measures, or what was searched."""

    whose: str
    laws: list[tuple[SafeString, str, str]]
    gap: str


class PlaceLine(NamedTuple):
    name: str
    href: str
    levels: list[AtPlace]
    without: str


def measure_lines(asked: MyList) -> list[MeasureLine]:
    """The measures of the list that had begun by the date; a merged one as that it is now."""
    return [
        MeasureLine(row(item.measure, asked.as_of.query), _instead(item), asked.without(key))
        for item in asked.measures
        if (key := ("m", item.asked)) and _is_shown(item, asked)
    ]


def told(asked: MyList) -> list[Told]:
    """Entries without a line: withdrawn, unknown, or not begun by the date."""
    found = [
        Told(item.asked, _why(item), asked.without(("m", item.asked)))
        for item in asked.measures
        if not _is_shown(item, asked)
    ]
    found += [
        Told(item.asked, "No state or place has this address.", asked.without(("p", item.asked)))
        for item in asked.places
        if item.place is None
    ]
    return found


def place_lines(asked: MyList) -> list[PlaceLine]:
    """The places of the list, with what applies there by level."""
    return [_place_line(item, asked) for item in asked.places if item.place is not None]


def federal(asked: MyList) -> AtPlace | None:
    """The law of the country, which applies at every place of the list: said once."""
    levels = [one for item in asked.places for one in item.levels if one.level == "country"]
    return _at_level(levels[0], asked) if levels else None


def _is_shown(item: Item, asked: MyList) -> bool:
    one = item.measure
    begun = one is not None and one.first_action_on and one.first_action_on <= asked.on
    return bool(begun) and item.became in (LISTED, MERGED)


def _instead(item: Item) -> str:
    if item.became != MERGED:
        return ""
    return f"You asked for {item.asked}, which was merged with this one. {item.reason}".strip()


def _why(item: Item) -> str:
    if item.became == NOT_YET or (item.became == MERGED and item.measure):
        name = law_name(item.measure)
        merged = f"It was merged with {name}, which" if item.became == MERGED else f"{name}"
        return f"{merged} had no action by this date."
    if item.reason:
        return f"It was withdrawn: {item.reason}"
    return "No law or bill has this address."


def _place_line(item: PlaceItem, asked: MyList) -> PlaceLine:
    place: Any = item.place
    levels = [_at_level(one, asked) for one in item.levels if one.level != "country"]
    return PlaceLine(
        name_with_state(place), place.get_absolute_url() + asked.as_of.query, levels,
        asked.without(("p", item.asked)),
    )  # fmt: skip


def _at_level(level: Level, asked: MyList) -> AtPlace:
    laws = [
        (_signed(one), path_to("measure", one.slug) + asked.as_of.query, law_name(one))
        for one in level.measures
    ]
    whose = WHOSE.get(level.level, level.jurisdiction.display_name)
    return AtPlace(whose, laws, "" if laws else gap_of(level))


def _signed(measure: Any) -> SafeString:
    """What a measure does, with the sign of doubt also where only its dates are disputed."""
    shown = effect_mark(measure)
    if not measure.doubts or DOUBT_SIGN in shown:
        return shown
    why = f"In doubt: {'; '.join(measure.doubts)}."
    return format_html('{} <abbr class="doubt" title="{}">{}</abbr>', shown, why, DOUBT_SIGN)
