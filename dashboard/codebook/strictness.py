"""How strict a measure is: its safeguards beside the statewide laws of the day (R11)."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from dashboard.codebook.comparisons import class_words, compared_words, counted_classes
from dashboard.codebook.provision_matrix import (
    MatrixColumn,
    lines_by_group,
    profile_of,
    range_of,
)
from dashboard.codebook.questions import short_name
from dashboard.words.basis import IN_DOUBT, named_basis
from dashboard.words.display_class import display_class
from dashboard.words.names import in_sentence, law_in_sentence, law_name, with_whose
from dashboard.words.numbers import in_words, opening, ordinal
from laws.counting.safeguards import (
    SCORED_EFFECTS,
    Comparison,
    compare,
    place_among,
    reading_order,
    stands_above,
)
from laws.text.dates import say
from laws.vocabulary import CAME_TO_NOTHING, UNSURE_EFFECT, JurisdictionKind, Stage

LONGEST_HEADING = 12
MOST_TELLING = 3
WHERE = {"above": "Above it", "below": "Below it", "level": "Cannot be told apart"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A statewide law beside the measure, how the measure answers next to it, and whether the law
    stands above it, below it, or level, which is not told apart.
    """

    column: MatrixColumn
    state_code: str
    law: str  # with its state, inside a sentence: Maine's ban (P.L. 2021, ch. 394)
    comparison: Comparison
    stands: str

    @property
    def law_class(self):
        return self.column.profile.law_class

    @property
    def where(self):
        return WHERE[self.stands]


class Strictness:
    """A measure with the laws that it is laid beside, out of so many questions asked."""

    def __init__(self, measure, standing, limits, answers, asked):
        self.measure, self.standing, self.asked = measure, standing, asked
        self.limits = {one.slug: one for one in limits if one.slug != measure.slug}
        self.is_one_of_them = len(self.limits) < len(limits)
        rows = answers[measure.slug]
        self.own = MatrixColumn(
            slug=measure.slug,
            heading=_heading(measure),
            name=standing.name,
            rows=rows,
            profile=profile_of(measure, rows, asked),
            is_this=True,
        )
        self.others = beside_columns(self.limits.values(), answers, asked)

    @property
    def columns(self):
        return [self.own, *self.others]

    @cached_property
    def groups(self):
        return lines_by_group(self.columns, scored_only=True)

    @cached_property
    def place(self):
        return place_among(self.own.profile, [column.profile for column in self.others])

    @cached_property
    def beside(self) -> list[Beside]:
        return [self._beside(column) for column in self.others]

    def _beside(self, column):
        own, other, law = self.own.profile, column.profile, self.limits[column.slug]
        stands = "above" if stands_above(other, own) else "level"
        return Beside(
            column=column,
            state_code=law.place.state_code,
            law=law_of_state(law),
            comparison=compare(own, other),
            stands="below" if stands_above(own, other) else stands,
        )

    @property
    def telling(self) -> list[Beside]:
        """The laws to name first: that of its own state, then those with the most questions coded
        for both, which leave the least open.
        """
        state = self.measure.jurisdiction.state_code
        known = [one for one in self.beside if one.comparison.shared]
        known.sort(key=lambda one: (one.state_code != state, -one.comparison.shared))
        return known[:MOST_TELLING]

    @property
    def bars_use(self):
        """Whether it bars the use outright, which leaves many questions without an object."""
        return self.own.profile.law_class in SCORED_EFFECTS[:2]

    # --- in words -----------------------------------------------------------------------------

    @property
    def came_to_nothing(self):
        return self.standing.stage in CAME_TO_NOTHING

    @property
    def question(self):
        """The heading, in the tense of the day."""
        if self.standing.in_force:
            return "How it compares"
        if self.standing.stage == Stage.ENDED:
            return "How it compared"
        return f"How strict would it {'have been' if self.came_to_nothing else 'be'}?"

    @property
    def verb(self):
        """To be, in the tense of the day."""
        if self.standing.in_force:
            return "is"
        if self.standing.stage == Stage.ENDED:
            return "was"
        return "would have been" if self.came_to_nothing else "would be"

    @property
    def name(self):
        """What a sentence calls it: its number, or it where it has none."""
        name = self.standing.name
        if name == self.measure.popular_name:
            return f"the {name}"
        return "it" if name == self.measure.title else name

    def sentences(self):
        """Its range, where it stands among the laws beside it, and what sort of law it is."""
        own = self.own.profile
        be = "are" if own.coded > 1 else "is"
        said = [
            f"{opening(own.coded)} of the {in_words(own.asked)} questions that score {be} coded "
            f"for {self.name}, so its range is {range_of(own)} points.",
            *self._standing(),
        ]
        if self.measure.effect_basis in UNSURE_EFFECT:
            said.append("What it does is in doubt, so its class may be another.")
        if not self.others:
            return said
        if self.measure.jurisdiction.is_local:
            said.append("It is local; the laws compared are statewide.")
        elif self.measure.jurisdiction.kind == JurisdictionKind.COUNTRY:
            said.append("It is federal; the laws compared are statewide.")
        return said

    def _standing(self):
        """Which laws stand above it, which below, and which cannot be told apart from it."""
        on = f"in effect on {say(self.standing.on)}"
        if not self.others:
            return [f"No statewide law of this kind was found {on}."]
        if self.own.profile.law_class not in SCORED_EFFECTS:
            return [
                "It is no limit on police or government use in general, so it has no place here."
            ]
        number = f"{in_words(len(self.others))} {'other ' if self.is_one_of_them else ''}"
        laws = f"{number}statewide {'law' if len(self.others) == 1 else 'laws'} {on}"
        level = self._classes("level")
        apart = [f"{self._classes(key)} {key} it" for key in ("above", "below")]
        apart = [words for words in apart if not words.startswith(" ")]
        said = [f"Beside the {laws}, it has {' and '.join(apart)}."] if apart else []
        if level:
            whom = level if apart else f"the {laws}"
            said.append(f"It cannot be told apart from {whom}: the ranges overlap.")
        else:
            among = in_words(self.place.among)
            said.append(f"It comes {ordinal(self.place.place)} of {among}.")
        return said

    def _classes(self, stands):
        return counted_classes([one.law_class for one in self.beside if one.stands == stands])

    def pairs(self):
        """Every law beside it, with the questions on which the two differ and agree."""
        for one in self.beside:
            found = one.comparison
            yield one, [self._named(slugs) for slugs in (found.stricter, found.laxer, found.same)]

    def _named(self, slugs):
        return [short_name(self.own.rows[slug].question) for slug in slugs]

    def comparisons(self):
        """The most telling comparisons, each with the law and a sentence or two."""
        subject = self.name[:1].upper() + self.name[1:]
        for one in self.telling:
            said = f"{subject} {compared_words(one.comparison, self.verb, one.law)}."
            yield f"{said} {class_words(self.own.profile, one.column.profile)}".strip()


def is_scored(measure):
    """Whether a measure has a safeguards profile (R11)."""
    return measure.effect in SCORED_EFFECTS


def _heading(measure):
    """What stands above its column: a local government, else its number if that is short."""
    place, number = measure.jurisdiction, measure.identifier
    fits = number and len(number) <= LONGEST_HEADING and not place.is_local
    return number if fits else place.display_name


def law_of_state(law):
    """A statewide law inside a sentence: Maine's ban (P.L. 2021, ch. 394)."""
    of_class = display_class(law)
    noun = "law" if of_class == "restriction" else of_class
    if law.popular_name.startswith(law.place.name):
        return law_in_sentence(law)
    return f"{in_sentence(law.place.name)}’s {noun} ({law_in_sentence(law)})"


def beside_columns(bindings, answers, asked):
    """The laws as lists show them (R11). Where a state has two, the number tells them apart."""
    often = Counter(binding.place.state_code for binding in bindings)
    columns = [
        MatrixColumn(
            slug=binding.slug,
            heading=binding.place.state_code,
            name=with_whose(binding.place.name, law_name(binding)),
            rows=answers[binding.slug],
            profile=profile_of(binding, answers[binding.slug], asked),
            number=law_name(binding) if often[binding.place.state_code] > 1 else "",
            doubt=named_basis(binding.basis) if binding.is_certain else IN_DOUBT,
        )
        for binding in bindings
    ]
    return sorted(columns, key=lambda one: (reading_order(one.profile), one.heading, one.slug))
