"""What every ranking is: entries in order on any day, in words, as bars and as a table."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.charts.chart import Column, Link
from dashboard.charts.svg.keys import KeyEntry
from dashboard.map.law_changes import DatedChange, law_changes
from dashboard.web.as_of import AsOf
from dashboard.web.date_slider import LAW
from dashboard.web.page_url import path_to
from dashboard.words.display_class import display_class
from dashboard.words.names import say_position
from dashboard.words.tense import Tense
from laws.counting.counts import counts_as_ban
from laws.counting.history import History
from laws.counting.on_date import MeasureInForce
from laws.text.dates import say_short

MOST_STEPS = 12
MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class RankingEntry:
    """One state, or one law, in a ranking on a day.

    It is ranked by `value`, the highest first; `amount` stands in tables and `words` at the end of
    its bar, whose parts have the lengths of `bar`. `inside` says what the bar consists of; beside
    the bar stands `short`, where it has one. Of a count, so many are beyond doubt as `certain`
    says.
    """

    key: str
    name: str
    value: float
    amount: int | float
    bar: tuple[float | str, ...]
    words: str
    inside: str = ""
    basis: str = ""
    short: str = ""
    certain: int | None = None

    @property
    def marked(self) -> str:
        """Its name, with what its place rests on where that is not simply recorded."""
        return f"{self.name} ({self.basis})" if self.basis else self.name


class Ranking(ABC):
    """The states in order on any day. `past` is the history that they are counted in.

    Its page shows the date of `as_of`; its chart moves through other days as well.
    """

    key = tab = heading = counts = empty = template = ""
    rules: Sequence[int] = (7,)
    has_presets = True
    parts: Sequence[str] = ("ban",)  # what the parts of a bar stand for
    marks: Sequence[KeyEntry] = ()  # the same in words, the key of its chart
    style = "bars"
    slider_shows = LAW
    longest = None  # where all bars share a whole, as 100 per cent

    def __init__(self, past: History, states, as_of: AsOf, preset="broad"):
        self.past, self.states, self.as_of = past, states, as_of
        self.preset = preset if self.has_presets else ""
        self.names = {state.state_code: state.name for state in states}
        self._counted = {}

    # --- what a ranking says for itself ----------------------------------------------------------

    @abstractmethod
    def count(self, on: date) -> list[RankingEntry]:
        """The entries of a day, in any order; states with nothing are left out."""

    @property
    @abstractmethod
    def first_day(self) -> date | None:
        """The first day on which anything counts."""

    @abstractmethod
    def lead(self, on) -> tuple[str, str, str]:
        """The first sentence in three parts, of which the middle one is the finding."""

    @abstractmethod
    def sub(self, on) -> str:
        """What follows the first sentence."""

    def details(self, entry: RankingEntry) -> dict:
        """What a row of the page shows of an entry beside its position and name."""
        return {}

    def context(self) -> dict:
        """What the template of its rows needs beside them."""
        return {"zeros": len(self.states) - len(self.entries(self.as_of.on))}

    def is_change(self, change) -> bool:
        """Whether a start or end of a term stands on the ranking's slider."""
        return True

    def changes(self) -> Sequence[DatedChange]:
        """The days on which what is ranked changed, for the ranking's slider."""
        return [change for change in law_changes() if self.is_change(change)]

    # --- what follows ----------------------------------------------------------------------------

    def entries(self, on) -> list[RankingEntry]:
        """The entries of a day, the highest first and by name within a tie."""
        if on not in self._counted:
            self._counted[on] = sorted(self.count(on), key=lambda one: (-one.value, one.name))
        return self._counted[on]

    def rows(self) -> list[dict]:
        """The entries of the date of the page, as its template shows them."""
        on = self.as_of.on
        pairs = zip(self.entries(on), self.positions(on), strict=True)
        return [
            {
                "position": position,
                "name": entry.name,
                "href": self.address(entry.key),
                "words": entry.words,
                "basis": entry.basis,
                **self.details(entry),
            }
            for entry, position in pairs
        ]

    def positions(self, on) -> list[str]:
        """The place of each entry: 1, 2, or 3= where several share it."""
        values = [entry.value for entry in self.entries(on)]
        return [say_position(1 + values.index(v), values.count(v) > 1) for v in values]

    def tense(self, on) -> Tense:
        """The tense of what is said of a day."""
        return Tense(on, self.as_of.today)

    def first(self, on) -> list[RankingEntry]:
        """The entries that share the first place."""
        found = self.entries(on)
        return [entry for entry in found if entry.value == found[0].value]

    def title(self, on) -> str:
        """The finding of a day, with the day in it."""
        return "".join(self.lead(on)).removesuffix(".")

    def steps(self) -> list[date]:
        """The days to play through: the end of each year since the first, today, and the day."""
        on, last = self.as_of.on, max(self.as_of.on, self.as_of.today)
        began = max(self.first_day or last, date(last.year - MOST_STEPS, 1, 1))
        ends = {date(year, 12, 31) for year in range(began.year, last.year)}
        return sorted(ends | {on, last})

    def table(self, days):
        """The columns and rows of its file and table: its entries over the days."""
        columns = [Column("state", "State"), Column("name", "Name")]
        columns += [Column(day.isoformat(), _heading(day), True) for day in days]
        by_day = [{entry.key: entry.amount for entry in self.entries(day)} for day in days]
        rows = [
            [
                Link(state_code, self.address(state_code)),
                name,
                *(one.get(state_code, 0) for one in by_day),
            ]
            for state_code, name in self._ever(days)
        ]
        return columns, rows

    def _ever(self, days):
        """Code and name of all that is ranked on one of the days, in the order of the date."""
        names = {
            entry.key: entry.name
            for day in (self.as_of.on, *reversed(days))
            for entry in self.entries(day)
        }
        return list(names.items())

    def address(self, key) -> str:
        """The page of an entry: that of its state."""
        return path_to("state", key.lower()) + self.as_of.query

    def name_of(self, state_code) -> str:
        return self.names.get(state_code, state_code)


class BanRanking(Ranking):
    """A ranking of states by the bans in effect in them."""

    whose: Sequence[str] = ("local",)  # the bans that it counts

    def is_change(self, change) -> bool:
        return change.level in self.whose and display_class(change) in ("ban", "moratorium")

    @cached_property
    def first_day(self):
        return min((binding.starts_on for binding in self.bans), default=None)

    @cached_property
    def bans(self) -> list[MeasureInForce]:
        """Every term of a municipal ban that the preset counts."""
        found = self.past.measures
        return [b for b in found if b.place.is_local and counts_as_ban(b, self.preset)]


def listed_shortly(names) -> str:
    """Names in a line: the first few, and how many more."""
    names = list(names)
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more


def _heading(day):
    return str(day.year) if (day.month, day.day) == (12, 31) else say_short(day)
