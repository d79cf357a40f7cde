"""The bills of legislatures on a date, and the measures pending before councils."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db.models import Case, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from dashboard.filters.bill_list import code_of, list_of_bills
from dashboard.filters.filters import BECAME_LAW, REACHED
from dashboard.web.as_of import AsOf
from dashboard.web.date_slider import Change
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from dashboard.words.measure_rows import UNUSED, Row, first_act, partial, row, standing_on, with_all
from laws.counting.shared import OncePerState, once_per_state
from laws.models import Action, Jurisdiction, Measure, StageSpan
from laws.models.ready_sql import ready
from laws.text.dates import PartialDate
from laws.vocabulary import CAME_TO_NOTHING, NOT_LOCAL, PENDING, ActionKind, Stage

CONGRESS = "Congress"
DAYS_KEPT = 16
# How many steps of its way a measure has taken at each stage; none before a committee has it.
TAKEN = {stage: sum(stage in behind for behind in REACHED.values()) for stage in Stage}


class BillSummary(NamedTuple):
    """Bills introduced by the date that are alike: their stage, how many steps they have ever
    taken, and how many they are.
    """

    state_code: str
    year: int
    session_id: int | None
    identifier: str | None
    session: str | None
    starts_on: date | None
    ends_on: date | None
    stage: str
    basis: str
    taken: int
    number: int = 1


class Hearing(NamedTuple):
    """A hearing ahead of what is pending, and how many days from the date it is."""

    when: PartialDate
    days: int
    measure: Measure
    description: str


@dataclass
class Docket:
    """The bills of all legislatures, or of one, on a date, and what local governments consider.

    `names` are the governments of state level and the country by postal code; the country has
    none. Each of its lists is one query; the bills of the days asked for last are kept.
    """

    as_of: AsOf
    names: dict[str, str]
    state_code: str | None  # of the one legislature asked for; empty for Congress
    searched_on: date | None = None  # when its law was last searched, as far as is known
    known: list[BillSummary] | None = None  # its bills, where they have been read already

    @property
    def on(self) -> date:
        return self.as_of.on

    @cached_property
    def bills(self) -> list[BillSummary]:
        """All bills introduced by the date, drafts left out."""
        if self.known is not None:
            return self.known
        if self.state_code is None:
            return self._every
        return [one for one in self._every if one.state_code == self.state_code]

    @cached_property
    def _every(self) -> list[BillSummary]:
        """Those of all legislatures, whichever is asked for."""
        return _bills.now()(self.on)

    @property
    def codes_with_bills(self) -> set[str]:
        """The legislatures with a bill by the date."""
        return {one.state_code for one in self._every}

    @cached_property
    def measures(self) -> list[Measure]:
        """The pending bills, and what is pending before local governments, the oldest first."""
        published = Measure.objects.published()
        found = self._of_the_one(published.bills() | published.local())
        pending = (
            standing_on(found, PENDING, self.on)
            .annotate(first_act=first_act())
            .select_related("jurisdiction", "session")
            .defer(*UNUSED)
            .order_by("slug")
        )
        return sorted(pending, key=lambda one: introduced(one).last)

    def moves(self) -> list[Change]:
        """The days on which a bill was introduced, advanced, became law or came to nothing."""
        return _moves(self.state_code)

    @cached_property
    def pending(self) -> list[Measure]:
        """The bills among them."""
        return [one for one in self.measures if not one.jurisdiction.is_local]

    @cached_property
    def local(self) -> list[Measure]:
        """What local governments consider."""
        return [one for one in self.measures if one.jurisdiction.is_local]

    @cached_property
    def hearings(self) -> list[Hearing]:
        """The hearings of what is pending that lie ahead, the next first."""
        known = {one.pk: one for one in self.measures}
        ahead = Action.objects.filter(
            kind=ActionKind.HEARING, day__gt=self.on, measure__in=list(known)
        )
        return [
            Hearing(one.date, (one.day - self.on).days, known[one.measure_id], one.description)
            for one in ahead.order_by("day", "measure__slug", "order")
        ]

    def rows(self, measures) -> dict[int, Row]:
        """What a row of a table says of each of these measures, by its key."""
        found = Measure.objects.filter(pk__in={one.pk for one in measures}).order_by()
        return {one.pk: row(one, self.as_of.query) for one in with_all(found, self.on)}

    def _of_the_one(self, measures):
        return _of_legislature(measures, self.state_code)

    @property
    def code(self) -> str | None:
        """What the one legislature is asked for by; None for all."""
        return self.state_code if self.state_code is None else code_of(self.state_code)

    def name(self, state_code) -> str:
        """A legislature's state, or Congress."""
        return self.names.get(state_code, state_code) if state_code else CONGRESS

    def list_url(self, **filters) -> str:
        """The address of the list of these bills, with filters."""
        return list_of_bills(self.as_of, self.state_code, **filters)

    @property
    def local_list_url(self) -> str:
        """The address of the list of what local governments consider."""
        asked = {"level": "local", "state": self.code, "stage": "pending"}
        return path_to("measures") + query(**asked, on=self.as_of.parameter)

    def days_of(self, measure) -> int:
        """For how many days it has been pending, as far as that is certain."""
        return max(0, (self.on - introduced(measure).last).days)


def _read_bills(on: date) -> list[BillSummary]:
    """The bills of all legislatures on a date, those that are alike together. One query."""
    now = Q(stages__until_on=None) | Q(stages__until_on__gt=on)
    begun = Q(stages__from_on__lte=on)
    found = Measure.objects.published().bills().on_record(on).order_by("slug")
    found = found.annotate(
        stage=Max("stages__stage", filter=begun & now),
        basis=Max("stages__basis", filter=begun & now),
        taken=Coalesce(Max(_steps("stages__stage"), filter=begun), Value(0)),
    )
    session = ("session_id", "session__identifier", "session__name", "session__start_on")
    columns = ("jurisdiction__state_code", "first_action_on__year", *session, "session__end_on")
    alike = Counter(found.values_list(*columns, "stage", "basis", "taken").iterator())
    return [BillSummary(*row, number) for row, number in alike.items()]


_bills = OncePerState(lambda: lru_cache(maxsize=DAYS_KEPT)(_read_bills))


@once_per_state
def _moves(state_code: str | None) -> list[Change]:
    """The moves of one legislature's bills, or of all; those of one day and level together."""
    found = _of_legislature(Measure.objects.published().bills(), state_code)
    spans = StageSpan.objects.filter(measure__in=found).order_by("measure_id", "from_on")
    laws: set[int] = set()
    moves: Counter[tuple[date, str, str]] = Counter()
    for key, stage, day, code in spans.values_list(
        "measure_id", "stage", "from_on", "measure__jurisdiction__state_code"
    ).iterator():
        if stage in BECAME_LAW:
            if key in laws:
                continue  # that it takes effect or ends is another matter
            laws.add(key)
        what = "end" if stage in CAME_TO_NOTHING else "start"
        moves[day, "state" if code else "country", what] += 1
    return [Change(*move, number) for move, number in moves.items()]


def _of_legislature(measures, state_code):
    """Those of one legislature, or all."""
    if state_code is None:
        return measures
    return measures.filter(jurisdiction__state_code=state_code)


def introduced(measure) -> PartialDate:
    """The first action we know of, as precise as its date is known."""
    return partial(measure.first_act)


def docket_of(state, as_of, bills) -> Docket:
    """The docket of the legislature of a state, or of Congress for the country, whose bills were
    read with how they stand and with `steps_taken`.
    """
    code, found = state.state_code, [_summary(state.state_code, bill) for bill in bills]
    return Docket(as_of, {code: state.name}, code, state.searched_on, found)


def _summary(state_code, bill) -> BillSummary:
    one = bill.session
    session = (one.identifier, one.name, one.start_on, one.end_on) if one else (None,) * 4
    stands = bill.stage, bill.stage_basis, bill.taken
    return BillSummary(state_code, bill.first_action_on.year, bill.session_id, *session, *stands)


@lru_cache(maxsize=64)
def steps_taken(on) -> dict[str, RawSQL]:
    """With `taken`: how many steps of its way a measure had ever taken by a day."""
    begun = StageSpan.objects.filter(measure=OuterRef("pk"), from_on__lte=on).order_by()
    furthest = begun.values("measure").annotate(furthest=Max(_steps("stage"))).values("furthest")
    return ready({"taken": Coalesce(Subquery(furthest), Value(0))})


def _steps(stage: str) -> Case:
    return Case(*(When(**{stage: name}, then=Value(n)) for name, n in TAKEN.items()))


@once_per_state
def legislatures() -> dict[str, tuple[str, date | None]]:
    """Name, and the day of the last search of its law, of each state and the country, by code."""
    rows = Jurisdiction.objects.filter(kind__in=NOT_LOCAL).governments().order_by("name")
    return {
        code: tuple(rest) for code, *rest in rows.values_list("state_code", "name", "searched_on")
    }
