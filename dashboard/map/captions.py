"""What stands under the heading of a layer: what is shown, on which day, how it was counted."""

from collections import Counter

from dashboard.map.selection import MapSelection
from dashboard.words.numbers import counted, in_words, population_of, say_share
from dashboard.words.people import about_covered
from laws.counting.counts import municipal_bans
from laws.counting.coverage import combined
from laws.text.dates import say

STATES = "state,states and territories"
# What the laws that a fill counts are not.
NOTES = {
    "business": "They never count as a statewide rule on government use",
    "school": "A law on schools alone is a narrow rule on the map of statewide rules",
}


def layer_caption(selection: MapSelection) -> str:
    """A line without its period, which the name of its rule follows."""
    day = f"On {say(selection.as_of.on)}" + (
        ", with these filters" if selection.is_filtered else ""
    )
    write = CAPTIONS.get(selection.layer.key)
    said = write(selection, day) if write else day
    note = NOTES.get(selection.layer.key)
    return f"{said}. {note}" if note else said


def _rule(selection: MapSelection, day: str) -> str:
    return f"{day}, by the class of the law as a whole, not its answer to one question"


def _bans(selection: MapSelection, day: str) -> str:
    rows = municipal_bans(selection.ground, selection.preset)
    certain = sum(row.certain for row in rows if row.state_code in selection.states)
    return f"{day}, {selection.preset} count: {_total(selection, certain)}"


def _covered(selection: MapSelection, day: str) -> str:
    start, (people, years) = f"{day}, {selection.preset} count", people_under_a_ban(selection)
    return (
        f"{start}, people covered: {people}; {population_of(years)}" if people else f"{start}: none"
    )


def people_under_a_ban(selection: MapSelection) -> tuple[str, tuple[int, ...]]:
    """About how many people a ban covers, with their share of all, and of which years these
    populations are; nothing where no ban covers anyone.
    """
    shown = [selection.shown[state_code] for state_code in selection.states]
    states = [row for row in selection.rows if row.state_code in selection.states]
    found = combined([row.coverage for row in shown if row.coverage])
    population = sum(state.population or 0 for state in states)
    if not found.possible or not population:
        return "", ()
    there = " there" if selection.is_filtered else ""
    share = f"{say_share(found.covered / population)} of all people{there}"
    return about_covered(found, share), tuple(found.years)


def _number(selection: MapSelection, day: str) -> str:
    return f"{day}: {_total(selection)}"


def _total(selection: MapSelection, certain: int | None = None) -> str:
    numbers = [selection.shown[state_code].number for state_code in selection.states]
    counts = [int(number) for number in numbers if number]
    return (
        f"{in_words(sum(counts), certain)} in {counted(len(counts), STATES)}" if counts else "none"
    )


def _use(selection: MapSelection, day: str) -> str:
    return f"{day}: {', '.join(used_in(selection)[1]) or 'no state has a general rule'}"


def used_in(selection: MapSelection) -> tuple[list[str], list[str]]:
    """The states that have a general rule, and in how many of them it is on which use."""
    steps = {
        state_code: selection.shown[state_code].step
        for state_code in selection.states
        if selection.shows_state(state_code)
    }
    numbers = Counter(steps.values())
    parts = [f"{words} in {in_words(numbers[step])}" for step, words in USES if numbers[step]]
    return [code for code, step in steps.items() if step in dict(USES)], parts


USES = (
    ("both", "live video and after-the-fact photo matching"),
    ("live", "live video only"),
    ("after", "after-the-fact photo matching only"),
    ("unsaid", "a use that is not coded"),
)
CAPTIONS = {
    "rule": _rule,
    "bans": _bans,
    "covered": _covered,
    "pending": _number,
    "use": _use,
    "business": _number,
    "school": _number,
}
