"""A drawing as a picture that stands alone: with its title, its date, its key and its source.

Whoever sees it without its page reads what it shows, of which day, what is counted and where it
comes from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.cards.text import SANS_CUT, SERIF_CUT, lines_of, words_of, write
from dashboard.charts.svg.fonts import width
from dashboard.charts.svg.keys import HIGH, WIDE, KeyEntry, KeyPart, mark_drawing
from laws.text.dates import say

PAPER, EDGE = 1200, 40
ROOM = PAPER - 2 * EDGE
SAFE = 0.96  # of the room is used: where the typeface is another one, words are broader
TALLEST = 880  # of a drawing that is made as large as the paper lets it be
TITLE, SUB, KEY, FOOT = 34, 20, 18, 16
LONGEST = 110  # letters of a word, as of an address
MARK_HIGH = 16
MARK_WIDE = MARK_HIGH * WIDE / HIGH
GAP, BETWEEN = 8, 24  # from a mark to its words, from an entry to the next
SEMIBOLD_CUT = "SourceSansPro-Semibold"
VIEW_BOX = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')
TYPEFACE = re.compile(r' font-[a-z]+="[^"]*"')
LINK = re.compile(r"<a\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What such a picture says and shows. Its `name` begins that of its file."""

    name: str
    title: str
    on: date
    drawing: str  # one SVG
    key: Sequence[KeyPart]
    counts: Sequence[str]  # what is counted, what is in doubt, what is left out
    sub: str = ""
    within: str = "map"  # the class of the figure that the drawing stands in on its page
    tallest: float | None = TALLEST  # the drawing is as broad as the paper unless taller than this


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where a picture comes from, and what was not understood of what was asked."""

    source: str
    address: str
    notices: Sequence[str] = ()


@dataclass
class Column:
    """A column of paper that is filled from the top down."""

    y: float = 0
    parts: list[str] = field(default_factory=list)

    def text(
        self, words: str, size: float, cut: str = SANS_CUT, fill: str = "ink", leading: float = 1.36
    ) -> None:
        """A paragraph over the whole width."""
        family = "serif" if "Serif" in cut else "sans"
        weight = 600 if "Semibold" in cut else 400
        for line in lines_of(words_of(("", "", words), LONGEST), size, ROOM * SAFE, cut):
            self.y += size * leading
            said = " ".join(word.text for word in line)
            self.parts.append(write(EDGE, self.y, said, size, family, weight, fill))

    def rule(self, color: str, before: float, after: float) -> None:
        """A line across."""
        self.y += before
        line = f'<path d="M{EDGE},{self.y:.1f}H{PAPER - EDGE}" stroke="var(--{color})"/>'
        self.parts.append(line)
        self.y += after


def draw_sheet(sheet: Sheet, imprint: Imprint) -> str:
    """The picture as one SVG, to be made a file of its own."""
    column = Column(44, [_shell(say(sheet.on))])
    column.rule("ink", 14, 4)
    column.text(sheet.title, TITLE, SERIF_CUT, leading=1.2)
    if sheet.sub:
        column.y += 4
        column.text(sheet.sub, SUB, fill="ink-2")
    column.y += 8
    for part in filter(lambda part: part.entries, sheet.key):
        _key(column, part)
    _drawing(column, sheet)
    _foot(column, sheet.counts, imprint)
    height = round(column.y + EDGE * 0.7)
    return (
        f'<svg viewBox="0 0 {PAPER} {height}" width="{PAPER}" height="{height}">'
        f'<rect width="{PAPER}" height="{height}" fill="var(--paper)"/>'
        f"{''.join(column.parts)}</svg>"
    )


def _shell(day: str) -> str:
    as_of = write(PAPER - EDGE, 44, f"As of {day}", 20, "sans", anchor="end")
    return write(EDGE, 44, "Facelaw", 26, "serif", 700) + as_of


def _key(column: Column, part: KeyPart) -> None:
    """The entries side by side, in as many lines as they need."""
    column.y += KEY * 1.6
    x: float = EDGE
    if part.heading:
        column.parts.append(write(x, column.y, part.heading, KEY, "sans", 600))
        x += width(part.heading, KEY, SEMIBOLD_CUT) / SAFE + BETWEEN
    for entry in part.entries:
        room = _room(entry)
        if x + room > EDGE + ROOM and x > EDGE:
            x, column.y = EDGE, column.y + KEY * 1.6
        column.parts.append(_entry(entry, x, column.y))
        x += room + BETWEEN


def _entry(entry: KeyEntry, x: float, y: float) -> str:
    drawn = mark_drawing(entry.mark)
    mark = (
        f'<g class="swatch" transform="translate({x:.1f},{y - MARK_HIGH + 2:.1f}) '
        f'scale({MARK_HIGH / HIGH:.3f})">{drawn}</g>'
    )
    words_x = x + MARK_WIDE + GAP if drawn else x
    words = write(words_x, y, entry.words, KEY, "sans")
    if not entry.count:
        return (mark if drawn else "") + words
    count_x = words_x + width(entry.words, KEY, SANS_CUT) / SAFE + GAP * 0.7
    count = write(count_x, y, entry.count, KEY, "sans", 600)
    return (mark if drawn else "") + words + count


def _room(entry: KeyEntry) -> float:
    """How broad an entry is."""
    mark = MARK_WIDE + GAP if mark_drawing(entry.mark) else 0
    count = GAP * 0.7 + width(entry.count, KEY, SEMIBOLD_CUT) if entry.count else 0
    return mark + width(entry.words, KEY, SANS_CUT) / SAFE + count


def _drawing(column: Column, sheet: Sheet) -> None:
    """The drawing in the middle of its room. Its links are taken off: a picture leads nowhere."""
    opening, _, rest = sheet.drawing.partition(">")
    left, top, wide, high = map(float, VIEW_BOX.findall(opening)[0])
    scale = min(ROOM / wide, sheet.tallest / high if sheet.tallest else ROOM / wide)
    column.y += 14
    x = EDGE + (ROOM - wide * scale) / 2
    inside = LINK.sub("<g>", rest.removesuffix("</svg>")).replace("</a>", "</g>")
    typeface = "".join(TYPEFACE.findall(opening))
    column.parts.append(
        f'<g class="{sheet.within}"{typeface} transform="translate({x - left * scale:.1f},'
        f'{column.y - top * scale:.1f}) scale({scale:.4f})">{inside}</g>'
    )
    column.y += high * scale


def _foot(column: Column, counts: Sequence[str], imprint: Imprint) -> None:
    column.rule("rule-2", 18, 2)
    for words in (*imprint.notices, *counts):
        column.text(words, FOOT, fill="ink-2")
        column.y += 4
    column.text(f"Source: {imprint.source}", FOOT, SEMIBOLD_CUT)
    column.text(imprint.address, FOOT, fill="ink-2")
