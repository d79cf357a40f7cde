"""Open States' bulk CSV of a session: bills with their actions, sources, votes, each in a file.

A row becomes an object of the form that its JSON has, with its child rows in it, so that one
reader reads both. Files that would be empty are not in the set.
"""

import ast
from collections.abc import Iterator
from functools import lru_cache, partial

from laws.imports.readers import openstates
from laws.imports.readers.containers import OneFile
from laws.imports.readers.csv_files import header_of, rows_of
from laws.imports.readers.joined import Joined, each_row
from laws.imports.types import IncomingMeasure, RefusedRecord

COLUMNS = {"id", "identifier", "title"}
PARTS = {
    "actions": "bill_actions",
    "abstracts": "bill_abstracts",
    "other_titles": "bill_titles",
    "other_identifiers": "bill_identifiers",
    "related_bills": "bill_related_bills",
    "sources": "bill_sources",
    "sponsorships": "bill_sponsorships",
    "votes": "votes",
}
COUNTS = "vote_counts"
ORGANIZATIONS = "organizations"
LISTS = ("classification", "subject", "motion_classification")
LONGEST_LIST = 20_000
KEPT = 1000


def read_set(
    container: OneFile, name: str, members: set[str]
) -> Iterator[IncomingMeasure | RefusedRecord]:
    """The measures of a set whose bills are in `name`; `members` are the names of all files."""
    prefix = name[: -len("bills.csv")] if name.lower().endswith("bills.csv") else None
    with Joined() as joined:
        for part, file, key in _children():
            child = f"{prefix}{file}.csv"
            if prefix is not None and child in members and key in header_of(container, child):
                yield from joined.add(part, key, rows_of(container, child))
        organization = lru_cache(KEPT)(partial(_organization, joined))

        def measure(where, cells):
            return openstates.measure_of(_bill(cells, joined, organization), where)

        yield from each_row(rows_of(container, name), measure)


def _children():
    yield from ((part, file, "bill_id") for part, file in PARTS.items())
    yield "counts", COUNTS, "vote_event_id"
    yield "organizations", ORGANIZATIONS, "id"


def _bill(cells, joined, organization):
    """A row with the rows of its parts, as the JSON has them."""
    bill = _with_lists(cells)
    for part, rows in joined.rows(cells["id"]).items():
        bill[part] = [_with_lists(row) for row in rows]
    for row in [*bill.get("actions", ()), *bill.get("votes", ())]:
        if chamber := organization(row.get("organization_id", "")):
            row["organization"] = chamber
    for vote in bill.get("votes", ()):
        vote["counts"] = joined.rows(vote.get("id", "")).get("counts", [])
    return bill


def _organization(joined, identifier):
    """What the file of organizations says of one, as far as it states the chamber."""
    rows = joined.rows(identifier).get("organizations", []) if identifier else []
    names = ("id", "name", "classification")
    return {name: row[name] for row in rows for name in names if name in row}


def _with_lists(row):
    """A row whose lists, which are written as Python writes them, are lists."""
    return row | {name: _list(row[name]) for name in LISTS if name in row}


def _list(cell):
    """The list that a cell is; anything else is left for the reader to refuse or to take."""
    if not cell.strip().startswith("[") or len(cell) > LONGEST_LIST:
        return cell.strip()
    try:
        # It reads constants alone and runs nothing.
        return ast.literal_eval(cell.strip())
    except (MemoryError, RecursionError, SyntaxError, TypeError, ValueError):
        return {"unreadable": cell}
