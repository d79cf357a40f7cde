"""Ranked squares: one square stands for one local government, so that a bar can be counted."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from dashboard.charts.svg.scales import DOUBT_SIGN

WIDTH, HEIGHT = 120, 13
STEP, SIDE = 15, 12
MOST_SQUARES = 20  # above this a plain bar says as much


def share_bar(share: float, possible: float) -> SafeString:
    """The share, from 0 to 1, as a filled part of an outlined bar, a sliver at least; what is only
    possible beyond it is outlined.
    """
    filled = min(WIDTH, max(1.5, share * WIDTH)) if share else 0
    widest = max(filled, possible * WIDTH)
    return mark_safe(
        f'<svg class="units" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'aria-hidden="true">'
        f'<rect x=".5" y="1" width="{WIDTH - 1}" height="11" class="s-none"/>'
        f'<rect x="{filled:.1f}" y=".5" width="{widest - filled:.1f}" height="12" '
        'fill="none" class="s-ban"/>'
        f'<rect y=".5" width="{filled:.1f}" height="12" class="f-ban"/></svg>'
    )


class Unit(NamedTuple):
    """One counted government."""

    name: str
    moratorium: bool = False
    doubt: str = ""


def units(governments: Sequence[Unit]) -> SafeString:
    """The governments of one state as squares: bans solid, moratoria striped, doubts signed."""
    number = len(governments)
    names = escape(", ".join(_named(unit) for unit in governments))
    if number > MOST_SQUARES:
        return mark_safe(
            f'<svg class="units" viewBox="0 0 {MOST_SQUARES * STEP} {HEIGHT}" role="img" '
            f'width="{MOST_SQUARES * STEP}" height="{HEIGHT}" aria-label="{names}">'
            f'<rect y=".5" width="{MOST_SQUARES * STEP}" height="{SIDE}" class="f-ban"/></svg>'
        )
    squares = "".join(_square(unit, i * STEP) for i, unit in enumerate(governments))
    width = max(1, number) * STEP - (STEP - SIDE) + (5 if _last_doubted(governments) else 0)
    return mark_safe(
        f'<svg class="units" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        f'role="img" aria-label="{names}">{squares}</svg>'
    )


def _last_doubted(governments: Sequence[Unit]) -> bool:
    return bool(governments) and bool(governments[-1].doubt)


def _named(unit: Unit) -> str:
    notes = [word for word in ("moratorium" if unit.moratorium else "", unit.doubt) if word]
    return f"{unit.name} ({', '.join(notes)})" if notes else unit.name


def _square(unit: Unit, x: int) -> str:
    sign = ""
    if unit.moratorium:
        shape = (
            f'<rect x="{x + 0.6:g}" y="1.1" width="10.8" height="10.8" '
            'fill="url(#p-moratorium)" class="s-ban"/>'
        )
    else:
        shape = f'<rect x="{x}" y=".5" width="{SIDE}" height="{SIDE}" class="f-ban"/>'
    if unit.doubt:
        sign = f'<text x="{x + SIDE - 1}" y="6" class="sign">{DOUBT_SIGN}</text>'
    return f"<g><title>{escape(_named(unit))}</title>{shape}{sign}</g>"
