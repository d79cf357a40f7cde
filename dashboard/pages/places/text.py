"""What a place's page says in sentences, built from the record."""

from collections.abc import Sequence
from datetime import date

from dashboard.pages.places.data import PlaceRecord
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence, place_name
from dashboard.words.numbers import counted, in_words, opening
from dashboard.words.tense import Tense
from laws.counting.stacks import Level
from laws.models import Measure, Term
from laws.text.dates import say, say_short
from laws.vocabulary import (
    CAME_TO_NOTHING,
    PENDING,
    ActionKind,
    JurisdictionKind,
    Stage,
)

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
    "We know of no measure in any of them. We find local measures through lists and news; we have "
    "not searched the codes of these counties."
)
VOTE_ONLY = "counted from the vote; effective date unknown"


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
    what = " on police or government use" if level.measures else ""
    if searched:
        found = f"found no measure{what} in effect on {say(on)}"
        none = f"We last searched on {say(searched)} and {found}"
        note = level.jurisdiction.search_note if level.jurisdiction.is_local else ""
        none = f"{none}; {fates(others)}." if others else f"{none}."
        return f"{none} Note of the search: {note}." if note else none
    if not level.jurisdiction.is_government:
        return f"{level.jurisdiction.display_name} has no government of its own that makes law."
    if level.jurisdiction.is_local:
        if others:
            return f"None in effect: {fates(others)}. {HOW_FOUND}"
        return f"We know of no measure{what}. {HOW_FOUND}"
    name = in_sentence(level.jurisdiction.name)
    if level.level == "country":
        return f"We know of no federal measure{what} in effect on {say(on)}."
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
