"""What became of bills: how many took each step of the way, and where the rest ended."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dashboard.filters.filters import STEPS, session_key
from dashboard.words.names import session_name
from laws.counting.bills import BILLS_SINCE
from laws.vocabulary import PENDING, Basis, Stage

BEFORE = f"Before {BILLS_SINCE}: mostly laws, known from before the search"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Some bills, and how many of them took each step; what is not pending is over.

    `choice` are the filters that open their rows in the list of measures; None where none do.
    """

    name: str
    choice: dict | None
    bills: int
    reached: dict[str, int]
    pending: int
    vetoed: int
    failed: int
    inferred: int  # of those that failed: their session ended, and no action says more
    inactive: int
    state_code: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_before: bool = False  # bills of the years of which we have next to nothing but laws

    @property
    def laws(self):
        return self.reached[Stage.ENACTED]


@dataclass(frozen=True, slots=True)
class SessionDays:
    """A session as far as its name needs it."""

    name: str
    start_on: date
    end_on: date | None


def outcome(bills, name="", choice=None, **fields) -> Outcome:
    """The bills counted by the steps that they took and by where they stand."""
    failed = [one for one in bills if one.stage == Stage.FAILED]
    return Outcome(
        name=name,
        choice=choice,
        bills=number_of(bills),
        reached={
            step: number_of(one for one in bills if one.taken >= number)
            for number, (step, _) in enumerate(STEPS, 1)
        },
        pending=number_of(one for one in bills if one.stage in PENDING),
        vetoed=number_of(one for one in bills if one.stage == Stage.VETOED),
        failed=number_of(failed),
        inferred=number_of(one for one in failed if one.basis == Basis.INFERRED),
        inactive=number_of(one for one in bills if one.stage == Stage.INACTIVE),
        **fields,
    )


def number_of(bills) -> int:
    """How many bills they are."""
    return sum(one.number for one in bills)


def since(bills) -> list:
    """Those of the years whose bills we looked for, whatever became of them."""
    return [one for one in bills if one.year >= BILLS_SINCE]


def before(bills) -> list[Outcome]:
    """The bills of all years before those as one; nothing where there are none."""
    found = [one for one in bills if one.year < BILLS_SINCE]
    years = sorted({one.year for one in found})
    return [outcome(found, BEFORE, {"year": years}, is_before=True)] if found else []


def by_year(bills) -> list[Outcome]:
    """By the year of their first action, the last first; the years before the search as one."""
    years = _grouped(since(bills), lambda one: one.year)
    found = [outcome(years[y], str(y), {"year": y}) for y in sorted(years, reverse=True)]
    return found + before(bills)


def by_session(bills, years=None) -> list[Outcome]:
    """By session, the latest first; bills whose session is not recorded are left out.

    `years` are those to which the rows of a session are narrowed, by its key.
    """
    groups = _grouped((one for one in bills if one.session_id), lambda one: one.session_id)
    found = [_of_session(group, (years or {}).get(key)) for key, group in groups.items()]
    found.sort(key=lambda one: (one.state_code, one.name))
    return sorted(found, key=lambda one: one.starts_on, reverse=True)


def of_all_legislatures(bills) -> list[Outcome]:
    """By session, and below them the years before the search as one."""
    return _sessions_since(bills) + before(bills)


def _sessions_since(bills):
    begun_before = {one.session_id for one in bills if one.year < BILLS_SINCE}
    years = defaultdict(set)
    for one in since(bills):
        if one.session_id in begun_before:
            years[one.session_id].add(one.year)
    return by_session(since(bills), years)


def of_one_legislature(bills) -> list[Outcome]:
    """The same, with the bills whose session is not recorded between them, if any."""
    rest = [one for one in since(bills) if not one.session_id]
    unrecorded = [outcome(rest, "Session not recorded")] if rest else []
    return _sessions_since(bills) + unrecorded + before(bills)


def _of_session(bills, years):
    one = bills[0]
    name = session_name(SessionDays(one.session, one.starts_on, one.ends_on))
    choice = {"session": session_key(one.state_code, one.identifier)}
    if years:
        choice["year"] = sorted(years)
    days = {"starts_on": one.starts_on, "ends_on": one.ends_on}
    return outcome(bills, name, choice, state_code=one.state_code, **days)


def _grouped(bills, key):
    groups = defaultdict(list)
    for bill in bills:
        groups[key(bill)].append(bill)
    return groups


# What of an outcome can be opened: the count, and the filters that choose it.
STANDS = {
    "pending": {"stage": "pending"},
    "vetoed": {"stage": Stage.VETOED.value},
    "failed": {"stage": Stage.FAILED.value},
    "inactive": {"stage": Stage.INACTIVE.value},
}
WORDS = {
    Stage.IN_COMMITTEE: "Reached a committee",
    Stage.PASSED_ONE_CHAMBER: "Passed one chamber",
    Stage.PASSED: "Passed in full",
    Stage.ENACTED: "Became law",
}
