"""The safeguards of a measure and its place beside others: rule R11, over plain answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laws.rules.registry import rule
from laws.vocabulary import STATE_LEVEL, Answer, Effect

SCORED_EFFECTS = (Effect.BAN, Effect.MORATORIUM, Effect.RESTRICTION)
POINTS = {Answer.YES: 1, Answer.QUALIFIED: 0.5, Answer.NO: 0}
# When a measure ends says nothing of what it safeguards, whichever way it is answered.
UNSCORED = frozenset({"sunset_date"})


@dataclass(frozen=True, slots=True)
class Profile:
    """The coded answers that score, by question."""

    answers: Mapping[str, str]

    @property
    def score(self) -> float:
        return sum(POINTS[answer] for answer in self.answers.values())

    @property
    def coded(self) -> int:
        return len(self.answers)


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of a profile among others: 3 of 10, level with so many of them."""

    place: int
    among: int
    level_with: int


@rule(11, "Safeguards profile")
def profile(answers: Mapping[str, str]) -> Profile:
    """A measure whose effect is a ban, a moratorium or a restriction has a safeguards profile: the
    questions of the codebook answered yes, in part or no, and those that are not coded.

    Its score is one for each yes and a half for each in part, over the questions coded, and is
    never shown without how many were coded. What is not coded never counts as no. A question
    answered by a date, and when the measure ends, do not score.

    Side by side the highest score comes first, and equal scores share a place. A measure without
    any question coded has no place.
    """
    scored = {
        question: answer
        for question, answer in answers.items()
        if answer in POINTS and question not in UNSCORED
    }
    return Profile(scored)


def place_among(own: Profile, others: Iterable[Profile]) -> Standing | None:
    """Where a profile stands among those others that are coded, or None if it is not (R11)."""
    if not own.coded:
        return None
    scores = [other.score for other in others if other.coded]
    higher = sum(score > own.score for score in scores)
    return Standing(higher + 1, len(scores) + 1, scores.count(own.score))


def statewide_limits(law):
    """The bans, moratoria and restrictions in effect that are a state's own and reach its police or
    government at large: what a measure is laid beside.
    """
    found = {
        binding.slug: binding
        for binding in law.in_force
        if binding.place.kind in STATE_LEVEL
        and binding.effect in SCORED_EFFECTS
        and binding.limits_government
    }
    return list(found.values())
