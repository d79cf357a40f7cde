"""How well bills on the subject are found: what the words say, beside labels given by hand."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from laws.imports.readers import detect, mirror
from laws.imports.readers.git_repository import GitRepository, is_repository
from laws.imports.readers.states import code_of
from laws.imports.subject.match import is_on_subject, matches, strength
from laws.imports.types import IncomingMeasure
from laws.refusals import Refusal
from laws.text.normalize import normalize_identifier
from laws.text.subject import Word
from laws.vocabulary import STRONG_MATCHES, WEAK_MATCHES

NONE, ALL = "none", "all"
HALVES = "first half", "second half"


class Label(NamedTuple):
    """What a person said of one bill: what was read of it, how it was chosen, its strength."""

    state: str
    session: str
    identifier: str
    read: str
    chosen: str
    label: str
    why: str

    @property
    def key(self) -> tuple[str, str, str]:
        """By which the bill is found in a set."""
        return self.state, self.session, normalize_identifier(self.identifier)

    @property
    def groups(self) -> tuple[str, str, str]:
        """What it counts in: its choice, its half, all. By the second half nothing is tuned."""
        digest = hashlib.sha256("|".join(self.key).encode()).digest()
        return self.chosen, HALVES[digest[0] % 2], ALL


@dataclass
class Tally:
    """Counts over some labels: bills found in the sets, with a rule by label, offered, open in the
    inbox and not folded, of each those with a rule; strengths told, and equal to the label.
    """

    bills: int = 0
    ruled: int = 0
    offered: int = 0
    offered_ruled: int = 0
    open: int = 0
    open_ruled: int = 0
    told: int = 0
    equal: int = 0

    def add(self, label: Label, told: str | None) -> None:
        """Count a bill: `told` is the strength that the words tell, None if it is not offered."""
        is_ruled, is_offered = label.label in STRONG_MATCHES, told is not None
        is_open = is_offered and told not in WEAK_MATCHES
        self.bills += 1
        self.ruled += is_ruled
        self.offered += is_offered
        self.offered_ruled += is_offered and is_ruled
        self.open += is_open
        self.open_ruled += is_open and is_ruled
        self.told += bool(told) and label.label != NONE
        self.equal += told == label.label


def labels_in(path: Path) -> list[Label]:
    """The labels of a file. Refusal where it is not one of labels."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file, strict=True)
            return [Label(**dict(zip(head, row, strict=True))) for row in rows]
    except (OSError, ValueError, csv.Error, TypeError):
        columns = ", ".join(Label._fields)
        raise Refusal(f"{path} can't be read as labels: columns {columns}.") from None


def bills_of(path: Path, labels: Sequence[Label]) -> Iterator[tuple[IncomingMeasure, Label]]:
    """The labelled bills of a set, each with its label; of a mirror no others are read."""
    by_key = {label.key: label for label in labels}
    for bill in _bills(path, {key[1:] for key in by_key}):
        place, number = code_of(bill.jurisdiction), normalize_identifier(bill.identifier)
        keys = [(place, session, number) for session in bill.session_names]
        if label := next((by_key[key] for key in keys if key in by_key), None):
            yield bill, label


def told_of(bill: IncomingMeasure, label: Label, words: Sequence[Word]) -> str | None:
    """The strength that the words tell of what was read for a label; None if it is not offered."""
    read = bill if label.read == "text" else replace(bill, text="")
    found = matches(read, words)
    return strength(read, words, found) if is_on_subject(found) else None


def _bills(path, wanted):
    records = detect.read(path)
    if is_repository(path):
        repository = GitRepository(path, path.name)
        folders = {mirror.folder_of(name) for name in repository.names()} - {""}
        only = {folder for folder in folders if _key_of(folder) in wanted}
        records = mirror.bills(repository, only) if only else ()
    return (one for one in records if isinstance(one, IncomingMeasure))


def _key_of(folder):
    number = folder.rstrip("/").rpartition("/")[2]
    return mirror.session_of(folder), normalize_identifier(number)
