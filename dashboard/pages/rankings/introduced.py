"""States by the bills of their legislatures."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date
from functools import cached_property
from itertools import chain

from dashboard.charts.svg.keys import KeyEntry
from dashboard.filters.bill_list import list_of_bills
from dashboard.pages.rankings.base import Ranking, RankingEntry
from dashboard.pages.rankings.text import named, second_sentence
from dashboard.web.date_slider import INTRODUCTIONS, Change
from dashboard.words.numbers import in_words
from laws.models import Measure
from laws.text.dates import say
from laws.vocabulary import STATE_LEVEL


class Introduced(Ranking):
    """States by how many bills of their legislatures are in our database."""

    key, tab = "introduced", "Bills introduced"
    heading = "Most bills by state"
    counts = (
        "Bills of state legislatures, each from its first action, whatever became of it. Bills of "
        "Congress, resolutions, and laws whose bill is not known are left out. We count the bills "
        "we found: we have not searched every session of every state."
    )
    marks = (
        KeyEntry("earlier", "bills from earlier years"),
        KeyEntry("law", "bills from the year of the day shown"),
    )
    empty = "No state bill is in our database."
    template = "dashboard/rankings/_introduced.html"
    rules = (6,)
    has_presets = False
    parts = ("before", "this year")
    slider_shows = INTRODUCTIONS

    @cached_property
    def bills(self):
        """The first days of the bills of each state, in order. One query."""
        rows = Measure.objects.published().bills()
        rows = rows.filter(jurisdiction__kind__in=STATE_LEVEL, first_action_on__isnull=False)
        found = defaultdict(list)
        columns = ("jurisdiction__state_code", "first_action_on")
        for state_code, day in rows.order_by("first_action_on").values_list(*columns):
            found[state_code].append(day)
        return found

    @cached_property
    def first_day(self):
        return min((days[0] for days in self.bills.values()), default=None)

    def changes(self):
        days = chain.from_iterable(self.bills.values())
        return [Change(day, "state", "start") for day in days]

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
        return RankingEntry(
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
            introduced = "will have been" if self.tense(on).is_future else "had been"
            return f"By {say(on)}, ", "no state bill", f" {introduced} introduced."
        number, tense = in_words(first[0].value), self.tense(on)
        if len(first) == 1:
            finding = "more bills in our database than any other state"
            return f"By {say(on)}, {first[0].name} {tense.verb('have')} ", finding, f": {number}."
        finding = f"{tense.verb('share', len(first))} the most bills in our database"
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
        return f"{said} {second_sentence(found, self.tense(on))}".strip()

    def details(self, entry):
        return {
            "number": entry.amount,
            "bills": list_of_bills(self.as_of, entry.key),
            "lately": entry.bar[1],
            "bills_lately": list_of_bills(self.as_of, entry.key, year=self.as_of.on.year),
        }

    def context(self):
        return super().context() | {"year": self.as_of.on.year}
