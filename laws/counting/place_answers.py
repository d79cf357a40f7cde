"""What the law at a place says of its police, the state police, its schools and businesses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Protocol

from laws.counting.on_date import PUBLIC_USE, STRENGTH, MeasureInForce, is_on_businesses
from laws.counting.stacks import Level
from laws.vocabulary import LIMITS, Answer, CountyReach, Effect, Reach, Regulates, UseMode

LOCAL_POLICE, STATE_POLICE = "local_police", "state_police"
SCHOOLS, BUSINESSES = "schools", "businesses"
ACTORS = (LOCAL_POLICE, STATE_POLICE, SCHOOLS, BUSINESSES)
BARS = (Effect.BAN, Effect.MORATORIUM)
DEVICES = frozenset({Regulates.BODY_CAMERAS, Regulates.DRONES})
EDUCATION = frozenset({Regulates.SCHOOLS, Regulates.UNIVERSITIES})
# Whose measures reach an actor. A county's reach its towns' police only where it says so.
REACHING = {
    LOCAL_POLICE: ("own", "city", "county", "state"),
    STATE_POLICE: ("state",),
    SCHOOLS: ("own", "city", "state"),
    BUSINESSES: ("own", "city", "county", "state", "country"),
}
LEVELS = REACHING[BUSINESSES]
NEAREST = ("own", "city")


class Coded(NamedTuple):
    """The answer of a measure to a question of the codebook, and its detail."""

    answer: str
    detail: str


Codes = Mapping[str, Mapping[str, Coded]]
"""What is coded of each measure: its answers by question, by the measure's slug."""


class Read(Protocol):
    """What is read of a measure, in effect or yet to take effect."""

    @property
    def slug(self) -> str: ...
    @property
    def effect(self) -> str: ...
    @property
    def reach(self) -> str: ...
    @property
    def regulates(self) -> Sequence[str]: ...
    @property
    def use_modes(self) -> Sequence[str]: ...
    @property
    def county_reach(self) -> str: ...


class Rule(NamedTuple):
    """What a measure does to an actor's use: a value of Effect, and whether only in part."""

    effect: str
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """A measure that answers for an actor, with the level it stands on and what it does there."""

    level: str
    measure: MeasureInForce
    rule: Rule


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds for one use: the strongest measure on it, what else its government says of that
    use, what holds for certain should the strongest be in doubt, and the city's own rule where the
    strongest is that of a government above it.
    """

    ground: Ground
    beside: tuple[Ground, ...]
    otherwise: Ground | None
    own: "Ruling | None" = None


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What holds for an actor: on live video, on searching photos; measures that reach it only in
    some settings; measures on agencies that do not reach it; and, of businesses, each measure.
    """

    actor: str
    live: Ruling | None = None
    photos: Ruling | None = None
    narrow: tuple[Ground, ...] = ()
    apart: tuple[Ground, ...] = ()
    each: tuple[Ground, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no measure answers in general."""
        return not (self.live or self.photos or self.each)

    def is_as(self, other: "PlaceAnswer") -> bool:
        """Whether the same measures answer for another actor in the same way."""
        return (
            bool(self.live or self.photos or self.narrow)
            and replace(self, actor=other.actor) == other
        )


def place_answers(levels: Iterable[Level], codes: Codes) -> list[PlaceAnswer]:
    """The answers for each actor, from what is in effect on each level."""
    levels = list(levels)
    return [_answer(actor, levels, codes) for actor in ACTORS]


def answers_for(actor: str, level: str, measure: Read, codes: Codes) -> bool:
    """Whether a measure of a level, once in effect, is an answer for an actor."""
    return _reaches(actor, level, measure) and any(
        rule_for(actor, mode, measure, codes) for mode in UseMode.values
    )


def _answer(actor: str, levels: Sequence[Level], codes: Codes) -> PlaceAnswer:
    found = [
        (level.level, measure)
        for level in levels
        for measure in level.measures
        if _reaches(actor, level.level, measure)
    ]
    live, photos = (_grounds(actor, mode, found, codes) for mode in UseMode.values)
    if actor == BUSINESSES:
        return PlaceAnswer(actor, each=tuple(sorted(live, key=_first_shown)))
    rest = [Ground(*one, Rule(one[1].effect)) for one in found] if "police" in actor else []
    return PlaceAnswer(
        actor,
        _ruling(live),
        _ruling(photos),
        tuple(one for one in rest if is_narrow_on_police(one.measure)),
        tuple(one for one in rest if _is_on_agencies(one.measure)),
    )


def _reaches(actor: str, level: str, measure: Read) -> bool:
    if level not in REACHING[actor]:
        return False
    if actor == STATE_POLICE and Regulates.LOCAL_POLICE in measure.regulates:
        return False
    of_towns = measure.county_reach == CountyReach.MUNICIPALITIES
    return level != "county" or actor != LOCAL_POLICE or of_towns


def _grounds(
    actor: str, mode: str, found: Iterable[tuple[str, MeasureInForce]], codes: Codes
) -> list[Ground]:
    return [
        Ground(level, measure, rule)
        for level, measure in found
        if (rule := rule_for(actor, mode, measure, codes))
    ]


def _ruling(grounds: Sequence[Ground]) -> Ruling | None:
    """What the grounds for one use come to."""
    if not grounds:
        return None
    ranked = sorted(grounds, key=_strongest_first)
    first = ranked[0]
    beside = tuple(one for one in ranked[1:] if one.level == first.level)
    certain = None
    if not first.measure.is_certain:
        certain = next((one for one in ranked[1:] if one.measure.is_certain), None)
    nearest = [one for one in ranked if one.level in NEAREST]
    own = None if first.level in NEAREST else _ruling(nearest)
    return Ruling(first, beside, certain, own)


def _strongest_first(one: Ground) -> tuple[int, bool, bool, int, int, date]:
    weight, in_part = STRENGTH[one.rule.effect], one.rule.in_part
    doubt, level = not one.measure.is_certain, LEVELS.index(one.level)
    return weight, in_part, doubt, level, len(one.measure.regulates), one.measure.starts_on


def _first_shown(one: Ground) -> tuple[bool, int, bool, bool, int, date]:
    weight = STRENGTH.get(one.rule.effect, len(STRENGTH))
    is_federal, level = one.level == "country", LEVELS.index(one.level)
    doubt = not one.measure.is_certain
    return is_federal, weight, one.rule.in_part, doubt, level, one.measure.starts_on


# --- what one measure does to one actor -----------------------------------------------------------


def rule_for(actor: str, mode: str, measure: Read, codes: Codes) -> Rule | None:
    """What a measure does to an actor's use of one mode; None where it is no answer for it."""
    coded = codes.get(measure.slug, {})
    if actor == BUSINESSES:
        return _on_businesses(measure, coded)
    if actor == SCHOOLS:
        return _on_schools(measure, coded) if _is_on(mode, measure) else None
    return _on_police(mode, measure, coded)


def _on_police(mode: str, measure: Read, coded: Mapping[str, Coded]) -> Rule | None:
    """A law on some cameras, drones or agencies is no answer for police in general."""
    if Regulates.POLICE not in measure.regulates or measure.reach != Reach.GENERAL:
        return None
    if measure.effect not in STRENGTH:
        return None
    police = _said(coded, "police_use_prohibited")
    if measure.effect in BARS:
        return Rule(measure.effect, police == Answer.QUALIFIED) if _is_on(mode, measure) else None
    live = _said(coded, "live_use_prohibited") if mode == UseMode.LIVE else ""
    if live == Answer.YES:
        return Rule(Effect.BAN)
    if live == Answer.QUALIFIED:
        return Rule(Effect.RESTRICTION)
    return Rule(measure.effect) if _is_on(mode, measure) else None


def _on_schools(measure: Read, coded: Mapping[str, Coded]) -> Rule | None:
    """Schools are those from kindergarten to grade 12; a law on universities says nothing here."""
    if Regulates.SCHOOLS not in measure.regulates:
        return None
    barred = _said(coded, "school_use_prohibited")
    if barred in (Answer.YES, Answer.QUALIFIED):
        effect = Effect.MORATORIUM if measure.effect == Effect.MORATORIUM else Effect.BAN
        return Rule(effect, barred == Answer.QUALIFIED)
    if measure.effect == Effect.SCHOOLS:
        return Rule(Effect.RESTRICTION)
    return Rule(measure.effect) if measure.effect in STRENGTH else None


def _on_businesses(measure: Read, coded: Mapping[str, Coded]) -> Rule | None:
    barred, consent = (
        _said(coded, f"private_{what}") for what in ("use_prohibited", "consent_required")
    )
    says = {barred, consent} & {Answer.YES, Answer.QUALIFIED}
    of_all = Regulates.PRIVATE in measure.regulates and measure.effect in LIMITS and says
    if not (is_on_businesses(measure) or of_all):
        return None
    if barred in (Answer.YES, Answer.QUALIFIED):
        effect = Effect.MORATORIUM if measure.effect == Effect.MORATORIUM else Effect.BAN
        return Rule(effect, barred == Answer.QUALIFIED)
    if consent in (Answer.YES, Answer.QUALIFIED):
        return Rule(Effect.RESTRICTION, consent == Answer.QUALIFIED)
    return Rule(Effect.PRIVATE_SECTOR)


def is_on_schools(measure: Read) -> bool:
    """Whether a measure regulates schools, and no one but schools and universities."""
    return Regulates.SCHOOLS in measure.regulates and EDUCATION.issuperset(measure.regulates)


def is_narrow_on_police(measure: Read) -> bool:
    """Whether a measure limits or permits police use only in some settings: drones, cameras, one
    vendor.
    """
    on_police = Regulates.POLICE in measure.regulates or not DEVICES.isdisjoint(measure.regulates)
    return on_police and measure.reach == Reach.NARROW and measure.effect in STRENGTH


def is_on_police_or_agencies(measure: Read) -> bool:
    """Whether police or agencies at large are among those that a measure regulates."""
    return not PUBLIC_USE.isdisjoint(measure.regulates)


def _is_on_agencies(measure: Read) -> bool:
    """Whether a measure limits government agencies in general, and police are not among them."""
    is_limit = measure.effect in LIMITS and measure.reach == Reach.GENERAL
    return is_limit and PUBLIC_USE.intersection(measure.regulates) == {Regulates.GOVERNMENT}


def _is_on(mode: str, measure: Read) -> bool:
    """Whether it is on live video, or on searching photos; one that does not say is on both."""
    return not measure.use_modes or mode in measure.use_modes


def _said(coded: Mapping[str, Coded], question: str) -> str:
    return coded[question].answer if question in coded else ""
