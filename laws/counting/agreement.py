"""How far two codings of the same laws agree: counted from the answers that both gave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from laws.counting.shared import once_per_state
from laws.models import SecondAnswer
from laws.vocabulary import EditorialStatus

Pair = tuple[str, str]
"""What the first and the second coder answered; of a date, the date."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many of the answers two coders agree. `kappa` is None where chance alone would."""

    asked: int
    same: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class QuestionAgreement:
    """The agreement on one question of the codebook."""

    slug: str
    question: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class SecondCodings:
    """All second codings of public measures: what was compared, and what came of it."""

    measures: int
    overall: Agreement
    questions: list[QuestionAgreement]
    settled: int
    unsettled: int


def agreement_of(pairs: Iterable[Pair]) -> Agreement:
    """Cohen's κ: the agreement beyond what two coders would reach by chance who give each answer
    as often as these two did; 1 is full agreement, 0 no more than chance.
    """
    pairs = list(pairs)
    number, same = len(pairs), sum(first == second for first, second in pairs)
    firsts, seconds = (Counter(pair[place] for pair in pairs) for place in (0, 1))
    by_chance = sum(count * seconds[answer] for answer, count in firsts.items())
    if by_chance == number**2:
        return Agreement(number, same, None)
    kappa = (same * number - by_chance) / (number**2 - by_chance)
    return Agreement(number, same, kappa)


@once_per_state
def second_codings() -> SecondCodings:
    """The agreement on each question, and on all together. One query."""
    public = {"coding__measure__status": EditorialStatus.PUBLISHED, "coding__is_open": False}
    answers = SecondAnswer.objects.filter(**public).select_related("question", "coding")
    rows = list(answers.order_by("question__order", "question__slug", "pk"))
    compared = [row for row in rows if row.first_answer]
    by_question: dict[tuple[str, str], list[Pair]] = {}
    for row in compared:
        by_question.setdefault((row.question.slug, row.question.text), []).append(_pair(row))
    differing = [row for row in compared if row.differs]
    return SecondCodings(
        measures=len({row.coding.measure_id for row in rows}),
        overall=agreement_of(map(_pair, compared)),
        questions=[
            QuestionAgreement(slug, text, agreement_of(pairs))
            for (slug, text), pairs in by_question.items()
        ],
        settled=sum(bool(row.settled_answer) for row in differing),
        unsettled=sum(not row.settled_answer for row in differing),
    )


def _pair(row: SecondAnswer) -> Pair:
    first, second = row.first_answer_on, row.answer_on
    return str(first or row.first_answer), str(second or row.answer)
