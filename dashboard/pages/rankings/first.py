"""States by their first municipal ban: by adoption, and by taking effect (R7)."""

from collections import defaultdict
from functools import cached_property

from dashboard.charts.chart import Column, Link
from dashboard.charts.svg.keys import KeyEntry
from dashboard.map.ranked_states import government_row
from dashboard.pages.rankings.base import BanRanking, RankingEntry
from dashboard.pages.rankings.text import named
from dashboard.words.basis import named_basis
from dashboard.words.lists import listed
from dashboard.words.numbers import in_words
from laws.counting.counts import Government, municipal_bans
from laws.counting.firsts import DatedBan, Order, dated_bans, first_by_state, may_have_preceded
from laws.text.dates import say
from laws.vocabulary import Effect


class First(BanRanking):
    """States by the day on which the first of their local governments adopted a ban."""

    key, tab = "first", "First ban"
    heading = "Each state’s first municipal ban"
    counts = (
        "The day on which a local government of the state first adopted a ban of general reach on "
        "police or government use that took effect, whether or not it is still in effect."
    )
    marks = (KeyEntry("m-ban", "the day on which a local government first adopted a ban"),)
    empty = "No state had a municipal ban by any of these days."
    template = "dashboard/rankings/_first.html"
    style = "days"
    order = Order.ADOPTED
    verb = "adopted"

    @cached_property
    def dated(self) -> list[DatedBan]:
        return dated_bans(self.past, self.preset)

    @cached_property
    def first_day(self):
        return min((ban.day(self.order) for ban in self.dated), default=None)

    def firsts(self, on) -> dict[str, list[DatedBan]]:
        """The first bans of each state up to the day."""
        return first_by_state(self.dated, self.order, on)

    def count(self, on):
        return [self._entry(code, bans) for code, bans in self.firsts(on).items()]

    def _entry(self, state_code, bans):
        day, place = bans[0].day(self.order), listed(_places(bans))
        return RankingEntry(
            key=state_code,
            name=self.name_of(state_code),
            value=-day.toordinal(),
            amount=1,
            bar=(day.isoformat(),),
            words=place,
            inside=f"{place}, {bans[0].when(self.order).say_short()}",
            basis=named_basis(bans[0].basis(self.order)),
        )

    def lead(self, on):
        first = self.first(on)
        if not first:
            return (
                f"By {say(on)}, ",
                f"no state {self.tense(on).verb('have')} had a municipal ban",
                ".",
            )
        number = len(self.entries(on))
        have = self.tense(on).verb("have", number)
        states = f"one state {have} had" if number == 1 else f"{in_words(number)} states {have} had"
        bans = self.firsts(on)[first[0].key]
        when = f"{self.verb} {self._when(bans[0])}"
        whose = f"{first[0].words}’s, " if len(first) == 1 else ""
        finding = f"{named(first, 'state')} first"
        doubt = self._doubt(on, bans[0])
        return f"By {say(on)}, {states} a municipal ban, ", finding, f": {whose}{when}.{doubt}"

    def _when(self, ban):
        when = ban.when(self.order)
        return f"{'' if when.precision == 'day' else 'in '}{when.say()}"

    def _doubt(self, on, first):
        """Which bans may have come before: the order hangs on days that are not known exactly."""
        earlier = may_have_preceded(self.dated, first, self.order)
        if not earlier:
            return ""
        names = listed(_places(earlier))
        days = listed(
            dict.fromkeys(
                f"{ban.when(self.order).say()}{_in_brackets(ban.basis(self.order))}"
                for ban in earlier
            )
        )
        return f" That is not certain: {names}’s is known only as {days}."

    def sub(self, on):
        firsts = self.firsts(on)
        later = [one for one in self.entries(on) if one not in self.first(on)]
        if not later:
            return self._other_order(on)
        last = later[-1]
        when = self._when(firsts[last.key][0])
        latest = f"The latest to follow was {last.marked}, with {last.words}’s, {self.verb} {when}."
        return f"{latest} {self._other_order(on)}".strip()

    def _other_order(self, on):
        """Where the other order begins with another ban, which one."""
        other = Order.IN_EFFECT if self.order == Order.ADOPTED else Order.ADOPTED
        mine, others = self.firsts(on), first_by_state(self.dated, other, on)
        if not mine or not others:
            return ""
        first, theirs = (next(iter(found.values())) for found in (mine, others))
        if _places(first) == _places(theirs):
            return ""
        verb = "to take effect" if other == Order.IN_EFFECT else "adopted"
        when = theirs[0].when(other)
        on_or_in = "on" if when.precision == "day" else "in"
        is_sure = not may_have_preceded(self.dated, theirs[0], other)
        doubt = "" if is_sure else ", though that is not certain"
        return f"The first {verb} was {listed(_places(theirs))}’s, {on_or_in} {when.say()}{doubt}."

    def details(self, entry):
        bans = self.firsts(self.as_of.on)[entry.key]
        return {
            "adopted": bans[0].adopted.on,
            "adopted_basis": named_basis(bans[0].adopted.basis),
            "starts": bans[0].starts,
            "starts_basis": named_basis(bans[0].measure.start_basis),
            "bans": self._bans(bans),
            "still": entry.key in self.with_a_ban,
        }

    @cached_property
    def with_a_ban(self):
        """The states that have a ban on the date of the page."""
        law = self.past.law(self.as_of.on)
        return {row.state_code for row in municipal_bans(law, self.preset)}

    def _bans(self, bans):
        governments = defaultdict(list)
        for ban in bans:
            governments[ban.place.government].append(ban.measure)
        return [
            government_row(
                Government(group[0].place, _strongest(group), tuple(group)), self.as_of.query
            )
            for group in governments.values()
        ]

    def table(self, days):
        columns = [
            Column("state", "State"), Column("name", "Name"), Column("first_ban", "First ban"),
            Column("government", "Government"), Column("measure", "Measure"),
            Column("rests_on", "Rests on"), Column("adopted", "Adopted"),
            Column("in_effect_from", "In effect from"),
        ]  # fmt: skip
        firsts = self.firsts(max([self.as_of.on, *days]))
        rows = [
            [
                Link(state_code, self.address(state_code)),
                name,
                firsts[state_code][0].day(self.order),
                listed(_places(firsts[state_code])),
                firsts[state_code][0].measure.slug,
                str(firsts[state_code][0].basis(self.order)),
                firsts[state_code][0].adopted.on.isoformat(),
                firsts[state_code][0].starts.isoformat(),
            ]
            for state_code, name in self._ever(days)
        ]
        return columns, rows


class FirstInEffect(First):
    """States by the day from which the first of their local governments had a ban in effect."""

    key, tab = "first-in-effect", "First in effect"
    heading = "Each state’s first municipal ban in effect"
    counts = (
        "The first day on which a local government of the state certainly had a ban of general "
        "reach in effect on police or government use, whether or not it is still in effect."
    )
    marks = (KeyEntry("m-ban", "the first day on which a local government had a ban"),)
    order = Order.IN_EFFECT
    verb = "in effect from"


def _places(bans):
    return list(dict.fromkeys(ban.place.display_name for ban in bans))


def _in_brackets(basis):
    return f" ({named_basis(basis)})" if named_basis(basis) else ""


def _strongest(bans):
    return min((b.effect for b in bans), key=(Effect.BAN, Effect.MORATORIUM).index)
