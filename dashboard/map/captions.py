"""What the map's heading says of its fill: what is shown, on which day, how it was counted."""

from collections import Counter

from dashboard.words.numbers import counted, in_words, say_share
from laws.text.dates import say

STATES = "state,states and territories"


def fill_words(choice):
    """What follows the heading of the fill, up to the name of its rule."""
    day = f"On {say(choice.law.on)}" + (", in this choice" if choice.is_filtered else "")
    write = SENTENCES.get(choice.fill.key)
    return write(choice, day) if write else day


def _bans(choice, day):
    return f"{day}, {choice.preset} count: {_total(choice)}"


def _covered(choice, day):
    rows = [choice.shown[state_code] for state_code in choice.states]
    people = sum(row.people for row in rows)
    start = f"{day}, {choice.preset} count"
    population = sum(row.population or 0 for row in choice.rows if row.state_code in choice.states)
    if not people or not population:
        return f"{start}: none on this record"
    years = " and ".join(str(year) for year in sorted({y for row in rows for y in row.years}))
    return (
        f"{start}: {people:,} people, which is {say_share(people / population)} of all"
        f"{' there' if choice.is_filtered else ''}, population of {years}"
    )


def _pending(choice, day):
    return f"{day}: {_total(choice)}"


def _businesses(choice, day):
    return f"{day}: {_total(choice)}. They never count as a state’s own rule"


def _total(choice):
    numbers = [choice.shown[state_code].number for state_code in choice.states]
    found = [number for number in numbers if number]
    if not found:
        return "none on this record"
    return f"{in_words(sum(found))} in {counted(len(found), STATES)}"


def _use(choice, day):
    found = Counter(
        choice.shown[state_code].step
        for state_code in choice.states
        if choice.shows_fill(state_code)
    )
    parts = [
        f"{words} in {in_words(found[step])}"
        for step, words in (
            ("both", "live video and photographs afterwards"),
            ("live", "live video alone"),
            ("after", "photographs afterwards alone"),
            ("unsaid", "a use that is not coded"),
        )
        if found[step]
    ]
    said = ", ".join(parts) or "no state has one on this record"
    return f"{day}: {said}"


SENTENCES = {
    "bans": _bans,
    "covered": _covered,
    "pending": _pending,
    "use": _use,
    "business": _businesses,
}
