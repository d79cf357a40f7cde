"""When we searched: the day, or the days, of the searches that found nothing."""

from collections.abc import Iterable
from datetime import date

from laws.counting.stacks import Level
from laws.text.dates import say, say_short


def in_searches(days: Iterable[date]) -> str:
    """In which searches: in a search of November 22, 2026; in searches of November 20–22, 2026."""
    known = sorted(set(days))
    if not known:
        return ""
    first, last = known[0], known[-1]
    if first == last:
        return f"in a search of {say(first)}"
    month = f"{first:%B} {first.day}"
    if (first.year, first.month) == (last.year, last.month):
        return f"in searches of {month}–{last.day}, {last.year}"
    if first.year == last.year:
        return f"in searches from {month} to {say(last)}"
    return f"in searches from {say(first)} to {say(last)}"


def none_found(searched_on: date) -> str:
    """That no statewide rule was found, in a table or a title, with the day of the search."""
    return f"None found (searched {say_short(searched_on)})"


def own_search(kind: str, searched_on: date | None) -> str:
    """When a place's own rules were searched, or that they were not; `kind` is city, county."""
    if searched_on is None:
        return f" We have not searched the {kind}’s own."
    return f" We searched the {kind}’s own on {say_short(searched_on)}."


def gap_of(level: Level) -> str:
    """What an empty level says: when it was searched, never that there is no law."""
    searched, place = level.jurisdiction.searched_on, level.jurisdiction
    if searched:
        return f"None found for that day {in_searches([searched])}"
    if place.is_local:
        return "Not searched; none known"
    return "None in our database" if level.level == "country" else "Not researched"
