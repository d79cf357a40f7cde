"""What every ranking is: lines in order on any day, in words, as bars and as a table."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.charts.chart import Column, Link
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query
from dashboard.words.display_class import display_class
from dashboard.words.names import say_position
from laws.counting.counts import counts_as_ban
from laws.text.dates import say_short

MOST_STEPS = 12
MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a ranking on a day.

    It is ranked by `value`, the highest first; `amount` stands in tables and `words` at the end of
    its bar, whose parts have the lengths of `bar`. `inside` says what the bar consists of; beside
    the bar stands `short`, where it has one.
    """

    key: str
    name: str
    value: float
    amount: int | float
    bar: tuple
    words: str
    inside: str = ""
    basis: str = ""
    short: str = ""

    @property
    def marked(self):
        """Its name, with what its place rests on where that is not simply recorded."""
        return f"{self.name} ({self.basis})" if self.basis else self.name


class Ranking(ABC):
    """The states in order on any day. `past` is the history that they are counted in."""

    key = tab = heading = counts = reads = empty = template = ""
    rules: Sequence[int] = (7,)
    has_presets = True
    parts: Sequence[str] = ("ban",)  # what the parts of a bar stand for
    style = "bars"
    longest = None  # where all bars share a whole, as 100 per cent

    def __init__(self, past, states, preset="broad"):
        self.past, self.states = past, states
        self.preset = preset if self.has_presets else ""
        self.names = {state.state_code: state.name for state in states}
        self._counted = {}

    # --- what a ranking says for itself ----------------------------------------------------------

    @abstractmethod
    def count(self, on: date) -> list[Entry]:
        """The lines of a day, in any order; states with nothing are left out."""

    @property
    @abstractmethod
    def first_day(self) -> date | None:
        """The first day on which anything counts."""

    @abstractmethod
    def lead(self, on):
        """The first sentence in three parts, of which the middle one is the finding."""

    @abstractmethod
    def sub(self, on):
        """What follows the first sentence."""

    def context(self, on):
        """What the template of its rows needs."""
        return {"zeros": len(self.states) - len(self.entries(on))}

    def is_change(self, change):
        """Whether a start or end of a term stands on the ranking's slider."""
        return True

    # --- what follows ----------------------------------------------------------------------------

    def entries(self, on):
        """The lines of a day, the highest first and by name within a tie."""
        if on not in self._counted:
            self._counted[on] = sorted(self.count(on), key=lambda one: (-one.value, one.name))
        return self._counted[on]

    def positions(self, on):
        """The place of each line: 1, 2, or 3= where several share it."""
        values = [entry.value for entry in self.entries(on)]
        return [say_position(1 + values.index(v), values.count(v) > 1) for v in values]

    def first(self, on):
        """The lines that share the first place."""
        found = self.entries(on)
        return [entry for entry in found if entry.value == found[0].value]

    def title(self, on):
        """The finding of a day, with the day in it."""
        return "".join(self.lead(on)).removesuffix(".")

    def steps(self, as_of):
        """The days to play through: the end of each year since the first, today, and the day."""
        on, last = as_of.on, max(as_of.on, as_of.today)
        began = max(self.first_day or last, date(last.year - MOST_STEPS, 1, 1))
        ends = {date(year, 12, 31) for year in range(began.year, last.year)}
        return sorted(ends | {on, last})

    def table(self, days, on):
        """The columns and rows of its file and table: its lines over the days."""
        columns = [Column("state", "State"), Column("name", "Name")]
        columns += [Column(day.isoformat(), _heading(day), True) for day in days]
        by_day = [{entry.key: entry.amount for entry in self.entries(day)} for day in days]
        rows = [
            [
                Link(state_code, self.state_address(state_code, on)),
                name,
                *(one.get(state_code, 0) for one in by_day),
            ]
            for state_code, name in self._ever(days, on)
        ]
        return columns, rows

    def _ever(self, days, on):
        """Code and name of whatever stands on a line on one of the days, in the day's order."""
        found = {
            entry.key: entry.name for day in (on, *reversed(days)) for entry in self.entries(day)
        }
        return list(found.items())

    def state_address(self, state_code, on):
        return path_to("state", state_code.lower()) + query(on=on_parameter(on))

    def name_of(self, state_code):
        return self.names.get(state_code, state_code)


class BanRanking(Ranking):
    """A ranking of states by the bans in effect in them."""

    def is_change(self, change):
        return display_class(change) in ("ban", "moratorium")

    @cached_property
    def first_day(self):
        return min((binding.starts_on for binding in self.bans), default=None)

    @cached_property
    def bans(self):
        """Every term of a municipal ban that the preset counts."""
        found = self.past.measures
        return [b for b in found if b.place.is_local and counts_as_ban(b, self.preset)]


def listed_shortly(names):
    """Names in a line: the first few, and how many more."""
    names = list(names)
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more


def _heading(day):
    return str(day.year) if (day.month, day.day) == (12, 31) else say_short(day)
