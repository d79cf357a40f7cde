"""The spans of the local bans of every state, and which came first."""

from collections import defaultdict
from datetime import date

from laws.models import Measure, Term
from laws.vocabulary import Effect

# {state_code: {place: (name, [(starts_on, ends_on)])}}
BanSpans = dict[str, dict[int, tuple[str, list[tuple[date, date | None]]]]]


def local_ban_spans() -> BanSpans:
    """The spans in which a local government has a ban or moratorium of general reach, by state
    and government: {state_code: {place: (name, [(starts_on, ends_on)])}}. One query.
    """
    bans = Measure.objects.published().limiting_government().local()
    bans = bans.filter(effect__in=[Effect.BAN, Effect.MORATORIUM]).order_by()
    terms = Term.objects.filter(measure__in=bans.values("pk")).order_by("starts_on")
    place = "measure__jurisdiction"
    spans: BanSpans = defaultdict(dict)
    for state_code, pk, name, starts_on, ends_on in terms.values_list(
        f"{place}__state_code", place, f"{place}__name", "starts_on", "ends_on"
    ):
        spans[state_code].setdefault(pk, (name, []))[1].append((starts_on, ends_on))
    return spans


def first_bans(spans: BanSpans, on: date) -> list[tuple[date, str, str]]:
    """The first local ban of each state by the day, the earliest first: (day, code, place)."""
    firsts = []
    for state_code, places in spans.items():
        started = [(s[0][0], name) for name, s in places.values() if s[0][0] <= on]
        if started:
            day, name = min(started)
            firsts.append((day, state_code, name))
    return sorted(firsts)
