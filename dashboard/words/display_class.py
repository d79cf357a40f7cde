"""Which class of law a measure is shown as, wherever it stands in a row."""

from collections.abc import Collection
from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.charts.svg.marks import effect
from dashboard.charts.svg.scales import DOUBT_SIGN
from dashboard.words.lists import listed
from laws.counting.on_date import PUBLIC_USE
from laws.counting.on_date import is_on_businesses as is_on_businesses
from laws.vocabulary import LIMITS, UNSURE_EFFECT, Effect, EffectBasis, Reach, Regulates


class Classified(Protocol):
    """What the class of a measure is read from: a `Measure`, a `MeasureInForce`, a listed row."""

    @property
    def effect(self) -> str: ...
    @property
    def reach(self) -> str: ...
    @property
    def regulates(self) -> Collection[str]: ...


class Shown(Classified, Protocol):
    """What its mark is read from: its class, and whether that is in doubt."""

    @property
    def effect_basis(self) -> str: ...
    @property
    def effect_note(self) -> str: ...


WORDS: dict[str, str] = {
    Effect.REPEAL: "Repeal",
    Effect.STUDY: "Study",
    Effect.PRIVATE_SECTOR: "Businesses",
}
EDUCATION: dict[str, str] = {Regulates.SCHOOLS: "schools", Regulates.UNIVERSITIES: "universities"}
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
    if measure.effect == Effect.SCHOOLS:
        return schools(measure).capitalize()
    if measure.effect in WORDS:
        return WORDS[measure.effect]
    word = LABELS[measure.effect]
    if measure.effect in LIMITS and is_on_businesses(measure):
        return f"Businesses: {word.lower()}"
    return f"Narrow {word.lower()}" if display_class(measure) == "narrow" else word


def schools(measure: Classified) -> str:
    """Where a measure on schools applies: in schools, universities, or both."""
    named = [words for key, words in EDUCATION.items() if key in measure.regulates]
    return listed(named) or EDUCATION[Regulates.SCHOOLS]


def effect_mark(measure: Shown) -> SafeString:
    """What a measure does, as mark and label: a table's cell, an entry of a list. Where that is in
    doubt, a sign says so, and why.
    """
    mark = effect(display_class(measure), display_label(measure))
    why = effect_doubt(measure)
    if not why:
        return mark
    return format_html('{} <abbr class="doubt" title="{}">{}</abbr>', mark, why, DOUBT_SIGN)


SHORT_DOUBTS: dict[str, str] = {
    EffectBasis.NOT_READ: "In doubt: its text was not read.",
    EffectBasis.DISPUTED: "In doubt: what it does is disputed.",
}


def in_doubt(measure: Shown) -> str:
    """That it is in doubt what a measure does, as a short sentence; empty where it is not."""
    return SHORT_DOUBTS.get(measure.effect_basis, "")


def effect_doubt(measure: Shown) -> str:
    """Why it is in doubt what a measure does, as a sentence; empty where it is not."""
    if measure.effect_basis not in UNSURE_EFFECT:
        return ""
    return f"In doubt ({EffectBasis(measure.effect_basis).label.lower()}): {measure.effect_note}"
