"""LegiScan's CSV set of a session: bills.csv with history, sponsors, roll calls and documents.

A row becomes an object of the form that LegiScan's JSON has, with its child rows in it, so that
one reader reads both. The name of the session stands only in the name of its folder.
"""

import re
from collections.abc import Iterator

from laws.imports.readers import legiscan
from laws.imports.readers.containers import OneFile
from laws.imports.readers.csv_files import header_of, rows_of
from laws.imports.readers.joined import Joined, each_row
from laws.imports.types import IncomingMeasure, RefusedRecord

COLUMNS = {"bill_id", "bill_number", "title"}
PARTS = ("history", "sponsors", "rollcalls", "documents")
SESSION = re.compile(r"(?:^|/)(\d{4})-(\d{4})_([^/]+)/|(\d{4})-(\d{4})")


def read_set(
    container: OneFile, name: str, members: set[str]
) -> Iterator[IncomingMeasure | RefusedRecord]:
    """The measures of a set whose bills are in `name`; `members` are the names of all files."""
    folder = name.removesuffix(name.rsplit("/", 1)[-1])
    session = _session_in(container.shown(name))
    with Joined() as joined:
        for part in PARTS:
            child = f"{folder}{part}.csv"
            if child in members and "bill_id" in header_of(container, child):
                yield from joined.add(part, "bill_id", rows_of(container, child))

        def measure(where, cells):
            return legiscan.measure_of(session | cells | joined.rows(cells["bill_id"]), where)

        yield from each_row(rows_of(container, name), measure)


def _session_in(path):
    """The session that the names of folders state: MI/2019-2020_100th_Legislature/csv."""
    match = SESSION.search(path)
    if not match:
        return {}
    first, last = int(match[1] or match[4]), int(match[2] or match[5])
    name = (match[3] or "").replace("_", " ").strip()
    return {"session": {"session_name": name, "year_start": first, "year_end": last}}
