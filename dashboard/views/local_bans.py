"""The local bans of every state over time: counts of governments, endings taken off."""

from collections import defaultdict

from laws.models import Measure, Term
from laws.vocabulary import Effect


def local_ban_spans():
    """The spans in which a local government has a ban or moratorium of general reach, by state
    and government: {usps: {place: (name, [(starts_on, ends_on)])}}. One query.
    """
    bans = Measure.objects.published().limiting_government().local()
    bans = bans.filter(effect__in=[Effect.BAN, Effect.MORATORIUM]).order_by()
    terms = Term.objects.filter(measure__in=bans.values("pk")).order_by("starts_on")
    place = "measure__jurisdiction"
    found = defaultdict(dict)
    for usps, pk, name, starts_on, ends_on in terms.values_list(
        f"{place}__usps", place, f"{place}__name", "starts_on", "ends_on"
    ):
        found[usps].setdefault(pk, (name, []))[1].append((starts_on, ends_on))
    return found


def counts_over_time(places):
    """(day, number from then on) for the governments of one state."""
    steps = defaultdict(int)
    for _, spans in places.values():
        for starts_on, ends_on in joined(spans):
            steps[starts_on] += 1
            if ends_on:
                steps[ends_on] -= 1
    points, number = [], 0
    for day in sorted(steps):
        # A ban that starts where another of the same place ends changes nothing.
        if steps[day]:
            number += steps[day]
            points.append((day, number))
    return points


def joined(spans):
    """Spans that touch or overlap as one, so that a government with two bans counts once."""
    merged = []
    for starts_on, ends_on in sorted(spans, key=lambda span: span[0]):
        last = merged[-1] if merged else None
        if last and (last[1] is None or starts_on <= last[1]):
            ends = None if last[1] is None or ends_on is None else max(last[1], ends_on)
            merged[-1] = (last[0], ends)
        else:
            merged.append((starts_on, ends_on))
    return merged


def first_bans(spans, on):
    """The first local ban of each state by the day, the earliest first: (day, usps, place)."""
    firsts = []
    for usps, places in spans.items():
        started = [(s[0][0], name) for name, s in places.values() if s[0][0] <= on]
        if started:
            day, name = min(started)
            firsts.append((day, usps, name))
    return sorted(firsts)
