"""The card of a state, or of the country: its statewide rule and its local bans."""

from dashboard.cards import maps
from dashboard.cards.layout import SUBJECT, Card, Fact
from dashboard.charts.svg.scales import look
from dashboard.pages.states.data import StateRecord
from dashboard.pages.states.rows import place_marks
from dashboard.pages.states.text import headline
from dashboard.web.as_of import AsOf
from dashboard.words.basis import basis_note
from dashboard.words.names import in_sentence
from dashboard.words.numbers import plural
from dashboard.words.searches import in_searches
from dashboard.words.tense import tense_of
from laws.text.dates import say
from laws.vocabulary import Effect, StateRule

MOST_SQUARES = 12


def card_of(record: StateRecord, as_of: AsOf) -> Card:
    """The card of a state on the date of its record."""
    return Card(
        over=f"{SUBJECT} in {in_sentence(record.state.name)}",
        sentence=headline(record, tense_of(as_of)),
        day=say(record.on),
        drawing=_drawing(record),
        facts=_federal_facts(record) if record.is_country else _facts(record),
    )


def _drawing(record: StateRecord) -> str:
    if record.is_country:
        return maps.country([], [])
    rule, marks = record.rule, place_marks(record)
    return maps.state(record.state.state_code, str(rule.rule), marks, doubt=bool(rule.doubts))


def _facts(record: StateRecord) -> list[Fact]:
    key = str(record.rule.rule)
    words = f"Statewide rule: {look(key).word.lower()}{basis_note(record.rule.basis)}"
    if key == StateRule.NONE_FOUND:
        words += f" {in_searches([record.rule.searched_on])}"
    facts = [Fact(words, *maps.swatch(key))]
    governments = record.count.governments if record.count else ()
    if governments:
        moratoria = sorted(government.effect == Effect.MORATORIUM for government in governments)
        drawing = maps.squares(moratoria) if len(moratoria) <= MOST_SQUARES else ()
        words = plural(record.count.count, "local ban", certain=record.count.certain)
        facts.append(Fact(words, *drawing))
    return facts


def _federal_facts(record: StateRecord) -> list[Fact]:
    pending = [Fact(f"{number} pending")] if (number := len(record.pending_bills)) else []
    return [Fact(f"{plural(len(record.own_in_force), 'federal measure')} in effect"), *pending]
