"""The rows of a place's page: what applies level by level, its history, what changes later."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from dashboard.map.law_changes import changes_of, date_slider
from dashboard.pages.places import text as place_text
from dashboard.pages.places.data import Neighbor, PlaceRecord
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import Address
from dashboard.web.params import query
from dashboard.words.basis import named_basis
from dashboard.words.display_class import display_label, effect_mark, is_on_businesses, schools
from dashboard.words.events import event_words
from dashboard.words.force import standing_of
from dashboard.words.names import kind_word, law_name
from dashboard.words.numbers import opening, plural
from dashboard.words.use_modes import use_words
from laws.counting.on_date import MeasureInForce
from laws.counting.place_answers import is_on_schools
from laws.counting.stacks import Level, whom_it_covers
from laws.models import Action, Jurisdiction, Measure, Term
from laws.text.dates import PartialDate
from laws.vocabulary import Basis, Effect, JurisdictionKind, Precision, Regulates

Row = dict[str, Any]

WHO = {
    "own": "Its own measures",
    "city": "The {kind} that covers all of this county",
    "county": "The {kind} it is in",
    "state": "The {kind}",
    "country": "The country",
}
LEVELS = tuple(WHO)
KM_A_MILE = 1.609
# What takes effect or ends, where its class alone would not say it.
LAW = {
    Effect.AUTHORIZATION: "permission",
    Effect.OTHER: "other measure",
}
FEW = 3  # of the measures not in effect are named outright
ONE_OF_COUNTIES = "A {kind} it is in"


def level_rows(record: PlaceRecord, kept: str) -> list[Row]:
    """The levels: own, county or counties (or the city that covers a county), state, country."""
    bare = [level for level in record.counties if _is_bare(record, level)]
    together = bare if len(bare) > 1 else []
    levels = [level for level in record.levels if level not in together]
    if record.city:
        # What a county's people look for is the law of the city that they live in.
        levels.sort(key=lambda level: level is not record.city)
    rows = [_level(record, level, kept) for level in levels]
    if together:
        rows.insert(len(record.counties) - len(together) + 1, _counties(together, kept))
    if not record.counties and not record.city:
        rows.insert(1, _no_county(record))
    return rows


def _is_bare(record: PlaceRecord, level: Level) -> bool:
    """Whether we know of no measure of a level at all."""
    return not level.measures and not record.not_in_effect(level)


def dates(record: PlaceRecord, as_of: AsOf) -> Row:
    """The slider, with the days on which the law that applies here changed."""
    kinds = {level.jurisdiction.government: level.jurisdiction.kind for level in record.levels}
    terms = [term for term in record.terms if not is_on_businesses(term.measure)]
    changes = changes_of(terms, lambda term: kinds[term.measure.jurisdiction.government])
    pairs = (("on", as_of.parameter),) if as_of.parameter else ()
    return date_slider(list(changes), as_of, Address(record.place.get_absolute_url(), pairs))


def _counties(levels: list[Level], kept: str) -> Row:
    """Several counties without a measure, as one level that names them."""
    return {
        "name": f"{opening(len(levels))} counties",
        "who": "It is in each of them",
        "links": [_link(level.jurisdiction, kept) for level in levels],
        "laws": [],
        "empty": place_text.UNSEARCHED_COUNTIES,
        "is_county": True,
        "kind": "county",
    }


def _level(record: PlaceRecord, level: Level, kept: str) -> Row:
    several = level.level == "county" and len(record.counties) > 1
    own = level.level == "own"
    others = record.not_in_effect(level)
    kind = kind_word(level.jurisdiction)
    return {
        "name": place_text.level_name(level),
        "href": "" if own else level.jurisdiction.get_absolute_url() + kept,
        "who": (ONE_OF_COUNTIES if several else WHO[level.level]).format(kind=kind),
        "laws": [_law(record, level.level, law, kept) for law in record.public_law(level)],
        "empty": place_text.when_empty(level, record.on, others),
        "doubts": [_doubt(term) for term in record.ended_in_doubt(level)],
        "others": [_other(measure, kept) for measure in others],
        "are_many": len(others) > FEW,
        "is_county": level.level == "county",
        "kind": kind,
    }


def _no_county(record: PlaceRecord) -> Row:
    place, above = record.place, kind_word(record.state) if record.state else "state"
    reason = f"No county stands between {place.display_name} and its {above}."
    if place.kind == JurisdictionKind.COUNTY:
        kind = kind_word(place)
        own = "the county itself" if kind == "county" else f"a {kind}, which is like a county"
        reason = f"{place.display_name} is {own}."
    return {"name": "County", "laws": [], "empty": reason}


def _law(record: PlaceRecord, level: str, law: MeasureInForce, kept: str) -> Row:
    term = record.term_of[law.slug]
    return {
        "href": _measure_href(law.slug, kept),
        "name": _named(law),
        "effect": effect_mark(law),
        "use": use_words(law.use_modes),
        "since": place_text.since(term),
        "until": term.ends,
        "basis": named_basis(law.basis),
        "why": "; ".join(law.doubts),
        "summary": law.summary,
        "binds": whom_it_covers(level, law, record.place),
    }


def _doubt(term: Term) -> Row:
    return {
        "href": reverse("measure", args=[term.measure.slug]),
        "name": law_name(term.measure),
        "ended": term.ends,
        "why": term.end_why or f"only {term.ends.say()} is known of its end",
        "word": "Disputed" if term.end_basis == Basis.DISPUTED else "Not certain",
        "on": "on" if term.ends.precision == Precision.DAY else "in",
    }


def _other(measure: Measure, kept: str) -> Row:
    standing = standing_of(measure)
    return {
        "href": _measure_href(measure.slug, kept),
        "name": _named(measure),
        "effect": effect_mark(measure),
        "use": use_words(measure.use_modes),
        "standing": standing.words[0].lower() + standing.words[1:],
        "basis": standing.ground,
    }


def history(record: PlaceRecord, kept: str) -> list[Row]:
    """The actions on the place's own measures, and the terms of its state's law, by day."""
    own = [
        (action.day, _happened(action.date, action.measure, words, action.basis, kept))
        for action in _told_actions(record)
        for words in (event_words(action, action.measure, record.place.display_name),)
    ]
    state = [row for row in _changes(record, ("state",), kept) if row[0] <= record.on]
    return [row for _, row in sorted([*own, *state], key=lambda pair: pair[0])]


def _told_actions(record: PlaceRecord) -> list[Action]:
    """The actions on what was once in effect; where nothing was, on all that was tried."""
    past = {term.measure_id for term in record.terms if term.starts_on <= record.on}
    public = [a for a in record.own_actions if not is_on_businesses(a.measure)]
    return [action for action in public if action.measure_id in past] or public


def changes_later(record: PlaceRecord, as_of: AsOf) -> list[Row]:
    """Starts and ends after the day, on every level, each with the address of that day."""
    later = [row for row in _changes(record, LEVELS, as_of.query) if row[0] > record.on]
    return [
        row | {"then": query(on=day.isoformat()), "is_scheduled": day > as_of.today}
        for day, row in sorted(later, key=lambda pair: pair[0])
    ]


def _changes(record: PlaceRecord, wanted: tuple[str, ...], kept: str) -> Iterator[tuple[date, Row]]:
    """Starts and ends of terms on some levels, with their days; law on businesses left out."""
    levels = {one.jurisdiction.government: one for one in record.levels if one.level in wanted}
    for term in record.terms:
        measure = term.measure
        level = levels.get(measure.jurisdiction.government)
        if level is None or is_on_businesses(measure):
            continue
        noun = LAW.get(measure.effect) or display_label(measure).lower()
        if measure.effect == Effect.SCHOOLS:
            noun = f"rule for {schools(measure)}"
        what = f"{level.jurisdiction.display_name}: {noun}"
        start = _happened(term.starts, measure, f"{what} takes effect.", term.start_basis, kept)
        yield term.starts_on, start
        if term.ends:
            end = _happened(term.ends, measure, f"{what} ends.", term.end_basis, kept)
            yield term.ends.day, end


def _happened(when: PartialDate, measure: Measure, words: str, basis: str, kept: str) -> Row:
    return {
        "when": when,
        "href": _measure_href(measure.slug, kept),
        "name": law_name(measure),
        "words": words,
        "basis": named_basis(basis),
    }


def on_businesses(record: PlaceRecord, kept: str) -> list[Row]:
    """The law on businesses there, which does not limit its police."""
    return [
        _law(record, level.level, law, kept) | {"government": place_text.level_name(level)}
        for level, law in record.on_businesses
    ]


def on_schools(record: PlaceRecord, kept: str) -> list[Row]:
    """The law there on schools alone."""
    return [
        _law(record, level.level, law, kept) | {"government": place_text.level_name(level)}
        for level in record.levels
        for law in level.measures
        if is_on_schools(law)
    ]


def also_on_schools(record: PlaceRecord, kept: str) -> list[Row]:
    """The general law there that covers schools among others."""
    return [
        {"href": _measure_href(law.slug, kept), "name": law_name(law)}
        for level in record.levels
        for law in record.public_law(level)
        if Regulates.SCHOOLS in law.regulates
    ]


def facts(record: PlaceRecord, kept: str) -> list[Row]:
    """What kind of place it is, how many live there, and where it lies."""
    place = record.place
    people = "Not known"
    if place.population is not None:
        people = f"{place.population:,} ({place.population_year})"
    rows: list[Row] = [
        {"term": "Population", "words": people},
        {"term": "Kind", "words": place.get_kind_display()},
    ]
    counties = [_link(level.jurisdiction, kept) for level in record.counties]
    if counties:
        rows.append({"term": "County" if len(counties) == 1 else "Counties", "links": counties})
    names = [one.name for one in place.other_names.all() if one.name != place.name]
    if names:
        rows.insert(0, {"term": "Also called", "words": ", ".join(names)})
    near = [_neighbor(one, place, kept) for one in record.neighbors]
    words = "" if near else "None known within 25 miles or in the same county"
    return [*rows, {"term": "Neighbors with a ban or moratorium", "links": near, "words": words}]


def _neighbor(neighbor: Neighbor, place: Jurisdiction, kept: str) -> Row:
    """A link to a place nearby, named with its state where that is another one."""
    code, slug = neighbor.place.state_code, neighbor.place.slug
    is_elsewhere = code != place.state_code
    return {
        "name": neighbor.place.display_name,
        "href": reverse("place", args=[code.lower(), slug]) + kept,
        "state_code": code if is_elsewhere else "",
        "note": _how_near(neighbor),
        "end": ";" if is_elsewhere else ",",
    }


def _how_near(neighbor: Neighbor) -> str:
    """What it has, and how far away: ban, 2 miles."""
    if neighbor.km is None:
        return str(neighbor.effect)
    miles = max(1, round(neighbor.km / KM_A_MILE))
    return f"{neighbor.effect}, {plural(miles, 'mile')}"


def _link(place: Jurisdiction, kept: str) -> Row:
    return {"name": place.display_name, "href": place.get_absolute_url() + kept, "state_code": ""}


def _named(measure: Measure | MeasureInForce) -> str:
    name = law_name(measure)
    return measure.title if measure.title.startswith(name) else f"{name}, {measure.title}"


def _measure_href(slug: str, kept: str) -> str:
    return reverse("measure", args=[slug]) + kept
