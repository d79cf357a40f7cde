"""What stands under the heading of a layer: what is shown, on which day, how it was counted."""

from collections import Counter

from dashboard.map.selection import MapSelection
from dashboard.words.numbers import counted, in_words, population_of, say_share
from dashboard.words.people import about_covered
from laws.counting.counts import municipal_bans
from laws.counting.coverage import combined
from laws.text.dates import say

STATES = "state,states and territories"


def layer_caption(selection: MapSelection) -> str:
    """A line without its period, which the name of its rule follows."""
    day = f"On {say(selection.as_of.on)}" + (
        ", with these filters" if selection.is_filtered else ""
    )
    write = CAPTIONS.get(selection.layer.key)
    return write(selection, day) if write else day


def _rule(selection: MapSelection, day: str) -> str:
    return f"{day}, by the class of the law as a whole, not its answer to one question"


def _bans(selection: MapSelection, day: str) -> str:
    rows = municipal_bans(selection.ground, selection.preset)
    certain = sum(row.certain for row in rows if row.state_code in selection.states)
    return f"{day}, {selection.preset} count: {_total(selection, certain)}"


def _covered(selection: MapSelection, day: str) -> str:
    shown = [selection.shown[state_code] for state_code in selection.states]
    states = [row for row in selection.rows if row.state_code in selection.states]
    found = combined([row.coverage for row in shown if row.coverage])
    population = sum(state.population or 0 for state in states)
    start = f"{day}, {selection.preset} count"
    if not found.possible or not population:
        return f"{start}: none"
    there = " there" if selection.is_filtered else ""
    people = about_covered(found, f"{say_share(found.covered / population)} of all{there}")
    return f"{start}, people covered: {people}; {population_of(found.years)}"


def _pending(selection: MapSelection, day: str) -> str:
    return f"{day}: {_total(selection)}"


def _businesses(selection: MapSelection, day: str) -> str:
    return f"{day}: {_total(selection)}. They never count as a statewide rule on government use"


def _schools(selection: MapSelection, day: str) -> str:
    said = f"{day}: {_total(selection)}"
    return f"{said}. A law on schools alone is a narrow rule on the map of statewide rules"


def _total(selection: MapSelection, certain: int | None = None) -> str:
    numbers = [selection.shown[state_code].number for state_code in selection.states]
    counts = [int(number) for number in numbers if number]
    return (
        f"{in_words(sum(counts), certain)} in {counted(len(counts), STATES)}" if counts else "none"
    )


def _use(selection: MapSelection, day: str) -> str:
    steps = Counter(
        selection.shown[state_code].step
        for state_code in selection.states
        if selection.shows_state(state_code)
    )
    parts = [
        f"{words} in {in_words(steps[step])}"
        for step, words in (
            ("both", "live video and after-the-fact photo matching"),
            ("live", "live video only"),
            ("after", "after-the-fact photo matching only"),
            ("unsaid", "a use that is not coded"),
        )
        if steps[step]
    ]
    return f"{day}: {', '.join(parts) or 'no state has a general rule'}"


CAPTIONS = {
    "rule": _rule,
    "bans": _bans,
    "covered": _covered,
    "pending": _pending,
    "use": _use,
    "business": _businesses,
    "school": _schools,
}
