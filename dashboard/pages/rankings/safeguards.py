"""Statewide laws in effect by their safeguards (R11)."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from dashboard.charts.chart import Column, Link, Said
from dashboard.codebook.provision_matrix import points, provisions_of, score_of
from dashboard.pages.rankings.base import Ranking, RankingEntry
from dashboard.pages.rankings.text import named
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from dashboard.words.display_class import display_label
from dashboard.words.names import law_name
from dashboard.words.numbers import in_words, opening
from laws.counting.counts import statewide_limits
from laws.counting.on_date import LawOnDate
from laws.counting.safeguards import SCORED_EFFECTS, profile
from laws.text.dates import say
from laws.vocabulary import Basis

MOST_COMPARED = 5


class Safeguards(Ranking):
    """The statewide laws in effect by their safeguards score."""

    key, tab = "safeguards", "Safeguards"
    heading = "Statewide laws by their safeguards"
    counts = (
        "Statewide bans, moratoria and restrictions in effect, of general reach on police or "
        "government: one for each safeguard, a half for each in part, over the questions coded. "
        "What is not coded never counts as no."
    )
    reads = "The whole bar is the number of questions coded; the filled part is the score."
    empty = "No statewide law in effect on any of these days is coded."
    template = "dashboard/rankings/_safeguards.html"
    rules = (11,)
    has_presets = False
    parts = (*map(str, SCORED_EFFECTS), "rest")

    def is_change(self, change):
        return change.level == "state" and change.effect in SCORED_EFFECTS

    @cached_property
    def laws(self):
        """Every statewide limit that was ever in effect, by its slug."""
        ever = LawOnDate(date.max, self.past.measures)
        return {binding.slug: binding for binding in statewide_limits(ever)}

    @cached_property
    def profiles(self):
        """The profiles of those laws by their slugs. One query."""
        answers = provisions_of(self.laws)
        return {
            slug: profile({question: row.answer for question, row in answers[slug].items()})
            for slug in self.laws
        }

    @cached_property
    def first_day(self):
        coded = {slug for slug, found in self.profiles.items() if found.coded}
        return min((b.starts_on for b in self.past.measures if b.slug in coded), default=None)

    def in_force(self, on):
        return statewide_limits(self.past.law(on))

    def count(self, on):
        return [self._entry(b) for b in self.in_force(on) if self.profiles[b.slug].coded]

    def _entry(self, binding):
        found = self.profiles[binding.slug]
        own = [found.score if binding.effect == effect else 0 for effect in SCORED_EFFECTS]
        return RankingEntry(
            key=binding.slug,
            name=_name(binding),
            short=f"{binding.place.state_code} {binding.identifier or law_name(binding)}",
            value=found.score,
            amount=found.score,
            bar=(*own, found.coded - found.score),
            words=score_of(found),
            inside=law_name(binding),
            basis="" if binding.basis == Basis.RECORDED else str(binding.basis),
        )

    def lead(self, on):
        first = self.first(on)
        if not first:
            return f"On {say(on)}, ", "no statewide limit in effect is coded", "."
        if len(first) == 1:
            finding, rest = "the highest safeguards score", f": {first[0].words}."
            return f"On {say(on)}, {first[0].marked} has ", finding, f" of any statewide law{rest}"
        scores = {one.words for one in first}
        rest = f": {first[0].words} each." if len(scores) == 1 else "."
        return f"On {say(on)}, {named(first, 'statewide law')} ", "share the highest score", rest

    def sub(self, on):
        number, coded = len(self.in_force(on)), len(self.entries(on))
        if not number:
            return ""
        law = "statewide limit on police or government use is"
        if number > 1:
            law = "statewide limits on police or government use are"
        said = f"{opening(number)} {law} in effect."
        if coded == number:
            return said
        left = number - coded
        be = "is" if left == 1 else "are"
        return f"{said} {opening(left)} of them {be} not coded and not ranked."

    def details(self, entry):
        law = self.in_force_by_slug[entry.key]
        return {"label": display_label(law), "law": law, "act": entry.inside}

    @cached_property
    def in_force_by_slug(self):
        """The laws in effect on the date of the page."""
        return {binding.slug: binding for binding in self.in_force(self.as_of.on)}

    def context(self):
        best = [entry.key for entry in self.entries(self.as_of.on)[:MOST_COMPARED]]
        compare = path_to("compare") + query(m=best, on=self.as_of.parameter)
        laws = self.in_force_by_slug.items()
        return {
            "compare": compare if len(best) > 1 else "",
            "compared": in_words(len(best)),
            "uncoded": [_name(b) for slug, b in laws if not self.profiles[slug].coded],
        }

    def address(self, key):
        """The page of an entry: that of its law."""
        return path_to("measure", key) + self.as_of.query

    def table(self, days):
        columns = [
            Column("law", "Law"), Column("state", "State"), Column("effect", "Effect"),
            Column("score", "Score", True), Column("coded", "Questions coded", True),
            Column("from", "In effect from"), Column("until", "Until"),
        ]  # fmt: skip
        terms = defaultdict(list)
        for binding in sorted(self.past.measures, key=lambda b: b.starts_on):
            terms[binding.slug].append(binding)
        ever = [key for key, _ in self._ever(days)]
        return columns, [self._row(term) for key in ever for term in terms[key]]

    def _row(self, binding):
        found = self.profiles[binding.slug]
        return [
            Link(_name(binding), self.address(binding.slug)),
            binding.place.state_code,
            display_label(binding),
            Said(points(found.score), found.score),
            found.coded,
            binding.starts_on,
            binding.ends_on or "",
        ]


def _name(binding):
    return f"{binding.place.name} {binding.identifier or law_name(binding)}"
