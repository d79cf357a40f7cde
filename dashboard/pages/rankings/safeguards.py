"""Statewide laws in effect by their safeguards (R11)."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from dashboard.charts.chart import Column, Link, Said
from dashboard.charts.svg.keys import KeyEntry, of_classes
from dashboard.codebook.comparisons import class_noun, counted_classes
from dashboard.codebook.provision_matrix import (
    coded_of,
    points,
    profile_of,
    range_of,
    scored_questions,
    short_range,
)
from dashboard.pages.rankings.base import Ranking, RankingEntry
from dashboard.pages.rankings.text import named
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from dashboard.words.basis import IN_DOUBT, named_basis
from dashboard.words.display_class import display_label
from dashboard.words.names import citation_of, law_name, with_whose
from dashboard.words.numbers import in_words, opening
from laws.counting.answers import answers_on
from laws.counting.counts import statewide_limits
from laws.counting.on_date import LawOnDate
from laws.counting.safeguards import SCORED_EFFECTS, place_among, reading_order
from laws.text.dates import say
from laws.vocabulary import UNSURE_EFFECT

MOST_COMPARED = 5
FINDING = "the strictest statewide law"
APART = "cannot be told apart by what is coded"


class Safeguards(Ranking):
    """The statewide laws in effect, the strictest class first."""

    key, tab = "safeguards", "Safeguards"
    heading = "Statewide laws by how strict they are"
    counts = (
        "Statewide bans, moratoria and restrictions in effect, of general reach on police or "
        "government. A ban stands above a moratorium, and a moratorium above a restriction. Each "
        "bar is a range of points: from every question that is not coded answered no to every one "
        "answered yes. Laws of one class whose ranges overlap cannot be told apart and have no "
        "place."
    )
    marks = (
        KeyEntry("", "Filled: points that are certain."),
        *of_classes([str(effect) for effect in SCORED_EFFECTS]),
        KeyEntry("none_found", "open: not coded, may go either way"),
    )
    empty = "No statewide limit is in effect on any of these days."
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
    def coded(self):
        """Their coded answers, and how many questions are asked. Two queries."""
        return coded_of(self.laws), scored_questions()

    @cached_property
    def _profiles(self):
        return {}

    def profile(self, slug, on):
        """The profile of one of those laws on a day."""
        if (slug, on) not in self._profiles:
            answers, asked = self.coded
            own = profile_of(self.laws[slug], answers_on(answers[slug], on), asked)
            self._profiles[slug, on] = own
        return self._profiles[slug, on]

    def profiles(self, on):
        """The profiles of the laws of a day, in the order of the entries."""
        return [self.profile(entry.key, on) for entry in self.entries(on)]

    @cached_property
    def first_day(self):
        return min((b.starts_on for b in self.past.measures if b.slug in self.laws), default=None)

    def in_force(self, on):
        return statewide_limits(self.past.law(on))

    def count(self, on):
        return [self._entry(binding, on) for binding in self.in_force(on)]

    def entries(self, on):
        """The laws of a day by their class, then by the middle of their ranges (R11)."""
        found = super().entries(on)
        return sorted(found, key=lambda one: (reading_order(self.profile(one.key, on)), one.name))

    def positions(self, on):
        """The place of each law that can be told apart from all others; nothing for the rest."""
        return [str(found.place or "") for found in self.placings(on)]

    def placings(self, on):
        """How each law stands among the others, in the order of the entries."""
        profiles = self.profiles(on)
        return [
            place_among(own, [*profiles[:n], *profiles[n + 1 :]]) for n, own in enumerate(profiles)
        ]

    def _entry(self, binding, on):
        found = self.profile(binding.slug, on)
        own = [found.score if binding.effect == effect else 0 for effect in SCORED_EFFECTS]
        return RankingEntry(
            key=binding.slug,
            name=_name(binding),
            short=f"{binding.place.state_code} {law_name(binding)}",
            value=found.score,
            amount=found.score,
            bar=(*own, found.highest - found.score),
            words=range_of(found),
            inside=citation_of(binding, law_name(binding)),
            basis=named_basis(binding.basis) if binding.is_certain else IN_DOUBT,
        )

    def lead(self, on):
        day, entries, tense = f"On {say(on)}, ", self.entries(on), self.tense(on)
        be = tense.verb("be")
        if not entries:
            return day, f"no statewide limit {be} in effect", "."
        if len(entries) == 1:
            return f"{day}{entries[0].marked} {be} ", "the only statewide limit", " in effect."
        pairs = zip(entries, self.placings(on), strict=True)
        top = [entry for entry, found in pairs if not found.above]
        if len(top) == 1:
            return f"{day}{top[0].marked}{self._only(top[0], on)} {be} ", FINDING, "."
        if len(top) == len(entries):
            return day, "no statewide law can be called the strictest", f": they {APART}."
        are = tense.verb("be", len(top))
        return f"{day}{named(top, 'statewide law')} ", f"{are} {FINDING}s", f", but {APART}."

    def _only(self, entry, on):
        """That it is the only ban in effect, where it is."""
        classes = [one.law_class for one in self.profiles(on)]
        own = self.profile(entry.key, on).law_class
        return f", the only {class_noun(own)}," if classes.count(own) == 1 else ""

    def sub(self, on):
        entries = self.entries(on)
        if not entries:
            return ""
        law = "statewide limit" if len(entries) == 1 else "statewide limits"
        law += f" on police or government use {self.tense(on).verb('be', len(entries))}"
        classes = counted_classes([one.law_class for one in self.profiles(on)])
        said = f"{opening(len(entries))} {law} in effect: {classes}."
        apart = sum(1 for one in self.placings(on) if not one.place)
        if not apart:
            return said
        return f"{said} {opening(apart)} of them have no place: their ranges overlap."

    def details(self, entry):
        law = self.in_force_by_slug[entry.key]
        found = self.profile(entry.key, self.as_of.on)
        return {
            "label": display_label(law),
            "law": law,
            "act": entry.inside,
            "coded": found.coded,
            "range": short_range(found),
            "asked": found.asked,
            "basis": named_basis(law.basis),
            "effect_doubt": IN_DOUBT if law.effect_basis in UNSURE_EFFECT else "",
            "doubts": law.doubts,
        }

    @cached_property
    def in_force_by_slug(self):
        """The laws in effect on the date of the page."""
        return {binding.slug: binding for binding in self.in_force(self.as_of.on)}

    def context(self):
        first = [entry.key for entry in self.entries(self.as_of.on)[:MOST_COMPARED]]
        compare = path_to("compare") + query(m=first, on=self.as_of.parameter)
        return {"compare": compare if len(first) > 1 else "", "compared": in_words(len(first))}

    def address(self, key):
        """The page of an entry: that of its law."""
        return path_to("measure", key) + self.as_of.query

    def table(self, days):
        columns = [
            Column("law", "Law"), Column("state", "State"), Column("effect", "Effect"),
            Column("score", "At least", True), Column("highest", "At most", True),
            Column("coded", "Questions coded", True), Column("asked", "Questions asked", True),
            Column("from", "In effect from"), Column("until", "Until"),
        ]  # fmt: skip
        terms = defaultdict(list)
        for binding in sorted(self.past.measures, key=lambda b: b.starts_on):
            terms[binding.slug].append(binding)
        ever = [key for key, _ in self._ever(days)]
        return columns, [self._row(term) for key in ever for term in terms[key]]

    def _row(self, binding):
        found = self.profile(binding.slug, self.as_of.on)
        return [
            Link(_name(binding), self.address(binding.slug)),
            binding.place.state_code,
            display_label(binding),
            Said(points(found.score), found.score),
            Said(points(found.highest), found.highest),
            found.coded,
            found.asked,
            Said(binding.starts.say_short(), binding.starts_on),
            Said(binding.ends.say_short(), binding.ends_on) if binding.ends else "",
        ]


def _name(binding):
    return with_whose(binding.place.name, law_name(binding))
