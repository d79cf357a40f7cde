"""The municipal bans by state as JSON and CSV."""

from collections.abc import Iterable, Iterator
from datetime import date

from laws.counting.counts import StateCount

COLUMNS = [
    "state", "rank", "count", "slug", "name", "effect", "measure", "in_force_since", "basis", "on",
    "preset", "count_beyond_doubt", "effect_basis", "doubts",
    "in_force_since_precision",
]  # fmt: skip


def json_row(row: StateCount) -> dict:
    """A state with its count and the governments counted."""
    return {
        "state": row.state_code,
        "count": row.count,
        "count_beyond_doubt": row.certain,
        "rank": row.rank,
        "tied": row.is_tied,
        "jurisdictions": [_government(one) for one in row.governments],
    }


def _government(government):
    first = _first(government)
    return {
        "slug": government.place.slug,
        "name": government.place.display_name,
        "effect": government.effect,
        "measures": [binding.slug for binding in government.measures],
        "in_force_since": first.starts_on.isoformat(),
        "in_force_since_precision": first.starts.precision,
        "basis": government.basis,
        "doubts": list(government.doubts),
    }


def _first(government):
    """The measure that has been in effect the longest."""
    return min(government.measures, key=lambda one: one.starts_on)


def csv_rows(rows: Iterable[StateCount], on: date, preset: str) -> Iterator[list]:
    """One row for each government that counts."""
    for row in rows:
        for one in row.governments:
            first = _first(one)
            place = [one.place.slug, one.place.display_name, one.effect]
            yield [row.state_code, row.rank, row.count, *place, first.slug, first.starts_on,
                   one.basis, on, preset, row.certain, first.effect_basis,
                   "; ".join(one.doubts), first.starts.precision]  # fmt: skip
