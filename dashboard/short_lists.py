"""The two short lists under the map: what is in force on the day, and what is pending."""

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.utils.safestring import mark_safe

from dashboard.address import path_to
from dashboard.asking import on_parameter, query
from dashboard.charts.marks import effect, steps
from dashboard.views.shown_class import law_name, shown_class, shown_word
from laws.dates import say_short
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
PAUSING = [Effect.BAN, Effect.MORATORIUM]
COLUMNS = (
    "slug", "identifier", "law_citation", "code_citation", "title", "effect", "reach", "regulates",
    "jurisdiction__kind", "jurisdiction__name", "jurisdiction__full_name", "jurisdiction__usps",
    "jurisdiction__slug", "jurisdiction__population", "total",
)  # fmt: skip
IS_LOCAL = Case(When(jurisdiction__kind__in=NOT_LOCAL, then=Value(0)), default=Value(1))
GENERAL = Q(
    effect__in=LIMITS,
    reach=Reach.GENERAL,
    regulates__overlap=[Regulates.POLICE, Regulates.GOVERNMENT],
)
# What the map would show if it passed comes first; the further it got, the sooner it may bind.
LIMITS_FIRST = Case(When(GENERAL, then=Value(0)), default=Value(1))
HOW_FAR = Case(*(When(stage=stage, then=Value(-rank)) for rank, stage in enumerate(PENDING)))


def in_force_list(choice, names):
    """What binds on the day: bans and moratoria of general reach, or what the filters select."""
    on = choice.law.on
    measures = _of_places(choice.filters.qs, choice)
    if not choice.is_filtered:
        measures = measures.limiting_government().filter(effect__in=PAUSING)
    if choice.marks:
        measures = measures.filter(slug__in=[b.slug for g in choice.marked for b in g.bindings])
    if choice.asks_stage:
        measures = measures.with_term(on).with_stage(on)
    else:
        measures = binding_on(measures, on).annotate(stage=Value(Stage.IN_FORCE))
    order = (IS_LOCAL, F("jurisdiction__population").desc(nulls_last=True), "slug")
    columns = (*COLUMNS, "since", "since_basis", "stage")
    return _short(measures.order_by(*order), columns, IN_FORCE_SHOWN, on, names)


def pending_list(choice, names):
    """What is on its way on the day: general limits first, then what got furthest."""
    on = choice.law.on
    measures = standing_on(_of_places(choice.filters.qs, choice), PENDING, on)
    columns = (*COLUMNS, "stage", "stage_basis")
    return _short(
        measures.order_by(LIMITS_FIRST, HOW_FAR, "-moved", "slug"),
        columns,
        PENDING_SHOWN,
        on,
        names,
    )


def binding_on(measures, on):
    """Measures in a term that covers the day, with its start. Terms never overlap: one row each."""
    covering = Q(terms__ends_on=None) | Q(terms__ends_on__gt=on)
    since = {"since": F("terms__starts_on"), "since_basis": F("terms__start_basis")}
    return measures.filter(covering, terms__starts_on__lte=on).annotate(**since)


def standing_on(measures, stages, on):
    """Measures at one of the stages on the day, with it. Stages never overlap: one row each."""
    current = Q(stages__until_on=None) | Q(stages__until_on__gt=on)
    found = measures.filter(current, stages__from_on__lte=on, stages__stage__in=stages)
    return found.annotate(
        stage=F("stages__stage"), stage_basis=F("stages__basis"), moved=F("stages__from_on")
    )


def _of_places(measures, choice):
    return measures.filter(jurisdiction__usps__in=choice.states) if choice.rules else measures


def _short(measures, columns, number, on, names):
    counted = measures.annotate(total=Window(Count("pk"))).values_list(*columns, named=True)
    found = list(counted[:number])
    kept = query(on=on_parameter(on))
    rows = [_row(measure, kept, names) for measure in found]
    return {"rows": rows, "total": found[0].total if found else 0, "shown": len(found)}


def _row(measure, kept, names):
    law, people = law_name(measure), measure.jurisdiction__population
    return {
        "government": _government(measure, names),
        "government_href": _government_href(measure) + kept,
        "href": path_to("measure", measure.slug) + kept,
        "law": law,
        "number": measure.identifier,
        "title": "" if measure.title == law else measure.title,
        "effect": mark_safe(effect(shown_class(measure), shown_word(measure))),
        "since": _since(measure),
        "steps": mark_safe(steps(measure.stage)),
        "stage": _with_basis(Stage(measure.stage).label, getattr(measure, "stage_basis", "")),
        "population": people and f"{people:,}",
    }


def _government(measure, names):
    if measure.jurisdiction__kind in NOT_LOCAL:
        return measure.jurisdiction__name
    of_county = measure.jurisdiction__kind == JurisdictionKind.COUNTY
    own = measure.jurisdiction__full_name if of_county else measure.jurisdiction__name
    return f"{own}, {names[measure.jurisdiction__usps]}"


def _government_href(measure):
    usps = measure.jurisdiction__usps.lower()
    if measure.jurisdiction__kind in NOT_LOCAL:
        return path_to("state", usps or "us")
    return path_to("place", usps, measure.jurisdiction__slug)


def _since(measure):
    since = getattr(measure, "since", None)
    return since and _with_basis(say_short(since), measure.since_basis)


def _with_basis(words, basis):
    return words if basis in ("", Basis.RECORDED) else f"{words}, {basis}"


def whole_list(choice):
    """The address of the list that the short one is the beginning of."""
    address = choice.address.at(path_to("measures")).without("rule", "mark", "map", "preset")
    if not choice.is_filtered:
        address = address.having("effect", *PAUSING).having("reach", "general")
        address = address.having("regulates", "police", "government")
    if choice.rules:
        address = address.having("state", *sorted(usps.lower() for usps in choice.states))
    if choice.marks:
        effects = [Effect.AUTHORIZATION if key == "permits" else key for key in choice.marks]
        address = address.having("level", "local").having("effect", *effects)
        address = address.having("reach", "general")
    return str(address if choice.asks_stage else address.having("force", "yes"))


def whole_pending(choice):
    """The address of the list of all that is pending."""
    address = choice.address.at(path_to("measures")).without("rule", "mark", "map", "preset")
    if choice.rules:
        address = address.having("state", *sorted(usps.lower() for usps in choice.states))
    return str(address.without("force").having("stage", "pending"))
