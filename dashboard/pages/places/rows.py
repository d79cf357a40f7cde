"""The rows of a place's page: the stack, how it got so, what changes later."""

from django.urls import reverse

from dashboard.map.law_changes import changes_of, when
from dashboard.pages.places import text as place_words
from dashboard.pages.places.text import end_of, event, since, start_of
from dashboard.web.page_url import Address
from dashboard.web.params import on_parameter, query, today
from dashboard.words.display_class import display_label, effect_mark, is_on_businesses
from dashboard.words.names import law_name
from dashboard.words.numbers import opening
from dashboard.words.use_modes import use_words
from laws.counting.stacks import whom_it_binds
from laws.text.dates import PartialDate
from laws.vocabulary import PENDING, Basis, JurisdictionKind, Stage

WHO = {
    "own": "Its own measures",
    "county": "The county it lies in",
    "state": "The state",
    "country": "The country",
}
OF_STATES = ("state", "country")
FEW = 3  # of the measures not in effect are named outright
ONE_OF_COUNTIES = "A county it lies in"


def stack(record):
    """The four tiers, always all four: own, county or counties, state, country."""
    bare = [tier for tier in record.counties if not record.public_law(tier)]
    together = bare if len(bare) > 1 else []
    tiers = [_tier(record, tier) for tier in record.tiers if tier not in together]
    if together:
        tiers.insert(len(record.counties) - len(together) + 1, _counties(record, together))
    if not record.counties:
        tiers.insert(1, _no_county(record.place))
    return tiers


def dates(record):
    """The slider, with the days on which the law that applies here changed."""
    levels = {tier.jurisdiction.pk: tier.level for tier in record.tiers}
    terms = [term for term in record.terms if not is_on_businesses(term.measure)]
    found = changes_of(terms, lambda term: levels[term.measure.jurisdiction_id] not in OF_STATES)
    pairs = (("on", record.on.isoformat()),) if on_parameter(record.on) else ()
    return when(list(found), record.on, Address(record.place.get_absolute_url(), pairs))


def _counties(record, tiers):
    """Several counties without a measure, as one tier that names them."""
    links = [_link(tier.jurisdiction, _kept(record.on)) for tier in tiers]
    return {
        "name": f"{opening(len(tiers))} counties",
        "who": "It lies in each of them",
        "links": links,
        "laws": [],
        "empty": place_words.UNSEARCHED_COUNTIES,
        "is_county": True,
    }


def _tier(record, tier):
    several = tier.level == "county" and len(record.counties) > 1
    own = tier.level == "own"
    return {
        "name": place_words.tier_name(tier),
        "href": "" if own else tier.jurisdiction.get_absolute_url() + _kept(record.on),
        "who": ONE_OF_COUNTIES if several else WHO[tier.level],
        "laws": [_law(record, tier.level, b) for b in record.public_law(tier)],
        "empty": place_words.when_empty(tier, record.on),
        "doubts": [_doubt(term) for term in record.ended_in_doubt(tier)],
        "others": _others(record) if own else [],
        "are_many": len(record.not_in_force) > FEW if own else False,
        "is_county": tier.level == "county",
    }


def _no_county(place):
    name = place.display_name
    reason = f"No county stands between {name} and its state."
    if place.kind == JurisdictionKind.COUNTY:
        reason = f"{name} is the county itself."
    return {"name": "County", "laws": [], "empty": reason}


def _law(record, level, binding):
    term = record.term_of[binding.slug]
    basis = "" if binding.basis == Basis.RECORDED else str(binding.basis)
    return {
        "href": _measure_href(binding.slug, record.on),
        "name": _named(binding),
        "effect": effect_mark(binding),
        "use": use_words(binding.use_modes),
        "since": since(term),
        "until": end_of(term) if term.ends_on else None,
        "basis": basis,
        "why": binding.doubt,
        "summary": binding.summary,
        "binds": whom_it_binds(level, binding, record.place),
    }


def _doubt(term):
    return {
        "href": reverse("measure", args=[term.measure.slug]),
        "name": law_name(term.measure),
        "ended": end_of(term),
        "why": term.end_why,
    }


def _others(record):
    """The place's own measures that do not bind; those on their way first."""
    found = sorted(record.not_in_force, key=lambda measure: measure.stage not in PENDING)
    return [_other(measure, record.on) for measure in found]


def _other(measure, on):
    return {
        "href": _measure_href(measure.slug, on),
        "name": _named(measure),
        "effect": effect_mark(measure),
        "use": use_words(measure.use_modes),
        "stage": Stage(measure.stage).label.lower() if measure.stage else "on the record",
        "basis": "" if measure.stage_basis == Basis.RECORDED else measure.stage_basis,
    }


def history(record):
    """How it got so: the events of the place's own measures and the terms of its state's law."""
    own = [
        (action.day, _happened(record.on, action.date, action.measure, event(action), action.basis))
        for action in _telling(record)
    ]
    state = [row for row in _changes(record, ("state",)) if row[0] <= record.on]
    return [row for _, row in sorted([*own, *state], key=lambda pair: pair[0])]


def _telling(record):
    """The events of the measures that bound once; where none did, those of all that were tried."""
    bound = {term.measure_id for term in record.terms if term.starts_on <= record.on}
    public = [a for a in record.own_actions if not is_on_businesses(a.measure)]
    return [action for action in public if action.measure_id in bound] or public


def changes_later(record):
    """Starts and ends after the day, on every tier, each with the address of that day."""
    levels = ("own", "county", "state", "country")
    later = [row for row in _changes(record, levels) if row[0] > record.on]
    return [
        row | {"then": query(on=day.isoformat()), "is_scheduled": day > today()}
        for day, row in sorted(later, key=lambda pair: pair[0])
    ]


def _changes(record, levels):
    """Starts and ends of terms on some tiers, with their days; law on businesses left out."""
    tiers = {tier.jurisdiction.pk: tier for tier in record.tiers if tier.level in levels}
    for term in record.terms:
        tier, measure = tiers.get(term.measure.jurisdiction_id), term.measure
        if tier is None or is_on_businesses(measure):
            continue
        what = f"{tier.jurisdiction.display_name}: {display_label(measure).lower()}"
        row = _happened(record.on, start_of(term), measure, f"{what} starts.", term.start_basis)
        yield term.starts_on, row
        if term.ends_on:
            row = _happened(record.on, end_of(term), measure, f"{what} ends.", term.end_basis)
            yield term.ends_on, row


def _happened(on, when, measure, words, basis):
    return {
        "when": when,
        "href": _measure_href(measure.slug, on),
        "name": law_name(measure),
        "words": words,
        "basis": "" if basis == Basis.RECORDED else str(basis),
    }


def on_businesses(record):
    """The measures that bind businesses there, and not its police."""
    return [
        {
            "href": _measure_href(binding.slug, record.on),
            "name": _named(binding),
            "government": place_words.tier_name(tier),
            "use": use_words(binding.use_modes),
            "since": since(record.term_of[binding.slug]),
        }
        for tier, binding in record.on_businesses
    ]


def facts(record):
    """What kind of place it is, how many live there, and where it lies."""
    place, kept = record.place, _kept(record.on)
    people = "Not known"
    if place.population is not None:
        people = f"{place.population:,} ({place.population_year})"
    counties = [_link(tier.jurisdiction, kept) for tier in record.counties]
    found = [
        {"term": "Population", "words": people},
        {"term": "Kind", "words": place.get_kind_display()},
    ]
    if counties:
        term = "County" if len(counties) == 1 else "Counties"
        found.append({"term": term, "links": counties})
    near = _neighbors(record, kept)
    words = "" if near else "None found within 40 km or in the same county"
    found.append({"term": "Neighbors with a ban or moratorium", "links": near, "words": words})
    return found


def _neighbors(record, kept):
    return [_neighbor(one, record.place, kept) for one in record.neighbors]


def _neighbor(one, place, kept):
    """A link to a place nearby, named with its state where that is another one."""
    code = one.place.state_code
    is_abroad = code != place.state_code
    return {
        "name": one.place.display_name,
        "href": reverse("place", args=[code.lower(), one.place.slug]) + kept,
        "state_code": code if is_abroad else "",
        "note": _how_near(one),
        "end": ";" if is_abroad else ",",
    }


def _how_near(neighbor):
    """What it has, and how far away: ban, 3 km."""
    if neighbor.km is None:
        return str(neighbor.effect)
    return f"{neighbor.effect}, {max(1, round(neighbor.km))} km"


def _link(place, kept):
    return {"name": place.display_name, "href": place.get_absolute_url() + kept, "state_code": ""}


def _named(measure):
    name = law_name(measure)
    return name if name == measure.title else f"{name}, {measure.title}"


def _measure_href(slug, on):
    return reverse("measure", args=[slug]) + _kept(on)


def _kept(on):
    return query(on=on_parameter(on))


def applies(record):
    """The stack as data: each measure in effect, with whom it binds and since when."""
    return [
        {
            "slug": binding.slug,
            "jurisdiction": tier.jurisdiction.name,
            "division_id": tier.jurisdiction.division_id,
            "level": tier.level,
            "effect": binding.effect,
            "reach": binding.reach,
            "use_modes": list(binding.use_modes),
            "binds": whom_it_binds(tier.level, binding, record.place),
            "since": start_of(record.term_of[binding.slug]).isoformat(),
            "until": _iso_end(record.term_of[binding.slug]),
            "basis": binding.basis,
        }
        for tier in record.tiers
        for binding in tier.bindings
    ]


def _iso_end(term):
    return end_of(term).isoformat() if term.ends_on else None


def searched(place):
    """The day of the last search as data, or nothing."""
    return PartialDate(place.searched_on).isoformat() if place.searched_on else None
