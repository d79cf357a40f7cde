"""Finding out what a path or a text holds, and reading it: Open States, LegiScan, our own files."""

from collections.abc import Iterator
from pathlib import Path

from laws.loading import json_files
from laws.loading.containers import open_container
from laws.loading.incoming import BadFile, IncomingMeasure, Refused, Where

KNOWN = (
    "bills of Open States or LegiScan as JSON or as their sets of CSV, or measures in our own "
    "columns; as a file, a folder or a ZIP"
)


def parse(text: str, name: str = "pasted text") -> list[IncomingMeasure | Refused]:
    """What a text of JSON holds: one bill, an answer of an API, a list. BadFile, with a sentence,
    when it is no JSON or holds nothing known."""
    return json_files.measures_in(text, name)


def read(path: Path, label: str = "") -> Iterator[IncomingMeasure | Refused]:
    """What a file, a folder or a ZIP holds, a record at a time; `label` is its name in messages.

    BadFile, with a sentence, at once when the path can't be opened, and at its end when nothing of
    a known format was in it. A member that is broken is refused, and the others are read.
    """
    return _read(open_container(path, label))


def _read(container):
    is_known = False
    try:
        for one in _everything(container):
            is_known = True
            yield one
    finally:
        container.close()
    if not is_known:
        raise BadFile(f"{container.label} holds nothing that is known; allowed: {KNOWN}.")


def _everything(container):
    if container.is_single:
        yield from json_files.read_member(container, "")
        return
    for name in container.names():
        if name.lower().endswith(".json"):
            yield from _guarded(json_files.read_member(container, name), container.shown(name))


def _guarded(records, file):
    """The records of one member; what breaks it off is refused, so that others can be read."""
    try:
        yield from records
    except BadFile as error:
        yield Refused(Where(file), str(error))
