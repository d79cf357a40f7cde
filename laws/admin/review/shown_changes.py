"""A change as whoever decides about it sees it: words that differ marked, its sources beside it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db import IntegrityError

from laws.admin.base import status_text
from laws.editing.diff_text import EMPTY, NO_ROW, DiffLine, field_of, lines
from laws.editing.foreseen import foresee_within
from laws.editing.merge import Difference, Document, differences, unit_of
from laws.editing.rehearsal import as_if_public
from laws.editing.word_diff import Piece, marked
from laws.models import Measure
from laws.rules.reckoning import Reckoning
from laws.text.fields import Names, label

NOTHING = {EMPTY, NO_ROW}
ROWS = {
    "actions": "action",
    "provisions": "answer",
    "sources": "source",
    "relations": "relation",
    "sponsorships": "sponsor",
    "quotations": "quoted sentence",
    "chambers": "chamber",
    "case_effects": "measure",
}


class ShownChange(NamedTuple):
    """A line of a change: the unit that it belongs to, whether it is the first line of that unit,
    what it is of, both versions in pieces, and the addresses that its row cites.
    """

    unit: str
    is_first: bool
    what: str
    before: list[Piece]
    after: list[Piece]
    sources: list[str]


class Outlook(NamedTuple):
    """What follows from a change, as (label, before, after): of the measure itself, if it is public
    already, then the counts and classes on the map that turn with it; or why that can't be told.
    """

    own: list[tuple[str, str, str]]
    counts: list[tuple[str, str, str]]
    problem: str = ""
    was_public: bool = True


def shown_changes(
    before: Document, after: Document, names: Names | None = None
) -> list[ShownChange]:
    """The differences of two documents, line by line; `names`: names_in() them, if read before."""
    units = _units(before, after)
    shown: list[ShownChange] = []
    every = lines(before, after, names=names)
    for (part, key), of_row in groupby(every, key=lambda line: line.place[:2]):
        rows = before.get(part, {}).get(key), after.get(part, {}).get(key)
        if key and None in rows:
            shown.append(_whole(list(of_row), rows[0] is None, before, after))
            continue
        for line in of_row:
            unit = units[line.place]
            is_first = all(one.unit != unit for one in shown)
            shown.append(_shown(line, unit, is_first, _sources(line, before, after)))
    return shown


def summary(before: Document, after: Document) -> str:
    """What a change is of, in a line of a list: Title, Summary; 2 actions."""
    own: dict[str, None] = {}
    rows: dict[str, set[str]] = {}
    for one in differences(before, after):
        if one.key == "":
            # How exact a date is belongs to the date.
            column = "day" if one.column == "precision" else one.column
            own[label(field_of(one.part, column))] = None
        else:
            rows.setdefault(one.part, set()).add(one.key)
    counts = [_counted(len(keys), ROWS[part]) for part, keys in rows.items()]
    return "; ".join([*([", ".join(own)] if own else []), *counts])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def outlook(measure: Measure, content: Document | None, today: date) -> Outlook:
    """What follows if a measure is published, or given another content."""
    return outlook_within(as_if_public(measure, content), [measure], today)


def outlook_within(
    rehearsal: AbstractContextManager[None], measures: list[Measure], today: date
) -> Outlook:
    """What follows from what holds within a rehearsal, for the first measure and the map."""
    try:
        seen = foresee_within(rehearsal, measures, today)
    except IntegrityError:
        return Outlook([], [], "It cannot be stored as it is: a number or a row is taken or gone.")
    before, after = _sentences(seen.before, today), _sentences(seen.after, today)
    labels = dict.fromkeys([*before, *after]) if seen.before else ()
    own = [(name, before.get(name, "–"), after.get(name, "–")) for name in labels]
    counts = [
        (f"{change.what}{'' if turning.on == today else f', {turning.when.say()}'}", *change[1:])
        for turning in seen.turnings
        for change in turning.changes
    ]
    return Outlook([line for line in own if line[1] != line[2]], counts, "", bool(seen.before))


def _sentences(reckoning: Reckoning | None, today: date) -> dict[str, str]:
    return dict(status_text.sentences(reckoning, today)) if reckoning else {}


def _units(before: Document, after: Document) -> dict[tuple[str, str, str], str]:
    units: dict[tuple[str, str, str], str] = {}
    for one in differences(before, after):
        unit = unit_of(one, before, after)
        for column in (one.column, *_shown_as(one)):
            units.setdefault((one.part, one.key, column), unit)
    return units


def _shown_as(one: Difference) -> Iterable[str]:
    """A day that became more or less precise is shown as a change of the day."""
    return ("day",) if one.column == "precision" else ()


def _shown(line: DiffLine, unit: str, is_first: bool, sources: list[str]) -> ShownChange:
    what = f"{line.what}: {line.field.lower()}"
    cells = line.cells[0], line.cells[1]
    if NOTHING & set(cells):
        before, after = ([Piece(cell, cell not in NOTHING)] for cell in cells)
    else:
        before, after = marked(*cells)
    return ShownChange(unit, is_first, what, before, after, sources)


def _whole(of_row: list[DiffLine], is_new: bool, before: Document, after: Document) -> ShownChange:
    """A row that comes or goes, in one line."""
    first, cell = of_row[0], int(is_new)
    said = [f"{line.field}: {line.cells[cell]}" for line in of_row if line.cells[cell] != EMPTY]
    there, missing = [Piece("; ".join(said), True)], [Piece(NO_ROW, False)]
    both = (missing, there) if is_new else (there, missing)
    what = f"{first.what}: {'added' if is_new else 'removed'}"
    sources = _sources(first, before, after)
    return ShownChange("/".join(first.place[:2]), True, what, *both, sources)


def _sources(line: DiffLine, before: Document, after: Document) -> list[str]:
    """What a row cites, in either version; a source cites itself."""
    part, key, _ = line.place
    rows = [document.get(part, {}).get(key) or {} for document in (after, before)]
    cited = [url for row in rows for url in row.get("source_urls") or [row.get("url")] if url]
    return list(dict.fromkeys(cited))
