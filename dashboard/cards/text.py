"""Text in pictures: words, the lines they are broken into, and how a line is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.svg.fonts import width

SERIF_CUT, SANS_CUT = "SourceSerifPro-Semibold", "SourceSansPro-Regular"
# A date is not broken between its month and its day.
MONTH_AND_DAY = re.compile(r"\b([A-Z][a-z]+) (\d{1,2}),")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, and whether it belongs to what the sentence finds."""

    text: str
    found: bool = False


def words_of(parts: Sequence[str], longest: int) -> list[Word]:
    """The words of a sentence in three parts, of which the middle one is its finding.

    One that runs across two parts belongs to the one in which it began; what is longer than
    `longest` is cut.
    """
    marked = [
        (letter, number == 1)
        for number, part in enumerate(parts)
        for letter in MONTH_AND_DAY.sub("\\1\u00a0\\2,", part)
    ]
    words, letters = [], []
    for letter, found in [*marked, (" ", False)]:
        if not letter.isspace() or letter == "\u00a0":
            letters.append((letter, found))
        elif letters:
            text = "".join(one for one, _ in letters)
            words.append(Word(text if len(text) < longest else text[:longest] + "…", letters[0][1]))
            letters = []
    return words


def lines_of(
    words: Sequence[Word], size: float, room: float, cut: str = SERIF_CUT
) -> list[list[Word]]:
    """The words in lines no broader than the room, but for a word that alone is broader."""
    lines: list[list[Word]] = [[]]
    for word in words:
        if lines[-1] and room_of([*lines[-1], word], size, cut) > room:
            lines.append([])
        lines[-1].append(word)
    return lines


def room_of(line: Sequence[Word], size: float, cut: str = SERIF_CUT) -> float:
    """How broad a line is."""
    return width(" ".join(word.text for word in line), size, cut)


def write(
    x: float,
    y: float,
    words: str,
    size: float,
    family: str,
    weight: int = 400,
    fill: str = "ink",
    anchor: str = "start",
) -> str:
    """A line of text at a point."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-family="var(--{family})" '
        f'font-weight="{weight}" fill="var(--{fill})" text-anchor="{anchor}">{escape(words)}</text>'
    )
