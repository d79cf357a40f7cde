"""What an import brings beside what we have, in words: a line for each thing to decide."""

import json
from datetime import date
from typing import NamedTuple

from laws.editing.snapshot import PARTS
from laws.imports.diff import NOTHING, ImportDifference, compare, content_of
from laws.models import LegislativeSession, Measure, Question
from laws.text.dates import PartialDate
from laws.text.fields import label, words
from laws.vocabulary import ActionKind, EntryKind, RelationKind, SubjectPart

EMPTY, NO_ROW, GOES = "–", "not there", "no longer there"
COLUMNS = {
    "actions": ["description", "chamber", "yes", "no", "source_urls"],
    "sources": ["official", "note"],
    "relations": ["note"],
    "sponsorships": ["classification", "party", "district"],
    "provisions": [
        "answer",
        "answer_on",
        "detail",
        "pinpoint",
        "effective_on",
        "ended_on",
        "source_urls",
    ],
}


class DecisionLine(NamedTuple):
    """One thing to decide: what it is, what we have, what comes in; whether it may be accepted, and
    whether it was.
    """

    place: str
    what: str
    present: str
    coming: str
    is_proposed: bool
    taken: bool | None
    is_minor: bool = False
    is_clerical: bool = False


def lines_of(entry, found) -> list[DecisionLine]:
    """What an entry says beside what we have now; of one that is decided, what we had then."""
    if not entry.waits and entry.kind == EntryKind.CHANGED and entry.differences:
        return _lines([(_difference(stored), stored["taken"]) for stored in entry.differences])
    if entry.waits:
        return _lines([(one, None) for one in found.differences])
    new = compare(None, NOTHING, content_of(entry.draft, entry.stated))
    return _lines([(one, None) for one in new])


def clerical_summary(lines: list[DecisionLine]) -> str:
    """What folded lines are, in a few words: 31 clerical entries: Fiscal Note Printed …"""
    first = lines[0].coming.partition("\n")[0].removeprefix("Description: ")
    more = " …" if len(lines) > 1 else ""
    return f"{len(lines)} clerical {'entry' if len(lines) == 1 else 'entries'}: {first}{more}"


def excerpt(match: dict) -> dict:
    """The words around a match, cut into those before it, the match, and those after it."""
    part = SubjectPart(match["part"]).label
    before, words, after = match["around"].partition(match["found"])
    return {"part": part, "before": before, "found": words, "after": after}


def raw_text(raw) -> str:
    """The record as it was read."""
    return json.dumps(raw.raw, indent=2, ensure_ascii=False)


def _difference(stored: dict) -> ImportDifference:
    return ImportDifference(*(stored[name] for name in ImportDifference._fields))


def _lines(differences):
    known = _known([one for one, _ in differences])
    return [
        DecisionLine(
            one.place,
            _what(one, known),
            _cell(one, one.present, known, NO_ROW),
            _cell(one, one.coming, known, GOES),
            one.is_proposed,
            taken,
            one.is_minor,
            one.is_clerical,
        )
        for one, taken in differences
    ]


def _what(one, known):
    row = one.coming or one.present
    if one.part == "own":
        return label(_field(one))
    if one.part == "sources":
        return f"Source {one.key}"
    if one.part == "sponsorships":
        return f"Sponsor {one.key}"
    if one.part == "relations":
        other = known["to_measure_id"].get(row["to_measure_id"], "a measure")
        return f"{RelationKind(row['kind']).label} {other}"
    if one.part == "provisions":
        answer = f"Answer: {known['question_id'].get(row['question_id'], 'a question')}"
        return f"{answer}: {label(_field(one)).lower()}" if one.column else answer
    action = one.present if one.column else row
    when = PartialDate(date.fromisoformat(action["day"]), action["precision"]).say()
    name = f"Action: {ActionKind(action['kind']).label}, {when}"
    return f"{name}: {label(_field(one)).lower()}" if one.column else name


def _cell(one, row, known, absent):
    if row is None:
        return absent
    if one.column:
        return words(_field(one), row, known) or EMPTY
    fields = [_model(one.part)._meta.get_field(column) for column in COLUMNS[one.part]]
    values = ((label(field), words(field, row, known)) for field in fields)
    return "\n".join(f"{name}: {value}" for name, value in values if value) or "there"


def _field(one):
    return _model(one.part)._meta.get_field(one.column)


def _model(part):
    return Measure if part == "own" else PARTS[part].model


def _known(differences):
    """The names of sessions and measures that the differences point to."""
    rows = [row for one in differences for row in (one.present, one.coming) if row]
    tables = {
        "session_id": LegislativeSession.objects.select_related("jurisdiction"),
        "to_measure_id": Measure.objects.select_related("jurisdiction"),
        "question_id": Question.objects.all(),
    }
    known = {}
    for column, table in tables.items():
        keys = {row[column] for row in rows if row.get(column)}
        known[column] = {one.pk: str(one) for one in table.filter(pk__in=keys)} if keys else {}
    return known
