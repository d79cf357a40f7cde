"""The selections that addresses of feeds ask for; also those of mails, which have no request."""

from collections.abc import Callable, Mapping
from datetime import date

from dashboard.feeds.selection import (
    ALL,
    CHANGES,
    Selection,
    asked_of,
    everything,
    of_filters,
    of_measures,
    of_place,
    of_state,
)
from dashboard.filters.filters import CONDITIONS, measure_filters
from dashboard.web.page_url import path_to
from dashboard.web.parameters import Parameters
from dashboard.web.params import query
from dashboard.words.names import at_start, name_with_state
from laws.models import Jurisdiction, Measure
from laws.vocabulary import NOT_LOCAL

EVERYTHING = "Facelaw: changes in face recognition law"


def of_everything(parameters: Parameters, today: date) -> Selection:
    """Everything, or what `place`, `measure` and the filters of measures choose."""
    events, covers = everything()
    titles, home = [], path_to("changes")
    if CONDITIONS.keys() & parameters.values.keys():
        filters = measure_filters(parameters, Measure.objects.published(), today)
        if filters.chosen:
            events, covers = of_filters(filters)
            titles.append(asked_of(filters))
            home = path_to("measures") + query(**filters.chosen)
    for found in (_asked_place(parameters), _asked_measure(parameters)):
        if found:
            title, home, more, also = found
            events, covers = events & more, _both(covers, also)
            titles.append(title)
    title = ": ".join([EVERYTHING, "; ".join(titles)]) if titles else EVERYTHING
    return Selection(title, home, events, covers, _kinds(parameters))


def of_state_feed(parameters: Parameters, state_code: str) -> Selection | None:
    """What is about a state, or a government in it; None where there is no such state."""
    code = "" if state_code.lower() == "us" else state_code.upper()
    governments = Jurisdiction.objects.governments().filter(kind__in=NOT_LOCAL)
    found = governments.filter(state_code=code).first()
    if found is None:
        return None
    title = f"Facelaw: {at_start(found.name)}"
    home = path_to("state", state_code.lower())
    return Selection(title, home, *of_state(state_code), _kinds(parameters))


def of_place_feed(parameters: Parameters, state_code: str, slug: str) -> Selection | None:
    """What is about one local government itself; None where none has the address."""
    place = _local(state_code, slug)
    if place is None:
        return None
    title, home = f"Facelaw: {name_with_state(place)}", place.get_absolute_url()
    return Selection(title, home, *of_place(place.division_id), _kinds(parameters))


def of_measure_feed(parameters: Parameters, slug: str) -> Selection | None:
    """What is about one measure; None where there never was a public one."""
    measure = Measure.objects.filter(slug=slug).select_related("jurisdiction", "session").first()
    if measure is None or not measure.was_public:
        return None
    home = path_to("measure", slug)
    return Selection(f"Facelaw: {measure}", home, *of_measures([slug]), _kinds(parameters))


FEEDS: Mapping[str, Callable[..., Selection | None]] = {
    "state": of_state_feed,
    "place": of_place_feed,
    "measure": of_measure_feed,
}
"""The feeds of one thing by the names of their pages; each takes what its address has."""


def _kinds(parameters: Parameters) -> tuple[str, ...]:
    return parameters.several("change", [*CHANGES, ALL])


def _both(one: Callable[..., bool], other: Callable[..., bool]) -> Callable[..., bool]:
    return lambda measure: one(measure) and other(measure)


def _asked_place(parameters: Parameters):
    address = parameters.first("place").lower()
    if not address:
        return None
    place = _local(*address.strip("/").partition("/")[::2])
    if place is None:
        allowed = "the address of a place is allowed, as ma/somerville; left out"
        parameters.explain("place", address, allowed)
        return None
    return name_with_state(place), place.get_absolute_url(), *of_place(place.division_id)


def _asked_measure(parameters: Parameters):
    slug = parameters.first("measure")
    measure = slug and Measure.objects.published().filter(slug=slug)
    measure = measure and measure.select_related("jurisdiction", "session").first()
    if slug and not measure:
        allowed = "the last part of a measure’s address is allowed; left out"
        parameters.explain("measure", slug, allowed)
    return (str(measure), path_to("measure", slug), *of_measures([slug])) if measure else None


def _local(state_code: str, slug: str) -> Jurisdiction | None:
    places = Jurisdiction.objects.local().governments()
    found = places.filter(state_code=state_code.upper(), slug=slug).select_related("same_as")
    place = found.first()
    return place and (place.same_as or place)
