"""Two texts side by side, with the words marked in which they differ. Pure."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 800  # comparing grows with the square of their number
ALIKE = 0.4  # with less in common, marks on single words would only confuse


class Piece(NamedTuple):
    """A stretch of a text, and whether it differs from the other text."""

    text: str
    differs: bool


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; as a whole where they have little in common."""
    words = [re.findall(r"\S+\s*", text) for text in (before, after)]
    whole = [Piece(before, True)], [Piece(after, True)]
    if max(map(len, words)) > MOST_WORDS:
        return whole
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    old: list[Piece] = []
    new: list[Piece] = []
    for tag, *ends in matcher.get_opcodes():
        for pieces, text, (start, end) in zip((old, new), words, (ends[:2], ends[2:]), strict=True):
            if start < end:
                pieces.append(Piece("".join(text[start:end]), tag != "equal"))
    return old, new
