"""What stands in a column of the comparison: a measure, or a place with the measure that is the
strongest there.
"""

from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from dashboard.charts.svg.scales import DOUBT_SIGN
from dashboard.codebook.provision_matrix import range_of
from dashboard.web.as_of import AsOf
from dashboard.words.basis import resting_on
from dashboard.words.display_class import effect_doubt, effect_mark
from dashboard.words.force import PARTLY, ground_of, when_of, word_of
from dashboard.words.lists import listed
from dashboard.words.names import government_of, law_name, name_with_state, with_whose
from dashboard.words.place_addresses import address_of
from dashboard.words.searches import gap_of
from dashboard.words.use_modes import use_words
from laws.counting.on_date import STRENGTH
from laws.counting.stacks import whom_it_covers
from laws.vocabulary import (
    UNSURE_EFFECT,
    ActionKind,
    Basis,
    EffectBasis,
    Reach,
    Regulates,
    Stage,
)

NOTHING = mark_safe('–<span class="vh"> not a place</span>')
NO_MEASURE = "no measure"
NOT_YET = "Not coded yet"
WHOSE = {"own": "its own", "country": "of the country"}


class ComparedMeasure:
    """A measure that came from `with_all`, as a column."""

    is_place = False
    unanswered = ""

    def __init__(self, measure, on):
        self.measure, self.on = measure, on
        self.slug, self.key = measure.slug, ("m", measure.slug)

    @property
    def name(self):
        """What it is called, with its government: Maine LD 1585 (2021)."""
        return with_whose(self.measure.jurisdiction.display_name, self.heading)

    @property
    def heading(self):
        """What stands above its column: what it is called."""
        return law_name(self.measure)

    @property
    def under(self):
        return government_of(self.measure)

    @property
    def path(self):
        return self.measure.get_absolute_url()

    @property
    def uncoded(self):
        """Why an answer is missing."""
        return "Text not read" if self.measure.effect_basis == EffectBasis.NOT_READ else NOT_YET

    @property
    def citation(self):
        """What to cite it by, beside its name: its citation and its title."""
        parts = (self.measure.law_citation, self.measure.code_citation, self.measure.title)
        return ". ".join(part.rstrip(".") for part in parts if part and part != self.heading)

    @property
    def stage(self):
        measure = self.measure
        if measure.stage:
            mark = resting_on(measure.stage_basis, measure.stage_why, measure.stage)
            return _marked(Stage(measure.stage).label, mark)
        first = measure.first_action_on
        return "Not certain" if first and first <= self.on else "Not yet introduced"

    @property
    def force(self):
        words = f"{word_of(self.measure)} {when_of(self.measure)}".strip()
        return _marked(words, ground_of(self.measure))

    @property
    def doubts(self):
        """Why what it does is in doubt, and that it is disputed whether it is in effect."""
        unsure = self.measure.effect_basis in UNSURE_EFFECT
        found = [self.measure.effect_note.rstrip(".")] if unsure else []
        if ground_of(self.measure) == Basis.DISPUTED:
            found.append("it is disputed whether it is in effect")
        return found

    @property
    def binds(self):
        return NOTHING

    def at(self, *levels):
        return NOTHING


class ComparedPlace:
    """A place with its stack (R9): its column shows the strongest general measure that binds
    there, be it the place's own, its county's or its state's, and says whose it is.
    """

    is_place = True

    def __init__(self, place, tiers, as_of: AsOf):
        self.place, self.tiers, self.as_of = place, tiers, as_of
        self.key = ("p", address_of(place))

    @cached_property
    def strongest(self):
        """The tier and the measure whose answers are shown, or two times nothing."""
        found = [
            (tier, binding)
            for tier in self.tiers
            for binding in tier.measures
            if (binding.limits_government or binding.permits_government)
            and (tier.level != "country" or len(self.tiers) == 1)
        ]
        # The first of equals is that of the nearest government.
        return min(found, key=lambda one: STRENGTH[one[1].effect], default=(None, None))

    @property
    def measure(self):
        return self.strongest[1]

    @property
    def slug(self):
        return self.measure.slug if self.measure else ""

    @property
    def name(self):
        return name_with_state(self.place)

    heading = name

    @property
    def under(self):
        """Whose measure the column shows."""
        if not self.measure:
            return "no general measure in effect"
        tier, binding = self.strongest
        whose = WHOSE.get(tier.level, "of {}").format(tier.jurisdiction.display_name)
        own = tier.level == "own" or tier.jurisdiction.pk == self.place.pk
        href = reverse("measure", args=[binding.slug]) + self.as_of.query
        name = law_name(binding)
        return format_html('by <a href="{}">{}</a>, {}', href, name, "its own" if own else whose)

    @property
    def path(self):
        return self.place.get_absolute_url()

    uncoded = NOT_YET

    @property
    def unanswered(self):
        """What stands for every answer where nothing general is in effect: what was searched."""
        if self.measure:
            return ""
        own = [tier for tier in self.tiers if tier.level != "country"]
        searched = [bool(tier.jurisdiction.searched_on) for tier in own]
        if all(searched):
            return "No rule found"
        return "No rule found; not all searched" if any(searched) else "Not searched"

    @property
    def citation(self):
        """What to cite its law by."""
        return f"{law_name(self.measure)}. {self.measure.title.rstrip('.')}" if self.measure else ""

    @property
    def stage(self):
        return Stage.IN_FORCE.label if self.measure else NO_MEASURE

    @property
    def force(self):
        if not self.measure:
            return NO_MEASURE
        measure = self.measure
        # What it does may be in doubt where its dates are not: that stands beside the effect.
        words = f"{PARTLY if measure.partly else 'In effect'} since {measure.starts.say_short()}"
        if measure.start_kind == ActionKind.PASSED:
            words += ", counted from the vote"
        return _marked(words, resting_on(measure.start_basis, measure.start_why))

    @property
    def doubts(self):
        """Why it is in doubt that its measure is in effect, or what that does."""
        return list(self.measure.doubts) if self.measure else []

    @property
    def binds(self):
        tier, binding = self.strongest
        return whom_it_covers(tier.level, binding, self.place) if binding else NO_MEASURE

    def at(self, *levels):
        """What applies at some levels, the strongest first, or what was searched there and when."""
        tiers = [tier for tier in self.tiers if tier.level in levels]
        if not tiers:
            return mark_safe('–<span class="vh"> no such government</span>')
        laws = [(tier, binding) for tier in tiers for binding in tier.measures]
        kept = self.as_of.query
        lines = [
            (_signed(b, b.doubts), reverse("measure", args=[b.slug]) + kept, law_name(b))
            for _, b in laws
        ]
        if lines:
            return format_html_join(mark_safe("<br>"), '{} <a href="{}">{}</a>', lines)
        return "; ".join(dict.fromkeys(gap_of(tier) for tier in tiers))


def _marked(words, mark):
    return f"{words} ({mark})" if mark and mark != Basis.RECORDED else words


def _of_measure(read):
    """A line that is read from a column's measure, where it has one."""
    return lambda side: read(side.measure) if side.measure else NO_MEASURE


def _what_it_does(side):
    return _signed(side.measure, side.doubts) if side.measure else gap_of(side.tiers[0])


def _signed(measure, doubts):
    """What a measure does, with the sign also where only its dates are disputed."""
    mark = effect_mark(measure)
    if not doubts or effect_doubt(measure):
        return mark
    why = f"In doubt: {'; '.join(doubts)}."
    return format_html('{} <abbr class="doubt" title="{}">{}</abbr>', mark, why, DOUBT_SIGN)


def _listed(words, values):
    return listed(words(value).label for value in values).capitalize()


def _use(measure):
    return use_words(measure.use_modes).rpartition(": ")[2].capitalize()


FACTS = (
    ("Effect", _what_it_does),
    ("Reach", _of_measure(lambda one: Reach(one.reach).label)),
    ("Covers", _of_measure(lambda one: _listed(Regulates, one.regulates))),
    ("Live or after-the-fact", _of_measure(_use)),
    ("Stage", lambda side: side.stage),
    ("Status", lambda side: side.force),
)
THERE = (
    ("Whom it covers there", lambda side: side.binds),
    ("Its own measures", lambda side: side.at("own")),
    ("Its county’s, or the city’s that covers it", lambda side: side.at("city", "county")),
    ("Its state’s", lambda side: side.at("state")),
    ("The country’s", lambda side: side.at("country")),
)


def range_of_side(side, column):
    """A range with the number of questions; only some effects have one (R11)."""
    if not side.measure:
        return NO_MEASURE
    return range_of(column.profile) if column.profile else "not scored"


def in_sentence_of(side):
    """The measure of a column inside a sentence, with the sign where it is in doubt; of a place,
    the one that is shown for it.
    """
    name = f"{side.name} ({law_name(side.measure)})" if side.is_place else side.name
    return f"{name} {DOUBT_SIGN}" if side.doubts else name
