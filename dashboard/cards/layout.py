"""The card of a page: the picture that stands for it where a link to it is shared.

A sentence, the day it is true of, a small drawing, and the facts it rests on, on 1200 by 630 units.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.cards.text import Word, lines_of, room_of, words_of, write
from dashboard.charts.svg.fonts import width

SUBJECT = "The law on face recognition"
WIDE, HIGH = 1200, 630
EDGE = 60
COLUMN = 610  # the room of the sentence
DRAWING = (700, 168, 440, 344)  # the room of the drawing: x, y, width, height
TOP, FLOOR = 186, 520  # between these stands the sentence
SIZES = range(66, 29, -2)
LEADING = 1.19
FACT_SIZES, FACT_GAP, DRAWING_GAP = (27, 25, 23), 40, 13
LONGEST = 28  # letters of a word: a broader one would run into the drawing


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the strip under the sentence: words, with what is drawn before them."""

    words: str
    drawing: str = ""
    room: float = 0  # how wide the drawing is
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says and shows."""

    over: str  # whose law it is, over the sentence
    sentence: tuple[str, str, str]  # before the finding, the finding, after it
    day: str
    drawing: str  # as tall and wide as DRAWING, from its own origin
    facts: Sequence[Fact] = ()


CUT = Word("…")


def draw_card(card: Card) -> str:
    """The card as one SVG, to be made a picture."""
    x, y, _, _ = DRAWING
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}">'
        f'<rect width="{WIDE}" height="{HIGH}" fill="var(--paper)"/>'
        f"{_shell(card.day)}{write(EDGE, 152, card.over, 27, 'sans', fill='ink-2')}"
        f"{_sentence(card.sentence)}"
        f'<g transform="translate({x},{y})">{card.drawing}</g>{_strip(card.facts)}</svg>'
    )


def _shell(day: str) -> str:
    day_x = WIDE - EDGE
    return (
        f"{write(EDGE, 76, 'Facelaw', 38, 'serif', 700)}"
        f"{write(day_x, 74, f'As of {day}', 27, 'sans', anchor='end')}"
        f'<path d="M{EDGE},98H{WIDE - EDGE}" stroke="var(--ink)" stroke-width="2"/>'
    )


def _strip(facts: Sequence[Fact]) -> str:
    """The facts side by side under a hairline, as many as fit."""
    parts = [f'<path d="M{EDGE},540H{WIDE - EDGE}" stroke="var(--rule)" stroke-width="2"/>']
    size = next((size for size in FACT_SIZES if _end(facts, size) <= WIDE - EDGE), FACT_SIZES[-1])
    for number, fact in enumerate(facts):
        if _end(facts[: number + 1], size) > WIDE - EDGE:
            break
        x = _end(facts[:number], size) + (FACT_GAP if number else 0)
        weight, fill = (400, "ink-2") if fact.is_heading else (600, "ink")
        words_x = x + fact.room + (DRAWING_GAP if fact.drawing else 0)
        parts.append(f'<g transform="translate({x:.1f},568)">{fact.drawing}</g>')
        parts.append(write(words_x, 590, fact.words, size, "sans", weight, fill))
    return "".join(parts)


def _end(facts: Sequence[Fact], size: int) -> float:
    """Where a row of facts ends."""
    rooms = [
        fact.room
        + (DRAWING_GAP if fact.drawing else 0)
        + width(fact.words, size, "SourceSansPro-Semibold")
        for fact in facts
    ]
    return EDGE + sum(rooms) + FACT_GAP * max(0, len(rooms) - 1)


def _sentence(parts: Sequence[str]) -> str:
    """The sentence as large as its room allows, with a line under its finding."""
    words = words_of(parts, LONGEST)
    size, lines = _fitted(words)
    y = TOP + size * 0.82
    drawn = []
    for line in lines:
        drawn.append(_line(line, y, size))
        y += size * LEADING
    return "".join(drawn)


def _fitted(words: list[Word]) -> tuple[int, list[list[Word]]]:
    """The largest size at which the lines fit, and the lines; cut short where none is enough."""
    for size in SIZES:
        lines = lines_of(words, size, COLUMN)
        most = int((FLOOR - TOP) / (size * LEADING))
        if len(lines) <= most and all(room_of(line, size) <= COLUMN for line in lines):
            return size, _balanced(words, size, len(lines))
    kept = lines[:most]
    while room_of([*kept[-1], CUT], size) > COLUMN:
        kept[-1].pop()
    kept[-1].append(CUT)
    return size, kept


def _balanced(words: list[Word], size: int, number: int) -> list[list[Word]]:
    """As many lines, of as even a length as may be."""
    room = COLUMN
    while room > COLUMN / 2 and len(lines_of(words, size, room - 10)) == number:
        room -= 10
    return lines_of(words, size, room)


def _line(line: Sequence[Word], y: float, size: int) -> str:
    """One line, and under the words of the finding a stroke."""
    found = [place for place, word in enumerate(line) if word.found]
    stroke = ""
    if found:
        before = room_of([*line[: found[0]], Word("")], size) if found[0] else 0
        x = EDGE + before
        # The stop after a finding is no part of it.
        run = width(" ".join(line[place].text for place in found).rstrip(".,;:"), size)
        stroke = (
            f'<rect x="{x:.1f}" y="{y + size * 0.16:.1f}" width="{run:.1f}" '
            f'height="{size * 0.075:.1f}" fill="var(--law-ban)"/>'
        )
    return stroke + write(EDGE, y, " ".join(word.text for word in line), size, "serif", 600)
