"""The safeguards of every state on any day, and what its pending bills would add (R13)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.codebook.provision_matrix import coded_of
from laws.counting.answers import answers_on
from laws.counting.counts import OwnRule, own_rule
from laws.counting.history import History
from laws.counting.missing import (
    ON_BUSINESSES,
    Added,
    StateSafeguards,
    added,
    is_on_government,
    state_safeguards,
    statewide_laws,
)
from laws.counting.on_date import MeasureInForce
from laws.counting.safeguards import UNSCORED
from laws.models import Jurisdiction, Measure, Question
from laws.vocabulary import PENDING, STATE_LEVEL

COLUMNS = (
    "slug", "identifier", "title", "effect", "regulates", "jurisdiction__state_code",
    "stages__from_on", "stages__until_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PendingBill:
    """A bill of a legislature in one of the spans in which it is pending."""

    slug: str
    identifier: str
    title: str
    effect: str
    regulates: Sequence[str]
    state_code: str
    from_on: date
    until_on: date | None

    def is_pending(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True, slots=True)
class StateGaps:
    """A state on a day: its statewide rule, its laws in effect on police or government use, its
    safeguards, and its pending bills on that use, each with what it would add; those that are not
    coded have none.
    """

    state: Jurisdiction
    own: OwnRule
    laws: list[MeasureInForce]
    safeguards: StateSafeguards
    bills: list[tuple[PendingBill, Added | None]]

    @property
    def adding(self) -> list[tuple[PendingBill, Added]]:
        """The bills that would add, complete or set something."""
        return [(bill, own) for bill, own in self.bills if own and any(_parts(own))]

    @property
    def added(self) -> set[str]:
        """The missing safeguards that a pending bill would add."""
        return {question for _, own in self.adding for question in own.adds}

    @property
    def uncoded(self) -> int:
        """How many of the bills are not coded yet."""
        return sum(own is None for _, own in self.bills)


def _parts(own: Added) -> tuple[tuple[str, ...], ...]:
    return own.adds, own.completes, own.sets


class Gaps:
    """The gaps of all states, out of the history of everything published. Three queries."""

    def __init__(self, past: History, states: Sequence[Jurisdiction]):
        self.past, self.states = past, states
        self._by_day: dict[date, list[StateGaps]] = {}

    @cached_property
    def questions(self) -> list[Question]:
        """The safeguards: what scores, without what is asked of businesses (R13)."""
        return list(Question.objects.exclude(slug__in=UNSCORED | ON_BUSINESSES))

    @cached_property
    def asked(self) -> list[str]:
        return [question.slug for question in self.questions]

    @cached_property
    def bills(self) -> dict[str, list[PendingBill]]:
        """The bills on police or government use by state, in every span of being pending."""
        rows = Measure.objects.published().bills()
        rows = rows.filter(jurisdiction__kind__in=STATE_LEVEL, stages__stage__in=PENDING)
        found = defaultdict(list)
        for row in rows.order_by("slug").values_list(*COLUMNS):
            bill = PendingBill(*row)
            if is_on_government(bill.effect, bill.regulates):
                found[bill.state_code].append(bill)
        return found

    @cached_property
    def provisions(self):
        """The answers of every statewide law there ever was and of every bill."""
        laws = {one.slug for one in self.past.measures if not one.place.is_local}
        bills = {bill.slug for own in self.bills.values() for bill in own}
        return coded_of(laws | bills)

    @cached_property
    def answers(self) -> dict[str, dict[str, str]]:
        return {
            slug: {question: row.answer for question, row in rows.items()}
            for slug, rows in self.provisions.items()
        }

    def answers_on(self, day: date) -> dict[str, dict[str, str]]:
        """The same as they count on a day (R15)."""
        return self.answers | {
            slug: {question: one.answer for question, one in answers_on(rows, day).items()}
            for slug, rows in self.provisions.items()
            if slug in self.in_parts
        }

    @cached_property
    def in_parts(self) -> set[str]:
        """The measures with an answer that has days of its own."""
        every = self.provisions.items()
        return {slug for slug, rows in every if any(row.terms is not None for row in rows.values())}

    def on(self, day: date) -> list[StateGaps]:
        """Every state on a day, by name."""
        if day not in self._by_day:
            law, answers = self.past.law(day), self.answers_on(day)
            self._by_day[day] = [self._of(state, law, answers) for state in self.states]
        return self._by_day[day]

    def _of(self, state, law, answers) -> StateGaps:
        own = own_rule(law, state.state_code, state.searched_on)
        laws = statewide_laws(law, state.state_code)
        found = state_safeguards(laws, answers, self.asked, bool(state.searched_on))
        pending = [one for one in self.bills.get(state.state_code, ()) if one.is_pending(law.on)]
        return StateGaps(
            state, own, laws, found, [(bill, self._added(bill, found)) for bill in pending]
        )

    def _added(self, bill, found) -> Added | None:
        own = self.answers.get(bill.slug)
        return added(own, found, self.asked) if own else None
