"""The changes of the law that /changes-in-law/ is asked for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard.web.as_of import AsOf
from dashboard.web.page_url import Address, path_to
from dashboard.web.params import query
from dashboard.words.changes_in_law import about, is_open
from laws.counting.changes import Direction, Kind, LawChange

# What changes are chosen by: what happened, or which way it moved the law.
CHOICES = {
    Kind.TOOK_EFFECT.value: "Took effect",
    Kind.ENDED.value: "Ended",
    Kind.AMENDED.value: "Amended",
    Kind.ADOPTED.value: "Adopted, not yet in effect",
    Kind.PART_BEGAN.value: "Took effect in a further part",
    Kind.PART_ENDED.value: "Ended in part",
    Direction.TIGHTENED.value: "Tightened the law",
    Direction.LOOSENED.value: "Loosened the law",
}


@dataclass(frozen=True)
class Changes:
    """Changes of the law as of a date: of a year (None for all), and of those of one government's
    state, of one kind and about one matter, where those are asked for.

    `all_changes` are those of the whole record; `names` the states and the country by code.
    """

    as_of: AsOf
    all_changes: list[LawChange]
    names: dict[str, str]
    year: int | None
    state: str = ""  # a postal code in lower case, or us
    change: str = ""
    about: str = ""

    @cached_property
    def of_all_years(self) -> list[LawChange]:
        """Those of every year that the other choices leave, the earliest first."""
        return [one for one in self.all_changes if self._is_chosen(one)]

    @cached_property
    def chosen(self) -> list[LawChange]:
        """Those of the year, the earliest first."""
        return [one for one in self.of_all_years if self.year in (None, one.when.day.year)]

    @property
    def so_far(self) -> list[LawChange]:
        """Those up to the date, or up to today where the date is to come."""
        last = min(self.as_of.on, self.as_of.today)
        return [one for one in self.chosen if one.day <= last]

    @property
    def ahead(self) -> list[LawChange]:
        """Those after it, as far as they are known."""
        last = min(self.as_of.on, self.as_of.today)
        return [one for one in self.chosen if one.day > last]

    @property
    def not_certain(self) -> bool:
        """Whether an imprecise date leaves open if one of those has taken effect (R1)."""
        return any(is_open(one, self.as_of) for one in self.ahead)

    @property
    def years(self) -> dict[int, Counter[str]]:
        """How many changes of each kind and direction each year has, the latest year first."""
        found: dict[int, Counter[str]] = {}
        for one in reversed(self.of_all_years):
            tally = found.setdefault(one.when.day.year, Counter())
            tally.update(keys_of(one))
        return dict(sorted(found.items(), reverse=True))

    @property
    def state_name(self) -> str:
        """The state that is asked for, by name; empty for all."""
        return "Federal law" if self.state == "us" else self.names[self.state.upper()]

    @property
    def own_query(self) -> str:
        """What names the page among those of other years and states; choices within it do not."""
        year = "all" if self.year is None else self.year
        is_default = year == self.as_of.on.year
        return query(year=None if is_default else year, state=self.state, on=self.as_of.parameter)

    def address(self, **changed: str | None) -> Address:
        """The address of the page with these choices, some of them changed."""
        year = "all" if self.year is None else str(self.year)
        asked = {"year": year, "state": self.state, "change": self.change, "about": self.about}
        asked |= {"on": self.as_of.parameter or ""} | changed
        return Address(
            path_to("changes-in-law"), tuple((name, v) for name, v in asked.items() if v)
        )

    def _is_chosen(self, one: LawChange) -> bool:
        return (
            self.state in ("", code_of(one))
            and (not self.change or self.change in keys_of(one))
            and self.about in ("", about(one.measure))
        )


def keys_of(one: LawChange) -> Iterable[str]:
    """The values of `change` that choose a change."""
    return filter(None, (one.kind.value, one.direction.value))


def code_of(one: LawChange) -> str:
    """The state of a change as an address names it; us for the country."""
    return one.measure.place.state_code.lower() or "us"
