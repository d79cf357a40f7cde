"""A table of actions copied from a legislature's page, read into rows with guessed kinds."""

import re
from dataclasses import dataclass, field

from laws.imports.drafts.actions import drafted_actions
from laws.imports.types import IncomingAction, IncomingMeasure, Where
from laws.models import Jurisdiction
from laws.text.date_parsing import read_date
from laws.text.dates import PartialDate
from laws.text.normalize import cut, one_line
from laws.vocabulary import ChamberKind

MOST_ROWS = 200
MOST_WORDS_OF_A_DATE = 6
CELLS = re.compile(r"\t|\s*\|\s*|\s{2,}")
SHORT_YEAR = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d\d)", re.ASCII)
ACTORS = {
    ChamberKind.LOWER: ("h", "house", "assembly", "house of representatives", "house of delegates",
                        "general assembly"),
    ChamberKind.UPPER: ("s", "senate", "legislature", "unicameral"),
    ChamberKind.COUNCIL: ("council", "city council", "county council", "board of supervisors",
                          "board of aldermen", "city commission", "town meeting"),
    ChamberKind.EXECUTIVE: ("governor", "mayor", "executive", "governors office"),
}  # fmt: skip
ACTOR_OF = {word: str(chamber) for chamber, words in ACTORS.items() for word in words}
LED_BY = re.compile(r"[(\[]?([A-Za-z][A-Za-z ]*?)(?:[)\]]\s*|\s*[-–—:]\s+)(?=\S)")
HEADS = {"date", "chamber", "action", "actions", "description", "history", "body", "journal",
         "journal page", "status", "by", "location", "vote"}  # fmt: skip


@dataclass
class PastedTable:
    """What a pasted text says: rows as a document of a measure has them, the lines without a date
    that were left out, and sentences on what to compare."""

    rows: list[dict] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class _Row:
    when: PartialDate
    cells: list[str]

    @property
    def lacks_text(self) -> bool:
        return all(_actor(cell) for cell in self.cells)


def read_actions(text: str, place: Jurisdiction | None, kind: str, sources: list[str]):
    """The actions that a pasted text lists, a line or several each, in order of time."""
    rows, left_out = _rows(text)
    if rows and rows[0].when.first > rows[-1].when.last:
        rows.reverse()  # A page that lists the latest first does so within a day, too.
    table = PastedTable(left_out=[cut(line, 80) for line in left_out])
    if rows:
        measure = IncomingMeasure(
            record="", record_id="", version="", where=Where("pasted"), jurisdiction="",
            identifier="", title="", kind=kind or "bill",
            actions=tuple(_action(number, row) for number, row in enumerate(rows, 1)),
        )  # fmt: skip
        drafted = drafted_actions(measure, place, sources, table.notes)
        table.rows = list(drafted.values())[:MOST_ROWS]
    return table


def _rows(text: str) -> tuple[list[_Row], list[str]]:
    rows: list[_Row] = []
    left_out = []
    for line in text.splitlines():
        cells = [one_line(cell) for cell in CELLS.split(line.strip(" |"))]
        is_continued, cells = cells[0] == "", [cell for cell in cells if cell]
        found = _dated(cells)
        if found:
            rows.append(found)
        elif not cells or {cell.lower().strip(":") for cell in cells} <= HEADS:
            continue
        elif rows and rows[-1].lacks_text:
            rows[-1].cells += cells
        elif rows and is_continued:
            rows.append(_Row(rows[-1].when, cells))
        else:
            left_out.append(one_line(line))
    return rows, left_out


def _dated(cells: list[str]) -> _Row | None:
    """The row that has a date in one of its cells, alone or before words."""
    for place, cell in enumerate(cells):
        words = cell.split(" ")
        for length in range(min(len(words), MOST_WORDS_OF_A_DATE), 0, -1):
            when = _date(" ".join(words[:length]).rstrip(":-–"))
            rest = " ".join(words[length:]).lstrip("-–—: ")
            # A year alone before words is more likely the start of them.
            if when and not (rest and when.precision == "year"):
                return _Row(when, [*cells[:place], *([rest] if rest else []), *cells[place + 1 :]])
    return None


def _date(text: str) -> PartialDate | None:
    short = SHORT_YEAR.fullmatch(text)
    try:
        return read_date("{0}/{2}/20{3}".format(*short.groups()) if short else text)
    except ValueError:
        return None


def _actor(cell: str) -> str:
    return ACTOR_OF.get(re.sub(r"[^a-z ]", "", cell.lower()).strip(), "")


def _action(number: int, row: _Row) -> IncomingAction:
    actors = [actor for actor in map(_actor, row.cells) if actor]
    text = " · ".join(cell for cell in row.cells if not _actor(cell))
    led = LED_BY.match(text)
    if led and _actor(led[1]):
        actors, text = [*actors, _actor(led[1])], text[led.end() :]
    return IncomingAction(
        day=row.when.first, text=text, order=number, chamber=actors[0] if actors else "",
        precision=row.when.precision,
    )  # fmt: skip
