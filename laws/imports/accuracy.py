"""How well bills of other records are read: what follows from our reading beside what the record
itself says.

Another record tells some outcomes twice: in the words of its entries, and by classes that it gives
them (`passage`, `executive-signature`, LegiScan's steps). Our reading starts from the words; the
classes serve as a check, where the words do not contradict them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from laws.imports.drafts.actions import drafted_actions, facts_of
from laws.imports.drafts.lookups import Lookups
from laws.imports.types import IncomingMeasure, RefusedRecord
from laws.rules.reckoning import reckon
from laws.rules.stages import Session
from laws.rules.terms import LAW
from laws.vocabulary import PENDING, MeasureKind

PASSED = {"passed_chamber", "passed"}
SIGNED = {"executive-signature", "became-law", "Chaptered"}
NO_SIGNATURE = re.compile(r"\bnot\b|reconsider|veto|speaker|president of|chief clerk", re.I)
VOTED = re.compile(r"\bpass(?:ed|age)?\b|third reading|final reading|adopted|agreed to", re.I)
NO_PASSAGE = re.compile(
    r"second reading|2nd reading|passed over|recommend|committee|substituted|amendment|motion to"
    r"|signed|fail",
    re.I,
)
OF_A_LAW = re.compile(r"\blaw\b|\bsign|approv|chapter|\bact\b|overrid|enact|adopted|\bch\b", re.I)
AFTER_THE_END = timedelta(days=60)
EXAMPLES = 3


@dataclass
class Accuracy:
    """The counts of one set. `told` is what the record's classes say, `found` what we read of it;
    `examples` holds a few bills and entries of each kind of error."""

    bills: int = 0
    refused: int = 0
    passages_told: int = 0
    passages_found: int = 0
    laws_told: int = 0
    laws_found: int = 0
    laws_in_words: int = 0
    laws_invented: int = 0
    dead: int = 0
    dead_pending: int = 0
    examples: dict[str, list[str]] = field(default_factory=dict)

    def note(self, error: str, measure: IncomingMeasure, text: str = "") -> None:
        """Keep a bill as an example of an error."""
        kept = self.examples.setdefault(error, [])
        if len(kept) < EXAMPLES:
            kept.append(f"{measure.identifier} ({measure.where}) {text[:120]}".strip())


def accuracy_of(records: Iterable[IncomingMeasure | RefusedRecord], on: date) -> Accuracy:
    """The counts over the bills of a set, as of a day. A few queries for all of them."""
    counts, lookups = Accuracy(), Lookups()
    for record in records:
        if isinstance(record, RefusedRecord):
            counts.refused += 1
        elif record.kind == MeasureKind.BILL and record.actions:
            _count(counts, record, lookups, on)
    return counts


def _count(counts: Accuracy, measure: IncomingMeasure, lookups: Lookups, on: date) -> None:
    counts.bills += 1
    place = lookups.place(measure.jurisdiction)
    rows = list(drafted_actions(measure, place, [], []).values())
    kinds = {row["kind"] for row in rows}
    signed = next(_told(measure, SIGNED, NO_SIGNATURE), None)
    passed = next(
        (text for text in _told(measure, {"passage"}, NO_PASSAGE) if VOTED.search(text)), None
    )
    if signed is not None:
        counts.laws_told += 1
        counts.laws_found += bool(kinds & LAW)
        if not kinds & LAW:
            counts.note("law missed", measure, signed)
    elif kinds & LAW:
        _count_untold(counts, measure, rows)
    if passed is not None or signed is not None:
        counts.passages_told += 1
        counts.passages_found += bool(kinds & PASSED)
        if not kinds & PASSED:
            counts.note("passage missed", measure, passed or signed or "")
    _count_dead(counts, measure, place, rows, lookups, on)


def _told(measure: IncomingMeasure, classes: set[str], unless: re.Pattern[str]) -> Iterator[str]:
    """The texts of the entries that the record gives one of these classes."""
    for action in measure.actions:
        if not classes.isdisjoint(action.classification) and not unless.search(action.text):
            yield action.text


def _count_untold(counts, measure, rows):
    """A law of ours that no class of the record names: its words name it, or we invented it."""
    text = next(row["description"] for row in rows if row["kind"] in LAW)
    if OF_A_LAW.search(text):
        counts.laws_in_words += 1
    else:
        counts.laws_invented += 1
        counts.note("law invented", measure, text)


def _count_dead(counts, measure, place, rows, lookups, on):
    """Whether a bill whose session is long over counts as pending."""
    session = place and lookups.session(place, measure.session_names, measure.years)[0]
    if not session or not session.end_on or session.end_on + AFTER_THE_END > on:
        return
    stages = reckon(facts_of(rows), False, Session(session.start_on, session.end_on)).stages
    counts.dead += 1
    stage = next((span.stage for span in reversed(stages) if span.from_on <= on), "")
    if stage in PENDING:
        counts.dead_pending += 1
        counts.note("dead, yet pending", measure, f"{stage}, session over {session.end_on}")
