"""Which class of law a measure is shown as, wherever it stands in a row."""

from collections.abc import Collection
from typing import Protocol

from django.utils.safestring import SafeString

from dashboard.charts.svg.marks import effect
from laws.counting.on_date import PRIVATE_USE, PUBLIC_USE
from laws.vocabulary import LIMITS, Effect, Reach


class Classified(Protocol):
    """What the class of a measure is read from: a `Measure`, a `MeasureInForce`, a listed row."""

    @property
    def effect(self) -> str: ...
    @property
    def reach(self) -> str: ...
    @property
    def regulates(self) -> Collection[str]: ...


WORDS: dict[str, str] = {
    Effect.REPEAL: "Repeal",
    Effect.STUDY: "Study",
    Effect.PRIVATE_SECTOR: "Businesses",
    Effect.SCHOOLS: "Schools",
}
LABELS: dict[str, str] = dict(Effect.choices)


def display_class(measure: Classified) -> str:
    """The class of a measure, or of a binding: its mark on maps and in tables."""
    if measure.effect in (Effect.AUTHORIZATION, Effect.REPEAL):
        return "permits"
    if measure.effect == Effect.SCHOOLS:
        return "narrow"
    if measure.effect not in LIMITS or is_on_businesses(measure):
        return "other"
    general = measure.reach == Reach.GENERAL and not PUBLIC_USE.isdisjoint(measure.regulates)
    return str(measure.effect) if general else "narrow"


def display_label(measure: Classified) -> str:
    """The word beside the mark: what the class leaves out is said, as in “narrow ban”."""
    if measure.effect in WORDS:
        return WORDS[measure.effect]
    word = LABELS[measure.effect]
    if measure.effect in LIMITS and is_on_businesses(measure):
        return f"Businesses: {word.lower()}"
    return f"Narrow {word.lower()}" if display_class(measure) == "narrow" else word


def effect_mark(measure: Classified) -> SafeString:
    """What a measure does, as mark and label: a table's cell, an entry of a list."""
    return effect(display_class(measure), display_label(measure))


def is_on_businesses(measure: Classified) -> bool:
    """Whether a measure regulates businesses and other private parties alone."""
    return measure.effect == Effect.PRIVATE_SECTOR or PRIVATE_USE.issuperset(measure.regulates)
