"""What a place's page says in sentences, built from the record."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.pages.places.data import PlaceRecord
from dashboard.words.display_class import in_doubt
from dashboard.words.lists import listed
from dashboard.words.names import at_start, in_sentence, place_name
from dashboard.words.numbers import counted, in_words, opening
from dashboard.words.searches import in_searches
from dashboard.words.tense import Tense
from laws.counting.counts import OwnRule
from laws.counting.on_date import MeasureInForce
from laws.counting.stacks import Level
from laws.models import Action, Measure, Term
from laws.text.dates import say, say_short
from laws.vocabulary import (
    CAME_TO_NOTHING,
    PENDING,
    ActionKind,
    JurisdictionKind,
    Regulates,
    Stage,
)

# What a place with the rule does, as a verb and its object.
USES = {
    "ban": ("ban", "face recognition by {whom}"),
    "moratorium": ("pause", "face recognition by {whom}"),
    "restriction": ("limit", "face recognition by {whom}"),
    "oversight": ("require", "oversight of face recognition by {whom}"),
}
OWN_WHOM = {Regulates.POLICE: "police", Regulates.GOVERNMENT: "agencies"}
BESIDE = {
    "ban": "A statewide ban {applies}.",
    "moratorium": "A statewide moratorium {applies}.",
    "restriction": "State limits {apply}.",
    "oversight": "State oversight {applies}.",
    "narrow": "A narrow state limit {applies}.",
    "permits": "State law {permits} the use.",
    "none_found": "We found no statewide rule for that day {searched}.",
    "not_researched": "We have not searched state law.",
}
ALONE = {
    "ban": "{State}’s rule on police use {be} a ban.",
    "moratorium": "{State}’s rule on police use {be} a moratorium.",
    "restriction": "{State}’s rule on police use {be} a restriction.",
    "oversight": "{State}’s rule on police use {be} oversight.",
    "narrow": "{State} {limits} it only in specific settings.",
    "permits": "{State}’s law {permits} police or government use.",
    "none_found": "We found none for that day in the law of {state} either, {searched}.",
    "not_researched": "We have not searched the law of {state}.",
}
TITLES = {
    "ban": "bans government use",
    "moratorium": "pauses government use",
    "restriction": "limits government use",
    "oversight": "requires oversight",
}
CALLED_OF = (
    JurisdictionKind.CITY,
    JurisdictionKind.TOWN,
    JurisdictionKind.VILLAGE,
    JurisdictionKind.BOROUGH,
)
HOW_FOUND = (
    "We find local measures through lists and news; we have not searched this government’s code."
)
# What became of measures that are not in effect, by their stage, of one and of several.
FATES = (
    (PENDING, "is proposed", "are proposed"),
    (
        (Stage.ENACTED,),
        "has become law and is yet to take effect",
        "have become law and are yet to take effect",
    ),
    ((Stage.ENDED,), "ended", "ended"),
    (CAME_TO_NOTHING, "came to nothing", "came to nothing"),
    ((Stage.IN_FORCE, None), "may be in effect", "may be in effect"),
)
UNSEARCHED_COUNTIES = (
    "No measure found in any of them. We find local measures through lists and news; we have not "
    "searched the codes of these counties."
)
VOTE_ONLY = "counted from the vote; effective date unknown"


def headline(record: PlaceRecord, tense: Tense) -> tuple[str, str, str]:
    """The first sentences in three parts, of which the middle one is the finding to quote."""
    name = place_name(record.place)
    if record.city:
        return _headline_in_city(record, name, level_name(record.city), tense)
    limits = [b for b in record.own if b.limits_government]
    if limits:
        return f"{name} ", _does(limits, tense), f". {own_doubt(limits)}{beside(record, tense)}"
    if record.own:
        finding, has = "no general limit on face recognition", tense.verb("have")
        rest = f" of its own, but related measures. {alone(record, tense)}"
        return f"{name} {has} ", finding, rest
    none = f"No measure of {name}’s own {tense.verb('be')} in effect"
    if not record.own_actions:
        none = f"We know of no measure of {name}’s own"
    return "", none, f". {alone(record, tense)}"


def _does(limits: Sequence[MeasureInForce], tense: Tense) -> str:
    """What the strongest of a place’s limits does: bans face recognition by its own police."""
    verb, what = USES[limits[0].effect]
    return f"{tense.verb(verb)} {what.format(whom=own_whom(limits[0].regulates))}"


def _headline_in_city(
    record: PlaceRecord, name: str, city: str, tense: Tense
) -> tuple[str, str, str]:
    """The same for a county that lies wholly in one city: the city's law is the answer there."""
    limits = [b for b in record.local if b.limits_government]
    said = f"the {city}" if " of " in city else city
    covers = f"{said[0].upper()}{said[1:]}, which covers all of {name}, "
    if limits:
        return covers, _does(limits, tense), f". {own_doubt(limits)}{beside(record, tense)}"
    if record.local:
        finding, has = "no general limit on face recognition", tense.verb("have")
        rest = f" of its own, but related measures. {alone(record, tense)}"
        return f"{covers}{has} ", finding, rest
    none = f"No measure of {said} or of {name} {tense.verb('be')} in effect"
    if not record.own_actions:
        none = f"We know of no measure of {said} or of {name}"
    return "", none, f". {alone(record, tense)}"


def own_doubt(limits: Sequence[MeasureInForce]) -> str:
    """Why it is in doubt that a place has the limit that its page says it has."""
    strongest = [law for law in limits if law.effect == limits[0].effect]
    if any(law.is_certain for law in strongest):
        return ""
    return f"{in_doubt(strongest[0]) or 'In doubt: its dates are disputed.'} "


def own_whom(regulates: Iterable[str]) -> str:
    """Whose use a local measure speaks of: its own police, its own agencies, or both."""
    named = [word for key, word in OWN_WHOM.items() if key in regulates]
    return f"its own {listed(named)}"


def beside(record: PlaceRecord, tense: Tense) -> str:
    """What state law adds where the place has a limit of its own."""
    rule = record.state_rule
    if rule is None:
        return ""
    return disputed(record, tense) or BESIDE[rule.rule].format(
        **_verbs(tense), searched=_searched(rule)
    )


def alone(record: PlaceRecord, tense: Tense) -> str:
    """What state law says where the place has no limit of its own."""
    rule, state = record.state_rule, record.state
    if rule is None:
        return ""
    words = {"state": in_sentence(state.name), "State": at_start(state.name)}
    return disputed(record, tense) or ALONE[rule.rule].format(
        **words, **_verbs(tense), searched=_searched(rule)
    )


def _searched(rule: OwnRule) -> str:
    """In which search of a state's law nothing was found."""
    return in_searches([rule.searched_on] if rule.searched_on else [])


def _verbs(tense: Tense) -> dict[str, str]:
    """The verbs of the sentences on state law."""
    return {
        "be": tense.verb("be"),
        "limits": tense.verb("limit"),
        "permits": tense.verb("permit"),
        "applies": tense.verbs("apply", also="also"),
        "apply": tense.verbs("apply", number=2, also="also"),
    }


def disputed(record: PlaceRecord, tense: Tense) -> str:
    """The sentence that stands for the state's rule where sources conflict over it."""
    if not record.state_rule_is_disputed:
        return ""
    has = tense.verb("have")
    return f"Which rule {in_sentence(record.state.name)} {has} is disputed."


def sentence_below(record: PlaceRecord, tense: Tense) -> str:
    """How many measures apply and from how many governments."""
    levels = [level for level in record.levels if record.public_law(level)]
    number = sum(len(record.public_law(level)) for level in levels)
    if not number:
        return (
            f"Nothing on police or government use {tense.verb('be')} in effect here on "
            f"{say(record.on)}, as far as we know."
        )
    verb = tense.verb("apply", number)
    whose = f" of {counted(len(levels), 'government')}" if len(levels) > 1 else ""
    measures = f"{opening(number)} measure{'' if number == 1 else 's'}{whose}"
    each = " Each lists whom it covers." if number > 1 else ""
    return f"{measures} {verb} here on {say(record.on)}.{each}"


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


def level_name(level: Level) -> str:
    """The government of a level as a heading: City of Somerville, Middlesex County."""
    place = level.jurisdiction
    kind = place.get_kind_display()
    if level.level in ("own", "city") and place.kind in CALLED_OF:
        # New York City, Kansas City, but City of Somerville.
        return place.name if place.name.endswith(f" {kind}") else f"{kind} of {place.name}"
    if place.kind == JurisdictionKind.TOWNSHIP:
        return place_name(place)
    return place.full_name if place.is_local else place.name


def fates(measures: Sequence[Measure]) -> str:
    """What became of measures that are not in effect: one is proposed and two ended."""
    said = []
    for stages, one, several in FATES:
        number = sum(measure.stage in stages for measure in measures)
        if number:
            said.append(f"{in_words(number)} {one if number == 1 else several}")
    return listed(said)


def when_empty(level: Level, on: date, others: Sequence[Measure] = ()) -> str:
    """What a level says where nothing of it is in effect: what was searched and when, never that
    there is no law. `others` are its measures that are not in effect.
    """
    searched = level.jurisdiction.searched_on
    if searched:
        none = f"We last searched on {say(searched)} and found no measure in effect on {say(on)}"
        return f"{none}; {fates(others)}." if others else f"{none}."
    if level.jurisdiction.is_local:
        if others:
            return f"None in effect: {fates(others)}. {HOW_FOUND}"
        what = " on police or government use" if level.measures else ""
        return f"No measure{what} found. {HOW_FOUND}"
    name = in_sentence(level.jurisdiction.name)
    if level.level == "country":
        return f"We know of no federal measure in effect on {say(on)}."
    return f"Not researched: we have not searched the law of {name}."


def since(term: Term) -> str:
    """From when a measure is in effect, as precisely as known, and what the date rests on."""
    first, last = term.may_start_on or term.starts_on, term.starts_on
    words = f"since {term.starts.say_short()}"
    if first != last and term.starts.precision == "day":
        words = f"since some day from {say_short(first)} to {say_short(last)}"
    if term.start_kind == ActionKind.PASSED:
        return f"{words}, {VOTE_ONLY}"
    return words


def event(action: Action) -> str:
    """What happened, in words: the kind of event, its vote, and what the record says of it."""
    label, words = action.get_kind_display(), action.description
    if action.yes is not None is not action.no:
        label += f" {action.yes:,} to {action.no:,}"
    if words.lower().startswith(label.lower()):
        label, words = words[0].upper() + words[1:], ""
    sentence = f"{label}: {words}" if words else label
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
