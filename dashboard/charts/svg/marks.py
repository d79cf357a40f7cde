"""The small drawings that stand beside words: marks, swatches, steps of a stage, answers."""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dashboard.charts.svg.scales import MARKED, look

# How many of the six steps a stage has reached. A stage that is over shows its word alone.
STEPS = {
    "introduced": 1,
    "in_committee": 2,
    "passed_one_chamber": 3,
    "passed": 4,
    "enacted": 5,
    "in_force": 6,
}
ANSWERS = {"yes": "Yes", "qualified": "In part", "no": "No", "not_coded": "Not coded"}


def mark(key: str) -> SafeString:
    """The mark of a class of law, to stand before its word."""
    name = key if key in MARKED else "none_found"
    return mark_safe(
        f'<svg class="mark" viewBox="0 0 12 12" aria-hidden="true"><use href="#m-{name}"/></svg>'
    )


def mark_at(key: str, x: float, y: float, size: float = 11) -> str:
    """The mark of a class of law inside a drawing."""
    name = key if key in MARKED else "none_found"
    return f'<use href="#m-{name}" x="{x:g}" y="{y:g}" width="{size}" height="{size}"/>'


def swatch(key: str) -> SafeString:
    """A small piece of a state's fill, for the legend."""
    paint = look(key).paint
    return mark_safe(
        '<svg class="swatch" viewBox="0 0 22 14" aria-hidden="true">'
        f'<rect x=".5" y=".5" width="21" height="13" {paint}/></svg>'
    )


def effect(key: str, word: str = "") -> SafeString:
    """A class of law as mark and word; the word may say more than the class does."""
    return mark_safe(f'<span class="effect">{mark(key)}{escape(word or look(key).word)}</span>')


def steps(stage: str | None) -> SafeString:
    """Six steps of which those taken are filled; nothing for a stage that has ended."""
    taken = STEPS.get(stage or "")
    return STEP_PICTURES[taken] if taken else SafeString()


def _draw_steps(taken: int) -> SafeString:
    on = ' class="on"'
    boxes = "".join(
        f'<rect x="{i * 8 + 0.5}" y=".5" width="5" height="7"{on if i < taken else ""}/>'
        for i in range(6)
    )
    return mark_safe(f'<svg class="steps" viewBox="0 0 46 8" aria-hidden="true">{boxes}</svg>')


STEP_PICTURES = {taken: _draw_steps(taken) for taken in STEPS.values()}


@lru_cache(maxsize=2048)
def answer(key: str, words: str | None = None) -> SafeString:
    """The sign of a codebook answer: full, half, struck through, or a dash when nothing was coded.

    It says its word, or more where `words` do; beside text that says them already, nothing.
    """
    words = ANSWERS[key] if words is None else words
    said = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    title = f"<title>{escape(words)}</title>" if words not in ("", ANSWERS[key]) else ""
    return mark_safe(
        f'<svg class="ans" viewBox="0 0 14 14" {said}>{title}<use href="#a-{key}"/></svg>'
    )


def point_shape(key: str, x: float, y: float, half: float) -> str:
    """The shape that marks a place on a map: what it does gives the form, population the size."""
    h = round(half, 1)
    if key in ("ban", "moratorium"):
        fill = ' fill="url(#p-moratorium)"' if key == "moratorium" else ""
        box = f'x="{x - h:.1f}" y="{y - h:.1f}" width="{2 * h:.1f}" height="{2 * h:.1f}"'
        return f'<rect {box} class="mk f-{key}"{fill}/>'
    if key == "restriction":
        w = h * 1.15
        return (
            f'<path d="M{x:.1f},{y - w:.1f}L{x + w:.1f},{y + h:.1f}H{x - w:.1f}Z" '
            'class="mk f-restriction"/>'
        )
    if key == "oversight":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{h:.1f}" class="mk f-oversight"/>'
    if key == "businesses":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{h:.1f}" class="mk f-ring"/>'
    if key == "narrow":
        d = f"M{x:.1f},{y - h:.1f}l{h:.1f},{h:.1f} {-h:.1f},{h:.1f} {-h:.1f},{-h:.1f}Z"
        return f'<path d="{d}" class="mk f-narrow-mark"/>'
    d = f"M{x - h:.1f},{y - h:.1f}l{2 * h:.1f},{2 * h:.1f}m0,{-2 * h:.1f}l{-2 * h:.1f},{2 * h:.1f}"
    return f'<path d="{d}" class="mk s-cross-halo"/><path d="{d}" class="mk s-cross"/>'
