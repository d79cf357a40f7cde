"""States by the day of their first municipal ban (R7)."""

from collections import defaultdict
from functools import cached_property

from dashboard.charts.chart import Column, Link
from dashboard.map.ranked_states import government_row
from dashboard.pages.rankings.base import BanRanking, RankingEntry
from dashboard.pages.rankings.text import named
from dashboard.words.lists import listed
from dashboard.words.numbers import in_words
from laws.counting.counts import Government, municipal_bans
from laws.text.dates import say, say_short
from laws.vocabulary import Basis, Effect


class First(BanRanking):
    """States by the day from which the first of their local governments had a ban."""

    key, tab = "first", "First ban"
    heading = "Each state’s first municipal ban"
    counts = (
        "The first day on which a local government of the state had a ban of general reach in "
        "effect on police or government use, whether or not it is still in effect."
    )
    reads = "A mark stands at the first day on which a local government of the state had a ban."
    empty = "No state had a municipal ban by any of these days."
    template = "dashboard/rankings/_first.html"
    style = "days"

    @cached_property
    def firsts(self):
        """The first bans of each state: several where they began on one day."""
        found = defaultdict(list)
        for binding in sorted(self.bans, key=lambda b: (b.starts_on, b.place.name, b.slug)):
            known = found[binding.place.state_code]
            if not known or known[0].starts_on == binding.starts_on:
                known.append(binding)
        return found

    def count(self, on):
        return [
            self._entry(state_code, bindings)
            for state_code, bindings in self.firsts.items()
            if bindings[0].starts_on <= on
        ]

    def _entry(self, state_code, bindings):
        day, basis = bindings[0].starts_on, bindings[0].basis
        place = listed(_places(bindings))
        return RankingEntry(
            key=state_code,
            name=self.name_of(state_code),
            value=-day.toordinal(),
            amount=1,
            bar=(day.isoformat(),),
            words=place,
            inside=f"{place}, {say_short(day)}",
            basis="" if basis == Basis.RECORDED else str(basis),
        )

    def lead(self, on):
        first = self.first(on)
        if not first:
            return f"By {say(on)}, ", "no state had a municipal ban", "."
        number = len(self.entries(on))
        states = "one state has had" if number == 1 else f"{in_words(number)} states have had"
        day = self.firsts[first[0].key][0].starts_on
        whose = f"{first[0].words}’s, " if len(first) == 1 else ""
        finding = f"{named(first, 'state')} first"
        return f"By {say(on)}, {states} a municipal ban, ", finding, f": {whose}from {say(day)}."

    def sub(self, on):
        later = [one for one in self.entries(on) if one not in self.first(on)]
        if not later:
            return ""
        last = later[-1]
        day = self.firsts[last.key][0].starts_on
        return f"The latest to follow was {last.marked}, with {last.words} from {say(day)}."

    def details(self, entry):
        return {"bans": self._bans(entry.key), "still": entry.key in self.with_a_ban}

    @cached_property
    def with_a_ban(self):
        """The states that have a ban on the date of the page."""
        law = self.past.law(self.as_of.on)
        return {row.state_code for row in municipal_bans(law, self.preset)}

    def _bans(self, state_code):
        governments = defaultdict(list)
        for binding in self.firsts[state_code]:
            governments[binding.place.government].append(binding)
        return [
            government_row(
                Government(bans[0].place, _strongest(bans), tuple(bans)), self.as_of.query
            )
            for bans in governments.values()
        ]

    def table(self, days):
        columns = [
            Column("state", "State"), Column("name", "Name"), Column("first_ban", "First ban"),
            Column("government", "Government"), Column("measure", "Measure"),
            Column("rests_on", "Rests on"),
        ]  # fmt: skip
        rows = [
            [
                Link(state_code, self.address(state_code)),
                name,
                self.firsts[state_code][0].starts_on,
                listed(_places(self.firsts[state_code])),
                self.firsts[state_code][0].slug,
                str(self.firsts[state_code][0].basis),
            ]
            for state_code, name in self._ever(days)
        ]
        return columns, rows


def _places(bindings):
    return list(dict.fromkeys(b.place.display_name for b in bindings))


def _strongest(bindings):
    return min((b.effect for b in bindings), key=(Effect.BAN, Effect.MORATORIUM).index)
