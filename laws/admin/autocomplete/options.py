"""What the type-ahead boxes offer: places, sessions and measures by what was typed so far."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, Model, Q, When
from django.http import Http404, JsonResponse

from laws.models import Jurisdiction, LegislativeSession, Measure
from laws.search import measures as search
from laws.search import places as placesearch
from laws.text.normalize import normalize_name
from laws.text.said_measure import read_measure
from laws.text.states import code_of_name
from laws.vocabulary import NOT_LOCAL, JurisdictionKind

MOST = 12
KEY = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Offer:
    """A kind of row that can be typed: how rows are found, which of them bear exactly the name
    that was typed, and what they are called.
    """

    model: type[Model]
    find: Callable[[str, str], list]
    named: Callable[[str, str], list]
    labels: Callable[[list], list[str]]

    def label(self, row) -> str:
        return self.labels([row])[0]


# --- places -----------------------------------------------------------------------------------


def find_places(words: str, within: str = "") -> list[Jurisdiction]:
    """Governments by name, the likeliest first; “Newton, MA” narrows to a state.

    `within` is local, state (states and the country) or nothing.
    """
    if within == "state":
        return _state_level(words)
    places = placesearch.find_places(words, limit=MOST * 2).places
    return [place for place in places if place.is_local or within != "local"][:MOST]


def named_places(words: str, within: str = "") -> list[Jurisdiction]:
    """The governments of exactly that name, with its state or kind if those are said."""
    if within == "state":
        return list(_of_state_level().filter(_called_exactly(words)))
    places = placesearch.find_exactly([words], MOST).places
    return [place for place in places if place.is_local or within != "local"]


def _state_level(words):
    typed = normalize_name(words)
    if not typed:
        return []
    exactly = _called_exactly(words)
    called = Q(search_name__startswith=typed) | Q(search_name__contains=f" {typed}") | exactly
    exact = Case(When(exactly, then=0), default=1)
    return list(_of_state_level().filter(called).order_by(exact, "name")[:MOST])


def _of_state_level():
    return Jurisdiction.objects.filter(kind__in=NOT_LOCAL)


def _called_exactly(words):
    """That a state or the country has that name, code or abbreviation."""
    code = code_of_name(words).replace("US", "")
    by_code = Q(state_code=code) if code_of_name(words) else Q()
    return Q(search_name=normalize_name(words)) | by_code


def label_places(rows: list[Jurisdiction]) -> list[str]:
    """Newton, Massachusetts · city; towns and townships, of which a state may have many of one
    name, with their county.
    """
    states = dict(Jurisdiction.objects.state_level().values_list("state_code", "name"))
    geoids = {row.county_geoids[0] for row in rows if _needs_county(row)}
    counties = {}
    if geoids:
        of_geoid = Jurisdiction.objects.filter(geoid__in=geoids, kind=JurisdictionKind.COUNTY)
        counties = dict(of_geoid.values_list("geoid", "full_name"))
    return [_label_place(row, states, counties) for row in rows]


def _needs_county(row):
    many = (JurisdictionKind.TOWN, JurisdictionKind.TOWNSHIP)
    return row.kind in many and bool(row.county_geoids)


def _label_place(row, states, counties):
    kind = row.get_kind_display().lower()
    if not row.is_local:
        return f"{row.name} · {kind}"
    label = f"{row.display_name}, {states.get(row.state_code, row.state_code)} · {kind}"
    county = counties.get(row.county_geoids[0]) if _needs_county(row) else None
    return f"{label} in {county}" if county else label


# --- sessions ---------------------------------------------------------------------------------


def find_sessions(words: str, within: str = "") -> list[LegislativeSession]:
    """Sessions by number, year, name or state, regular ones first; `within` is a place's key."""
    rows = LegislativeSession.objects.select_related("jurisdiction").regular_first()
    if KEY.fullmatch(within):
        rows = rows.filter(jurisdiction=within)
    elif not words.strip():
        return []
    for word in re.findall(r"[^\s,·]+", words)[:8]:
        rows = rows.filter(
            Q(identifier__icontains=word)
            | Q(name__icontains=word)
            | Q(jurisdiction__name__icontains=word)
            | Q(jurisdiction__state_code__iexact=word)
        )
    return list(rows[:MOST])


def named_sessions(words: str, within: str = "") -> list[LegislativeSession]:
    """The sessions of exactly that identifier or name, with their government's name before it."""
    rows = LegislativeSession.objects.select_related("jurisdiction").regular_first()
    said = read_measure(words)
    if KEY.fullmatch(within):
        rows = rows.filter(jurisdiction=within)
    elif said.state:
        rows = rows.filter(jurisdiction__state_code=said.state.replace("US", ""))
    called = {" ".join(words.split()), said.before} - {""}
    exactly = Q()
    for name in called:
        exactly |= Q(identifier__iexact=name) | Q(name__iexact=name)
    return list(rows.filter(exactly)[:MOST]) if called else []


def label_sessions(rows: list[LegislativeSession]) -> list[str]:
    """Massachusetts, 193rd Legislature (2023-2024), with the identifier where the name lacks it;
    a special session is called so.
    """
    return [" · ".join(filter(None, _session_parts(row))) for row in rows]


def _session_parts(row):
    yield str(row)
    yield "" if row.identifier in row.name else row.identifier
    yield "special session" if row.is_special and not row.says_special else ""


# --- measures ---------------------------------------------------------------------------------


def find_measures(words: str, within: str = "") -> list[Measure]:
    """Measures by any name of theirs, the closest first; `within` is the key of one left out."""
    return list(search.find_measures(_others(within), words)[:MOST])


def named_measures(words: str, within: str = "") -> list[Measure]:
    """The measures of exactly that number, address or name."""
    return search.named_measures(_others(within), words)


def _others(within):
    rows = Measure.objects.select_related("jurisdiction", "session")
    return rows.exclude(pk=within) if KEY.fullmatch(within) else rows


def label_measures(rows: list[Measure]) -> list[str]:
    """Massachusetts S.927, 193rd · its title; unique through the key at the end of its address."""
    labels = []
    for row in rows:
        number = f"{row.jurisdiction.name_in_state} {row.identifier}".strip()
        parts = number, row.session and row.session.identifier, row.title, row.slug
        labels.append(" · ".join(part for part in parts if part))
    return labels


OFFERS = {
    "places": Offer(Jurisdiction, find_places, named_places, label_places),
    "sessions": Offer(LegislativeSession, find_sessions, named_sessions, label_sessions),
    "measures": Offer(Measure, find_measures, named_measures, label_measures),
}


def _elsewhere(words, within, found):
    """Places that belong to another section: its form leads there, so none seems to be missing."""
    if within == "local":
        return named_places(words, "state")
    return [] if found or not within else find_places(words)


def answer(request, noun):
    """The rows that fit the words typed so far (`q`), each with its id and label, as JSON."""
    if noun not in OFFERS or not request.user.has_module_perms("laws"):
        raise Http404
    offer = OFFERS[noun]
    words, within = request.GET.get("q", ""), request.GET.get("within", "")
    rows = offer.find(words, within)
    if noun == "places":
        rows = rows + _elsewhere(words, within, rows)
    labels = zip(rows, offer.labels(rows), strict=True)
    return JsonResponse({"results": [{"id": row.pk, "label": label} for row, label in labels]})
