"""States by the bills of their legislatures on the record."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date
from functools import cached_property

from dashboard.pages.rankings.base import Entry, Ranking
from dashboard.pages.rankings.text import named, second_sentence
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query
from dashboard.words.numbers import in_words
from laws.models import Measure
from laws.text.dates import say
from laws.vocabulary import STATE_LEVEL, MeasureKind


class Introduced(Ranking):
    """States by how many bills of their legislatures are on the record."""

    key, tab = "introduced", "Bills introduced"
    heading = "Most bills by state"
    counts = (
        "Bills of state legislatures on this record, each from its first action, whatever became "
        "of it. It counts what was found: nobody has searched every session of every state."
    )
    reads = "The right-hand part of a bar: the bills from the year of the day shown."
    empty = "No bill of a state is on this record."
    template = "dashboard/rankings/_introduced.html"
    rules = (6,)
    has_presets = False
    parts = ("before", "this year")

    @cached_property
    def bills(self):
        """The first days of the bills of each state, in order. One query."""
        rows = Measure.objects.published().filter(
            kind=MeasureKind.BILL,
            jurisdiction__kind__in=STATE_LEVEL,
            first_action_on__isnull=False,
        )
        found = defaultdict(list)
        columns = ("jurisdiction__state_code", "first_action_on")
        for state_code, day in rows.order_by("first_action_on").values_list(*columns):
            found[state_code].append(day)
        return found

    @cached_property
    def first_day(self):
        return min((days[0] for days in self.bills.values()), default=None)

    def count(self, on):
        found = [
            (state_code, bisect_right(days, on), days) for state_code, days in self.bills.items()
        ]
        return [
            self._entry(state_code, number, days, on)
            for state_code, number, days in found
            if number
        ]

    def _entry(self, state_code, number, days, on):
        lately = number - bisect_left(days, date(on.year, 1, 1))
        return Entry(
            key=state_code,
            name=self.name_of(state_code),
            value=number,
            amount=number,
            bar=(number - lately, lately),
            words=f"{number:,}",
            inside=f"{in_words(lately)} of them in {on.year}",
        )

    def lead(self, on):
        first = self.first(on)
        if not first:
            return f"By {say(on)}, ", "no bill of a state", " was on this record."
        number = in_words(first[0].value)
        if len(first) == 1:
            finding = "more bills on this record than any other state"
            return f"By {say(on)}, {first[0].name} has ", finding, f": {number}."
        finding = "share the most bills on this record"
        return f"By {say(on)}, {named(first, 'state')} ", finding, f": {number} each."

    def sub(self, on):
        found = self.entries(on)
        if not found:
            return ""
        total, lately = sum(one.value for one in found), sum(one.bar[1] for one in found)
        where = found[0].name if len(found) == 1 else f"{in_words(len(found))} states"
        said = (
            f"In all, {in_words(total)} {'bill' if total == 1 else 'bills'} of {where}, "
            f"{in_words(lately)} of them from {on.year}."
        )
        return f"{said} {second_sentence(found)}".strip()

    def context(self, on):
        pairs = zip(self.entries(on), self.positions(on), strict=True)
        rows = [
            {
                "position": position,
                "name": entry.name,
                "href": self.state_address(entry.key, on),
                "number": entry.amount,
                "bills": _bills(entry.key, on),
                "lately": entry.bar[1],
                "bills_lately": _bills(entry.key, on, on.year),
            }
            for entry, position in pairs
        ]
        return super().context(on) | {"rows": rows, "year": on.year}


def _bills(state_code, on, year=None):
    asked = {"state": state_code.lower(), "level": "state", "kind": MeasureKind.BILL, "year": year}
    return path_to("measures") + query(**asked, on=on_parameter(on))
