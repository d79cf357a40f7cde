"""What the card of each page says and shows: the page's own answer, its day, and its facts."""

from dataclasses import dataclass

from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.scales import DOUBT_SIGN, ON_THE_MAP, look, strongest
from dashboard.map.ranked_states import ranked_states
from dashboard.pages.cards import maps
from dashboard.pages.cards.layout import Card, Fact
from dashboard.pages.home.text import headline
from dashboard.pages.measure_detail.data import MeasureData
from dashboard.pages.measure_detail.text import headline as measure_headline
from dashboard.pages.places import text as place_words
from dashboard.pages.states import text as state_words
from dashboard.pages.states.rows import place_marks
from dashboard.words.basis import basis_note
from dashboard.words.display_class import display_class, display_label
from dashboard.words.names import place_name
from dashboard.words.numbers import plural
from laws.counting.counts import OwnRule, marked_governments, own_rules
from laws.counting.on_date import LawOnDate, law_on
from laws.models import Jurisdiction
from laws.text.dates import say
from laws.vocabulary import Basis, Effect

SIGN = DOUBT_SIGN
SUBJECT = "The law on face recognition"
MOST_SQUARES = 12


@dataclass(frozen=True, slots=True)
class Whole:
    """The law of a day of which nothing is left out, as the map's first sentence reads it."""

    law: LawOnDate
    own_rules: dict[str, OwnRule]
    is_filtered = False

    def shows_fill(self, state_code):
        return True


def site(on):
    """The map on a day."""
    states = list(Jurisdiction.objects.state_level().governments().order_by("name"))
    law = law_on(on)
    rules, marked = own_rules(law, states), marked_governments(law)
    said = headline(Whole(law, rules), states, ranked_states(law, states, "broad"), "broad")
    fills = [_fill(one, rules[one.state_code]) for one in states]
    doubt = said["lead_doubt"]
    classes = [display_class(government.measures[0]) for government in marked]
    marks = [_mark(g.place, key, g.place.point) for g, key in zip(marked, classes, strict=True)]
    return Card(
        over=f"{SUBJECT} in the United States{f' · {SIGN} disputed in part' if doubt else ''}",
        sentence=(
            said["lead_before"],
            said["lead_finding"],
            f"{said['lead_after']} {said['lead_states']}{SIGN if doubt else ''}",
        ),
        day=say(on),
        drawing=maps.country(fills, marks),
        facts=_counted(classes),
    )


def state(record):
    """A state, or the country, on a day."""
    key = str(record.rule.rule)
    drawing = (
        maps.country([], [])
        if record.is_country
        else maps.state(
            record.state.state_code, key, place_marks(record), doubt=bool(record.rule.doubts)
        )
    )
    return Card(
        over=f"{SUBJECT} in {state_words.in_sentence(record.state.name)}",
        sentence=state_words.headline(record),
        day=say(record.on),
        drawing=drawing,
        facts=_federal_facts(record) if record.is_country else _facts_of_state(record, key),
    )


def place(record):
    """A place on a day."""
    where, rule = record.place, record.state_rule
    names = place_name(where), record.state and record.state.name
    own = strongest(display_class(binding) for binding in record.own)
    point = _point(where)
    mark = [_mark(where, own, point)] if own in ON_THE_MAP else []
    key = str(rule.rule) if rule else ""
    return Card(
        over=f"{SUBJECT} in {', '.join(filter(None, names))}",
        sentence=place_words.headline(record),
        day=say(record.on),
        drawing=maps.state(
            where.state_code,
            key,
            mark,
            ring=None if mark else point,
            doubt=record.state_rule_is_disputed,
        ),
        facts=_facts_of_place(record, own, rule),
    )


def measure(found, on):
    """A measure on a day."""
    standing = MeasureData(found, on).status
    subject, phrase, rest = measure_headline(standing)
    key = display_class(found)
    force = [] if standing.stage in ("in_force", "failed", "vetoed") else [Fact(standing.force)]
    return Card(
        over=_whose(found),
        sentence=(f"{subject} ", phrase, rest),
        day=say(on),
        drawing=_drawn(found, key, standing.in_force),
        facts=[
            Fact(display_label(found), *maps.mark(key)),
            Fact(_stage(standing), *maps.steps(standing.stage)),
            *force,
        ],
    )


def _fill(one, rule):
    return StateFill(one.state_code, one.name, rule.rule, 0, "", "", doubt="; ".join(rule.doubts))


def _stage(standing):
    """How far it got, and what that rests on."""
    return standing.stage_word + (basis_note(standing.span.basis) if standing.span else "")


def _counted(classes):
    """How many places have each class of local measure."""
    found = [(key, classes.count(key)) for key in ON_THE_MAP]
    facts = [Fact(f"{look(key).word} {number}", *maps.mark(key)) for key, number in found if number]
    return [Fact("Local:", is_heading=True), *facts] if facts else []


def _facts_of_state(record, key):
    words = f"Its own rule: {look(key).word.lower()}{basis_note(record.rule.basis)}"
    facts = [Fact(words, *maps.swatch(key))]
    governments = record.count.governments if record.count else ()
    if governments:
        moratoria = [one.effect == Effect.MORATORIUM for one in governments]
        drawing = maps.squares(sorted(moratoria)) if len(moratoria) <= MOST_SQUARES else ()
        disputed = any(one.basis == Basis.DISPUTED for one in governments)
        words = plural(len(governments), "local ban") + (" (disputed)" if disputed else "")
        facts.append(Fact(words, *drawing))
    return facts


def _federal_facts(record):
    pending = [Fact(f"{len(record.pending)} pending")] if record.pending else []
    return [Fact(f"{plural(len(record.own_in_force), 'federal measure')} in effect"), *pending]


def _facts_of_place(record, own, rule):
    facts = []
    if own:
        first = next(b for b in record.own if display_class(b) == own)
        words = f"Its own: {look(own).word.lower()}{basis_note(first.basis)}"
        facts.append(Fact(words, *maps.mark(own)))
    if rule:
        basis = Basis.DISPUTED if record.state_rule_is_disputed else rule.basis
        words = f"The state’s: {look(rule.rule).word.lower()}{basis_note(basis)}"
        facts.append(Fact(words, *maps.swatch(rule.rule)))
    return facts


def _point(where):
    """Where the place lies; nothing where only its county's point is known."""
    if where.latitude is None or where.coordinate_precision == "county":
        return None
    return float(where.longitude), float(where.latitude)


def _mark(where, key, point):
    lon, lat = point or (None, None)
    return PlaceMark(where.display_name, where.state_code, key, lon, lat, where.population, "", "")


def _whose(found):
    """The government, and the session of a bill."""
    government = found.jurisdiction
    local = [government.display_name] if government.is_local else []
    names = [*local, found.state_name or government.name]
    if found.session:
        names.append(found.session.name)
    return " · ".join(names)


def _drawn(found, key, binds):
    """The government's land: filled where the measure binds, else with its mark upon it."""
    government = found.jurisdiction
    if not government.state_code:
        return maps.country([], [])
    if government.is_local:
        point = _point(government)
        mark = [_mark(government, key, point)] if binds and key in ON_THE_MAP else []
        return maps.state(government.state_code, "", mark, ring=None if mark else point)
    if binds and key != "other":
        return maps.state(government.state_code, key)
    return maps.state(government.state_code, "", middle="" if key == "other" else key)
