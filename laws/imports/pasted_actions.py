"""A table of actions copied from a legislature's page, read into rows with guessed kinds."""

import re
from dataclasses import dataclass, field

from laws.imports.drafts.actions import drafted_actions
from laws.imports.pasted_lines import Line, LineReader
from laws.imports.types import IncomingAction, IncomingMeasure, Where
from laws.models import Jurisdiction
from laws.text.normalize import cut
from laws.vocabulary import ChamberKind

MOST_ROWS = 200
ACTORS = {
    ChamberKind.LOWER: ("h", "house", "assembly", "house of representatives", "house of delegates",
                        "general assembly"),
    ChamberKind.UPPER: ("s", "senate", "legislature", "unicameral"),
    ChamberKind.COUNCIL: ("council", "city council", "full council", "county council",
                          "town council", "village council", "borough council", "common council",
                          "metro council", "metropolitan council", "council of the whole",
                          "board of supervisors", "board of aldermen", "board of alders",
                          "board of commissioners", "county commission", "county board",
                          "city commission", "town board", "town meeting"),
    ChamberKind.EXECUTIVE: ("e", "governor", "mayor", "executive", "county executive",
                            "governors office", "mayors office", "office of the mayor",
                            "office of the governor"),
}  # fmt: skip
ACTOR_OF = {word: str(chamber) for chamber, words in ACTORS.items() for word in words}
LED_BY = re.compile(r"[(\[]?([A-Za-z][A-Za-z ]*?)(?:[)\]]\s*|\s*[-–—:/•·]\s+|,\s+)(?=\S)")
COMMITTEE = re.compile(r"\b(?:sub)?committee\b(?!.*\bwhole\b)", re.I)
NO_WORDS = re.compile(
    r"\d{1,5}\*?|\*|\d{1,2}:\d\d(?::\d\d)?\s*[ap]\.?m\.?|not available"
    r"|(?:action|meeting|history|vote|roll call)\s*details|e?comments?|video|audio|agenda|minutes",
    re.I | re.A,
)
"""Cells that tell nothing: the number of a version, the page of a journal, an hour, a link."""
RESULT = re.compile(r"pass(?:ed)?", re.I)
ENDS_IN_RESULT = re.compile(r"(?<=\w)(?<!\bto)\s+pass$", re.I)
LED_BY_NAME = re.compile(
    r"((?:[A-Z][\w&,.]*\s|and\s|on\s|of\s|the\s){0,8}?"
    r"(?:Committee|Council|Mayor|Executive|Board|Supervisors|Aldermen|Alders|Commission(?:ers)?))\s+"
    r"(?=(?:finally |not )?(?:pass|adopt|approv|enact|sign|veto|refer|introduc|amend|return|hear"
    r"|recommend|tabl|postpon|read|fail|defeat|held))",
    re.I,
)
VOTES = re.compile(r"(\d{1,3}) (\d{1,3}) (\d{1,3})", re.A)
VOTES_IN = ("UT",)
"""Where a cell of three numbers is the vote: yes, no, absent."""
DONE = (
    (ChamberKind.EXECUTIVE, re.compile(r"(?:signed|approved?)\b(?!.*\bfail)", re.I),
     "executive-signature"),
    (ChamberKind.COUNCIL, re.compile(r"(?:finally )?(?:pass|adopt|approve|enact)(?:e?d)?\b"
                                     r"(?!.*\b(?:fail|minutes|form\b|motion))", re.I), "passage"),
)  # fmt: skip
"""What a word means by who did it, as the classes of other records say it."""
RECOMMENDED = re.compile(r"(?:recommend|pass|adopt|approve|do pass)\w*\b(?!.*\bfail)", re.I)
OF_EXECUTIVE = re.compile(r"(?:governor|mayor)\b(?!['’])", re.I)
LAW = ("enacted", "effective", "effect_delayed", "vetoed")
CANNOT = {"lower": LAW, "upper": LAW,
          "executive": ("introduced", "referred", "hearing", "reported", "passed_chamber",
                        "passed")}  # fmt: skip
NO_YEAR = (
    "Some dates have no year. Write the year on a line above them, as in: 2025. Or choose the "
    "session first, if it has one year only."
)


@dataclass
class PastedTable:
    """What a pasted text says: rows as a document of a measure has them, the lines without a date
    that were left out, and sentences on what to compare."""

    rows: list[dict] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_actions(
    text: str, place: Jurisdiction | None, kind: str, sources: list[str],
    session_year: int = 0, this_year: int = 0,
):  # fmt: skip
    """The actions that a pasted text lists, a line or several each, in order of time.

    `session_year` is that of its session, if it has one alone: dates without a year are of it.
    """
    lines = LineReader(session_year, this_year, _lacks_text).read(text)
    rows = lines.found
    if rows and rows[0].when.first > rows[-1].when.last:
        rows.reverse()  # A page that lists the latest first does so within a day, too.
    table = PastedTable(left_out=[cut(line, 80) for line in lines.left_out])
    if rows:
        measure = IncomingMeasure(
            record="", record_id="", version="", where=Where("pasted"),
            jurisdiction=place.division_id if place else "", identifier="", title="",
            kind=kind or "bill",
            actions=tuple(_action(number, row, place) for number, row in enumerate(rows, 1)),
        )  # fmt: skip
        drafted = drafted_actions(measure, place, sources, table.notes)
        table.rows = [_by_who_can(row) for row in drafted.values()][:MOST_ROWS]
    if lines.lacks_year:
        table.notes.append(NO_YEAR)
    return table


def _by_who_can(row: dict) -> dict:
    """A row without who acted where its page only noted there what another did."""
    cannot = CANNOT.get(row["chamber"], ())
    return row | {"chamber": ""} if row["kind"] in cannot else row


def _lacks_text(cells: list[str]) -> bool:
    return all(_actor(cell) or NO_WORDS.fullmatch(cell) for cell in cells)


def _actor(cell: str) -> str:
    return ACTOR_OF.get(re.sub(r"[^a-z ]", "", cell.lower()).strip(), "")


def _action(number: int, row: Line, place: Jurisdiction | None) -> IncomingAction:
    yes, no, cells = _votes(row.cells, place)
    is_local = bool(place and place.is_local)
    cells = [cell for cell in cells if not NO_WORDS.fullmatch(cell)]
    cells = _as_a_council_lists(cells) if is_local else cells
    actors = [actor for actor in map(_actor, cells) if actor]
    words = [cell for cell in cells if not _actor(cell)]
    committee = words[0] if len(words) > 1 and COMMITTEE.search(words[0]) else ""
    text = " · ".join(words)
    led = LED_BY.match(text)
    if led and _actor(led[1]):
        actors, text = [_actor(led[1]), *actors], text[led.end() :]
    if committee and is_local:
        actors = [str(ChamberKind.COUNCIL)]
    actor = actors[0] if actors else _actor(row.where)
    if OF_EXECUTIVE.match(text):
        actor = str(ChamberKind.EXECUTIVE)
    return IncomingAction(
        day=row.when.first, text=text, order=number, chamber=actor, yes=yes, no=no,
        precision=row.when.precision, classification=_classes(actor, committee, words, text),
    )  # fmt: skip


def _as_a_council_lists(cells):
    """Cells as who acted, what was done, and the rest: a sponsor stands before them at times, the
    result of the motion after them. That it failed is kept."""
    if len(cells) == 1 and (led := LED_BY_NAME.match(cells[0])):
        cells = [led[1], cells[0][led.end() :]]
        cells[1] = ENDS_IN_RESULT.sub("", cells[1])
    by = next((at for at, cell in enumerate(cells) if _actor(cell) or COMMITTEE.search(cell)), 0)
    if len(cells) > by + 1:
        cells = [*cells[by:], *cells[:by]]
    return [cell for at, cell in enumerate(cells) if at < 2 or not RESULT.fullmatch(cell)]


def _votes(cells, place):
    """Yes and no, where a cell of its own has them, and the other cells."""
    if place and place.state_code in VOTES_IN:
        for cell in cells:
            if match := VOTES.fullmatch(cell):
                return int(match[1]), int(match[2]), [one for one in cells if one is not cell]
    return None, None, cells


def _classes(actor, committee, words, text):
    if committee:
        return ("committee-passage",) if RECOMMENDED.match(words[1]) else ()
    return tuple(name for who, done, name in DONE if actor == who and done.match(text))
