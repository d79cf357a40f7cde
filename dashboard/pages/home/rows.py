"""The two short lists under the map: what is in effect on the day, and what is pending."""

from typing import NamedTuple

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.utils.safestring import mark_safe

from dashboard.charts.svg.marks import effect, steps
from dashboard.map.layers import BUSINESSES
from dashboard.map.selection import OF_MAP
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query
from dashboard.words.display_class import law_name, shown_class, shown_word
from dashboard.words.use_modes import use_cell, use_words
from laws.counting.counts import counts_as_ban
from laws.text.dates import say_short
from laws.vocabulary import (
    LIMITS,
    NOT_LOCAL,
    PENDING,
    Basis,
    Effect,
    JurisdictionKind,
    Reach,
    Regulates,
    Stage,
)

IN_FORCE_SHOWN, PENDING_SHOWN = 10, 6
EFFECTS = {"permits": Effect.AUTHORIZATION, BUSINESSES: Effect.PRIVATE_SECTOR}
PAUSING = [Effect.BAN, Effect.MORATORIUM]
COLUMNS = (
    "slug", "identifier", "law_citation", "code_citation", "title", "effect", "reach", "regulates",
    "use_modes", "jurisdiction__kind", "jurisdiction__name", "jurisdiction__full_name",
    "jurisdiction__state_code", "jurisdiction__slug", "jurisdiction__population",
)  # fmt: skip


class Listed(NamedTuple):
    """One measure of a list, with its government, and where it stands on the day."""

    slug: str
    identifier: str
    law_citation: str
    code_citation: str
    title: str
    effect: str
    reach: str
    regulates: list
    use_modes: list
    government_kind: str
    name: str
    full_name: str
    state_code: str
    place: str
    population: int | None
    stage: str
    stage_basis: str = ""
    since: object = None
    since_basis: str = ""


GENERAL = Q(
    effect__in=LIMITS,
    reach=Reach.GENERAL,
    regulates__overlap=[Regulates.POLICE, Regulates.GOVERNMENT],
)
# What the map would show if it passed comes first; the further it got, the sooner it may bind.
LIMITS_FIRST = Case(When(GENERAL, then=Value(0)), default=Value(1))
IS_LOCAL = Case(When(jurisdiction__kind__in=NOT_LOCAL, then=Value(0)), default=Value(1))
HOW_FAR = Case(*(When(stage=stage, then=Value(-rank)) for rank, stage in enumerate(PENDING)))


def in_force_list(choice, names):
    """What binds on the day: bans and moratoria of general reach, or what the filters select."""
    if choice.asks_stage:
        return _at_any_stage(choice, names)
    bindings = choice.counted.in_force
    if not choice.is_filtered:
        bindings = [b for b in bindings if counts_as_ban(b, "broad")]
    bindings.sort(key=lambda b: (b.place.is_local, -(b.place.population or 0), b.slug))
    found = [_binding(binding) for binding in bindings[:IN_FORCE_SHOWN]]
    return _list(found, len(bindings), choice.law.on, names)


def _binding(b):
    place = (b.place.kind, b.place.name, b.place.full_name, b.place.state_code, b.place.slug)
    own = (b.slug, b.identifier, b.law_citation, b.code_citation, b.title)
    does = (b.effect, b.reach, b.regulates, b.use_modes)
    since = {"since": b.starts_on, "since_basis": b.start_basis}
    return Listed(*own, *does, *place, b.place.population, Stage.IN_FORCE, **since)


def _at_any_stage(choice, names):
    """What the filters select where they ask for a stage, or for what does not bind."""
    on = choice.law.on
    measures = _of_places(choice.measures, choice).with_stage(on).with_term(on)
    if choice.marks:
        measures = measures.filter(slug__in=[b.slug for g in choice.marked for b in g.bindings])
    order = (IS_LOCAL, F("jurisdiction__population").desc(nulls_last=True), "slug")
    columns = (*COLUMNS, "stage", "stage_basis", "since", "since_basis")
    return _first(measures.order_by(*order), columns, IN_FORCE_SHOWN, on, names)


def pending_list(choice, names):
    """What is on its way on the day: general limits first, then what got furthest."""
    on = choice.law.on
    measures = standing_on(_of_places(choice.measures, choice), PENDING, on)
    measures = measures.order_by(LIMITS_FIRST, HOW_FAR, "-moved", "slug")
    return _first(measures, (*COLUMNS, "stage", "stage_basis"), PENDING_SHOWN, on, names)


def standing_on(measures, stages, on):
    """Measures at one of the stages on the day, with it. Stages never overlap: one row each."""
    current = Q(stages__until_on=None) | Q(stages__until_on__gt=on)
    found = measures.filter(current, stages__from_on__lte=on, stages__stage__in=stages)
    return found.annotate(
        stage=F("stages__stage"), stage_basis=F("stages__basis"), moved=F("stages__from_on")
    )


def _of_places(measures, choice):
    if not choice.chooses_states:
        return measures
    return measures.filter(jurisdiction__state_code__in=choice.states)


def _first(measures, columns, number, on, names):
    counted = measures.annotate(total=Window(Count("pk"))).values_list("total", *columns)
    rows = list(counted[:number])
    return _list([Listed(*row[1:]) for row in rows], rows[0][0] if rows else 0, on, names)


def _list(found, total, on, names):
    kept = query(on=on_parameter(on))
    rows = [_row(measure, kept, names) for measure in found]
    return {"rows": rows, "total": total, "shown": len(rows)}


def _row(measure, kept, names):
    law, people = law_name(measure), measure.population
    return {
        "government": _government(measure, names),
        "government_href": _government_href(measure) + kept,
        "href": path_to("measure", measure.slug) + kept,
        "law": law,
        "number": measure.identifier,
        "title": "" if measure.title == law else measure.title,
        "effect": mark_safe(effect(shown_class(measure), shown_word(measure))),
        "use": use_cell(measure.use_modes),
        "use_words": use_words(measure.use_modes),
        "since": measure.since and _with_basis(say_short(measure.since), measure.since_basis),
        "steps": mark_safe(steps(measure.stage)),
        "stage": measure.stage and _with_basis(Stage(measure.stage).label, measure.stage_basis),
        "population": people and f"{people:,}",
    }


def _government(measure, names):
    if measure.government_kind in NOT_LOCAL:
        return measure.name
    own = measure.full_name if measure.government_kind == JurisdictionKind.COUNTY else measure.name
    return f"{own}, {names[measure.state_code]}"


def _government_href(measure):
    state_code = measure.state_code.lower()
    if measure.government_kind in NOT_LOCAL:
        return path_to("state", state_code or "us")
    return path_to("place", state_code, measure.place)


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
