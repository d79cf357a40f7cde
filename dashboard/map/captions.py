"""What stands under the heading of a layer: what is shown, on which day, how it was counted."""

from collections import Counter

from dashboard.map.selection import MapSelection
from dashboard.words.lists import listed
from dashboard.words.numbers import counted, in_words, say_share
from laws.text.dates import say

STATES = "state,states and territories"


def layer_caption(selection: MapSelection) -> str:
    """A line without its period, which the name of its rule follows."""
    day = f"On {say(selection.as_of.on)}" + (
        ", with these filters" if selection.is_filtered else ""
    )
    write = CAPTIONS.get(selection.layer.key)
    return write(selection, day) if write else day


def _bans(selection: MapSelection, day: str) -> str:
    return f"{day}, {selection.preset} count: {_total(selection)}"


def _covered(selection: MapSelection, day: str) -> str:
    shown = [selection.shown[state_code] for state_code in selection.states]
    states = [row for row in selection.rows if row.state_code in selection.states]
    people = sum(row.people for row in shown)
    population = sum(state.population or 0 for state in states)
    start = f"{day}, {selection.preset} count"
    if not people or not population:
        return f"{start}: none"
    years = listed(str(year) for year in sorted({year for row in shown for year in row.years}))
    return (
        f"{start}: {people:,} people, {say_share(people / population)} of all"
        f"{' there' if selection.is_filtered else ''}, population of {years}"
    )


def _pending(selection: MapSelection, day: str) -> str:
    return f"{day}: {_total(selection)}"


def _businesses(selection: MapSelection, day: str) -> str:
    return f"{day}: {_total(selection)}. They never count as a statewide rule on government use"


def _total(selection: MapSelection) -> str:
    numbers = [selection.shown[state_code].number for state_code in selection.states]
    counts = [int(number) for number in numbers if number]
    return f"{in_words(sum(counts))} in {counted(len(counts), STATES)}" if counts else "none"


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
    "bans": _bans,
    "covered": _covered,
    "pending": _pending,
    "use": _use,
    "business": _businesses,
}
