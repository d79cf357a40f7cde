"""The days on which the law changed: every start and end of a term that limits or permits."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from dashboard.web.as_of import AsOf
from dashboard.web.date_slider import LAW, Change, Subject, key_of, rug, span_of
from dashboard.web.page_url import Address
from dashboard.words.display_class import is_on_businesses
from laws.counting.history import History
from laws.counting.on_date import once
from laws.counting.shared import shared_history
from laws.models import Term
from laws.vocabulary import LIMITS, STATE_LEVEL, EditorialStatus, Effect, JurisdictionKind

MANY_YEARS = 12
CHANGING = (*LIMITS, Effect.AUTHORIZATION, Effect.SCHOOLS)


class DatedChange(Protocol):
    """What the date slider draws: a `ChangeDay`, or a bare `Change`."""

    @property
    def day(self) -> date: ...
    @property
    def what(self) -> str: ...
    @property
    def level(self) -> str: ...


def level_of(kind: str) -> str:
    """Whose measure it is, from the kind of its government: local, state or country."""
    if kind == JurisdictionKind.COUNTRY:
        return "country"
    return "state" if kind in STATE_LEVEL else "local"


class ChangeDay(NamedTuple):
    """A day on which a measure takes effect or ends, as far as a slider needs it. What happened on
    it, in words, is said of a `laws.counting.changes.LawChange`.
    """

    day: date
    what: str  # start or end
    effect: str
    reach: str
    regulates: list[str]
    kind: str
    state_code: str

    @property
    def level(self) -> str:
        return level_of(self.kind)


COLUMNS = (
    "starts_on",
    "ends_on",
    "measure__effect",
    "measure__reach",
    "measure__regulates",
    "measure__jurisdiction__kind",
    "measure__jurisdiction__state_code",
)


def law_changes(past: History | None = None) -> list[ChangeDay]:
    """Every start and end of a law that the map shows, the earliest first: of a history that was
    read already, else with one query.
    """
    past = past or shared_history()
    return _changes(_terms()) if past is None else _changes_in(past)


@once
def _changes_in(past: History) -> list[ChangeDay]:
    return _changes(_terms_of(past))


def _changes(terms: Iterable[tuple[Any, ...]]) -> list[ChangeDay]:
    changes = []
    for starts, ends, *rest in terms:
        changes.append(ChangeDay(starts, "start", *rest))
        if ends:
            changes.append(ChangeDay(ends, "end", *rest))
    # Law on businesses is another question, and has no mark on the map.
    changes = [change for change in changes if not is_on_businesses(change)]
    return sorted(changes, key=lambda change: (change.day, change.what))


@once
def changes_by_day(past: History) -> list[Change]:
    """The same as a slider draws them, those of one day and level together."""
    numbers = Counter((one.day, one.level, one.what) for one in law_changes(past))
    return [Change(*of, number) for of, number in numbers.items()]


def daily_changes() -> list[DatedChange]:
    """The changes that a slider draws, of a history that is shared; else each, with one query."""
    past = shared_history()
    return [*(changes_by_day(past) if past else law_changes())]


def _terms() -> Iterable[tuple[Any, ...]]:
    terms = Term.objects.filter(
        measure__status=EditorialStatus.PUBLISHED, measure__effect__in=CHANGING
    )
    return terms.order_by().values_list(*COLUMNS)


def _terms_of(past: History) -> Iterable[tuple[Any, ...]]:
    for one in past.measures:
        if one.effect in CHANGING:
            own = (one.starts_on, one.ends_on, one.effect, one.reach, one.regulates)
            yield *own, one.place.kind, one.place.state_code


def changes_of(terms: Iterable[Term], kind_of: Callable[[Term], str]) -> Iterator[Change]:
    """Every start and end of some terms; `kind_of` says of a term whose measure it is."""
    for term in terms:
        level = level_of(kind_of(term))
        yield Change(term.starts_on, level, "start")
        if term.ends_on:
            yield Change(term.ends_on, level, "end")


def date_slider(
    changes: Sequence[DatedChange], as_of: AsOf, address: Address, subject: Subject = LAW
) -> dict[str, Any]:
    """What the slider shows: its span, its rug with a key, and links to other days at the same
    address.
    """
    on = as_of.on
    days = sorted({change.day for change in changes})
    span = span_of(days, max(as_of.today, on), on)
    earlier = [day for day in days if day < span.first]
    ticks = [
        Change(change.day, change.level, change.what, getattr(change, "number", 1))
        for change in changes
    ]
    before = max((day for day in days if day < on), default=None)
    after = min((day for day in days if day > on), default=None)
    return {
        "span": span,
        "span_day": (on - span.first).days,
        "change_days": " ".join(str((day - span.first).days) for day in days if day >= span.first),
        "first_day": min([*earlier, span.first]).replace(month=1, day=1),
        "earlier": earlier and _link(address, AsOf(earlier[-1], as_of.today)),
        "before": before and _link(address, AsOf(before, as_of.today)),
        "after": after and _link(address, AsOf(after, as_of.today)),
        "rug": rug(ticks, span, on),
        "rug_key": key_of(ticks, subject),
        "subject": subject,
        "years": [_year(address, year, len(span.years)) for year in span.years],
        "kept": address.without("on").pairs,
    }


def _link(address: Address, to: AsOf) -> dict[str, Any]:
    return {"day": to.on, "href": str(address.having("on", to.parameter))}


def _year(address: Address, year: int, number: int) -> dict[str, Any]:
    """A link to the end of a year. Of many years only some have room for their name."""
    shown = "" if number < MANY_YEARS or year % 4 == 0 else "no" if year % 2 else "wide"
    href = str(address.having("on", f"{year}-12-31"))
    return {"year": year, "short": f"{year % 100:02}", "href": href, "shown": shown}
