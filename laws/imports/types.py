"""A measure as another record tells it: what every reader yields, whatever format it read.

Readers turn a file, a page or an answer of an API into these and judge nothing: which of them are
on the subject, what their actions are called here and what becomes of them is decided afterwards.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from laws.refusals import Refusal

OPENSTATES, LEGISCAN, OWN = "openstates", "legiscan", "own"
OPEN_LEGISLATION, LEGISTAR = "nysenate", "legistar"
"""Whose record it is: Open States, LegiScan, a file in our own columns, New York's Open Legislation
or a council's Legistar."""


class Where(NamedTuple):
    """The place of a record in what was read: the file (inside a ZIP: `set.zip/path`), and its
    number there, from 1: a line of a CSV, an element of a list; 0 when the file is one record."""

    file: str
    number: int = 0

    def __str__(self):
        return f"{self.file}, record {self.number}" if self.number else self.file


@dataclass(frozen=True, slots=True)
class IncomingAction:
    """One dated event as the other record tells it.

    `classification` holds the other record's own classes, as they stand there: for Open States
    `passage`, `executive-signature`; for LegiScan the name of the progress event of that day,
    `Engrossed`. `kind` is one of ours (ActionKind), and given only by a file in our own columns.
    """

    day: date
    text: str
    order: int
    chamber: str = ""  # a value of ChamberKind, or nothing
    classification: tuple[str, ...] = ()
    kind: str = ""
    precision: str = "day"
    yes: int | None = None
    no: int | None = None
    urls: tuple[str, ...] = ()
    basis: str = ""  # a value of Basis; given only by a file in our own columns


class IncomingSource(NamedTuple):
    """A page or file that the other record names; official if the government itself keeps it."""

    url: str
    official: bool | None = None
    note: str = ""
    seen_on: date | None = None  # given only by a file in our own columns


class IncomingSponsor(NamedTuple):
    """A sponsor that the other record names; `classification` is a value of SponsorKind."""

    name: str
    classification: str
    party: str = ""
    district: str = ""
    source_urls: tuple[str, ...] = ()  # given only by a file in our own columns


class IncomingRelation(NamedTuple):
    """Another bill that it names: our kind of relation, its number and session as told there."""

    kind: str
    identifier: str
    session: str = ""


class IncomingText(NamedTuple):
    """The text of one version of a measure, and where it is published; `seen_on` is the day on
    which that was the text, if the container tells it."""

    version: str
    url: str
    text: str
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class IncomingMeasure:
    """A bill or other measure as the other record tells it.

    `version` changes whenever the other record changed (`change_hash`, `updated_at`, else a digest
    of the raw record). `jurisdiction` is an Open Civic Data division id. `session_names` are all
    names the other record has for the session, the best first; `years` its first and last year.
    `own`, `provisions` and `relations_by_slug` hold what only a file in our own columns states, as
    laws.dataset.schema read it: columns of the measure (`effect`, …), answers, and relations to
    measures that are named by their slugs.
    `status` is its own word for how far the measure got, `completed` whether it says that nothing
    more will come. `has_history` says whether the actions are all that the other record has: an
    answer that was not asked for them, or a set without their file, has none or the last one.
    `versions` are the texts of its versions, which are kept if it is on the subject.
    `is_simple` is a resolution that one chamber adopts alone. `remarks` are sentences on what it
    holds that could not be carried over.
    """

    record: str
    record_id: str
    version: str
    where: Where
    jurisdiction: str
    identifier: str
    title: str
    kind: str = "bill"
    session_names: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    summary: str = ""
    subjects: tuple[str, ...] = ()
    text: str = ""
    versions: tuple[IncomingText, ...] = ()
    actions: tuple[IncomingAction, ...] = ()
    sources: tuple[IncomingSource, ...] = ()
    sponsors: tuple[IncomingSponsor, ...] = ()
    relations: tuple[IncomingRelation, ...] = ()
    own: dict = field(default_factory=dict)
    provisions: tuple[dict, ...] = ()
    relations_by_slug: tuple[dict, ...] = ()
    status: str = ""
    completed: bool | None = None
    has_history: bool = True
    is_simple: bool = False
    remarks: tuple[str, ...] = ()
    raw: dict = field(default_factory=dict)


class RefusedRecord(NamedTuple):
    """A record that could not be read: its place, and a sentence that says why (it names the field,
    its value and what is allowed). `raw` is the record where only its government is missing."""

    where: Where
    why: str
    raw: dict | None = None


class NothingKnown(Refusal):
    """A file was read and holds nothing of a known format; in a folder it is passed over."""
