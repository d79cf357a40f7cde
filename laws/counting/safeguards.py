"""The safeguards of measures, and which of two is the stricter: rule R11, over plain answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from laws.rules.registry import rule
from laws.vocabulary import Answer, Effect

# The strictest first.
SCORED_EFFECTS: tuple[str, ...] = (Effect.BAN, Effect.MORATORIUM, Effect.RESTRICTION)
POINTS: dict[str, float] = {Answer.YES: 1, Answer.QUALIFIED: 0.5, Answer.NO: 0}
# When a measure ends says nothing of what it safeguards, whichever way it is answered.
UNSCORED = frozenset({"sunset_date"})


def counts(question: str, answer: str) -> bool:
    """Whether an answer is one of a profile (R11)."""
    return answer in POINTS and question not in UNSCORED


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of a measure that score, by the question's slug, of so many questions asked.

    `law_class` is ban, moratorium or restriction; of a measure of narrow reach it is another word,
    and such a measure stands neither above nor below any other.
    """

    answers: Mapping[str, str]
    asked: int
    law_class: str

    @property
    def score(self) -> float:
        """The least it comes to: a point for each yes, half a point for each answer in part."""
        return sum(POINTS[answer] for answer in self.answers.values())

    @property
    def coded(self) -> int:
        """How many questions are coded."""
        return len(self.answers)

    @property
    def highest(self) -> float:
        """The most it comes to: its score if every question that is not coded is a yes."""
        return self.score + self.asked - self.coded

    @property
    def class_rank(self) -> int:
        """0 for a ban, 1 for a moratorium, 2 for a restriction, 3 for what has no rank."""
        known = self.law_class in SCORED_EFFECTS
        return SCORED_EFFECTS.index(self.law_class) if known else len(SCORED_EFFECTS)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a measure answers the questions that are coded for both it and another."""

    stricter: tuple[str, ...]
    laxer: tuple[str, ...]
    same: tuple[str, ...]

    @property
    def shared(self) -> int:
        """How many questions are coded for both."""
        return len(self.stricter) + len(self.laxer) + len(self.same)


@dataclass(frozen=True, slots=True)
class Placing:
    """How many of the others stand above a measure, how many below, and how many neither."""

    above: int
    below: int
    not_told_apart: int

    @property
    def place(self) -> int | None:
        """Its place among them, or None where it cannot be told apart from one of them."""
        return None if self.not_told_apart else self.above + 1

    @property
    def among(self) -> int:
        """How many they are, the measure included."""
        return self.above + self.below + self.not_told_apart + 1


@rule(11, "Safeguards profile")
def profile(answers: Mapping[str, str], asked: int, law_class: str) -> Profile:
    """A ban, a moratorium or a restriction has a safeguards profile: which questions of our
    codebook it answers with yes, in part or no, and which ones we have not coded. A question
    answered by a date, and when the measure ends, do not score.

    A yes is one point and an answer in part is half a point. A question that is not coded never
    counts as no. It is open, so a measure has a range: from all its open questions answered no to
    all of them answered yes. The range is over all questions that score. A ban leaves some of
    them without a subject, such as warrants; those are open like any other.

    A ban stands above a moratorium, and a moratorium above a restriction, whatever is coded. Of two
    measures of one class, one stands above the other only if its whole range is higher. Where their
    ranges overlap, we cannot tell them apart, and we give no place. A measure of narrow reach has
    no place.

    Two measures are also compared on the questions coded for both: on how many one is stricter, on
    how many it is laxer, and on how many they answer the same. How two measures stand to each other
    never depends on what is coded for a third.

    Pages list the measures of one class by the middle of their ranges. That is an order to read
    them in, not a ranking.
    """
    scored = {question: answer for question, answer in answers.items() if counts(question, answer)}
    return Profile(scored, asked, law_class)


def stands_above(own: Profile, other: Profile) -> bool:
    """Whether a measure is the stricter for certain: by its class, or by its whole range (R11)."""
    ranks = own.class_rank, other.class_rank
    if max(ranks) == len(SCORED_EFFECTS):
        return False
    return ranks[0] < ranks[1] or (ranks[0] == ranks[1] and own.score > other.highest)


def place_among(own: Profile, others: Collection[Profile]) -> Placing:
    """How a measure stands among others (R11)."""
    above = sum(stands_above(other, own) for other in others)
    below = sum(stands_above(own, other) for other in others)
    return Placing(above, below, len(others) - above - below)


def compare(own: Profile, other: Profile) -> Comparison:
    """A measure beside another on the questions that are coded for both (R11)."""
    both = [question for question in own.answers if question in other.answers]
    ahead = {
        question: POINTS[own.answers[question]] - POINTS[other.answers[question]]
        for question in both
    }
    return Comparison(
        stricter=tuple(question for question in both if ahead[question] > 0),
        laxer=tuple(question for question in both if ahead[question] < 0),
        same=tuple(question for question in both if ahead[question] == 0),
    )


def reading_order(own: Profile) -> tuple[int, float]:
    """What lists of measures are sorted by: the class, then the middle of the range, which is its
    yes answers less its no answers. It depends on no other measure, and puts none before one that
    stands above it.
    """
    return own.class_rank, -(own.score + own.highest) / 2
