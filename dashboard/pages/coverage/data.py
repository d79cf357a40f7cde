"""What was looked at by a day: the last search of each government, and what nobody looked at."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from laws.coverage.due import due_on
from laws.models import Jurisdiction, LegislativeSession, Search
from laws.vocabulary import STATE_LEVEL, JurisdictionKind, SearchOutcome, Sought

SESSIONS_SINCE = date(2019, 1, 1)
UNREADABLE = SearchOutcome.UNREADABLE
SAME = ("jurisdiction_id", "agency", "sought", "session_id", "where")


@dataclass(frozen=True, slots=True)
class Looked:
    """The last search of a government for one thing, and when it is due again."""

    search: Search
    due: date | None
    on: date

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < self.on

    @property
    def is_read(self) -> bool:
        """Whether what was to be looked at could be read."""
        return self.search.outcome != UNREADABLE

    @property
    def state_code(self) -> str:
        return self.search.jurisdiction.state_code


@dataclass(frozen=True, slots=True)
class OfState:
    """What was looked at in one state, or of the country."""

    state: Jurisdiction
    looked: list[Looked]
    sessions: list[LegislativeSession]
    unread: list[LegislativeSession]

    @property
    def read(self) -> int:
        return len(self.sessions) - len(self.unread)

    @property
    def local(self) -> int:
        """How many local governments were looked at."""
        places = {one.search.jurisdiction_id for one in self.looked
                  if one.is_read and one.search.jurisdiction.is_local}  # fmt: skip
        return len(places)

    @property
    def agencies(self) -> int:
        return len({one.search.agency for one in self.looked if one.is_read and one.search.agency})

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.looked)

    @property
    def law(self) -> Looked | None:
        """The last search of its own law: what its page says follows from it."""
        found = self.last(Sought.LAW)
        return found if found and found.search.precision == "day" else None

    def last(self, sought: str) -> Looked | None:
        """The last search of the state itself for one kind of measure that could be read."""
        for one in self.looked:
            search = one.search
            is_own = not search.agency and not search.jurisdiction.is_local
            if search.sought == sought and is_own and one.is_read:
                return one
        return None

    def standing(self, sought: str = Sought.LAW) -> str:
        """Of its own measures of a kind: in_time, late or never."""
        last = self.law if sought == Sought.LAW else self.last(sought)
        return "never" if last is None else "late" if last.is_late else "in_time"


@dataclass(frozen=True)
class Ledger:
    """The ledger as it stood on a day."""

    on: date

    @cached_property
    def _rows(self) -> list[Search]:
        """The last search of each thing in each source."""
        rows = Search.objects.filter(day__lte=self.on)
        rows = rows.select_related("jurisdiction", "session__jurisdiction")
        return list(rows.order_by(*SAME, "-day", "-pk").distinct(*SAME))

    @cached_property
    def looked(self) -> list[Looked]:
        """The last search of each thing, whatever its source; the latest first."""
        last: dict[tuple[object, ...], Search] = {}
        for row in self._rows:
            key = row.jurisdiction_id, row.agency, row.sought, row.session_id
            if key not in last or _rank(row) > _rank(last[key]):
                last[key] = row
        found = [Looked(row, due_on(row), self.on) for row in last.values()]
        return sorted(found, key=_by_day_and_name)

    @cached_property
    def unreadable(self) -> list[Search]:
        """What could not be read when it was last tried."""
        rows = [row for row in self._rows if row.outcome == UNREADABLE]
        return sorted(rows, key=lambda row: (row.jurisdiction.name, row.where))

    @cached_property
    def states(self) -> list[OfState]:
        """What was looked at in each state and territory by name, and first of the country."""
        kinds = [*STATE_LEVEL, JurisdictionKind.COUNTRY]
        places = Jurisdiction.objects.governments().filter(kind__in=kinds).order_by("name")
        looked, sessions = self._by_state(), self._sessions()
        read = {row.session_id for row in self._rows if row.sought == Sought.BILLS
                and row.outcome != UNREADABLE}  # fmt: skip
        found = [
            OfState(
                place,
                looked[place.state_code],
                sessions[place.pk],
                [one for one in sessions[place.pk] if one.pk not in read],
            )
            for place in places
        ]
        return sorted(found, key=lambda one: (one.state.state_code != "", one.state.name))

    def _by_state(self) -> dict[str, list[Looked]]:
        found = defaultdict(list)
        for one in self.looked:
            found[one.state_code].append(one)
        return found

    def _sessions(self) -> dict[int, list[LegislativeSession]]:
        rows = LegislativeSession.objects.filter(
            start_on__gte=SESSIONS_SINCE, start_on__lte=self.on
        )
        found = defaultdict(list)
        for session in rows.order_by("-start_on", "identifier"):
            found[session.jurisdiction_id].append(session)
        return found


def _rank(row: Search) -> tuple[bool, date, int]:
    """Of two searches the one that could be read says more, then the later one."""
    return row.outcome != UNREADABLE, row.day, row.pk


def _by_day_and_name(one: Looked) -> tuple[int, str, str]:
    return -one.search.day.toordinal(), one.search.jurisdiction.name, one.search.agency
