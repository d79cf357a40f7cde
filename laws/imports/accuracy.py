"""How well bills of other records are read: what follows from our reading beside what the record
itself says.

Another record tells some outcomes twice: in the words of its entries, and by classes that it gives
them (`passage`, `executive-signature`, LegiScan's steps). Our reading starts from the words; the
classes serve as a check. Where all entries of a class say something else in plain words, the class
is counted as contradicted, and tells nothing: patterns of this file decide that, not our rules.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from laws.imports.drafts.actions import drafted_actions, facts_of
from laws.imports.drafts.lookups import Lookups
from laws.imports.types import IncomingMeasure, RefusedRecord
from laws.rules.reckoning import reckon
from laws.rules.terms import LAW
from laws.vocabulary import PENDING, MeasureKind

PASSED = {"passed_chamber", "passed"}
SIGNED = {"executive-signature", "became-law", "Chaptered"}
VOTES = {"passage", "Engrossed", "Enrolled", "Passed"}
VETOED = {"executive-veto", "Vetoed"}
NOTHING = re.compile(r"(?!)")
SAYS_SO = re.compile(
    r"^\W*(?:[HS]\W+)?(?:(?:signed|approved) by (?:the )?governor|governor (?:signed|approved)"
    r"|became (?:public )?law|chaptered by)",
    re.I,
)
"""Words that name a law by themselves, whether or not the record gives them a class."""
NO_SIGNATURE = re.compile(
    r"\bnot\b|reconsider|veto(?!ed, signed)|speaker|president of|chief clerk", re.I
)
PARTLY = re.compile(r"overrid|fail|item|partial|in part", re.I)
LAST_READING = re.compile(r"third (?:time|reading)|3rd reading|final passage|final action", re.I)
VOTED = re.compile(
    r"\bpass(?:ed|age)?\b|third reading|final reading|adopted|agreed to|enacted", re.I
)
SAYS_PASSED = re.compile(
    r"^\W*(?:[HS]\W+)?(?:re)?passed\b(?! over| by| temporarily| (?:on )?(?:first|second))", re.I
)
NO_PASSAGE = re.compile(
    r"second reading(?!, passed)|2nd reading|second consideration|passed over|recommend"
    r"|committee|substituted|amendment|motion to|signed|fail|lost|\bMF\b|emergency preamble",
    re.I,
)
OF_A_LAW = re.compile(
    r"\blaw\b|\bsign|approv|chapter|\bact\b|overrid|enact|adopted|\bch\b|override.*prevail", re.I
)
LEFT = re.compile(r"governor|\bmayor|secretary of state|enrolled|carr(?:y|ied) over|retained", re.I)
COUNTED = re.compile(r"\b(?:yeas?|ayes?)\W{0,3}\d+\W+(?:nays?|noes)\W{0,3}\d+|\d+-Y \d+-N", re.I)
AFTER_THE_END = timedelta(days=60)
BEFORE_THE_START = timedelta(days=400)
DATED_BY_THE_SESSION = {"passed_chamber", "introduced", "referred", "hearing", "reported"}
EXAMPLES = 3


@dataclass
class Accuracy:
    """The counts of one set. `…_told` is what the record's classes say, `…_found` what we read of
    it, `…_contradicted` what its own words deny. `left` counts bills of a session that is over
    whose last entry left them with the executive or carried them over: their end is not told.
    `examples` holds a few bills and entries of each kind of error."""

    bills: int = 0
    refused: int = 0
    newest: date = date.min
    passages_told: int = 0
    passages_found: int = 0
    passages_contradicted: int = 0
    laws_told: int = 0
    laws_found: int = 0
    laws_contradicted: int = 0
    laws_in_words: int = 0
    laws_invented: int = 0
    vetoes_told: int = 0
    vetoes_found: int = 0
    votes_told: int = 0
    votes_found: int = 0
    outside_session: int = 0
    dead: int = 0
    dead_pending: int = 0
    left: int = 0
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


def _count(counts, measure, lookups, on):
    counts.bills += 1
    told = [action.day for action in measure.actions if action.day <= on]
    counts.newest = max([counts.newest, *told])
    place = lookups.place(measure.jurisdiction)
    rows = list(drafted_actions(measure, place, [], []).values())
    kinds = {row["kind"] for row in rows}
    _count_law(counts, measure, rows, kinds)
    _count_passage(counts, measure, kinds)
    vetoed = next(_told(measure, VETOED, PARTLY), None)
    if vetoed is not None:
        counts.vetoes_told += 1
        counts.vetoes_found += "vetoed" in kinds
        if "vetoed" not in kinds:
            counts.note("veto missed", measure, vetoed)
    for row in rows:
        if row["kind"] in PASSED and COUNTED.search(row["description"]):
            counts.votes_told += 1
            counts.votes_found += row["yes"] is not None
    if place:
        session = lookups.session(place, measure.session_names, measure.years)[0]
        if session:
            _count_days(counts, measure, rows, session)
            _count_dead(counts, measure, rows, session, on)


def _told(measure: IncomingMeasure, classes: set[str], unless: re.Pattern[str]) -> Iterator[str]:
    """The texts of the entries that the record gives one of these classes, and whose words do not
    deny it."""
    for action in measure.actions:
        if not classes.isdisjoint(action.classification) and not unless.search(action.text):
            yield action.text


def _count_law(counts, measure, rows, kinds):
    by_words = (action.text for action in measure.actions if SAYS_SO.search(action.text))
    signed = next(_told(measure, SIGNED, NO_SIGNATURE), None) or next(by_words, None)
    if signed is not None:
        counts.laws_told += 1
        counts.laws_found += bool(kinds & LAW)
        if not kinds & LAW:
            counts.note("law missed", measure, signed)
    elif kinds & LAW:
        # No class of the record names it: its words do, or we invented it.
        text = next(row["description"] for row in rows if row["kind"] in LAW)
        is_named = bool(OF_A_LAW.search(text))
        counts.laws_in_words += is_named
        counts.laws_invented += not is_named
        if not is_named:
            counts.note("law invented", measure, text)
    else:
        denied = list(_told(measure, SIGNED, NOTHING))
        counts.laws_contradicted += bool(denied)
        if denied:
            counts.note("class of a law contradicted", measure, denied[0])


def _count_passage(counts, measure, kinds):
    texts = list(_told(measure, VOTES, NOTHING))
    voted = [text for text in texts if _is_vote(text)]
    if voted:
        counts.passages_told += 1
        counts.passages_found += bool(kinds & PASSED)
        if not kinds & PASSED:
            counts.note("passage missed", measure, voted[0])
    elif texts and not kinds & PASSED:
        counts.passages_contradicted += 1
        counts.note("class of a passage contradicted", measure, texts[0])


def _is_vote(text):
    """Whether an entry's words say that a chamber passed the bill."""
    if re.search(r"\bfail|\blost\b|\bnot passed|\bMF\b", text, re.I):
        return False
    if LAST_READING.search(text) or SAYS_PASSED.search(text):
        return True
    return bool(VOTED.search(text) and not NO_PASSAGE.search(text))


def _count_days(counts, measure, rows, session):
    """Whether a step of the bill is dated far outside its session."""
    if any(row["kind"] == "carried_over" for row in rows):
        return
    first = session.start_on - BEFORE_THE_START
    last = session.end_on and session.end_on + AFTER_THE_END
    for row in rows:
        day = date.fromisoformat(row["day"])
        if row["kind"] in DATED_BY_THE_SESSION and (day < first or (last and day > last)):
            counts.outside_session += 1
            counts.note("outside its session", measure, f"{day} {row['description']}")
            return


def _count_dead(counts, measure, rows, session, on):
    """Whether a bill whose session is long over counts as pending."""
    if not session.end_on or session.end_on + AFTER_THE_END > on:
        return
    stages = reckon(facts_of(rows), False, session.days).stages
    stage = next((span.stage for span in reversed(stages) if span.from_on <= on), "")
    last = max(measure.actions, key=lambda action: (action.day, action.order))
    is_left = stage in PENDING and any(
        LEFT.search(action.text) for action in measure.actions if action.day == last.day
    )
    is_carried = any("carried-over" in action.classification or "etained in Committee"
                     in action.text for action in measure.actions)  # fmt: skip
    if stage in PENDING and (is_left or is_carried):
        counts.left += 1
        return
    counts.dead += 1
    if stage in PENDING:
        counts.dead_pending += 1
        counts.note("dead, yet pending", measure, f"{stage}, session over {session.end_on}")
