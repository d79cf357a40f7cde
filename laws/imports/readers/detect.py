"""Finding out what a path or a text holds, and reading it: Open States, LegiScan, our own files."""

from collections.abc import Iterator
from pathlib import Path

from laws.imports.readers import (
    json_files,
    legiscan,
    legiscan_csv,
    legistar,
    mirror,
    open_legislation,
    openstates,
    openstates_csv,
    own_csv,
)
from laws.imports.readers.containers import open_container
from laws.imports.readers.csv_files import header_of
from laws.imports.readers.git_repository import GitRepository, is_repository
from laws.imports.types import (
    LEGISCAN,
    LEGISTAR,
    OPEN_LEGISLATION,
    OPENSTATES,
    OWN,
    IncomingMeasure,
    NothingKnown,
    RefusedRecord,
    Where,
)
from laws.refusals import Refusal
from laws.text.normalize import cut

READERS = {
    OPENSTATES: openstates.measure_of,
    LEGISCAN: legiscan.measure_of,
    OWN: own_csv.measure_of,
    OPEN_LEGISLATION: open_legislation.measure_of,
    LEGISTAR: legistar.measure_of,
}
"""What reads a raw record again that was kept, by whose record it is: `(raw, where)`."""

SETS = (legiscan_csv, own_csv, openstates_csv)
MAIN_FILES = ("bills.csv", "measures.csv")
KNOWN = (
    "bills of Open States or LegiScan as JSON or as their sets of CSV, of New York’s Open "
    "Legislation or Legistar as JSON, or measures in our own columns; as a file, a folder, a ZIP "
    "or TAR or a git repository"
)


def parse(text: str, name: str = "pasted text") -> list[IncomingMeasure | RefusedRecord]:
    """What a text of JSON holds: one bill, an answer of an API, a list. Refusal, with a sentence,
    when it is no JSON or holds nothing known."""
    return json_files.measures_in(text, name)


def read(path: Path, label: str = "", place: str = "") -> Iterator[IncomingMeasure | RefusedRecord]:
    """What a file, a folder, a ZIP or a git repository holds, a record at a time; `label` is its
    name in messages, `place` the government of matters that do not say whose they are.

    Refusal, with a sentence, at once when the path can't be opened, and at its end when nothing of
    a known format was in it. A member that is broken is refused, and the others are read.
    """
    records = _read(_container(path, label))
    return (_placed(record, place) for record in records) if place else records


def _placed(record, place):
    if isinstance(record, RefusedRecord) and record.raw is not None:
        return legistar.measure_of(record.raw | {"Place": place}, record.where)
    return record


def _container(path, label):
    path = Path(path)
    if path.is_dir() and is_repository(path):
        return GitRepository(path, label or path.name)
    return open_container(path, label)


def _read(container):
    is_known = False
    try:
        for one in _single(container) if container.is_single else _members(container):
            is_known = True
            yield one
    finally:
        container.close()
    if not is_known and not container.is_set:
        raise NothingKnown(
            f"{container.label} contains nothing that can be imported{_first_line(container)}; "
            f"allowed: {KNOWN}."
        )


def _first_line(container):
    """What a table by itself has for columns, and which of ours are missing."""
    if not container.is_single or not container.path.suffix.lower().endswith("csv"):
        return ""
    columns = header_of(container, "")
    missing = sorted(own_csv.COLUMNS - set(columns))
    named = ", ".join(columns[:12]) or "nothing"
    return f": its first line names {cut(named, 200)}, and {' and '.join(missing)} is missing"


def _single(container):
    """A file by itself, told by how it begins."""
    with container.open("") as stream:
        start = stream.read(1000).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        yield from json_files.read_member(container, "")
    elif start[:1] == b"<":
        raise Refusal(f"{container.label} is a web page, not data; allowed: {KNOWN}.")
    elif found := _set_of(container, ""):
        yield from found.read_set(container, "", frozenset())


def _members(container):
    """The bills of a mirror, if it is one; else sets of CSV, each as a whole, then every file of
    JSON."""
    if mirror.is_mirror(container):
        yield from mirror.bills(container)
        return
    tables = {name for name in container.names() if name.lower().endswith(".csv")}
    for name in sorted(tables):
        if name.lower().endswith(MAIN_FILES):
            yield from _guarded(container, name, _table(container, name, tables))
    for name in container.names():
        if name.lower().endswith(".json"):
            yield from _guarded(container, name, json_files.read_member(container, name))
        elif name.lower().endswith(".zip"):
            yield from _guarded(container, name, _inner(container, name))


def _table(container, name, tables):
    if found := _set_of(container, name):
        yield from found.read_set(container, name, tables)


def _set_of(container, name):
    """What reads the set that a file with these columns belongs to."""
    columns = set(header_of(container, name))
    found = next((one for one in SETS if columns >= one.COLUMNS), None)
    container.is_set |= bool(found)
    return found


def _inner(container, name):
    path = container.path / name
    if not container.path.is_dir():
        raise Refusal(f"{container.shown(name)} is a ZIP inside a ZIP; unpack it first.")
    yield from read(path, container.shown(name))


def _guarded(container, name, records):
    """The records of a member; what breaks it off is refused, so that others can be read."""
    try:
        yield from records
    except NothingKnown:
        return
    except Refusal as error:
        yield RefusedRecord(Where(container.shown(name)), str(error))
