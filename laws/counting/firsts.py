"""Which local governments were first to ban: by adoption, and by taking effect."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from laws.counting.counts import counts_as_ban
from laws.counting.history import History
from laws.counting.on_date import MeasureInForce, Place, once
from laws.models import Measure
from laws.rules.terms import ActionFacts, adoption
from laws.text.dates import PartialDate
from laws.vocabulary import Basis


class Order(StrEnum):
    """What bans are put in order by."""

    ADOPTED = "adopted"
    IN_EFFECT = "in_effect"


@dataclass(frozen=True, slots=True)
class DatedBan:
    """A local ban with the action that adopted it, and the first day on which it was in effect."""

    measure: MeasureInForce
    adopted: ActionFacts
    starts: PartialDate
    first_action_on: date

    @property
    def place(self) -> Place:
        return self.measure.place

    def when(self, order: Order) -> PartialDate:
        """The day, as precisely as it is known."""
        return self.adopted.on if order == Order.ADOPTED else self.starts

    def basis(self, order: Order) -> str:
        """What the day rests on: a value of Basis."""
        return self.adopted.basis if order == Order.ADOPTED else self.measure.start_basis

    def day(self, order: Order) -> date:
        """The day from which it counts: the last one that an imprecise date can stand for (R1)."""
        return self.when(order).last

    def earliest(self, order: Order) -> date:
        """The first day that it can have been. A day that no source states may be as early as what
        came before it: the first action before adoption, adoption before taking effect.
        """
        if self.basis(order) == Basis.RECORDED:
            return self.when(order).first
        before = self.first_action_on if order == Order.ADOPTED else self.adopted.on.first
        return min(before, self.when(order).first)


@once
def dated_bans(history: History, preset: str = "broad") -> list[DatedBan]:
    """The local bans that a preset counts, each in its first term. Three queries."""
    first_terms: dict[str, MeasureInForce] = {}
    for ban in sorted(history.measures, key=lambda one: one.starts_on):
        if ban.place.is_local and counts_as_ban(ban, preset):
            first_terms.setdefault(ban.slug, ban)
    measures = Measure.objects.filter(slug__in=first_terms).prefetch_related("actions", "terms")
    found = []
    for measure in measures:
        adopted = adoption(action.act for action in measure.actions.all())
        if adopted and measure.first_action_on:
            starts = measure.terms.all()[0].starts
            ban = first_terms[measure.slug]
            found.append(DatedBan(ban, adopted, starts, measure.first_action_on))
    return sorted(found, key=lambda one: (one.place.name, one.measure.slug))


def first_by_state(bans: Iterable[DatedBan], order: Order, on: date) -> dict[str, list[DatedBan]]:
    """The first bans of each state up to a day, by postal code, the earliest state first: several
    where they share a day.
    """
    found: dict[str, list[DatedBan]] = {}
    for ban in sorted(bans, key=lambda one: one.day(order)):
        known = found.setdefault(ban.place.state_code, [ban])
        if ban.day(order) <= on and ban not in known and known[0].day(order) == ban.day(order):
            known.append(ban)
    return {code: known for code, known in found.items() if known[0].day(order) <= on}


def may_have_preceded(bans: Iterable[DatedBan], first: DatedBan, order: Order) -> list[DatedBan]:
    """The first ban of each other government that may have come before the first of all: its day
    is imprecise, or no source states it.
    """
    first_of: dict[int, DatedBan] = {}
    for ban in sorted(bans, key=lambda one: one.day(order)):
        first_of.setdefault(ban.place.government, ban)
    return [
        ban
        for ban in first_of.values()
        if ban.place.government != first.place.government
        and ban.earliest(order) <= first.day(order) < ban.day(order)
    ]
