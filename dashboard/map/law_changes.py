"""The days on which the law changed: every start and end of a term that limits or permits."""

from typing import NamedTuple

from django.utils.safestring import mark_safe

from dashboard.charts.svg.marks import mark
from dashboard.web.date_slider import Change, rug, span_of
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query, today
from dashboard.words.display_class import display_class, display_label, is_on_businesses
from dashboard.words.names import name_with_state
from laws.models import Term
from laws.vocabulary import LIMITS, NOT_LOCAL, Basis, EditorialStatus, Effect

MANY_YEARS = 12
CHANGING = (*LIMITS, Effect.AUTHORIZATION, Effect.SCHOOLS)
WORDS = {Effect.AUTHORIZATION: "permission", Effect.SCHOOLS: "rule for schools"}


class Event(NamedTuple):
    """One measure that starts or ends to bind on a day."""

    day: object
    what: str  # start or end
    basis: str
    effect: str
    reach: str
    regulates: list
    slug: str
    kind: str
    name: str
    full_name: str
    state_code: str

    @property
    def level(self):
        return "state" if self.kind in NOT_LOCAL else "local"

    @property
    def shown_as(self):
        """The class of its mark."""
        return display_class(self)

    @property
    def words(self):
        """What happened: ban starts, narrow moratorium ends."""
        word = WORDS.get(self.effect) or display_label(self).lower()
        doubt = "" if self.basis == Basis.RECORDED else f" ({self.basis})"
        return f"{word} {self.what}s{doubt}"

    def government(self, state_names):
        """Whose measure it is, with its state where it needs one."""
        return name_with_state(self, state_names)


PLACE = ("kind", "name", "full_name", "state_code")
COLUMNS = ("starts_on", "start_basis", "ends_on", "end_basis", "measure__effect",
           "measure__reach", "measure__regulates", "measure__slug",
           *(f"measure__jurisdiction__{name}" for name in PLACE))  # fmt: skip


def events():
    """Every change on record, the earliest first. One query."""
    terms = Term.objects.filter(
        measure__status=EditorialStatus.PUBLISHED, measure__effect__in=CHANGING
    )
    found = []
    for starts, start_basis, ends, end_basis, *rest in terms.order_by().values_list(*COLUMNS):
        found.append(Event(starts, "start", start_basis, *rest))
        if ends:
            found.append(Event(ends, "end", end_basis, *rest))
    # Law on businesses is another question, and has no mark on the map.
    found = [event for event in found if not is_on_businesses(event)]
    return sorted(found, key=lambda event: (event.day, event.what, event.slug))


def changes_of(terms, is_local):
    """Every start and end of some terms; `is_local` says of a term whose measure it is of."""
    for term in terms:
        level = "local" if is_local(term) else "state"
        yield Change(term.starts_on, level, "start")
        if term.ends_on:
            yield Change(term.ends_on, level, "end")


def lately(found, on, names, number=7):
    """The last changes up to a day, the latest first; `names` are the states' names."""
    last = [event for event in found if event.day <= on][: -number - 1 : -1]
    kept = query(on=on_parameter(on))
    return [
        {
            "day": event.day,
            "mark": mark(event.shown_as),
            "href": path_to("measure", event.slug) + kept,
            "government": event.government(names),
            "words": event.words,
        }
        for event in last
    ]


def when(found, on, address):
    """What the slider shows: its span, its rug, and links to other days at the same address.

    `found` are events, or bare changes.
    """
    days = sorted({event.day for event in found})
    span = span_of(days, max(today(), on), min(2016, on.year))
    changes = [Change(event.day, event.level, event.what) for event in found]
    return {
        "span": span,
        "span_day": (on - span.first).days,
        "change_days": " ".join(str((day - span.first).days) for day in days),
        "before": _step(address, max((day for day in days if day < on), default=None)),
        "after": _step(address, min((day for day in days if day > on), default=None)),
        "rug": mark_safe(rug(changes, span, on)),
        "years": [_year(address, year, len(span.years)) for year in span.years],
        "kept": address.without("on").pairs,
    }


def _step(address, day):
    return day and {"day": day, "href": str(address.having("on", on_parameter(day)))}


def _year(address, year, number):
    """A link to the end of a year. Of many years only some have room for their name."""
    shown = "" if number < MANY_YEARS or year % 4 == 0 else "no" if year % 2 else "wide"
    href = str(address.having("on", f"{year}-12-31"))
    return {"year": year, "short": f"{year % 100:02}", "href": href, "shown": shown}
