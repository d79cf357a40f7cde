"""States by the safeguards that their law lacks, and that pending bills would add (R13)."""

from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.charts.svg.marks import effect
from dashboard.codebook.answers import coded_words
from dashboard.codebook.questions import short_name, would_do
from dashboard.filters.bill_list import list_of_bills
from dashboard.pages.rankings.base import Ranking, RankingEntry
from dashboard.pages.rankings.gaps import Gaps, StateGaps
from dashboard.pages.rankings.text import named
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from dashboard.words.basis import IN_DOUBT, named_basis
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence
from dashboard.words.numbers import counted, in_words, opening
from dashboard.words.presets import MOST_NAMED
from dashboard.words.searches import in_searches, none_found
from laws.text.dates import say
from laws.vocabulary import LIMITS, Answer, StateRule

STATES = "state or territory,states and territories"
MOST_BESIDE = 3  # laws that a bill is compared with
WOULD = (
    ("adds", "Would"),
    ("completes", "Beyond the law in effect, would"),
    ("sets", "Would also, where the law is not coded,"),
)


class Missing(Ranking):
    """States by how many safeguards their law is known to lack."""

    key, tab = "gaps", "Missing safeguards"
    heading = "Safeguards that state law lacks"
    counts = (
        "The questions of our codebook on police or government use, as the statewide laws in "
        "effect answer them, narrow laws and oversight included. Missing: the law says no, or we "
        "searched, found no general law, and no narrow one sets it. Under a general law, what it "
        "is not coded for is not coded here, never missing. States that we have not searched are "
        "set apart."
    )
    reads = (
        "Dark: missing. Gray: there in part. Open: not coded. The rest of the whole bar is there."
    )
    empty = "No state has been searched."
    template = "dashboard/rankings/_missing.html"
    rules = (13,)
    has_presets = False
    parts = ("this year", "before", "rest")

    @cached_property
    def gaps(self) -> Gaps:
        return Gaps(self.past, self.states)

    @property
    def longest(self):
        return len(self.gaps.asked) or None

    @cached_property
    def first_day(self):
        return min((b.starts_on for b in self.past.measures if not b.place.is_local), default=None)

    def is_change(self, change):
        return change.level == "state"

    def found(self, on) -> list[StateGaps]:
        """The states of which something is known."""
        return [one for one in self.gaps.on(on) if one.safeguards.is_known]

    @cached_property
    def of_day(self) -> dict[str, StateGaps]:
        """The states on the date of the page, by their codes."""
        return {one.state.state_code: one for one in self.gaps.on(self.as_of.on)}

    def count(self, on):
        return [self._entry(one) for one in self.found(on)]

    def _entry(self, one):
        own = one.safeguards
        missing, partly, not_coded = map(len, (own.missing, own.partly, own.not_coded))
        return RankingEntry(
            key=one.state.state_code,
            name=one.state.name,
            value=missing,
            amount=missing,
            bar=(missing, partly, not_coded),
            words=f"{missing} of {len(self.gaps.asked)}",
            inside=f"{missing} missing, {partly} in part, {not_coded} not coded",
            basis=IN_DOUBT if one.own.doubts else "",
        )

    def lead(self, on):
        day, tense = f"On {say(on)}, ", self.tense(on)
        without = [one for one in self.found(on) if one.own.rule not in (*LIMITS, "permits")]
        if not without:
            return day, "no state that we searched", f" {tense.verb('be')} without a general rule."
        number = len(without)
        have, lack = tense.verb("have", number), tense.verb("lack", number)
        rest = f" {have} no general statewide rule on police or government use"
        they = "it" if number == 1 else "they"
        return day, counted(number, STATES), f"{rest}, so {they} {lack} most safeguards."

    def sub(self, on):
        adding = [one for one in self.gaps.on(on) if one.added]
        said = [_adding_words(adding), _unknown_words(self.gaps.on(on))]
        return " ".join(filter(None, said))

    def context(self):
        on = self.as_of.on
        unknown = [one for one in self.gaps.on(on) if not one.safeguards.is_known]
        searched = [one.own.searched_on for one in self.found(on) if one.own.searched_on]
        return {
            "asked": len(self.gaps.asked),
            "searches": in_searches(searched),
            "unknown": [self._unknown(one) for one in unknown],
            "questions": [(short_name(one), self._question(one)) for one in self.gaps.questions],
        }

    def _unknown(self, one):
        return one.state.name, self.address(one.state.state_code), self._bills(one)

    def _question(self, question):
        return path_to("question", question.slug) + self.as_of.query

    def details(self, entry):
        one = self.of_day[entry.key]
        own = one.safeguards
        return {
            "rule": _rule(one),
            "doubts": one.own.doubts,
            "numbers": [len(own.missing), len(own.partly), len(own.present), len(own.not_coded)],
            "which": self._which(own),
            "bills": self._bills(one),
            "compare": path_to("compare") + query(p=entry.key.lower(), on=self.as_of.parameter),
        }

    def _which(self, own):
        """What is missing, or what there is, whichever is less; nothing where all is missing."""
        there = (*own.present, *own.partly)
        if not there and not own.missing:
            return ""
        is_short = 0 < len(own.missing) <= max(len(there), 4)
        words, slugs = ("Missing", own.missing) if is_short else ("There, or in part", there)
        names = [short_name(one) for one in self.gaps.questions if one.slug in slugs]
        said = "; ".join(name[:1].lower() + name[1:] for name in names)
        return f"{words}: {said}." if said else ""

    def _bills(self, one):
        """The pending bills of a state: those that would set something, and the others' number."""
        beside = [law.slug for law in one.own.measures[:MOST_BESIDE]]
        rows = [
            {
                "name": bill.identifier or bill.title,
                "href": path_to("measure", bill.slug) + self.as_of.query,
                "does": self._does(bill, own),
                "compare": path_to("compare")
                + query(m=[bill.slug, *beside], on=self.as_of.parameter)
                if beside
                else "",
            }
            for bill, own in one.adding
        ]
        pending = list_of_bills(self.as_of, one.state.state_code, stage="pending")
        return {"rows": rows, "uncoded": one.uncoded, "pending": pending}

    def _does(self, bill, own):
        """What a bill would do: add, complete, or set what is not coded in the law."""
        answers = self.gaps.provisions[bill.slug]
        for kind, words in WOULD:
            clauses = [_clause(answers[slug]) for slug in getattr(own, kind)]
            if clauses:
                yield f"{words} {listed(clauses)}."


class Adding(Missing):
    """States by how many missing safeguards their pending bills would add."""

    key, tab = "adding", "Bills that add safeguards"
    heading = "Bills that would add a missing safeguard"
    empty = "No pending bill would add a missing safeguard on any of these days."
    reads = "Each bar: the missing safeguards that at least one pending bill would add."
    parts = ("this year",)
    longest = None

    def count(self, on):
        return [self._entry(one) for one in self.gaps.on(on) if one.added]

    def found(self, on):
        return self.gaps.on(on)

    def _entry(self, one):
        names = [short_name(own) for own in self.gaps.questions if own.slug in one.added]
        return RankingEntry(
            key=one.state.state_code,
            name=one.state.name,
            value=len(names),
            amount=len(names),
            bar=(len(names),),
            words=in_words(len(names)),
            inside="; ".join(names),
            basis=IN_DOUBT if one.own.doubts else "",
        )

    def lead(self, on):
        entries, tense = self.entries(on), self.tense(on)
        day = f"On {say(on)}, "
        if not entries:
            return day, "no pending bill", " is coded to add a safeguard that its state lacks."
        where = named(entries, "state")
        have = tense.verb("have", len(entries))
        return day, where, f" {have} pending bills that would add missing safeguards."

    def sub(self, on):
        bills = sum(len(one.adding) for one in self.gaps.on(on))
        uncoded = sum(one.uncoded for one in self.gaps.on(on))
        said = f"{opening(bills)} pending {'bill is' if bills == 1 else 'bills are'} coded."
        if not uncoded:
            return said
        verb = "is" if uncoded == 1 else "are"
        return f"{said} {opening(uncoded)} more on police or government use {verb} not coded yet."


def _clause(row):
    """What a bill does that gives an answer; in part is followed by which part."""
    said = would_do(row.question)
    if row.answer != Answer.QUALIFIED:
        return said
    words = coded_words(row)
    return f"{said} ({words[:1].lower()}{words[1:]})"


def _rule(one) -> SafeString:
    """The statewide rule as mark and word; where none was found, with the day of the search."""
    own = one.own
    if own.rule == StateRule.NONE_FOUND and own.searched_on:
        return effect(own.rule, none_found(own.searched_on))
    basis = named_basis(own.basis)
    return format_html("{} ({})", effect(own.rule), basis) if basis else effect(own.rule)


def _adding_words(adding):
    if not adding:
        return "No pending bill is coded to add a safeguard that its state lacks."
    names = [in_sentence(one.state.name) for one in adding]
    where = listed(names) if len(names) <= MOST_NAMED else counted(len(names), "state")
    return f"Pending bills would add missing safeguards in {where}."


def _unknown_words(found):
    number = sum(not one.safeguards.is_known for one in found)
    return f"We have not searched {counted(number, STATES)}." if number else ""
