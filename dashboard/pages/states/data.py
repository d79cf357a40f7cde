"""What a state's page and its JSON show, read on a date in a handful of queries."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F
from django.http import Http404

from dashboard.pages.bills.data import steps_taken
from dashboard.pages.cases.data import CaseOnDate, as_cases, cases_of_state
from dashboard.words.display_class import is_on_businesses
from dashboard.words.measure_rows import UNUSED
from laws.counting.counts import (
    Government,
    OwnRule,
    StateCount,
    marked_governments,
    municipal_bans,
    own_rule,
)
from laws.counting.coverage import Coverage, people_covered
from laws.counting.firsts import DatedBan, Order, dated_bans, first_by_state
from laws.counting.history import History
from laws.counting.may_act import Answer, may_act_by_state
from laws.counting.on_date import LawOnDate, MeasureInForce
from laws.counting.shared import history, law_on, once_per_state
from laws.models import Jurisdiction, Measure, Source
from laws.vocabulary import NOT_LOCAL, PENDING, Basis, JurisdictionKind, MeasureKind, Stage


@dataclass
class StateRecord:
    """A state, or the country, on a day: its law, its governments' law, and its bills."""

    state: Jurisdiction
    states: list[Jurisdiction]
    law: LawOnDate
    measures: list[Measure]

    @property
    def on(self) -> date:
        return self.law.on

    @property
    def is_country(self) -> bool:
        return self.state.kind == JurisdictionKind.COUNTRY

    @cached_property
    def rule(self) -> OwnRule:
        return own_rule(self.law, self.state.state_code, self.state.searched_on)

    @cached_property
    def counts(self) -> list[StateCount]:
        """The municipal bans of every state that has any, broad count."""
        return municipal_bans(self.law)

    @cached_property
    def count(self) -> StateCount | None:
        return next((row for row in self.counts if row.state_code == self.state.state_code), None)

    @cached_property
    def coverage(self) -> Coverage:
        return people_covered(self.law, self.state)

    @property
    def cases(self) -> list[CaseOnDate]:
        """The court cases of it and of its governments that are known by the day."""
        return as_cases(self.state.said_cases, self.on)

    @cached_property
    def own_in_force(self) -> list[MeasureInForce]:
        """The state's own measures in effect, the strongest and then the oldest first."""
        own = [b for b in self.law.by_state.get(self.state.state_code, []) if not b.is_over]
        return sorted(own, key=lambda b: (not b.limits_government, b.starts_on, b.slug))

    @cached_property
    def sources(self) -> list[tuple[str, str]]:
        """What backs its own measures in effect, official pages first: slug and address."""
        slugs = [law.slug for law in self.own_in_force]
        rows = Source.objects.filter(measure__slug__in=slugs)
        rows = rows.order_by(F("official").desc(nulls_last=True), "pk")
        return list(rows.values_list("measure__slug", "url"))

    @cached_property
    def local_in_force(self) -> list[list[MeasureInForce]]:
        """The measures in effect of each local government of the state."""
        groups = self.law.local.values()
        return [group for group in groups if group[0].place.state_code == self.state.state_code]

    @cached_property
    def marked(self) -> list[Government]:
        """The local governments that stand on the map."""
        return [
            g for g in marked_governments(self.law) if g.place.state_code == self.state.state_code
        ]

    @cached_property
    def own(self) -> list[Measure]:
        """The state's own measures with an action by the day."""
        return [m for m in self.measures if m.jurisdiction_id == self.state.pk]

    @cached_property
    def ended(self) -> list[Measure]:
        """The state's own laws that are no longer in effect, the last to end first."""
        over = [m for m in self.own if m.stage == Stage.ENDED and m.until]
        return sorted(over, key=lambda m: m.until, reverse=True)

    @cached_property
    def pending(self) -> list[Measure]:
        """The state's own pending measures."""
        return [m for m in self.own if m.stage in PENDING]

    @cached_property
    def bills(self) -> list[Measure]:
        """The bills of its legislature, as `MeasureQuerySet.bills` counts them."""
        return [m for m in self.own if m.kind == MeasureKind.BILL]

    @property
    def pending_bills(self) -> list[Measure]:
        """The bills among what is pending."""
        return [m for m in self.pending if m.kind == MeasureKind.BILL]

    @cached_property
    def no_bills(self) -> list[Measure]:
        """Its own measures that no count of bills counts: resolutions, orders, bare statutes."""
        return [m for m in self.own if m.kind != MeasureKind.BILL]

    @cached_property
    def pending_locally(self) -> list[Measure]:
        """The pending measures of the state's local governments."""
        local = [m for m in self.measures if m.stage in PENDING and m.jurisdiction.is_local]
        return sorted(local, key=lambda m: (m.jurisdiction.name, m.slug))

    @cached_property
    def on_businesses(self) -> list[MeasureInForce]:
        """The law on businesses in the state: its own, and its governments'."""
        local = [b for group in self.local_in_force for b in group]
        return [b for b in [*self.own_in_force, *local] if is_on_businesses(b)]

    @cached_property
    def past(self) -> History:
        """Every term of every measure in the country."""
        return history()

    @cached_property
    def first_bans(self) -> dict[str, list[DatedBan]]:
        """The first local bans of each state by adoption, by postal code, the earliest first."""
        return first_by_state(dated_bans(self.past), Order.ADOPTED, self.on)

    @cached_property
    def may_act(self) -> tuple[Answer, ...]:
        """Whether its local governments may pass laws of their own."""
        return may_act_by_state([self.state.pk], self.on)[self.state.pk]

    @property
    def is_in_doubt(self) -> bool:
        return self.rule.basis != Basis.RECORDED or bool(self.rule.doubts)


@once_per_state
def _states() -> list[Jurisdiction]:
    """The states and the country by name, each with the cases of it and of its governments."""
    states = Jurisdiction.objects.filter(kind__in=NOT_LOCAL).governments().order_by("name")
    return list(states.annotate(said_cases=cases_of_state()))


def state_record(state_code: str, on: date) -> StateRecord:
    """The record of the state of a postal code in lower case, or of “us”; 404 for any other."""
    states = _states()
    code = "" if state_code == "us" else state_code.upper()
    state = next((one for one in states if one.state_code == code), None)
    if state is None:
        raise Http404
    measures = (
        Measure.objects.published()
        .on_record(on)
        .filter(jurisdiction__state_code=code)
        .with_standing(on)
        .annotate(**steps_taken(on))
        .select_related("jurisdiction", "session")
        .defer(*UNUSED)
        .order_by("slug")
    )
    return StateRecord(state, [one for one in states if one.state_code], law_on(on), list(measures))
