"""A search as a whole: what was asked for, what there is on it, and what was found."""

from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.utils.safestring import SafeString

from dashboard.pages.search.answers import CountedList, lists_of, states_of
from dashboard.pages.search.asked import Asked, read_words
from dashboard.pages.search.data import (
    MEASURES_SHOWN,
    FoundEvent,
    Tally,
    Wanted,
    best,
    events_saying,
    filtered,
    misspelling,
    questions,
    saying,
    saying_in_states,
    sought_in,
    tallies,
)
from dashboard.pages.search.passages import passages
from dashboard.pages.search.subjects import Subject
from laws.models import Jurisdiction, Measure, PlaceName, Question
from laws.search.places import add_guesses
from laws.text.normalize import normalize_identifier

PLACES_SHOWN = 8
MENTIONED = 10  # measures shown beside the answer on a subject
MISSPELLED = 1


@dataclass(slots=True)
class Result:
    """What a search found by a day. `way` tells how the measures were found: 0 by all the words,
    MISSPELLED by their titles, else by some of the words.
    """

    asked: Asked
    lists: list[CountedList] = field(default_factory=list)
    counts: list[Tally] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    passages: dict[int, SafeString] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    way: int = 0
    events: list[FoundEvent] = field(default_factory=list)

    @property
    def places(self) -> list[Jurisdiction | PlaceName]:
        """The places to list."""
        return self.asked.places[:PLACES_SHOWN]


def search_for(words: str, on: date) -> Result:
    """What the words find by the day, in ten queries at most."""
    asked = read_words(words, PLACES_SHOWN)
    result = Result(asked, lists_of(asked))
    if not normalize_identifier(words):
        return result
    ways = _ways(asked, on)
    conditions = [filtered(one.filters, on) for one in result.lists]
    counts = tallies([*conditions, *(way.condition for way in ways)], words, on)
    result.counts, by_way = counts[: len(conditions)], counts[len(conditions) :]
    result.questions = questions([slug for one in asked.subjects for slug in one.questions])
    at = next((at for at, one in enumerate(by_way) if one.total or one.later), None)
    if at is not None:
        result.way, result.tally = at, by_way[at]
        most = MENTIONED if asked.subjects else MEASURES_SHOWN
        result.measures = best(ways[at], words, on, most)
    if result.way != MISSPELLED or asked.subjects:
        result.passages = passages(result.measures, ways[result.way].sought, on)
    result.events = events_saying(ways[0].sought, on)
    if not asked.subjects and not asked.places and (at is None or result.way):
        add_guesses(asked.found, PLACES_SHOWN)
    return result


def _ways(asked: Asked, on: date) -> list[Wanted]:
    """The ways to look for measures, the narrowest first: the first that finds any is shown."""
    if asked.subjects:
        return _on_subjects(asked, on)
    found = saying_in_states(asked.words, asked.found.readings)
    if asked.places:
        return [found]
    some = asked.rest.split()
    # A number that we do not have is not another one.
    has_number = any(letter.isdigit() for letter in asked.rest)
    loose = [saying(" OR ".join(some))] if len(some) > 1 and not has_number else []
    return [found, misspelling(asked.words), *loose]


def _on_subjects(asked: Asked, on: date) -> list[Wanted]:
    """Measures on every subject that say the other words; then those on one of the subjects."""
    states = states_of(asked)
    within = Q(jurisdiction__state_code__in=[one.state_code for one in states]) if states else Q()
    each = [_on_subject(one, on) for one in asked.subjects if not one.pages or one.filters]
    if not each:
        return [saying(asked.words, Q(pk=None))]
    others = [] if asked.places or not asked.rest else [_mentioning(asked.rest)]
    parts = [*each, *others]
    sought = reduce(or_, (one.sought for one in parts))
    every, some = (
        Wanted(
            within & reduce(join, (one.condition for one in among)),
            sought,
            reduce(join, (one.first for one in among)),
        )
        for join, among in ((and_, parts), (or_, each))
    )
    return [every, some] if len(parts) > 1 else [every]


def _on_subject(subject: Subject, on: date) -> Wanted:
    """Measures that mention a subject; those of its list first, where all of them are meant."""
    if subject.says or not subject.filters:
        return _mentioning(subject.sought)
    listed = filtered(subject.filters, on)
    said = Q(search_text__words=sought_in(subject.sought))
    return Wanted(listed | said, sought_in(subject.named), listed)


def _mentioning(words: str) -> Wanted:
    sought = sought_in(words)
    said = Q(search_text__words=sought)
    return Wanted(said, sought, said)
