"""The first sentence of a place's page: what holds there, and what was undone."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from dashboard.pages.places import conditions
from dashboard.pages.places.data import PlaceRecord
from dashboard.pages.places.text import level_name
from dashboard.words.display_class import in_doubt
from dashboard.words.lists import listed
from dashboard.words.names import at_start, in_sentence, kind_word, place_name
from dashboard.words.searches import in_searches
from dashboard.words.tense import Tense
from laws.counting.counts import OwnRule
from laws.counting.on_date import MeasureInForce
from laws.counting.place_answers import BARS, LOCAL_POLICE, NEAREST
from laws.counting.stacks import Level
from laws.models import Term
from laws.text.dates import say
from laws.text.measure_names import short_name
from laws.vocabulary import (
    LIMITS,
    Effect,
    JurisdictionKind,
    Regulates,
    StateRule,
    UseMode,
)

Parts = tuple[str, str, str]
# What a government with the rule does, as a verb and its object.
USES = {
    "ban": ("ban", "face recognition by {whom}"),
    "moratorium": ("pause", "face recognition by {whom}"),
    "restriction": ("limit", "face recognition by {whom}"),
    "oversight": ("require", "oversight of face recognition by {whom}"),
}
UNDONE = {"ban": "banned", "moratorium": "paused"}
WHOM = {Regulates.POLICE: "police", Regulates.GOVERNMENT: "agencies"}
SETTINGS = {
    Regulates.BODY_CAMERAS: "with body cameras",
    Regulates.DRONES: "with drones",
    Regulates.LICENSING: "in driver licensing",
    Regulates.SCHOOLS: "in schools",
    Regulates.UNIVERSITIES: "in universities",
    Regulates.TRANSIT: "in transit",
}
BESIDE = {
    "ban": "A statewide ban {applies}.",
    "moratorium": "A statewide moratorium {applies}.",
    "restriction": "State limits {apply}.",
    "oversight": "State oversight {applies}.",
    "narrow": "A narrow state limit {applies}.",
    "permits": "State law {permits} the use.",
    "none_found": "We found no statewide rule{that_day} {searched}.",
    "not_researched": "We have not searched state law.",
}
NO_STATE_LAW = {
    "none_found": "We found none{that_day} in the law of {state} either, {searched}.",
    "not_researched": "We have not searched the law of {state}.",
}
TITLES = {
    "ban": "bans government use",
    "moratorium": "pauses government use",
    "restriction": "limits government use",
    "oversight": "requires oversight",
}


def headline(record: PlaceRecord, tense: Tense) -> Parts:
    """The first sentences in three parts, of which the middle one is the finding to quote."""
    opens, finding, rest = _found(record, tense)
    return opens, finding, f"{rest}{_left_open(record, tense)}"


def _left_open(record: PlaceRecord, tense: Tense) -> str:
    """Of which local or state limits our dates leave open whether they are in effect."""
    names = [
        short_name(term.measure)
        for level in record.levels
        if level.level in (*NEAREST, "state")
        for term in record.left_open(level)
        if term.measure.effect in LIMITS
    ]
    if not names:
        return ""
    be, day = tense.verb("be", len(names)), " that day" if tense.that_day else ""
    return f" In doubt: our dates leave open whether {listed(names)} {be} in effect{day}."


def _found(record: PlaceRecord, tense: Tense) -> Parts:
    limits = [law for law in record.local if law.limits_government]
    undone = record.undone(min(record.on, tense.today))
    if undone and not any(law.effect in UNDONE for law in limits):
        finding = _reversal(undone, limits, tense)
        return f"{_who(record)} ", finding, f". {_own_doubt(limits)}{_beside(record, tense)}"
    if limits:
        finding = _does(limits, _own_whom(limits[0].regulates), tense)
        return f"{_who(record)} ", finding, f". {_own_doubt(limits)}{_beside(record, tense)}"
    return _without_own(record, tense)


def _who(record: PlaceRecord) -> str:
    """Whose law is the answer: the place's own, or that of the city that covers it."""
    name = place_name(record.place)
    return f"{_city(record, opens=True)}, which covers all of {name}," if record.city else name


def _city(record: PlaceRecord, opens: bool = False) -> str:
    city = level_name(record.city)
    return f"{'The' if opens else 'the'} {city}" if " of " in city else city


def _does(limits: Sequence[MeasureInForce], whom: str, tense: Tense) -> str:
    """What the strongest of some limits does: bans face recognition by its own police."""
    verb, what = USES[limits[0].effect]
    tense = tense.of_law_since(limits[0].starts_on)
    return f"{tense.verb(verb)} {what.format(whom=whom)}"


def _own_whom(regulates: Iterable[str]) -> str:
    """Whose use a local measure speaks of: its own police, its own agencies, or both."""
    return f"its own {_whom(regulates)}"


def _whom(regulates: Iterable[str]) -> str:
    return listed(word for key, word in WHOM.items() if key in regulates)


def _own_doubt(limits: Sequence[MeasureInForce]) -> str:
    """Why it is in doubt that a place has the limit that its page says it has."""
    strongest = [law for law in limits if law.effect == limits[0].effect]
    if not strongest or any(law.is_certain for law in strongest):
        return ""
    return f"{in_doubt(strongest[0]) or 'In doubt: its dates are disputed.'} "


# --- what was undone ------------------------------------------------------------------------------


def _reversal(undone: Sequence[Term], limits: Sequence[MeasureInForce], tense: Tense) -> str:
    """From when to when it was banned, and what holds instead: banned it from 2020 to 2022."""
    first = min(undone, key=lambda term: tuple(UNDONE).index(term.measure.effect))
    # What ends with a year ends on the first day of the next.
    last_day = max(term.ends_on for term in undone) - timedelta(days=1)
    start, end = undone[0].starts_on.year, last_day.year
    years = f"in {start}" if start == end else f"from {start} to {end}"
    whom = _own_whom(first.measure.regulates)
    was = f"{UNDONE[first.measure.effect]} face recognition by {whom} {years}"
    day = f", on {say(tense.on)}," if tense.is_past or tense.is_future else " now"
    if not limits:
        return f"{was} and{day} {tense.verb('have')} no general limit of its own that we know of"
    verb, _ = USES[limits[0].effect]
    tense = tense.of_law_since(limits[0].starts_on)
    what = "oversight of it" if limits[0].effect == Effect.OVERSIGHT else "it"
    return f"{was} and{day} {tense.verb(verb)} {what}"


# --- a place without a limit of its own -----------------------------------------------------------


def _without_own(record: PlaceRecord, tense: Tense) -> Parts:
    """What its state's law does there, before what the place itself has not."""
    none, rule = _none_of_its_own(record, tense), record.state_rule
    name = place_name(record.place)
    if rule is None:
        return "", none, "."
    if record.state_rule_is_disputed:
        finding = f"{at_start(record.state.name)} law {tense.verb('apply')}"
        return f"In {name}, ", _inside(finding), f". {_disputed(record, tense)} {none}."
    if rule.rule not in NO_STATE_LAW:
        rest = "" if rule.searched_on else f" {_not_in_state_law(record, rule, tense)}"
        return f"In {name}, ", _inside(_state_does(record, rule, tense)), f". {none}.{rest}"
    if any(level.level == "state" for level, _ in record.on_businesses):
        sets = f"{at_start(record.state.name)} law {tense.verb('set')} rules for businesses"
        return f"In {name}, ", _inside(sets), f". {_none_on_government(rule, tense)} {none}."
    missing = _not_in_state_law(record, rule, tense)
    return "", none, f". {missing}"


def _not_in_state_law(record: PlaceRecord, rule: OwnRule, tense: Tense) -> str:
    """In which search of the state's law nothing was found, or that it was not searched."""
    missing = NO_STATE_LAW[rule.rule if rule.searched_on else "not_researched"]
    return missing.format(
        state=in_sentence(record.state.name), that_day=tense.that_day, searched=_searched(rule)
    )


def _none_on_government(rule: OwnRule, tense: Tense) -> str:
    """The same where the state's law on businesses was named just before."""
    if not rule.searched_on:
        return "We have not searched it for rules on government use."
    return f"We found none on government use{tense.that_day} {_searched(rule)}."


def _inside(words: str) -> str:
    """A finding that begins with a state's name, inside its sentence."""
    return f"the{words[3:]}" if words.startswith("The ") else words


def _state_does(record: PlaceRecord, rule: OwnRule, tense: Tense) -> str:
    """What a state's law does: limits face recognition by police, limits it only with drones."""
    law, measures = f"{at_start(record.state.name)} law", rule.measures
    tense = tense.of_law_since(min(one.starts_on for one in measures))
    if rule.rule == StateRule.PERMITS:
        return f"{law} {tense.verb('permit')} police or government use"
    regulates = {key for measure in measures for key in measure.regulates}
    if rule.rule == StateRule.NARROW:
        where = listed(words for key, words in SETTINGS.items() if key in regulates)
        only = "only " if rule.searched_on else ""
        return f"{law} {tense.verb('limit')} government use {only}{where or 'in specific settings'}"
    return f"{law} {_does(measures, _whom(regulates), tense)}{_part_of(record)}"


def _part_of(record: PlaceRecord) -> str:
    """What of it is barred, where that is one thing for live video and photos."""
    live = record.answers[LOCAL_POLICE].live
    if live is None or live.ground.rule.effect != Effect.RESTRICTION:
        return ""
    found = conditions.of(LOCAL_POLICE, live, UseMode.LIVE, record.codes)
    return f": no {found.words}" if found.is_bar else ""


def _none_of_its_own(record: PlaceRecord, tense: Tense) -> str:
    """That the place itself has no general limit, and that nobody looked through its code."""
    name = place_name(record.place)
    whose = f"{_city(record)} or of {name}" if record.city else f"{name}’s own"
    kind = kind_word(record.place)
    if record.local:
        has = tense.verb("have")
        what = "no general limit on face recognition, only related measures"
        who = f"{_city(record, opens=True)} itself" if record.city else f"The {kind} itself"
        if _bars_live_video(record):
            return f"{who} {tense.verb('bar')} live video by its own police, and {has} {what}"
        return f"{who} {has} {what}"
    searched = record.place.searched_on
    not_searched = "" if searched else f". We have not searched the {kind}’s code"
    if record.own_actions:
        certainly = "certainly " if any(map(record.left_open, _own_levels(record))) else ""
        be = f"that we know of {tense.verb('be')} {certainly}in effect"
        return f"No measure of {whose} {be}{not_searched}"
    if searched:
        return f"We found no measure of {whose} {in_searches([searched])}"
    return f"We know of no measure of {whose}{not_searched}"


def _own_levels(record: PlaceRecord) -> list[Level]:
    """The place itself, and the city that covers it."""
    return [level for level in record.levels if level.level in NEAREST]


def _bars_live_video(record: PlaceRecord) -> bool:
    """Whether a measure of the place's own that is no limit in general bars live video."""
    live = record.answers[LOCAL_POLICE].live
    own = live and (live.own or live)
    return bool(own and own.ground.level in NEAREST and own.ground.rule.effect in BARS)


# --- beside its own law ---------------------------------------------------------------------------


def _beside(record: PlaceRecord, tense: Tense) -> str:
    """What state law adds where the place has a limit of its own."""
    rule = record.state_rule
    if rule is None:
        return ""
    return _disputed(record, tense) or BESIDE[rule.rule].format(
        applies=tense.verbs("apply", also="also"),
        apply=tense.verbs("apply", number=2, also="also"),
        permits=tense.verb("permit"),
        that_day=tense.that_day,
        searched=_searched(rule),
    )


def _disputed(record: PlaceRecord, tense: Tense) -> str:
    """The sentence that stands for the state's rule where sources conflict over it."""
    if not record.state_rule_is_disputed:
        return ""
    has = tense.verb("have")
    return f"Which rule {in_sentence(record.state.name)} {has} is disputed."


def _searched(rule: OwnRule) -> str:
    """In which search of a state's law nothing was found."""
    return in_searches([rule.searched_on] if rule.searched_on else [])


# --- the title ------------------------------------------------------------------------------------


def page_title(record: PlaceRecord) -> str:
    """The title of the page: the place, where it lies, and in short its own rule."""
    limits = [b for b in record.local if b.limits_government]
    counties = [level.jurisdiction.full_name for level in record.counties]
    # A state has many townships of one name, and few cities.
    several = record.place.kind != JurisdictionKind.CITY
    where = [*(counties if several else []), record.state.name if record.state else ""]
    who = level_name(record.city) if record.city else "it"
    rule = f"{who} {TITLES[limits[0].effect]}" if limits else "what applies there"
    return f"{', '.join([place_name(record.place), *where])}: {rule}"
