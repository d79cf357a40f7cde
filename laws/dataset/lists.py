"""Lists and counts that others published, and why ours differ: lists.csv and list_rows.csv.

They are no part of the record: no load brings them into the database, and the page that lays them
beside the record reads them from their files.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from laws.dataset import schema
from laws.dataset.cells import FileProblem, LoadRefused, read_rows
from laws.dataset.load import DATA
from laws.text.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a government is counted by one side alone; `measure` is ours that explains it."""

    why: str
    measure: str


@dataclass(frozen=True, slots=True)
class PublishedList:
    """What someone published: how many, of what, and the governments that it names.

    `filters` are those of /measures/ that come closest to what it counts, on the day `counted_on`;
    with `counted_since`, only what does not count yet on that earlier day.
    """

    key: str
    publisher: str
    published_on: PartialDate
    what: str
    count: int
    unit: str
    filters: str
    counted_on: date
    counted_since: date | None
    names: frozenset[str]
    url: str
    names_url: str
    note: str
    reasons: Mapping[str, Reason]

    @property
    def names_all(self) -> bool:
        """Whether it names each government that it counts, so that rows can be compared."""
        return self.unit == "places" and len(self.names) == self.count


@cache
def published_lists(folder: Path = DATA) -> tuple[PublishedList, ...]:
    """The lists of a folder, the latest first. Raises LoadRefused where a row can't be read."""
    problems: list[FileProblem] = []
    reasons: dict[str, dict[str, Reason]] = defaultdict(dict)
    for _, row in read_rows(folder / "list_rows.csv", schema.LIST_ROWS, problems):
        reasons[row["list"]][row["division_id"]] = Reason(row["why"], row["measure"])
    found = [
        PublishedList(**row | {"names": frozenset(row["names"]), "reasons": reasons[row["key"]]})
        for _, row in read_rows(folder / "lists.csv", schema.LISTS, problems)
    ]
    if problems:
        raise LoadRefused(problems)
    return tuple(sorted(found, key=_by_day, reverse=True))


def _by_day(one: PublishedList) -> tuple[date, date, str]:
    return one.published_on.day, one.counted_on, one.key
