"""The first sentences of the map by what its states are filled by."""

from collections.abc import Sequence
from typing import Any

from dashboard.map.captions import NOTES, people_under_a_ban, used_in
from dashboard.map.ranked_states import RankedState
from dashboard.map.selection import MapSelection
from dashboard.pages.home.text import headline, leader, local_bans, noun, opens
from dashboard.words.numbers import counted, in_words, population_of
from dashboard.words.tense import Tense, tense_of
from laws.models import Jurisdiction

# Of a fill that counts: the noun of one and of several, and what they are.
COUNTED = {
    "pending": ("state bill,state bills", "pending"),
    "business": ("state law on businesses,state laws on businesses", "in effect"),
    "school": ("state law that limits schools,state laws that limit schools", "in effect"),
}


def map_headline(
    selection: MapSelection,
    states: Sequence[Jurisdiction],
    ranked: Sequence[RankedState],
    preset: str,
) -> dict[str, Any]:
    """The parts of the page's first sentences, as `headline`, about what the map is filled by."""
    layer, tense = selection.layer, tense_of(selection.as_of)
    if layer.is_rule:
        return headline(selection, states, ranked, preset)
    shown = [selection.shown[code] for code in selection.states if selection.shows_state(code)]
    sub = f"{NOTES[layer.key]}." if layer.key in NOTES else ""
    if layer.key == "bans":
        finding, after = local_bans(ranked, preset, tense)
        sub = leader(ranked, selection.is_filtered, tense)
    elif layer.key == "covered":
        finding, after, sub = _covered(selection, preset, tense)
    elif layer.key == "use":
        finding, after = _use(selection, tense)
    else:
        finding, after = _counted(selection, tense)
    return {
        "lead_before": opens(selection),
        "lead_finding": finding,
        "lead_after": after,
        "lead_states": "",
        "lead_doubt": any(one.doubt for one in shown),
        "sub": sub,
    }


def _covered(selection: MapSelection, preset: str, tense: Tense) -> tuple[str, str, str]:
    people, years = people_under_a_ban(selection)
    strictly = ", counted strictly" if preset == "strict" else ""
    if not people:
        return "no one that we know of", f" {tense.verb('live')} under a ban{strictly}.", ""
    population = population_of(years)
    return (f"a ban {tense.verb('cover')} {people}", f"{strictly}.", f"{population.capitalize()}.")


def _use(selection: MapSelection, tense: Tense) -> tuple[str, str]:
    states, parts = used_in(selection)
    rule = "a general statewide rule"
    if not parts:
        return f"no state {tense.verb('have')} {rule}", "."
    have = tense.verb("have", len(states))
    return f"{_states(selection, states)} {have} {rule}", f": on {', on '.join(parts)}."


def _counted(selection: MapSelection, tense: Tense) -> tuple[str, str]:
    """So many state laws in so many states are in effect; where there is none, none we know of."""
    nouns, what = COUNTED[selection.layer.key]
    numbers = {code: int(selection.shown[code].number or 0) for code in selection.states}
    total, holders = sum(numbers.values()), [code for code, number in numbers.items() if number]
    verb = tense.verb("be", total or 1)
    if not total:
        return f"no {nouns.partition(',')[0]}", f" that we know of {verb} {what}."
    return f"{counted(total, nouns)} in {_states(selection, holders)}", f" {verb} {what}."


def _states(selection: MapSelection, codes: Sequence[str]) -> str:
    rows = [row for row in selection.rows if row.state_code in codes]
    return f"{in_words(len(rows))} {noun(rows)}"
