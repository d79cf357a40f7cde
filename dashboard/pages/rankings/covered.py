"""States by the share of their people whom a ban covers (R10)."""

from functools import cached_property

from django.utils.safestring import mark_safe

from dashboard.charts.chart import Column
from dashboard.charts.svg.keys import KeyEntry
from dashboard.charts.svg.units import share_bar
from dashboard.pages.rankings.base import BanRanking, RankingEntry, listed_shortly
from dashboard.pages.rankings.covered_rows import counted_bans
from dashboard.pages.rankings.text import named
from dashboard.words.basis import IN_DOUBT, named_basis
from dashboard.words.numbers import population_of, say_share
from dashboard.words.people import about_covered
from laws.counting.counts import counts_as_ban
from laws.counting.coverage import people_covered, people_covered_nationwide
from laws.text.dates import say


class Covered(BanRanking):
    """States by the share of their people who live under a ban."""

    key, tab = "covered", "People covered"
    heading = "People covered by a ban, by state"
    counts = (
        "People whom a ban of general reach on police or government use covers where they live: of "
        "their state, their city, or, outside of cities and towns, their county; each counted "
        "once, however many bans apply. Populations are those of the years named, on every day."
    )
    marks = (
        KeyEntry("ban", "people whom a ban covers"),
        KeyEntry("in-doubt-ban", "only a ban in doubt covers them"),
        KeyEntry("none_found", "all other people of the state"),
    )
    empty = "No one is covered by a ban on any of these days."
    template = "dashboard/rankings/_covered.html"
    rules = (10,)
    parts = ("ban", "in doubt", "rest")
    whose = ("local", "state")
    longest = 100

    def coverages(self, on):
        """(state, people covered) of each state in which a ban covers anyone on the day."""
        law = self.past.law(on)
        pairs = [(state, people_covered(law, state, self.preset)) for state in self.states]
        return [(state, coverage) for state, coverage in pairs if coverage.possible_share]

    def count(self, on):
        return [self._entry(state, coverage) for state, coverage in self.coverages(on)]

    def _entry(self, state, coverage):
        percent, widest = round(100 * coverage.share, 1), round(100 * coverage.possible_share, 1)
        where = listed_shortly(one.place.display_name for one in coverage.places)
        words = say_share(coverage.share)
        if coverage.in_doubt:
            words += f" or {say_share(coverage.possible_share)}"
        return RankingEntry(
            key=state.state_code,
            name=state.name,
            value=coverage.share,
            amount=coverage.covered,
            bar=(percent, round(widest - percent, 1), round(100 - widest, 1)),
            words=words,
            inside=f"{coverage.covered:,} people, {where or 'the whole state'}",
            basis=IN_DOUBT if coverage.in_doubt else named_basis(coverage.basis),
        )

    @cached_property
    def bans(self):
        """Every term that covers anyone: states' own bans as well."""
        return [b for b in self.past.measures if counts_as_ban(b, self.preset)]

    def lead(self, on):
        first, day, tense = self.first(on), f"On {say(on)}, ", self.tense(on)
        none = f"no one {tense.verb('be')} covered by a ban"
        if not first:
            return day, none, "."
        if not first[0].value:
            return day, f"{none} beyond doubt", "."
        share = say_share(first[0].value)
        finding = "the largest share of people covered by a ban"
        if len(first) == 1:
            return f"{day}{first[0].marked} {tense.verb('have')} ", finding, f": {share}."
        have = tense.verb("have", len(first))
        return f"{day}{named(first, 'state')} {have} ", finding, f": {share} each."

    def sub(self, on):
        found = people_covered_nationwide(self.past.law(on), self.states, self.preset)
        if not found.possible:
            return ""
        people = about_covered(found, f"{say_share(found.share)} of all" if found.share else "")
        return f"People covered in all: {people}. {population_of(found.years).capitalize()}."

    @cached_property
    def covered(self):
        """The people covered in each state on the date, by the state's code."""
        found = self.coverages(self.as_of.on)
        return {state.state_code: (state, coverage) for state, coverage in found}

    def details(self, entry):
        state, coverage = self.covered[entry.key]
        return {
            "coverage": coverage,
            "bar": mark_safe(share_bar(coverage.share, coverage.possible_share)),
            "bans": self._bans(state, coverage),
        }

    def _bans(self, state, coverage):
        law = self.past.law(self.as_of.on)
        return list(counted_bans(law, state, coverage, self.preset, self.as_of.query))

    def table(self, days):
        columns, rows = super().table(days)
        people = {
            state.state_code: (state.population, state.population_year) for state in self.states
        }
        columns[2:2] = [
            Column("population", "People of the state", True),
            Column("population_year", "Population of", True),
        ]
        columns.append(Column("in_doubt", "More, if bans in doubt count", True))
        for row in rows:
            state = self.covered.get(row[0].text)
            row[2:2] = people[row[0].text]
            row.append(state[1].in_doubt if state else 0)
        return columns, rows
