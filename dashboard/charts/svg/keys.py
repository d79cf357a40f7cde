"""The key of a drawing, which says what its marks mean: the page and the picture show the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from dashboard.charts.svg.scales import DOUBT_SIGN, INK, LOOKS, OFF, look

WIDE, HIGH = 22, 14
BOX = 'x=".5" y=".5" width="21" height="13"'
SIGNS = {
    "still": '<path d="M6,1.5L17,7L6,12.5Z" class="a-ink"/>',
    "ended-here": '<path d="M11,1V13" class="key-line"/>',
    "in-doubt": f'<text x="11" y="12" text-anchor="middle" class="key-sign">{DOUBT_SIGN}</text>',
    "dashed": f'<rect {BOX} class="key-dashes"/>',
    "outlined": f'<rect {BOX} class="key-outline"/>',
    "open": f'<rect {BOX} class="st is-unknown" fill="url(#p-unknown)"/>',
    "earlier": f'<rect {BOX} class="key-earlier"/>',
    "in-doubt-ban": f'<rect {BOX} class="key-in-doubt-ban"/>',
    "ended": f'<rect {BOX} class="f-ended"/>',
    "introduced": f'<rect {BOX} class="f-introduced"/>',
    "law": f'<rect {BOX} class="a-ink"/>',
    "pill": '<rect x="1" y=".5" width="20" height="13" class="key-pill"/>'
    '<use href="#m-ban" x="3" y="3" width="8" height="8"/>'
    '<text x="12.5" y="11" class="key-tally">3</text>',
}


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A mark with what it means, and how often it is there where that is told.

    The mark is a class of law or an ink of `scales`, `m-…` for the mark of a class, `a-…` for an
    answer, `step-…` for how far a bill got, or one of `SIGNS`; without one the words say it.
    """

    mark: str
    words: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class KeyPart:
    """Entries under a heading of their own."""

    heading: str
    entries: Sequence[KeyEntry]


def of_classes(keys: Sequence[str]) -> list[KeyEntry]:
    """An entry for each class of law, by its word."""
    return [KeyEntry(key, look(key).word) for key in keys]


def of_steps(words: Sequence[str]) -> list[KeyEntry]:
    """An entry for each of the steps that a bill can have taken."""
    return [KeyEntry(f"step-{step}", word) for step, word in enumerate(words)]


# What stands on the bars of terms.
TERM_SIGNS = (
    KeyEntry("still", "still in effect"),
    KeyEntry("ended-here", "ended"),
    KeyEntry("open", "dates leave it open"),
    KeyEntry("in-doubt", "in doubt"),
)


def key_mark(mark: str) -> SafeString:
    """A mark to stand before its words on a page."""
    drawn = mark_drawing(mark)
    if not drawn:
        return SafeString()
    return mark_safe(
        f'<svg class="swatch" viewBox="0 0 {WIDE} {HIGH}" aria-hidden="true">{drawn}</svg>'
    )


def mark_drawing(mark: str) -> str:
    """A mark in a box of WIDE by HIGH, or nothing."""
    if mark in SIGNS:
        return SIGNS[mark]
    if mark.startswith(("m-", "a-")):
        return f'<use href="#{mark}" x="4" width="{HIGH}" height="{HIGH}"/>'
    if mark.startswith("step-"):
        return f'<rect {BOX} class="{mark}"/>'
    known = mark in LOOKS or mark in INK or mark == OFF.key
    return f"<rect {BOX} {look(mark).paint}/>" if known else ""
