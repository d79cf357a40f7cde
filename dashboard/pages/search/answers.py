"""The first answer of a search: what there is on the subject that was named, and where."""

from dataclasses import dataclass, field, replace

from django.urls import reverse

from dashboard.pages.search.asked import Asked
from dashboard.pages.search.data import Tally
from dashboard.pages.search.subjects import Subject
from dashboard.web.params import query
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence
from dashboard.words.numbers import in_words, opening
from dashboard.words.tense import Tense
from laws.models import Jurisdiction, Question

MOST_SUBJECTS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer: a sentence that leads to a list, and what follows it."""

    words: str
    href: str
    more: str = ""
    of_state: bool = False


@dataclass(slots=True)
class Answer:
    """What there is on the subjects: lists with their counts, questions, and what is not kept."""

    lines: list[Line] = field(default_factory=list)
    questions: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CountedList:
    """A list of laws and bills that an answer leads to, before it is counted: what those in it
    are, or which subject they mention.
    """

    filters: dict[str, str]
    state: Jurisdiction | None
    are: str = ""
    mention: str = ""


def lists_of(asked: Asked) -> list[CountedList]:
    """The lists to count: in the states named, then in all; of all subjects, then of each."""
    subjects = asked.subjects[:MOST_SUBJECTS]
    found = []
    for state in [*states_of(asked), None]:
        where = {"state": state.state_code.lower()} if state else {}
        lists = [*_together(subjects, state), *(one for s in subjects for one in _each(s, state))]
        found += [replace(one, filters=one.filters | where) for one in lists]
    return found


def _each(subject: Subject, state: Jurisdiction | None) -> list[CountedList]:
    """The lists of one subject: what is on it, and what mentions it."""
    on_it = [CountedList(subject.filters, state, subject.about)] if subject.filters else []
    if not subject.says:
        return on_it
    return [*on_it, CountedList({"q": subject.says}, state, mention=subject.mentioned)]


def _together(subjects: list[Subject], state: Jurisdiction | None) -> list[CountedList]:
    """The list of what is on several subjects at once, where no two need the same filter."""
    each = [_each(subject, state)[0] for subject in subjects if subject.filters or subject.says]
    names = [name for one in each for name in one.filters]
    if len(each) < 2 or len(names) > len(set(names)):
        return []
    merged = {name: value for one in each for name, value in one.filters.items()}
    are = listed(one.are for one in each if one.are)
    return [CountedList(merged, state, are, listed(one.mention for one in each if one.mention))]


def states_of(asked: Asked) -> list[Jurisdiction]:
    """The states of the places that were named beside a subject, the likeliest first."""
    places = asked.places if asked.subjects and asked.rest else []
    if places and isinstance(places[0], Jurisdiction) and not places[0].is_local:
        return places[:1]
    states = {one.states[0].pk: one.states[0] for one in places if one.states}
    return list(states.values())


def answer(
    asked: Asked,
    lists: list[CountedList],
    counts: list[Tally],
    questions: list[Question],
    tense: Tense,
    on: str | None,
) -> Answer:
    """The answer on the subjects that were named."""
    counted = list(zip(lists, counts, strict=True))
    # A list without a row says so only where it is the first of a state, or nothing else was found.
    some = [one for one, tally in counted if tally.total]
    first = [one for one in lists if one.state][:1]
    kept = [*some, *first] or lists[:1]
    lines = [_line(one, tally, tense, on, bool(first)) for one, tally in counted if one in kept]
    pages = [page for subject in asked.subjects for page in subject.pages]
    lines = [Line(words, reverse(name) + query(on=on), ".") for words, name in pages] + lines
    links = [
        Line(one.text, reverse("question", args=[one.slug]) + query(on=on)) for one in questions
    ]
    notes = [one.note for one in asked.subjects if one.note]
    return Answer(lines, links, list(dict.fromkeys(notes)))


def _line(one: CountedList, tally: Tally, tense: Tense, on: str | None, names_state: bool) -> Line:
    """A list in words; beside one of a state, that of all says that it is of the country."""
    where = "In the whole country, " if names_state else ""
    where = f"In {in_sentence(one.state.name)}, " if one.state else where
    verb = tense.verb("be", tally.total or 1)
    mention = f"{'mention' if tally.total > 1 else 'mentions'} {one.mention}" if one.mention else ""
    does = " and ".join(filter(None, [f"{verb} {one.are}" if one.are else "", mention]))
    if not tally.total:
        return Line(
            f"{where}{'no' if where else 'No'} law or bill that we list {does}.",
            "",
            of_state=bool(one.state),
        )
    many = in_words(tally.total) if where else opening(tally.total)
    nouns = "law or bill" if tally.total == 1 else "laws and bills"
    href = reverse("measures") + query(**one.filters, on=on)
    return Line(
        f"{where}{many} {nouns} {does}", href, f"{_in_effect(one, tally, tense)}.", bool(one.state)
    )


def _in_effect(one: CountedList, tally: Tally, tense: Tense) -> str:
    if {"force", "stage"} & one.filters.keys():
        return ""
    many = in_words(tally.in_effect)
    verb = tense.verb("be", max(tally.in_effect, 1))
    unsure = f"; for {in_words(tally.uncertain)} that is not certain" if tally.uncertain else ""
    doubt = ""
    if tally.in_doubt:
        doubt = f", {in_words(tally.in_doubt)} of them in doubt ‡" if tally.in_effect > 1 else " ‡"
    return f"; {many} {verb} in effect{doubt}{_repeals(one, tally)}{unsure}"


def _repeals(one: CountedList, tally: Tally) -> str:
    """How many of those in effect only end a limit: they are no rules that hold."""
    if not tally.repeals or "effect" in one.filters:
        return ""
    if tally.in_effect == 1:
        return ", a repeal"
    several = "a repeal" if tally.repeals == 1 else "repeals"
    return f", {in_words(tally.repeals)} of them {several}"
