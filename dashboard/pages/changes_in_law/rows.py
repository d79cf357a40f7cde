"""What /changes-in-law/ shows of the changes: its lists, its years, its choices."""

from typing import Any

from dashboard.pages.changes_in_law.data import CHOICES, Changes, code_of
from dashboard.words.changes_in_law import ABOUT, ChangeRow, change_row
from laws.counting.changes import Direction, Kind, LawChange

SHOWN = 120  # rows of a list before the file takes over
COUNTED = (
    Kind.TOOK_EFFECT, Kind.ENDED, Kind.AMENDED, Direction.TIGHTENED, Direction.LOOSENED,
)  # fmt: skip


def lists(found: Changes) -> dict[str, Any]:
    """The changes ahead, the next first; those so far, the latest first."""
    so_far = found.so_far[::-1]
    return {
        "ahead": _rows(found.ahead[:SHOWN], found),
        "so_far": _rows(so_far[:SHOWN], found),
        "left_out": max(0, len(so_far) - SHOWN),
        "headings": [CHOICES[key.value] for key in COUNTED],
    }


def _rows(changes: list[LawChange], found: Changes) -> list[ChangeRow]:
    return [change_row(one, found.as_of, found.names) for one in changes]


def years(found: Changes) -> list[dict[str, Any]]:
    """How many changes of each kind a year has, each year with the address of its list."""
    return [
        {
            "year": year,
            "href": str(found.address(year=str(year))),
            "chosen": year == found.year,
            "counts": [tally[key.value] for key in COUNTED],
        }
        for year, tally in found.years.items()
    ]


def boxes(found: Changes) -> list[dict[str, Any]]:
    """The boxes by which changes are chosen; of years and governments those that have any."""
    codes = {code_of(one) for one in found.all_changes} | {found.state}
    names = [("us", "Federal law")] if "us" in codes else []
    names += [(c.lower(), name) for c, name in found.names.items() if c and c.lower() in codes]
    known = {one.when.day.year for one in found.all_changes} | {found.year or found.as_of.on.year}
    years = [("all", "All years"), *((str(y), str(y)) for y in sorted(known, reverse=True))]
    year = "all" if found.year is None else str(found.year)
    return [
        _box("year", "Year", years, year),
        _box("state", "Where", [("", "Everywhere"), *names], found.state),
        _box("change", "What happened", [("", "Every change"), *CHOICES.items()], found.change),
        _box("about", "On whom", [("", "Everyone"), *ABOUT.items()], found.about),
    ]


def _box(name: str, label: str, pairs: list[tuple[str, str]], value: str) -> dict[str, Any]:
    options = [(key, words, key == value) for key, words in pairs]
    return {"name": name, "label": label, "options": options}
