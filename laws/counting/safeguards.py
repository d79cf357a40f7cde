"""The safeguards of a measure and its rank among others: rule R11, over plain answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laws.rules.registry import rule
from laws.vocabulary import Answer, Effect

SCORED_EFFECTS: tuple[str, ...] = (Effect.BAN, Effect.MORATORIUM, Effect.RESTRICTION)
POINTS: dict[str, float] = {Answer.YES: 1, Answer.QUALIFIED: 0.5, Answer.NO: 0}
# When a measure ends says nothing of what it safeguards, whichever way it is answered.
UNSCORED = frozenset({"sunset_date"})


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of a measure that score, by the question's slug."""

    answers: Mapping[str, str]

    @property
    def score(self) -> float:
        """A point for each yes, half a point for each answer in part."""
        return sum(POINTS[answer] for answer in self.answers.values())

    @property
    def coded(self) -> int:
        """How many questions are coded."""
        return len(self.answers)


@dataclass(frozen=True, slots=True)
class Placing:
    """The rank of a profile among others: place 3 among 10, tied with so many of them."""

    place: int
    among: int
    level_with: int


@rule(11, "Safeguards profile")
def profile(answers: Mapping[str, str]) -> Profile:
    """A ban, a moratorium or a restriction has a safeguards profile: which questions of our
    codebook it answers with yes, in part or no, and which ones we have not coded.

    Its score is one point for each yes and half a point for each answer in part. We never show it
    without the number of questions coded. A question that is not coded never counts as no. A
    question answered by a date, and when the measure ends, do not score.

    In rankings the highest score comes first, and equal scores share a rank. A measure with no
    question coded has no rank.
    """
    scored = {
        question: answer
        for question, answer in answers.items()
        if answer in POINTS and question not in UNSCORED
    }
    return Profile(scored)


def place_among(own: Profile, others: Iterable[Profile]) -> Placing | None:
    """The rank of a profile among the others that are coded, or None if it is not coded (R11)."""
    if not own.coded:
        return None
    scores = [other.score for other in others if other.coded]
    higher = sum(score > own.score for score in scores)
    return Placing(higher + 1, len(scores) + 1, scores.count(own.score))
