"""The classes of law and how each is shown: word, mark, fill, pattern, order of strength.

Beside them the inks of the fills that show no class of law.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Look:
    """How one class of law is shown wherever it appears."""

    key: str
    word: str
    mark: str
    css: str  # the class of a solid fill, or the name of the sheet's class beside a pattern
    pattern: str = ""  # the id of a pattern of the sprite; empty for a solid fill
    code: str = ""  # how a state's code reads on it: on-strong, on-mid, bare or haloed

    @property
    def paint(self) -> str:
        """The attributes that fill a shape: a class, and a pattern where there is one."""
        fill = f' fill="url(#{self.pattern})"' if self.pattern else ""
        return f'class="st {self.css}"{fill}'


# Strongest first: this order decides which of two measures a place shows, and what lies on top.
LOOKS = {
    look.key: look
    for look in (
        Look("ban", "Ban", "■", "f-ban", code="on-strong"),
        Look("moratorium", "Moratorium", "▨", "f-moratorium", "p-moratorium"),
        Look("restriction", "Restriction", "▲", "f-restriction", code="on-strong"),
        Look("oversight", "Oversight", "●", "f-oversight", code="on-mid"),
        Look("narrow", "Narrow", "◇", "f-narrow", "p-narrow"),
        Look("permits", "Permits", "✕", "f-permits", "p-permits"),
        Look("none_found", "None found", "–", "is-none f-none", code="bare"),
        Look("not_researched", "Not researched", "?", "is-unknown", "p-unknown"),
    )
}
OTHER = Look("other", "Other", "–", "is-none f-none", code="bare")
# A state that the chosen filters leave out. It says nothing about that state's law.
OFF = Look("off", "Filtered out", " ", "is-off", code="bare")

# A number or a share is no law: it is ink, more of it for more. What a rule reaches is ink too.
INK = {
    look.key: look
    for look in (
        Look("tint-4", "", "", "f-tint-4", code="on-strong"),
        Look("tint-3", "", "", "f-tint-3", code="on-strong"),
        Look("tint-2", "", "", "f-tint-2", code="bare"),
        Look("tint-1", "", "", "f-tint-1", code="bare"),
        Look("use-live", "", "", "f-bars", "p-live", code="haloed"),
        Look("use-after", "", "", "f-bars", "p-after", code="haloed"),
        Look("businesses", "Law on businesses", "○", "f-ring"),
    )
}

MARKED = {*LOOKS, "businesses"}  # those with a mark of their own in the sprite
STRENGTH = {key: rank for rank, key in enumerate(LOOKS)}
# What a state is painted over: the stronger class, then the darker ink.
OVER = {key: rank for rank, key in enumerate([*INK, *LOOKS])}
# What a local measure can show as on the map; the rest have no mark there.
ON_THE_MAP = ("ban", "moratorium", "restriction", "oversight", "permits")

DOUBT_SIGN = "‡"

LEAST_HALF, MOST_HALF = 4.6, 10.0


def look(key: str) -> Look:
    """The look of a class of law; a class without one of its own looks like any other measure."""
    return LOOKS.get(key) or INK.get(key) or (OFF if key == "off" else OTHER)


def strongest(keys: Iterable[str]) -> str | None:
    """The class that stands for several: the one highest in the order of strength."""
    return min(keys, key=lambda key: STRENGTH.get(key, len(STRENGTH)), default=None)


def half_size(
    population: int | None,
    per_unit: float = 190,
    least: float = LEAST_HALF,
    most: float = MOST_HALF,
) -> float:
    """Half the width of a mark: its area follows the population, between a floor and a cap."""
    return min(most, max(least, sqrt(population or 0) / per_unit))
