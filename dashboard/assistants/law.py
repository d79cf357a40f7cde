"""The law of a state or place, and what applies at a place, on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dashboard.api.operation import Asked
from dashboard.api.parameters import EDITION, ON, Misunderstood
from dashboard.assistants.governments import PLACE, NotFound, government_meant, searched_of
from dashboard.assistants.tool import Said, Tool, as_of, page_at
from dashboard.pages.places.api import as_json as place_json
from dashboard.pages.places.data import PlaceRecord, place_record
from dashboard.pages.places.headline import headline as place_headline
from dashboard.pages.states.api import as_json as state_json
from dashboard.pages.states.data import StateRecord, state_record
from dashboard.pages.states.text import headline as state_headline
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence, name_with_state
from dashboard.words.numbers import counted
from dashboard.words.tense import tense_of
from laws.counting.on_date import MeasureInForce
from laws.counting.stacks import Level
from laws.models import Jurisdiction
from laws.text.measure_names import short_name
from laws.vocabulary import Basis, Precision

OWN = ("own", "city")
LEVELS = (*OWN, "county", "state", "country")
UNRECORDED = (Basis.INFERRED, Basis.ASSUMED)
NAMED = 3  # measures in doubt that a sentence names
NO_GOVERNMENT = (
    "{name} has no government of its own: what applies there depends on the city or town, and on "
    "state law. Ask for the city or town."
)


class LawOn(Tool):
    """The law of one government."""

    name, title = "law_on", "The law of a state or place on a day"
    about = (
        "What the law of one state (or us for the country) or one local government says about face "
        "recognition on a day: its rule, its measures in effect, what is pending, what is in "
        "doubt, and when its law was searched. For everything that applies at a place, of every "
        "level, ask what_applies."
    )
    parameters = (PLACE, ON, EDITION)
    needed = ("place",)
    rules = (7, 8, 10)

    def say(self, asked: Asked) -> Said:
        try:
            place = government_meant(asked)
        except NotFound as error:
            return error.said
        if not place.is_local:
            return of_state(state_record(place.state_code.lower() or "us", asked.on), asked)
        said = of_place(place, asked, (*OWN, "state"))
        if said.facts is None:
            return said
        own = [one for one in said.facts["applies"] if one["level"] in OWN]
        return replace(said, facts={**said.facts, "applies": own})


class WhatApplies(Tool):
    """The law of every level at one place."""

    name, title = "what_applies", "What applies at a place on a day"
    about = (
        "Everything in effect on a day at one county, city, town or township: its own law, and "
        "that of its county, state and the country, each with whom it covers; and in words what "
        "holds for the local police, the state police, schools and businesses."
    )
    parameters = (PLACE, ON, EDITION)
    needed = ("place",)
    rules = (9,)

    def say(self, asked: Asked) -> Said:
        try:
            place = government_meant(asked)
        except NotFound as error:
            return error.said
        if not place.is_local:
            allowed = "a county, city, town or township is allowed; for a state ask law_on"
            raise Misunderstood("place", asked.first("place"), allowed)
        return of_place(place, asked)


def of_state(record: StateRecord, asked: Asked) -> Said:
    """The answer about a state or the country: that of its page and its JSON."""
    state, rule = record.state, record.rule
    bans = record.count.governments if record.count else ()
    laws = [*record.own_in_force, *(law for one in bans for law in one.measures)]
    doubts = _once([*rule.doubts, *doubts_of(laws)])
    finding = "".join(state_headline(record, tense_of(asked.as_of)))
    if not record.is_country and rule.basis in UNRECORDED:
        finding += f" The statewide rule is {rule.basis}."
    return Said(
        as_of(asked.on, finding + in_doubt_words(doubts)),
        page_at(asked, state.get_absolute_url()),
        searched_of([(in_sentence(state.name), state.searched_on)]),
        state_json(record),
        doubts,
        bases_of(laws),
    )


def of_place(place: Jurisdiction, asked: Asked, levels: Sequence[str] = LEVELS) -> Said:
    """The answer about a local government: that of its page and its JSON; what is in doubt of some
    levels of government.
    """
    record = place_record(place, asked.on)
    page = page_at(asked, place.get_absolute_url())
    about = [level for level in record.levels if level.level in levels]
    searched = [_searched(level) for level in about if level.jurisdiction.is_government]
    if not place.is_government:
        sentence = NO_GOVERNMENT.format(name=name_with_state(place))
        return Said(as_of(asked.on, sentence), page, searched_of(searched))
    tense, doubts = tense_of(asked.as_of), _doubts_at(record, about)
    finding = "".join(place_headline(record, tense))
    return Said(
        as_of(asked.on, finding + in_doubt_words(doubts)),
        page,
        searched_of(searched),
        place_json(record, tense),
        doubts,
        bases_of(law for level in about for law in level.measures),
    )


def doubts_of(laws: Iterable[MeasureInForce]) -> list[str]:
    """What is in doubt of some measures in effect, each with its reasons."""
    return [f"{law.name}: {why or 'its dates are disputed'}" for law in laws for why in law.doubts]


def bases_of(laws: Iterable[MeasureInForce]) -> list[str]:
    """Which measures are in effect since a day that no source states, or that none knows."""
    found = []
    for law in laws:
        if law.starts.precision != Precision.DAY:
            said = f"of the day since which it is in effect only {law.starts.say()} is known"
            found.append(f"{law.name}: {said}")
        if law.start_basis in UNRECORDED:
            found.append(f"{law.name}: the day since which it is in effect is {law.start_basis}")
    return _once(found)


def in_doubt_words(doubts: Sequence[str]) -> str:
    """What must stand behind a sentence of which something is in doubt."""
    names = _once(one.partition(":")[0] for one in doubts)
    more = [counted(len(names) - NAMED, "other")] if len(names) > NAMED else []
    return f" ‡ In doubt: {listed([*names[:NAMED], *more])}." if names else ""


def _doubts_at(record: PlaceRecord, levels: Sequence[Level]) -> Sequence[str]:
    found = doubts_of(law for level in levels for law in level.measures)
    for level in levels:
        for term in record.ended_in_doubt(level):
            if not term.leaves_open(record.on):
                name = short_name(term.measure)
                found.append(f"{name}: {term.end_why or 'whether it ended is disputed'}")
        for term in record.left_open(level):
            found.append(
                f"{short_name(term.measure)}: our dates leave open whether it is in effect"
            )
        for term in record.left_open(level):
            found.append(
                f"{short_name(term.measure)}: our dates leave open whether it is in effect"
            )
    return _once(found)


def _searched(level: Level) -> tuple[str, date | None]:
    place = level.jurisdiction
    name = name_with_state(place) if place.is_local else in_sentence(place.name)
    return name, place.searched_on


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
