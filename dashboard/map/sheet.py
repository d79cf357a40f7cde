"""What a picture of a map says beside its drawing: its key, and what is in doubt."""

from collections.abc import Iterator, Sequence

from dashboard.charts.svg.keys import KeyEntry, KeyPart
from dashboard.charts.svg.scales import DOUBT_SIGN, OFF
from dashboard.map.legend import LegendEntry, LegendPart

LEFT_OUT = ": filtered out"  # as the names of such states end
CLUSTER, CHANGED, DASHED = 'class="cluster"', "is-changed", "in-doubt"


def map_key(legend: Sequence[LegendPart], drawing: str, *, figure: str = "") -> list[KeyPart]:
    """The legend of a page, of what the drawing shows, and the signs that stand in it.

    `figure` says what the number in a tile is; tiles have no marks.
    """
    shown = [part for part in legend if part.is_layer or not figure]
    parts = [KeyPart(part.heading.rstrip("."), list(_entries(part))) for part in shown]
    return [*parts, KeyPart("", list(signs(drawing, figure)))]


def _entries(part: LegendPart) -> Iterator[KeyEntry]:
    for entry in part.entries:
        if entry.count or entry.before:
            words = f"{entry.word} ({entry.note})" if entry.note and entry.count else entry.word
            mark = entry.key if part.is_layer else f"m-{entry.key}"
            yield KeyEntry(mark, words, _count(entry))


def _count(entry: LegendEntry) -> str:
    if entry.before in (None, entry.count):
        return str(entry.count)
    return f"{entry.before} → {entry.count}"


def signs(drawing: str, figure: str = "") -> Iterator[KeyEntry]:
    """The signs that stand in the drawing of a map."""
    if LEFT_OUT in drawing:
        yield KeyEntry(OFF.key, "Filtered out")
    if DASHED in drawing:
        yield KeyEntry("dashed", f"{DOUBT_SIGN} in doubt")
    elif f"{DOUBT_SIGN}<" in drawing:
        yield KeyEntry("in-doubt", "in doubt")
    if CHANGED in drawing:
        yield KeyEntry("outlined", "would change")
    if CLUSTER in drawing:
        yield KeyEntry("pill", "markers that would overlap, and how many")
    if figure:
        yield KeyEntry("", f"The figure in a tile is {figure}.")
    elif 'class="mk' in drawing:
        yield KeyEntry("", "Marker size shows population.")


def doubt_lines(doubts: Sequence[tuple[str, str]]) -> list[str]:
    """What is in doubt, a line for each government."""
    return [f"{DOUBT_SIGN} {who}, in doubt: {why}" for who, why in doubts]
