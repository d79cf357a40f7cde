"""Events of the record in plain words: what changed of a law, from what to what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.words.basis import basis_note
from dashboard.words.links import host
from dashboard.words.numbers import counted
from laws.models import RecordEvent
from laws.open_data.table import Column
from laws.open_data.tables import TABLE
from laws.text.dates import PartialDate, as_known
from laws.vocabulary import (
    ActionKind,
    Answer,
    Basis,
    CaseDid,
    EventDid,
    EventKind,
    LocalSubject,
    MayAct,
    RelationKind,
    SearchOutcome,
    Stage,
)

SAID: dict[str, str] = {
    EventKind.LAW: "",
    EventKind.CORRECTED: "We corrected: ",
    EventKind.ADDED: "We added: ",
    EventKind.CHECKED: "Checked, unchanged: ",
    EventKind.SOURCE_GONE: "Source gone: ",
    EventKind.IN_DOUBT: "In doubt: ",
}
# What a reader is told first; what is not named comes last.
FIRST = (
    "withdrawn_measures", "measures", "terms", "actions", "case_effects", "cases", "preemption",
    "provisions", "relations", "milestones", "sessions", "searches", "stages",
)  # fmt: skip
# Columns that follow from others, or place a row.
UNSAID = frozenset(
    ["path", "geoid", "state_fips", "wikidata_id", "order", "level", "government", "division_id",
     "slug", "first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on", "name"]
)  # fmt: skip
OF_LAW = ("effective_on", "ended_on")  # of an answer they are its own
NAMED_IN_TITLE = 2
NOTHING = "nothing"
Names = Mapping[str, str]
"""What measures, questions and the like are called, by their keys in the tables."""


class Difference(NamedTuple):
    """A column in words, before and after; a row that came or went has only one of the two."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.what:
            said = self.after or f"No longer: {self.before}"
            return said[:1].upper() + said[1:]
        return f"{self.what}: {self.before or NOTHING}, now {self.after or NOTHING}"


def differences(events: Iterable[RecordEvent], names: Names, on: date) -> list[Difference]:
    """What changed of one thing at one time, the most telling first."""
    events = list(events)
    told = [event for event in events if event.table != "stages"] or events
    came = {e.table: e.did for e in told if e.table in ("measures", "withdrawn_measures")}
    if came.get("measures") == EventDid.ADDED:
        # What belongs to a new measure came with it: its page says it.
        told = [event for event in told if event.table in ("measures", "terms")]
    elif "withdrawn_measures" in came or came.get("measures") == EventDid.REMOVED:
        told = [event for event in told if event.table == "withdrawn_measures"]
    told.sort(key=_place)
    found = [one for event in told for one in _of_event(event, names, on)]
    return list(dict.fromkeys(found))


def title_of(kind: str, name: str, found: Sequence[Difference]) -> str:
    """What an entry of a feed is called: whose law it is and what changed, as a sentence."""
    said = "; ".join(str(one) for one in found[:NAMED_IN_TITLE])
    more = len(found) - NAMED_IN_TITLE
    rest = f", and {counted(more, 'more change, more changes')}" if more > 0 else ""
    sentence = f" {said}{rest}." if said else ""
    return f"{SAID.get(kind, '')}{name}.{sentence}".replace("..", ".").replace("?.", "?")


def said_value(column: Column | None, value: Any) -> str:
    """A value of a table as a reader reads it; empty for what is not known."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return ", ".join(said_value(column, one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column and column.words and value in column.words.values:
        return str(column.words(value).label)
    return say_date(value) if column and column.type == "date" else str(value)


def say_date(text: str) -> str:
    """A date of a table in words: July 20, 2023; July 2023."""
    return PartialDate.parse(text).say()


def _place(event: RecordEvent) -> tuple[int, str]:
    rank = FIRST.index(event.table) if event.table in FIRST else len(FIRST)
    return rank, event.key


def _of_event(event: RecordEvent, names: Names, on: date) -> list[Difference]:
    if event.did == EventDid.CHANGED:
        return _of_columns(event, names, on)
    row = event.after or event.before or {}
    said = _row(event.table, row, names, on)
    if event.did == EventDid.ADDED:
        return [Difference("", "", said)]
    return [Difference("", said, "")]


def _of_columns(event: RecordEvent, names: Names, on: date) -> list[Difference]:
    before, after = event.before or {}, event.after or {}
    columns = {column.name: column for column in TABLE[event.table].columns}
    if gone := after.get("gone_since") or after.get("missing_since"):
        what = "Nothing is found" if "gone_since" in after else "The quoted sentence is not found"
        where = f"on {host(str(event.key_parts[-1]))}" if event.table == "sources" else "there"
        return [Difference("", "", f"{what} {where} since {say_date(gone)}")]
    before, after = _as_known(event.table, before), _as_known(event.table, after)
    found = []
    for name in columns:
        is_told = name not in UNSAID or (event.table == "provisions" and name in OF_LAW)
        if name in before and name in after and is_told:
            old, new = (said_value(columns[name], row[name]) for row in (before, after))
            if old == new:
                continue  # it stands beside the other half of its date
            label = _of_row(event, names) + column_label(name)
            found.append(Difference(label[:1].upper() + label[1:], old, new))
    return found


def _as_known(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """What changed of a row, each of its calculated dates as precise as it is known: 2025-02."""
    said = dict(row)
    if table == "terms":
        if day := row.get("starts_on"):
            said["starts_on"] = _known(day, said.pop("may_start_on", None), day).isoformat()
        if day := row.get("ends_on"):
            said["ends_on"] = _known(day, day, said.pop("may_end_on", None)).isoformat()
    if table == "stages" and (day := row.get("from_on")):
        precision = said.pop("from_precision", "day")
        said["from_on"] = PartialDate(date.fromisoformat(day), precision).isoformat()
    return said


def column_label(name: str) -> str:
    """What a column is called in a sentence."""
    return {"starts_on": "in effect from", "ends_on": "no longer in effect from"}.get(
        name, name.removesuffix("_on").replace("_", " ")
    )


def _of_row(event: RecordEvent, names: Names) -> str:
    """Of which row a column is: “answer on whether …: ”."""
    key = event.key_parts
    if event.table == "provisions":
        return f"“{names.get(f'questions {key[-1]}', key[-1])}” "
    if event.table == "actions":
        return f"action {key[-1]}, "
    words = {"sources": host(str(key[-1])), "quotations": "quoted sentence", "cases": "",
             "measures": "", "sponsorships": f"sponsor {key[-1]}"}  # fmt: skip
    said = words.get(event.table, "")
    return f"{said}, " if said else ""


def calendar_difference(term: Mapping[str, Any], column: str) -> Difference:
    """That a time in effect began or ended, on its day."""
    if column == "starts_on":
        return Difference("", "", _start(term, "took effect"))
    return Difference("", "", _end(term, "ended"))


# --- rows that came or went -----------------------------------------------------------------------


def _row(table: str, row: Mapping[str, Any], names: Names, on: date) -> str:
    """A row in a few words."""
    match table:
        case "measures":
            return str(row["summary"] or row["title"])
        case "withdrawn_measures":
            return _withdrawn(row, names)
        case "terms":
            return _term(row, on)
        case "actions":
            return _action(row)
        case "provisions":
            question = names.get(f"questions {row['question']}", row["question"])
            return f"“{question}” {Answer(row['answer']).label}"
        case "relations":
            other = names.get(f"measures {row['to_measure']}", row["to_measure"])
            return f"{RelationKind(row['kind']).label}: {other}"
        case "case_effects":
            law = names.get(f"measures {row['measure']}", row["measure"])
            return f"{CaseDid(row['did']).label}: {law}"
        case "preemption":
            return f"{LocalSubject(row['use_by']).label}: {MayAct(row['answer']).label}"
        case "searches":
            return f"Searched {say_date(row['date'])}: {SearchOutcome(row['outcome']).label}"
        case "sources":
            return f"Source {row['url']}"
        case "quotations":
            return f"Quoted sentence: “{row['quote']}”"
        case "sponsorships":
            return f"Sponsor {row['name']}"
        case "stages":
            # What was noted before stages said it is known to the day.
            when = PartialDate(date.fromisoformat(row["from_on"]), row.get("from_precision", "day"))
            note = basis_note(row["basis"], row["why"])
            return f"{Stage(row['stage']).label} from {when.say()}{note}"
    return str(next((row[n] for n in ("summary", "title", "name", "text") if row.get(n)), table))


def _action(row: Mapping[str, Any]) -> str:
    said = f"{ActionKind(row['kind']).label}, {say_date(row['date'])}"
    doubt = f" ({row['basis']})" if row["basis"] == Basis.DISPUTED else ""
    words = f": {row['description']}" if row["description"] else ""
    return f"{said}{doubt}{words}"


def _term(row: Mapping[str, Any], on: date) -> str:
    today = on.isoformat()
    said = _start(row, "took effect" if row["starts_on"] <= today else "takes effect")
    if not row["ends_on"]:
        return said
    return f"{said}, {_end(row, 'ended' if row['ends_on'] <= today else 'ends')}"


def _start(row: Mapping[str, Any], verb: str) -> str:
    note = basis_note(row["start_basis"], row["start_why"] or "")
    return f"{verb} {_known(row['starts_on'], row['may_start_on'], row['starts_on']).say()}{note}"


def _end(row: Mapping[str, Any], verb: str) -> str:
    note = basis_note(row["end_basis"], row["end_why"] or "")
    return f"{verb} {_known(row['ends_on'], row['ends_on'], row['may_end_on']).say()}{note}"


def _known(counted: str, first: str | None, last: str | None) -> PartialDate:
    """A day as precise as it is known: July 2023, where any day of the month may be the one."""
    start, end = (date.fromisoformat(one) if one else None for one in (first, last))
    return as_known(start, end, date.fromisoformat(counted))


def _withdrawn(row: Mapping[str, Any], names: Names) -> str:
    into = row["merged_into"]
    if into:
        return f"Merged with {names.get(f'measures {into}', into)}: {row['reason']}"
    return f"Withdrawn: {row['reason']}"
