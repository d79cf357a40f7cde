"""How strict a measure is: its safeguards beside the statewide laws of the day (R11)."""

from collections import Counter
from functools import cached_property

from dashboard.codebook.provision_matrix import MatrixColumn, lines_by_group, points
from dashboard.words.names import law_name
from dashboard.words.numbers import in_words, ordinal
from laws.counting.safeguards import SCORED_EFFECTS, place_among
from laws.text.dates import say
from laws.vocabulary import Basis, Effect, JurisdictionKind, Stage

LONGEST_HEADING = 12


class Strictness:
    """A measure with the laws that it is laid beside."""

    def __init__(self, measure, standing, limits, answers):
        self.measure, self.standing = measure, standing
        beside = [binding for binding in limits if binding.slug != measure.slug]
        self.is_one_of_them = len(beside) < len(limits)
        self.own = MatrixColumn(
            slug=measure.slug,
            heading=_heading(measure),
            name=standing.name,
            rows=answers[measure.slug],
            is_this=True,
        )
        self.others = beside_columns(beside, answers)

    @property
    def columns(self):
        return [self.own, *self.others]

    @cached_property
    def groups(self):
        return lines_by_group(self.columns, scored_only=True)

    @cached_property
    def place(self):
        return place_among(self.own.profile, [column.profile for column in self.others])

    @property
    def bars_use(self):
        """Whether it bars the use outright, which leaves many questions without an object."""
        return self.measure.effect in (Effect.BAN, Effect.MORATORIUM)

    # --- in words -----------------------------------------------------------------------------

    @property
    def question(self):
        """The heading, in the tense of the day."""
        if self.standing.in_force:
            return "How it compares"
        if self.standing.stage == Stage.ENDED:
            return "How it compared"
        came_to_nothing = self.standing.stage in (Stage.FAILED, Stage.VETOED)
        return f"How strict would it {'have been' if came_to_nothing else 'be'}?"

    def sentences(self):
        """Its score, what it is laid beside, its place, and how far that can be trusted."""
        name = self.standing.name
        name = "it" if name == self.measure.title else name
        score, coded = points(self.own.profile.score), self.own.profile.coded
        questions = "question" if coded == 1 else "questions"
        said = [f"Of the {in_words(coded)} {questions} coded, {name} scores {score}."]
        said.append(self._beside())
        if not self.others:
            return said
        if self.measure.jurisdiction.is_local:
            said.append("It is local; the laws compared are statewide.")
        elif self.measure.jurisdiction.kind == JurisdictionKind.COUNTRY:
            said.append("It is federal; the laws compared are statewide.")
        return said

    def _beside(self):
        number, on = len(self.others), say(self.standing.on)
        if not number:
            return f"No statewide law of this kind was found in effect on {on}."
        other = "other " if self.is_one_of_them else ""
        laws = "statewide law" if number == 1 else "statewide laws"
        said = f"Beside the {in_words(number)} {other}{laws} in effect on {on} "
        uncoded = number + 1 - self.place.among
        if uncoded == number:
            return f"{said}it has no rank: none of them is coded."
        said += f"it comes {ordinal(self.place.place)} of {in_words(self.place.among)}"
        if self.place.level_with:
            said += f", tied with {in_words(self.place.level_with)}"
        if uncoded:
            said += f"; {in_words(uncoded)} of them {'is' if uncoded == 1 else 'are'} not coded"
        return f"{said}."


def is_scored(measure):
    """Whether a measure has a safeguards profile (R11)."""
    return measure.effect in SCORED_EFFECTS


def _heading(measure):
    """What stands above its column: a local government, else its number if that is short."""
    place, number = measure.jurisdiction, measure.identifier
    fits = number and len(number) <= LONGEST_HEADING and not place.is_local
    return number if fits else place.display_name


def beside_columns(bindings, answers):
    """The laws by score, highest first. Where a state has two, the number tells them apart."""
    often = Counter(binding.place.state_code for binding in bindings)
    columns = [
        MatrixColumn(
            slug=binding.slug,
            heading=binding.place.state_code,
            name=f"{binding.place.name}, {binding.identifier or law_name(binding)}",
            rows=answers[binding.slug],
            number=binding.identifier if often[binding.place.state_code] > 1 else "",
            doubt="" if binding.basis == Basis.RECORDED else str(binding.basis),
        )
        for binding in bindings
    ]
    return sorted(columns, key=lambda one: (-one.profile.score, one.profile.coded, one.heading))
