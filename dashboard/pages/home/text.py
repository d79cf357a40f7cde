"""The first sentences of the map."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts.svg.scales import look
from dashboard.filters.choice import choice_title, choice_words, room_of_title
from dashboard.map.ranked_states import RankedState
from dashboard.map.selection import MapSelection
from dashboard.map.view import MapView
from dashboard.words.lists import listed
from dashboard.words.numbers import counted, in_words, opening
from dashboard.words.presets import MOST_NAMED, VERBS
from dashboard.words.settings import settings
from dashboard.words.tense import Tense, tense_of
from laws.models import Jurisdiction
from laws.text.dates import say
from laws.vocabulary import LIMITS, JurisdictionKind, StateRule

WHOLE = "Where face recognition is banned or limited: a map"
USE = "police or government use of face recognition"


def page_title(selection: MapSelection) -> str:
    """What the map is filled by and what is chosen of it; the page's frame adds the day."""
    layer, filters, classes = selection.layer, selection.filters, _classes(selection)
    if not filters and not classes:
        return WHOLE if layer.is_rule else f"{layer.word}, by state: map of face recognition law"
    start = "Map: " if layer.is_rule else f"Map of {layer.word.lower()}: "
    room = room_of_title(selection.as_of) - len(start)
    return start + (choice_title(filters, room, classes) if filters else classes)


def description(selection: MapSelection, lead: Mapping[str, Any]) -> str:
    """The first sentences, after what is chosen and what the states are filled by."""
    layer = selection.layer
    question = "" if layer.is_rule else f"by {layer.question}"
    chosen = choice_words(selection.filters) if selection.filters else ""
    named = ", ".join(filter(None, [chosen, _classes(selection), question]))
    map_of = f"Map of {say(selection.as_of.on)}: {named}. " if named else ""
    said = f"{lead['lead_before']}{lead['lead_finding']}{lead['lead_after']}"
    return f"{map_of}{said} {lead['lead_states']} {lead['sub']}"


def _classes(selection: MapSelection) -> str:
    """The classes of states and of places that are chosen, in words."""
    rules = [look(key).word for key in selection.rules]
    steps = [selection.layer.step(key).word for key in selection.classes]
    marks = [look(key).word for key in selection.marks]
    kinds = (("states", rules), ("states", steps), ("places", marks))
    return ", ".join(f"{of} ({listed(one, 'or').lower()})" for of, one in kinds if one)


def headline(
    view: MapView, states: Sequence[Jurisdiction], ranked: Sequence[RankedState], preset: str
) -> dict[str, Any]:
    """The parts of the page's first sentences: before the finding, the finding, what follows."""
    shown = [state for state in states if view.shows_state(state.state_code)]
    general = [s for s in shown if view.own_rules[s.state_code].rule in LIMITS]
    narrow = [s for s in shown if view.own_rules[s.state_code].rule == StateRule.NARROW]
    tense = tense_of(view.as_of)
    finding, rest = local_bans(ranked, preset, tense)
    return {
        "lead_before": opens(view),
        "lead_finding": finding,
        "lead_after": rest,
        # Only markers were selected: nothing is said about states.
        "lead_states": _general(general, tense) if shown or not view.is_filtered else "",
        "lead_doubt": any(view.own_rules[s.state_code].doubts for s in shown)
        or any(row.count.certain != row.count.count for row in ranked),
        "sub": " ".join(
            filter(
                None,
                [
                    leader(ranked, view.is_filtered, tense),
                    _narrow(view, narrow, bool(general), tense),
                ],
            )
        ),
    }


def opens(view: MapView) -> str:
    """How the first sentence begins: the day, and whether something is selected."""
    return f"On {say(view.as_of.on)}, {'with these filters, ' if view.is_filtered else ''}"


def local_bans(ranked: Sequence[RankedState], preset: str, tense: Tense) -> tuple[str, str]:
    """How many local governments ban or pause, and what."""
    total = sum(row.count.count for row in ranked)
    certain = sum(row.count.certain for row in ranked)
    verb = tense.verbs(*VERBS[preset], number=total or 1)
    end = f"{USE}{', counted strictly' if preset == 'strict' else ''}."
    if not total:
        return f"no local government {verb}", f" {end}"
    where = ranked[0].name if len(ranked) == 1 else counted(len(ranked), "state")
    return f"{counted(total, 'local government', certain)} in {where}", f" {verb} {end}"


def _general(states: Sequence[Jurisdiction], tense: Tense) -> str:
    if not states:
        return f"No state {tense.verb('have')} a general statewide rule."
    verb = tense.verb("have", len(states))
    return f"{opening(len(states))} {noun(states)} {verb} a general statewide rule."


def _narrow(
    view: MapView, states: Sequence[Jurisdiction], others_before: bool, tense: Tense
) -> str:
    if not states:
        return ""
    number = len(states)
    start = f"Another {in_words(number)}" if others_before else opening(number)
    if others_before and number == 1:
        start = "Another"
    verb = tense.verb("have", number)
    laws = [law for state in states for law in view.own_rules[state.state_code].measures]
    where = listed(settings(law.regulates for law in laws), "or")
    what = f"only a narrow rule (on {where})" if where else "only a narrow rule"
    return f"{start} {noun(states)} {verb} {what}."


def noun(states: Sequence[Jurisdiction]) -> str:
    """What so many states are called, territories among them or not."""
    only_states = all(state.kind == JurisdictionKind.STATE for state in states)
    if len(states) == 1:
        return "state" if only_states else "territory"
    return "states" if only_states else "states and territories"


def leader(ranked: Sequence[RankedState], is_filtered: bool, tense: Tense) -> str:
    """Which states have the most municipal bans."""
    first = [row for row in ranked if row.count.rank == 1]
    if not first:
        return ""
    number, has = in_words(first[0].count.count, first[0].count.certain), tense.verb("have")
    if len(ranked) == 1:
        # Of filtered states nothing is known about the others.
        if is_filtered:
            return ""
        return f"No other state {has} a municipal ban: {first[0].name} {has} {number}."
    if len(first) == 1:
        return f"{first[0].name} {has} more municipal bans than any other state: {number}."
    who = listed(row.name for row in first)
    if len(first) > MOST_NAMED:
        who = f"{opening(len(first))} states"
    share = tense.verb("share", len(first))
    return f"{who} {share} the most municipal bans: {in_words(first[0].count.count)} each."
