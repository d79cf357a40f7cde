"""The card of a place: its own rule and its state's."""

from dashboard.cards import maps
from dashboard.cards.layout import SUBJECT, Card, Fact
from dashboard.charts.svg.scales import ON_THE_MAP, look, strongest
from dashboard.pages.places.data import PlaceRecord
from dashboard.pages.places.headline import headline
from dashboard.web.as_of import AsOf
from dashboard.words.basis import basis_note
from dashboard.words.display_class import display_class
from dashboard.words.names import place_name
from dashboard.words.searches import in_searches
from dashboard.words.tense import tense_of
from laws.text.dates import say
from laws.vocabulary import Basis, StateRule


def card_of(record: PlaceRecord, as_of: AsOf) -> Card:
    """The card of a place on the date of its record."""
    names = place_name(record.place), record.state and record.state.name
    own = strongest(display_class(measure) for measure in record.local)
    return Card(
        over=f"{SUBJECT} in {', '.join(filter(None, names))}",
        sentence=headline(record, tense_of(as_of)),
        day=say(record.on),
        drawing=_drawing(record, own),
        facts=_facts(record, own),
    )


def _drawing(record: PlaceRecord, own: str | None) -> str:
    place, rule = record.place, record.state_rule
    mark = [maps.place_mark(place, own)] if own in ON_THE_MAP else []
    return maps.state(
        place.state_code,
        str(rule.rule) if rule else "",
        mark,
        ring=None if mark else maps.point_of(place),
        doubt=record.state_rule_is_disputed,
    )


def _facts(record: PlaceRecord, own: str | None) -> list[Fact]:
    facts, rule = [], record.state_rule
    if own:
        first = next(measure for measure in record.local if display_class(measure) == own)
        words = f"Local rule: {look(own).word.lower()}{basis_note(first.basis)}"
        facts.append(Fact(words, *maps.mark(own)))
    if rule:
        basis = Basis.DISPUTED if record.state_rule_is_disputed else rule.basis
        words = f"Statewide rule: {look(rule.rule).word.lower()}{basis_note(basis)}"
        if rule.rule == StateRule.NONE_FOUND:
            words += f" {in_searches([rule.searched_on])}"
        facts.append(Fact(words, *maps.swatch(rule.rule)))
    return facts
