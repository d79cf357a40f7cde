"""The lines of a pasted table: which of them say what happened on which day."""

import csv
import re
from dataclasses import dataclass, field

from laws.text.date_parsing import NAME, WEEKDAY, read_date
from laws.text.dates import PartialDate
from laws.text.normalize import one_line

MOST_WORDS_OF_A_DATE = 6
MIDYEAR = 6
MOST_LINES, MOST_CELLS = 1000, 20
LONGEST, LONGEST_HEADING = 1000, 100
BEGINS = re.compile(rf"[(\[]?\s*(?:\d|(?:{NAME}|{WEEKDAY})\b)", re.I | re.A)
"""How a text begins that may be a date."""
CELLS = re.compile(r"\t|\s*\|\s*|\s{2,}")
BULLET = re.compile(r"\A\s*(?:[*•·‣▪◦–-]|\d{1,3}[.)])\s+(?=\S)")
CSV = re.compile(r",(?=[^\s,])|,,")
NO_YEAR = re.compile(rf"(?P<name>(?:{NAME})\.?\s+\d{{1,2}})|\d{{1,2}}/\d{{1,2}}", re.I | re.A)
YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.A)
NAME_OF_A_SESSION = re.compile(
    r"(?:(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|regular|special|general"
    r"|extraordinary|veto|session|legislat\w+|assembly|annual|year|of|the|in|[\s,:()–-])+",
    re.I | re.A,
)
WHERE_ABOVE = re.compile(r"in (?:the )?(house|senate|assembly)|other than legislative action", re.I)
FILED_AHEAD = re.compile(r"pre-?fil", re.I)
AT_THE_END = re.compile(
    rf"""(?P<text>.+?)\s*[,;(–—-]\s*
    (?P<date>(?:{NAME})\.?\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d{{4}}-\d\d-\d\d)\)?
    (?P<tail>(?:\s*(?:\[[^\]]*\]|\([^)]*\)))*)\.?""",
    re.I | re.X | re.A,
)
LETTER_AHEAD = re.compile(r"([HSEA]|House|Senate|Assembly) (?=\d)")
STANDS_BELOW = re.compile(r"effective date\b|chapter \d+\b", re.I)
"""What Washington writes on lines of their own below the signature."""
IN_BRACKETS = re.compile(r"[\[(]([^\])]*)[\])]")
HEADS = {"date", "chamber", "branch", "action", "actions", "description", "history", "body",
         "journal", "page", "status", "by", "location", "vote", "event", "details", "result",
         "ver", "version", "meeting", "video", "comment", "time", "activity", "type",
         "actor"}  # fmt: skip
"""Words of which the head of a table is made."""


@dataclass
class Line:
    """What happened on a day: the cells of a line beside its date; `where` is the chamber that a
    heading above names."""

    when: PartialDate
    cells: list[str]
    where: str = ""


@dataclass
class Lines:
    """A text as lines with a date, and those that were left out, some for want of a year."""

    found: list[Line] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    lacks_year: bool = False


class LineReader:
    """Reads one text. `year` is the one that dates without a year belong to unless a heading above
    them names another; `lacks_text` says whether cells are but names of who acted.
    """

    def __init__(self, year, this_year, lacks_text):
        self.session_year, self.this_year, self.lacks_text = year, this_year, lacks_text
        self.year, self.where = year, ""

    def read(self, text: str) -> Lines:
        lines = self._lines(text, self._dated)
        return lines if lines.found else self._lines(text, self._dated_at_the_end)

    def _lines(self, text, dated) -> Lines:
        lines = Lines()
        self.year, self.where = self.session_year, ""
        every = text.splitlines()
        for line in every[:MOST_LINES]:
            bare = BULLET.sub("", line, count=1)
            cells = _cells(bare)
            is_continued, cells = cells[0] == "", [cell for cell in cells if cell]
            if found := dated(cells):
                found.where = self.where
                lines.found.append(found)
            elif cells and not self._is_heading(one_line(line)) and not _is_head(cells, lines):
                self._go_on(lines, line, cells, is_continued)
        lines.left_out += [one_line(line) for line in every[MOST_LINES : MOST_LINES + 1]]
        return lines

    def _is_heading(self, line) -> bool:
        """Whether a line says the year or the chamber of those below it, which is kept."""
        line = line[:LONGEST_HEADING]
        years = YEAR.findall(line)
        if len(years) == 1 and NAME_OF_A_SESSION.fullmatch(line):
            self.year, self.where = int(years[0]), ""
            return True
        if where := WHERE_ABOVE.fullmatch(line.strip(" :")):
            self.where = where[1] or ""
        return bool(where)

    def _go_on(self, lines, line, cells, is_continued):
        last = lines.found[-1] if lines.found else None
        if last and self.lacks_text(last.cells):
            last.cells += cells
        elif last and (is_continued or STANDS_BELOW.match(cells[0])):
            lines.found.append(Line(last.when, cells, last.where))
        else:
            lines.left_out.append(one_line(line))
            lines.lacks_year |= not self.year and bool(NO_YEAR.match(cells[0]))

    def _dated(self, cells) -> Line | None:
        """A line that has a date in one of its cells, alone or before words."""
        for most, read in ((1, self._date), (1, self._day_of_year), (None, self._date)):
            if found := self._with_date(cells, most, read):
                return found
        return self._with_date(cells, 2, self._day_of_year)

    def _with_date(self, cells, most, read) -> Line | None:
        for place, cell in enumerate(cells[: most or MOST_CELLS]):
            words = cell.split(" ") if BEGINS.match(cell) else []
            for length in range(min(len(words), MOST_WORDS_OF_A_DATE), 0, -1):
                rest = " ".join(words[length:]).lstrip("-–—:, ")
                when = read(" ".join(words[:length]).rstrip(":-–—"), " ".join(cells))
                # A year alone before words is more likely the start of them.
                if when and not (rest and when.precision == "year"):
                    # Some pages say the day twice: of the calendar and of the legislature.
                    others = [
                        *cells[:place],
                        rest,
                        *(one for one in cells[place + 1 :] if one != cell),
                    ]
                    return Line(when, [other for other in others if other])
        return None

    def _dated_at_the_end(self, cells) -> Line | None:
        """A line that ends with its date: Referred to JUDICIARY, Jan. 29, 2025 [House]."""
        match = AT_THE_END.fullmatch(" ".join(cells)[:LONGEST])
        when = self._date(match["date"]) if match else None
        if not match or not when:
            return None
        # Behind the date stand the vote, which belongs to the words, and the chamber.
        behind = IN_BRACKETS.findall(match["tail"])
        votes = "".join(f" ({one})" for one in behind if re.search(r"\d", one))
        others = [one for one in behind if not re.search(r"\d", one)]
        return Line(when, [*others, match["text"] + votes])

    def _date(self, text, line="") -> PartialDate | None:
        try:
            return read_date(text, self.this_year)
        except ValueError:
            return None

    def _day_of_year(self, text, line) -> PartialDate | None:
        match = NO_YEAR.fullmatch(text.strip("()[] ,"))
        if not match or not self.year:
            return None
        when = self._date(
            f"{match[0]}, {self.year}" if match["name"] else f"{match[0]}/{self.year}"
        )
        # A bill filed ahead of its session is filed in the fall before.
        if when and when.day.month > MIDYEAR and FILED_AHEAD.search(line):
            return PartialDate(when.day.replace(year=self.year - 1))
        return when


def _cells(line):
    cells = [one_line(cell) for cell in CELLS.split(line.strip(" |"))]
    if ahead := LETTER_AHEAD.match(cells[0]):
        return [ahead[1], cells[0][ahead.end() :], *cells[1:]]
    if len([cell for cell in cells if cell]) == 1 and CSV.search(line):
        return [one_line(cell) for cell in next(csv.reader([line.strip()]))]
    return cells


def _is_head(cells, lines):
    """Whether cells are the head of a table: words that heads are made of, or, above all rows, half
    of them, the date among them."""
    words = re.findall(r"\w+", " ".join(cells).lower())
    known = [word in HEADS for word in words]
    is_above = not lines.found and "date" in words and 2 * sum(known) >= len(known) > 1
    return {*map(_bare, cells)} <= HEADS or all(known) or is_above


def _bare(cell):
    return cell.lower().strip(":. ")
