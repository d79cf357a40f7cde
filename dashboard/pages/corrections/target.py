"""Which page of the site a report is about."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from dashboard.words.names import full_name
from laws.models import Correction, Jurisdiction, Measure
from laws.vocabulary import NOT_LOCAL

OF_REPORTS = ("correction-new", "correction", "correction-json")


@dataclass(frozen=True, slots=True)
class Reported:
    """A page of the site, and the measure or government that it is about, if it is about one."""

    path: str
    words: str
    measure: Measure | None = None
    jurisdiction: Jurisdiction | None = None


def find_reported(address: str, on: date) -> Reported | None:
    """The page that an address means, with or without its host; nothing if there is none.

    A draft has no page, so its address is as unknown as any other.
    """
    try:
        path = urlsplit(address.strip()).path
        match = resolve(path)
    except (ValueError, Resolver404):
        return None
    name = match.url_name or ""
    if match.app_name or not path.endswith("/") or name in OF_REPORTS:
        return None
    if name in FINDERS:
        return FINDERS[name](on, **match.kwargs)
    return Reported(path, f"the page {path}") if not match.kwargs else None


def reported_of(correction: Correction, on: date) -> Reported | None:
    """What a report is about, if the public may still see it."""
    if correction.measure:
        return of_measure(correction.measure, on) if correction.measure.is_public else None
    if correction.jurisdiction:
        return of_government(correction.jurisdiction)
    return find_reported(correction.path, on) if correction.path else None


def of_measure(measure: Measure, on: date) -> Reported:
    words = full_name(measure, on, with_government=True)
    return Reported(measure.get_absolute_url(), words, measure=measure)


def of_government(place: Jurisdiction) -> Reported:
    place = place.same_as or place
    return Reported(place.get_absolute_url(), place.name_in_state, jurisdiction=place)


def _measure(on: date, slug: str) -> Reported | None:
    measures = Measure.objects.published().select_related("jurisdiction", "session")
    measure = measures.filter(slug=slug).first()
    return measure and of_measure(measure, on)


def _place(on: date, state_code: str, slug: str) -> Reported | None:
    places = Jurisdiction.objects.select_related("same_as")
    place = places.filter(state_code=state_code.upper(), slug=slug).first()
    return place and of_government(place)


def _state(on: date, state_code: str) -> Reported | None:
    code = state_code.upper().replace("US", "")
    states = Jurisdiction.objects.filter(kind__in=NOT_LOCAL, state_code=code)
    state = states.governments().first()
    return state and of_government(state)


FINDERS = {"measure": _measure, "place": _place, "state": _state}
