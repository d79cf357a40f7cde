"""The sentences of a law's text, as a reader would cut them, each with the section it stands in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

NOISE = re.compile(
    r"^[ \t]*(?:page \d+(?: of \d+)?|-?\s*\d{1,4}\s*-?|[A-Z]{1,3}\.? ?\d+(?:[ -]\w+)?"
    r"|\w+ \d+ -- \d+ --)[ \t]*$|\bnew text (?:begin|end)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that is only a page's number or the bill's own, and Minnesota's marks of new text."""
NUMBERED = re.compile(r"^[ \t]*\d{1,4}(?=[ \t]{1,8}\S)(?!\s+(?:U\.?S\.?C|CFR))", re.MULTILINE)
"""The number of a line, in the margin of a bill."""
HYPHENATED = re.compile(r"([a-z])-\s*\n\s*([a-z])")
MANY_LINES, MOST = 20, 0.4
"""Numbers at the start of lines are line numbers if at least so many lines have one, and so great
a share: otherwise they number paragraphs."""
END = re.compile(
    r"(?<!\bU\.S)(?<!\bU\.S\.C)(?<!\bSec)(?<!\bSEC)(?<!\bNo)(?<!\bNos)(?<!\bart)(?<!\bch)"
    r"(?<!\bStat)(?<!\bet seq)(?<!\be\.g)(?<!\bi\.e)(?<![ .(][A-Z])(?<=[a-z0-9)”\"])[.]"
    r"(?:(?=[\s”\"])(?!\s+[a-z]|\s+\d(?!\d{0,3}\.\s?[A-Z]))|(?=\(\w{1,4}\)))"
)
SECTION = re.compile(
    r"(?:\bSEC(?:TION|\.)|\bSec(?:tion|\.)|§)\s*(\d[\w.:-]*?)(?=\.?(?:\s|$))(?!\s+of\b)"
)
HEADING_AT_END = re.compile(
    r"(?:^|[.:;]\s*|\bNEW SECTION\.?\s*)(?:SEC\.|Sec\.|SECTION|Section|§)\s*(\d[\w:-]*)\.$"
)
"""The heading of what follows, where nothing stands between it and the sentence before."""


class Sentence(NamedTuple):
    """A sentence on one line, and the section whose heading stood last before it."""

    text: str
    pinpoint: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text as it was taken from a page or a printed bill."""
    pinpoint, start, clean = "", 0, _on_one_line(text)
    for end in [*(match.end() for match in END.finditer(clean)), len(clean)]:
        sentence = clean[start:end].strip()
        start = end
        heading = SECTION.match(sentence)
        if heading:
            pinpoint = f"Sec. {heading[1]}"
        if sentence:
            yield Sentence(sentence, pinpoint)
        if heading := HEADING_AT_END.search(sentence):
            pinpoint = f"Sec. {heading[1]}"


def _on_one_line(text: str) -> str:
    """The text without line numbers, page numbers, and breaks inside words and sentences."""
    lines = [line for line in text.splitlines() if line.strip()]
    numbered = sum(bool(NUMBERED.match(line)) for line in lines)
    if numbered >= MANY_LINES and numbered >= MOST * len(lines):
        text = NUMBERED.sub("", text)
    text = HYPHENATED.sub(r"\1\2", NOISE.sub("", text))
    return " ".join(text.split())
