"""What the type-ahead boxes offer: places, sessions and measures by what was typed so far."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, F, Model, Q, Value, When
from django.db.models.functions import Length
from django.http import Http404, JsonResponse

from laws.models import Jurisdiction, LegislativeSession, Measure
from laws.search import places as placesearch
from laws.text.normalize import normalize_identifier, normalize_name
from laws.vocabulary import NOT_LOCAL, JurisdictionKind

MOST = 12
KEY = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Offer:
    """A kind of row that can be typed: how rows are found, and what they are called."""

    model: type[Model]
    find: Callable[[str, str], list]
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


def _state_level(words):
    typed = normalize_name(words)
    if not typed:
        return []
    called = Q(search_name__startswith=typed) | Q(search_name__contains=f" {typed}")
    rows = Jurisdiction.objects.filter(called | Q(state_code__iexact=typed), kind__in=NOT_LOCAL)
    exact = Case(When(Q(search_name=typed) | Q(state_code__iexact=typed), then=0), default=1)
    return list(rows.order_by(exact, "name")[:MOST])


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
    """Sessions by number, year, name or state, latest first; `within` is a government's key."""
    rows = LegislativeSession.objects.select_related("jurisdiction").order_by("-start_on", "pk")
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


def label_sessions(rows: list[LegislativeSession]) -> list[str]:
    """Massachusetts, 193rd Legislature (2023-2024), with the identifier where the name lacks it."""
    return [str(row) if row.identifier in row.name else f"{row} · {row.identifier}" for row in rows]


# --- measures ---------------------------------------------------------------------------------


def find_measures(words: str, within: str = "") -> list[Measure]:
    """Measures by number in any spelling or by words; “MA S.927” narrows to a state.

    `within` is the key of a measure to leave out.
    """
    rows = Measure.objects.select_related("jurisdiction", "session")
    if KEY.fullmatch(within):
        rows = rows.exclude(pk=within)
    state, _, rest = words.strip().partition(" ")
    if re.fullmatch("[A-Z]{2}", state) and rest:
        rows, words = rows.filter(jurisdiction__state_code=state), rest
    if not words.strip():
        return []
    exact = Case(When(identifier_key=normalize_identifier(words), then=Value(0)), default=Value(1))
    ranked = rows.matching(words).alias(rank=exact, length=Length("title"))
    return list(ranked.order_by("rank", F("last_action_on").desc(nulls_last=True), "pk")[:MOST])


def label_measures(rows: list[Measure]) -> list[str]:
    """Massachusetts S.927, 193rd · its title; unique through the key at the end of its address."""
    labels = []
    for row in rows:
        number = f"{row.jurisdiction.name_in_state} {row.identifier}".strip()
        parts = number, row.session and row.session.identifier, row.title, row.slug
        labels.append(" · ".join(part for part in parts if part))
    return labels


OFFERS = {
    "places": Offer(Jurisdiction, find_places, label_places),
    "sessions": Offer(LegislativeSession, find_sessions, label_sessions),
    "measures": Offer(Measure, find_measures, label_measures),
}


def answer(request, noun):
    """The rows that fit the words typed so far (`q`), each with its id and label, as JSON."""
    if noun not in OFFERS or not request.user.has_module_perms("laws"):
        raise Http404
    offer = OFFERS[noun]
    rows = offer.find(request.GET.get("q", ""), request.GET.get("within", ""))
    labels = zip(rows, offer.labels(rows), strict=True)
    return JsonResponse({"results": [{"id": row.pk, "label": label} for row, label in labels]})
