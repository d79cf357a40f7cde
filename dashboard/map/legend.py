"""The legend of the map, and the switch between its layers."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dashboard.charts.svg.scales import look
from dashboard.map.layers import BUSINESSES, LAYERS, MapLayer
from dashboard.map.selection import MapSelection, class_of
from dashboard.web.page_url import Address
from dashboard.words.searches import in_searches
from laws.vocabulary import StateRule

NONE = "none"  # the class of a layer for states that have nothing of what it shows
SEARCHED = ("pending", "use", "business", "school")  # the layers of which that is known by a search
NO_NOTES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A class of the map with how often it is shown; `href` selects it alone."""

    key: str  # of its look
    word: str
    count: int
    href: str = ""
    is_selected: bool = False
    before: int | None = None  # how often by law, on the map of /what-if/
    note: str = ""


@dataclass(frozen=True, slots=True)
class LegendPart:
    """The colors of the states, or the markers."""

    heading: str
    is_layer: bool
    entries: list[LegendEntry]


def legend(selection: MapSelection) -> list[LegendPart]:
    """The two lists of the legend; each count is of what its entry would show."""
    layer = selection.layer
    marks = Counter(class_of(government) for government in selection.governments)
    named = [(key, look(key).word, key) for key in layer.marks]
    return [
        LegendPart(state_heading(layer), True, _state_entries(selection)),
        LegendPart(
            marker_heading(layer), False, _entries(selection, "mark", named, marks, selection.marks)
        ),
    ]


def state_heading(layer: MapLayer) -> str:
    return f"State color: {layer.question}."


def marker_heading(layer: MapLayer) -> str:
    which = " with a law on businesses" if BUSINESSES in layer.marks else ""
    return f"Markers: cities, towns and counties{which}"


def _state_entries(selection: MapSelection) -> list[LegendEntry]:
    shown = [code for code in selection.own_rules if selection.shows_whatever_class(code)]
    if not selection.layer.is_rule:
        steps = Counter(selection.shown[state_code].step for state_code in shown)
        named = [(step.key, step.word, step.look) for step in selection.layer.steps]
        notes = {}
        if selection.layer.key in SEARCHED:
            notes[NONE] = _searched(selection, lambda code: selection.shown[code].step == NONE)
        return _entries(selection, "class", named, steps, selection.classes, notes)
    rules = Counter(str(selection.own_rules[state_code].rule) for state_code in shown)
    named = [(key, look(key).word, key) for key in StateRule.values]
    none = StateRule.NONE_FOUND
    found_in = _searched(selection, lambda code: selection.own_rules[code].rule == none)
    return _entries(selection, "rule", named, rules, selection.rules, {none: found_in})


def _searched(selection: MapSelection, is_empty: Callable[[str], bool]) -> str:
    """In which searches nothing was found for the states of which that is said."""
    searched = {code: own.searched_on for code, own in selection.own_rules.items()}
    return in_searches(day for code, day in searched.items() if day and is_empty(code))


def _entries(
    selection: MapSelection,
    name: str,
    named: Iterable[tuple[str, str, str]],
    counts: Counter[str],
    selected: tuple[str, ...],
    notes: Mapping[str, str] = NO_NOTES,
) -> list[LegendEntry]:
    return [
        LegendEntry(
            key=look_key,
            word=word,
            count=counts[key],
            href=str(selection.address.toggled(name, key)),
            is_selected=key in selected,
            note=notes.get(key, ""),
        )
        for key, word, look_key in named
    ]


def layer_links(selection: MapSelection) -> list[tuple[str, str, bool]]:
    """The switch of layers: word, address, whether it is shown. Classes are a layer's own."""
    address = selection.address.without("class")
    return [
        (layer.word, str(_with_layer(address, selection, layer)), layer is selection.layer)
        for layer in LAYERS.values()
    ]


def _with_layer(address: Address, selection: MapSelection, layer: MapLayer) -> Address:
    if layer.marks != selection.layer.marks:
        address = address.without("mark")
    return address.having("fill", "" if layer.is_rule else layer.key)
