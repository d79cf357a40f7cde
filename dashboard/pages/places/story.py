"""A place's whole story in a line: banned December 2020, lifted July 2022, limited since then."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.urls import reverse

from dashboard.pages.places.data import PlaceRecord
from dashboard.words.basis import basis_note
from dashboard.words.names import law_name, place_name
from laws.counting.place_answers import is_on_police_or_agencies
from laws.counting.stacks import Level
from laws.models import Term
from laws.text.dates import MONTHS, PartialDate
from laws.vocabulary import ActionKind, Effect, Reach

BEGUN: dict[str, str] = {
    Effect.BAN: "banned",
    Effect.MORATORIUM: "paused",
    Effect.RESTRICTION: "limited",
    Effect.OVERSIGHT: "put under oversight",
    Effect.AUTHORIZATION: "permitted in part",
}
ENDED: dict[str, str] = {ActionKind.REPEALED: "lifted", ActionKind.ENJOINED: "suspended"}

A_MONTH = 31


class Event(NamedTuple):
    """A start or an end, with the measure behind it."""

    words: str
    href: str
    name: str


class Story(NamedTuple):
    """The starts and ends of one government's general law on police or agencies, in order."""

    who: str
    events: tuple[Event, ...]

    @property
    def words(self) -> str:
        return f"{self.who}: {', '.join(event.words for event in self.events)}."


def stories(record: PlaceRecord, kept: str) -> list[Story]:
    """The story of the place (or the city that covers it) and of its state, each where a general
    law ended or another followed it.
    """
    found = []
    for level in record.levels:
        terms = _terms(record, level) if level.level in ("own", "city", "state") else []
        is_told = len(terms) > 1 and level.level != "state"
        if is_told or any(_is_over(record, term) for term in terms):
            events = tuple(_events(record, terms, kept))
            found.append(Story(place_name(level.jurisdiction), events))
    return found


def _terms(record: PlaceRecord, level: Level) -> list[Term]:
    return [
        term
        for term in record.terms
        if term.measure.jurisdiction.government == level.jurisdiction.government
        and term.starts_on <= record.on
        and term.measure.effect in BEGUN
        and term.measure.reach == Reach.GENERAL
        and is_on_police_or_agencies(term.measure)
    ]


def _is_over(record: PlaceRecord, term: Term) -> bool:
    return term.ends_on is not None and term.ends_on <= record.on


def _events(record: PlaceRecord, terms: Sequence[Term], kept: str) -> Iterator[Event]:
    """Starts and ends by their days; of what is still in effect, since when."""
    rows = []
    for term in terms:
        link = reverse("measure", args=[term.measure.slug]) + kept, law_name(term.measure)
        since = "" if _is_over(record, term) else "since "
        words = f"{BEGUN[term.measure.effect]} {since}{_month(term.starts)}"
        rows.append((term.starts_on, 1, words + basis_note(term.start_basis), link))
        if _is_over(record, term):
            words = f"{_ended(term, terms)} {_month(term.ends)}"
            rows.append((term.ends_on, 0, words + basis_note(term.end_basis), link))
    for _, _, words, link in sorted(rows):
        yield Event(words, *link)


def _ended(term: Term, terms: Sequence[Term]) -> str:
    """What became of a measure: replaced, where one of the same effect follows within a month."""
    followed = any(
        one is not term
        and one.measure.effect == term.measure.effect
        and abs((one.starts_on - term.ends_on).days) <= A_MONTH
        for one in terms
    )
    return "replaced" if followed else ENDED.get(term.end_kind, "ended")


def _month(when: PartialDate) -> str:
    """To the month: July 2022; a year where no more is known."""
    if when.precision == "year":
        return str(when.day.year)
    return f"{MONTHS[when.day.month - 1]} {when.day.year}"
