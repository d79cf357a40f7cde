"""The two short lists under the map: what is in effect on the day, and what is pending."""

from django.db.models import Case, Count, F, Value, When, Window

from dashboard.charts.svg.marks import steps
from dashboard.map.layers import BUSINESSES
from dashboard.map.listed_measures import (
    COLUMNS,
    HOW_FAR,
    LIMITS_FIRST,
    ListedGovernment,
    ListedMeasure,
)
from dashboard.map.selection import OF_MAP
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query
from dashboard.words.display_class import effect_mark
from dashboard.words.measure_rows import standing_on
from dashboard.words.names import law_name, name_with_state
from dashboard.words.use_modes import use_cell, use_words
from laws.counting.counts import counts_as_ban
from laws.text.dates import say_short
from laws.vocabulary import (
    NOT_LOCAL,
    PENDING,
    Basis,
    Effect,
    Stage,
)

IN_FORCE_SHOWN, PENDING_SHOWN = 10, 6
EFFECTS = {"permits": Effect.AUTHORIZATION, BUSINESSES: Effect.PRIVATE_SECTOR}
PAUSING = [Effect.BAN, Effect.MORATORIUM]
IS_LOCAL = Case(When(jurisdiction__kind__in=NOT_LOCAL, then=Value(0)), default=Value(1))


def in_force_list(choice, names):
    """What binds on the day: bans and moratoria of general reach, or what the filters select."""
    if choice.asks_stage:
        return _at_any_stage(choice, names)
    bindings = choice.counted.in_force
    if not choice.is_filtered:
        bindings = [b for b in bindings if counts_as_ban(b, "broad")]
    bindings.sort(key=lambda b: (b.place.is_local, -(b.place.population or 0), b.slug))
    found = [_listed(measure) for measure in bindings[:IN_FORCE_SHOWN]]
    return _list(found, len(bindings), choice.law.on, names)


def _listed(measure):
    place = measure.place
    government = (getattr(place, name) for name in ListedGovernment._fields)
    own = {name: getattr(measure, name) for name in COLUMNS if "__" not in name}
    return ListedMeasure(
        **own,
        government=ListedGovernment(*government),
        stage=Stage.IN_FORCE,
        since=measure.starts_on,
        since_basis=measure.start_basis,
    )


def _at_any_stage(choice, names):
    """What the filters select where they ask for a stage, or for what does not bind."""
    on = choice.law.on
    measures = _of_places(choice.measures, choice).with_stage(on).with_term(on)
    if choice.marks:
        measures = measures.filter(slug__in=[b.slug for g in choice.marked for b in g.measures])
    order = (IS_LOCAL, F("jurisdiction__population").desc(nulls_last=True), "slug")
    columns = (*COLUMNS, "stage", "stage_basis", "since", "since_basis")
    return _first(measures.order_by(*order), columns, IN_FORCE_SHOWN, on, names)


def pending_list(choice, names):
    """What is on its way on the day: general limits first, then what got furthest."""
    on = choice.law.on
    measures = standing_on(_of_places(choice.measures, choice), PENDING, on)
    measures = measures.order_by(LIMITS_FIRST, HOW_FAR, "-moved", "slug")
    return _first(measures, (*COLUMNS, "stage", "stage_basis"), PENDING_SHOWN, on, names)


def _of_places(measures, choice):
    if not choice.chooses_states:
        return measures
    return measures.filter(jurisdiction__state_code__in=choice.states)


def _first(measures, columns, number, on, names):
    counted = measures.annotate(total=Window(Count("pk"))).values_list("total", *columns)
    rows = list(counted[:number])
    return _list(
        [ListedMeasure.from_columns(*row[1:]) for row in rows], rows[0][0] if rows else 0, on, names
    )


def _list(found, total, on, names):
    kept = query(on=on_parameter(on))
    rows = [_row(measure, kept, names) for measure in found]
    return {"rows": rows, "total": total, "shown": len(rows)}


def _row(measure, kept, names):
    law, people = law_name(measure), measure.government.population
    return {
        "government": name_with_state(measure.government, names),
        "government_href": _government_href(measure.government) + kept,
        "href": path_to("measure", measure.slug) + kept,
        "law": law,
        "number": measure.identifier,
        "title": "" if measure.title == law else measure.title,
        "effect": effect_mark(measure),
        "use": use_cell(measure.use_modes),
        "use_words": use_words(measure.use_modes),
        "since": measure.since and _with_basis(say_short(measure.since), measure.since_basis),
        "steps": steps(measure.stage),
        "stage": measure.stage and _with_basis(Stage(measure.stage).label, measure.stage_basis),
        "population": people and f"{people:,}",
    }


def _government_href(government):
    state_code = government.state_code.lower()
    if government.kind in NOT_LOCAL:
        return path_to("state", state_code or "us")
    return path_to("place", state_code, government.slug)


def _with_basis(words, basis):
    return words if basis in (None, "", Basis.RECORDED) else f"{words}, {basis}"


def whole_list(choice):
    """The address of the list that the short one is the beginning of."""
    address = choice.address.at(path_to("measures")).without(*OF_MAP)
    if not choice.is_filtered:
        address = address.having("effect", *PAUSING).having("reach", "general")
        address = address.having("regulates", "police", "government")
    if choice.chooses_states:
        address = address.having(
            "state", *sorted(state_code.lower() for state_code in choice.states)
        )
    if choice.marks:
        effects = [EFFECTS.get(key, key) for key in choice.marks]
        address = address.having("level", "local").having("effect", *effects)
        if BUSINESSES not in choice.marks:
            address = address.having("reach", "general")
    return str(address if choice.asks_stage else address.having("force", "yes"))


def whole_pending(choice):
    """The address of the list of all that is pending."""
    address = choice.address.at(path_to("measures")).without(*OF_MAP)
    if choice.chooses_states:
        address = address.having(
            "state", *sorted(state_code.lower() for state_code in choice.states)
        )
    return str(address.without("force").having("stage", "pending"))
