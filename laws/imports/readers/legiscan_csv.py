"""LegiScan's CSV set of a session: bills.csv with history, sponsors, roll calls and documents.

A row becomes an object of the form that LegiScan's JSON has, with its child rows in it, so that
one reader reads both. The name of the session stands only in the name of its folder.
"""

import re

from laws.imports.readers import legiscan
from laws.imports.readers.csv_files import header_of, rows_of
from laws.imports.readers.joined import Joined
from laws.imports.types import RefusedRecord

COLUMNS = {"bill_id", "bill_number", "title"}
PARTS = ("history", "sponsors", "rollcalls", "documents")
SESSION = re.compile(r"(?:^|/)(\d{4})-(\d{4})_([^/]+)/|(\d{4})-(\d{4})")


def read_set(container, name, members):
    """The measures of a set whose bills are in `name`; `members` are all the names beside it."""
    folder = name.removesuffix(name.rsplit("/", 1)[-1])
    told = _told_by(container.shown(name))
    with Joined() as joined:
        for part in PARTS:
            child = f"{folder}{part}.csv"
            if child in members and "bill_id" in header_of(container, child):
                yield from joined.add(part, "bill_id", rows_of(container, child))
        for row in rows_of(container, name):
            if isinstance(row, RefusedRecord):
                yield row
                continue
            where, cells = row
            yield legiscan.measure_of(told | cells | joined.rows(cells["bill_id"]), where)


def _told_by(path):
    """The session that the names of folders tell: MI/2019-2020_100th_Legislature/csv."""
    found = SESSION.search(path)
    if not found:
        return {}
    first, last = int(found[1] or found[4]), int(found[2] or found[5])
    name = (found[3] or "").replace("_", " ").strip()
    return {"session": {"session_name": name, "year_start": first, "year_end": last}}
